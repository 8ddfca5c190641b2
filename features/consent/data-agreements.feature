@service-api:data-agreement-configuration
Feature: Data agreements are configured
  A data agreement says for which purpose data is used, under which policy and on which legal ground. Many individuals can
  consent to one. It is under version control, and taken out of use when it is no longer needed.

  Background:
    Given the "consent" building block

  @smoke @operation:configDataAgreementCreate @requirement:govstack-bb-consent-fr-6.1-1
  Scenario: A new data agreement is stored as it was sent
    When "configDataAgreementCreate" is called
    Then it is accepted
    And its "dataAgreement.id" is not empty
    And its "dataAgreement" is as sent, apart from "id, controller.id"
    And its "dataAgreement.policy.id" is the identifier of the policy
    And the data agreement reads as sent, apart from "id, controller.id"
    And the list of data agreements holds what was sent exactly once

  @operation:configDataAgreementCreate @requirement:govstack-bb-consent-fr-6.1-5 @requirement:govstack-bb-consent-fr-6.1-1 @requirement:govstack-bb-consent-cc-5.1.2-1 @requirement:govstack-bb-consent-fr-6.1-8
  Scenario: A new data agreement has a first revision
    When "configDataAgreementCreate" is called
    Then it is accepted
    And its "revision" is a revision of the data agreement, with its "controller, policy"
    And its "revision.timestamp" is the present time, give or take 24 hours
    And its "revision.predecessorHash" is absent or empty
    And its "revision.successor" is absent or empty
    And its "revision" is remembered as "written revision"
    When "configDataAgreementRead" is called
    Then it is accepted
    And its "revision" agrees with the remembered "written revision"

  @operation:configDataAgreementCreate
  Scenario: No two data agreements share an identifier
    Given "configDataAgreementCreate" has been called
    And its "dataAgreement.id" is remembered as "first"
    When "configDataAgreementCreate" is called
    Then it is accepted
    And its "dataAgreement.id" is not the remembered "first"
    And its "dataAgreement" is as sent, apart from "id, controller.id"
    And the data agreement reads as sent, apart from "id, controller.id"
    When "configDataAgreementRead" is called with
      | dataAgreementId | ${remembered.first} |
    Then it is accepted
    And its "dataAgreement.id" is the remembered "first"

  @operation:configDataAgreementCreate @requirement:govstack-bb-consent-fr-6.1-1
  Scenario: Several data agreements can share a policy
    Given an existing data agreement
    And another existing data agreement
    When "configDataAgreementRead" is called for the other data agreement
    Then it is accepted
    And its "dataAgreement.policy.id" is the identifier of the policy
    And the data agreement is unchanged

  @contract @operation:configDataAgreementCreate
  Scenario Outline: A new data agreement is checked before it is stored: "<field>" <fault>
    Given a valid "configDataAgreementCreate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field                         | fault              |
      | dataAgreement                 | is missing         |
      | dataAgreement                 | is null            |
      | dataAgreement                 | is of another type |
      | dataAgreement.version         | is missing         |
      | dataAgreement.version         | is null            |
      | dataAgreement.version         | is of another type |
      | dataAgreement.purpose         | is missing         |
      | dataAgreement.purpose         | is null            |
      | dataAgreement.purpose         | is of another type |
      | dataAgreement.lawfulBasis     | is missing         |
      | dataAgreement.lawfulBasis     | is null            |
      | dataAgreement.lawfulBasis     | is of another type |
      | dataAgreement.dpia            | is missing         |
      | dataAgreement.dpia            | is null            |
      | dataAgreement.dpia            | is of another type |
      | dataAgreement.dataUse         | is of another type |
      | dataAgreement.active          | is of another type |
      | dataAgreement.forgettable     | is of another type |
      | dataAgreement.controller      | is of another type |
      | dataAgreement.controller.name | is of another type |
      | dataAgreement.controller.url  | is of another type |
      | dataAgreement.policy          | is of another type |
      | dataAgreement.policy.id       | is missing         |
      | dataAgreement.policy.id       | is of another type |
      | dataAgreement.policy.name     | is missing         |
      | dataAgreement.policy.name     | is of another type |
      | dataAgreement.policy.version  | is missing         |
      | dataAgreement.policy.version  | is of another type |
      | dataAgreement.policy.url      | is missing         |
      | dataAgreement.policy.url      | is null            |
      | dataAgreement.policy.url      | is of another type |

  @contract @operation:configDataAgreementCreate
  Scenario Outline: A new data agreement cannot be read from a body that <fault>
    Given a valid "configDataAgreementCreate" request
    But its body <fault>
    When it is sent
    Then it is refused

    Examples:
      | fault           |
      | is missing      |
      | is not readable |

  @operation:configDataAgreementCreate
  Scenario Outline: A data agreement that is refused is not stored: "<field>" <fault>
    Given a valid "configDataAgreementCreate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused
    And the list of data agreements holds nothing of what was refused

    Examples:
      | field                     | fault              |
      | dataAgreement.version     | is missing         |
      | dataAgreement.lawfulBasis | is null            |
      | dataAgreement.active      | is of another type |

  @operation:configDataAgreementCreate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Data agreements are not created with <credentials>
    Given a valid "configDataAgreementCreate" request
    But it carries <credentials>
    When it is sent
    Then it is refused
    And the list of data agreements holds nothing of what was refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @contract @operation:configDataAgreementRead
  Scenario: A data agreement is answered with its revision
    Given a valid "configDataAgreementRead" request
    When it is sent
    Then it is accepted
    And its "dataAgreement.id" is not empty
    And its "dataAgreement.purpose" is not empty
    And its "revision.serializedHash" is not empty

  @operation:configDataAgreementRead @requirement:govstack-bb-consent-fr-6.1-2
  Scenario: A data agreement is read with its latest revision
    Given an existing data agreement
    And "configDataAgreementUpdate" has been called
    And its "revision" is remembered as "latest revision"
    When "configDataAgreementRead" is called
    Then it is accepted
    And its "dataAgreement.id" is the identifier of the data agreement
    And its "dataAgreement" is as sent, apart from "controller.id"
    And its "revision" agrees with the remembered "latest revision"
    And its "revision" is a revision of the data agreement, with its "controller, policy"
    And its "revision.timestamp" is the present time, give or take 24 hours

  @operation:configDataAgreementRead
  Scenario: An unknown data agreement cannot be read
    Given a valid "configDataAgreementRead" request
    But its path parameter "dataAgreementId" is unknown
    When it is sent
    Then it is refused

  @operation:configDataAgreementRead @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: A data agreement is not read with <credentials>
    Given a valid "configDataAgreementRead" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @smoke @operation:configDataAgreementUpdate @requirement:govstack-bb-consent-fr-6.1-3
  Scenario: A changed data agreement is stored as it was sent
    Given an existing data agreement
    And another existing data agreement
    When "configDataAgreementUpdate" is called
    Then it is accepted
    And its "dataAgreement.id" is the identifier of the data agreement
    And its "dataAgreement" is as sent, apart from "controller.id"
    And the data agreement reads as sent, apart from "controller.id"
    And the other data agreement is unchanged

  @operation:configDataAgreementUpdate @requirement:govstack-bb-consent-fr-6.1-3
  Scenario: A data agreement can be put under another policy and on another ground
    Given an existing data agreement
    And another existing policy
    When "configDataAgreementUpdate" is called for the other policy, with
      | dataAgreement.lawfulBasis | public_task |
      | dataAgreement.active      | false       |
      | dataAgreement.forgettable | false       |
    Then it is accepted
    And its "dataAgreement.policy.id" is the identifier of the other policy
    And its "dataAgreement" is as sent, apart from "controller.id"
    And the data agreement reads as sent, apart from "controller.id"

  @operation:configDataAgreementUpdate @requirement:govstack-bb-consent-fr-6.1-5 @requirement:govstack-bb-consent-fr-6.1-3 @requirement:govstack-bb-consent-fr-6.3-1 @requirement:govstack-bb-consent-cc-5.1.2-1 @requirement:govstack-bb-consent-fr-6.1-8
  Scenario: A changed data agreement has a revision that follows the one before
    Given "configDataAgreementCreate" has been called
    And its "revision" is remembered as "first revision"
    When "configDataAgreementUpdate" is called
    Then it is accepted
    And its "revision" is a revision that follows the remembered "first revision"
    And its "revision" is remembered as "second revision"
    When "configDataAgreementUpdate" is called
    Then it is accepted
    And its "dataAgreement" is as sent, apart from "controller.id"
    And its "revision" is a revision of the data agreement, with its "controller, policy"
    And its "revision" is a revision that follows the remembered "second revision"
    And its "revision.timestamp" is the present time, give or take 24 hours
    And its "revision" is remembered as "written revision"
    When "configDataAgreementRead" is called
    Then it is accepted
    And its "revision" agrees with the remembered "written revision"
    And the data agreement reads as sent, apart from "controller.id"

  # The description of the field: new consent records can be created while the agreement is active.
  @operation:configDataAgreementUpdate @requirement:govstack-bb-consent-fr-6.1-3
  Scenario: A data agreement out of use takes no new consent until it is in use again
    Given an existing data agreement
    And another existing individual
    And "serviceIndividualConsentRecordCreate" has been called on behalf of the other individual, with
      | individualId | ${other individual} |
    When "configDataAgreementUpdate" is called with
      | dataAgreement.active | false |
    Then it is accepted
    And its "dataAgreement.active" is false
    When "serviceIndividualConsentRecordCreate" is called
    Then it is refused
    When "configDataAgreementUpdate" is called
    Then it is accepted
    And its "dataAgreement.active" is true
    When "serviceIndividualConsentRecordCreate" is called
    Then it is accepted

  @contract @operation:configDataAgreementUpdate
  Scenario Outline: A changed data agreement is checked before it is stored: "<field>" <fault>
    Given a valid "configDataAgreementUpdate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field                         | fault              |
      | dataAgreement                 | is missing         |
      | dataAgreement                 | is null            |
      | dataAgreement                 | is of another type |
      | dataAgreement.version         | is missing         |
      | dataAgreement.version         | is null            |
      | dataAgreement.version         | is of another type |
      | dataAgreement.purpose         | is missing         |
      | dataAgreement.purpose         | is null            |
      | dataAgreement.purpose         | is of another type |
      | dataAgreement.lawfulBasis     | is missing         |
      | dataAgreement.lawfulBasis     | is null            |
      | dataAgreement.lawfulBasis     | is of another type |
      | dataAgreement.dpia            | is missing         |
      | dataAgreement.dpia            | is null            |
      | dataAgreement.dpia            | is of another type |
      | dataAgreement.dataUse         | is of another type |
      | dataAgreement.active          | is of another type |
      | dataAgreement.forgettable     | is of another type |
      | dataAgreement.controller      | is of another type |
      | dataAgreement.controller.name | is of another type |
      | dataAgreement.controller.url  | is of another type |
      | dataAgreement.policy          | is of another type |
      | dataAgreement.policy.id       | is missing         |
      | dataAgreement.policy.id       | is of another type |
      | dataAgreement.policy.name     | is missing         |
      | dataAgreement.policy.name     | is of another type |
      | dataAgreement.policy.version  | is missing         |
      | dataAgreement.policy.version  | is of another type |
      | dataAgreement.policy.url      | is missing         |
      | dataAgreement.policy.url      | is null            |
      | dataAgreement.policy.url      | is of another type |

  @contract @operation:configDataAgreementUpdate
  Scenario Outline: A changed data agreement cannot be read from a body that <fault>
    Given a valid "configDataAgreementUpdate" request
    But its body <fault>
    When it is sent
    Then it is refused

    Examples:
      | fault           |
      | is missing      |
      | is not readable |

  @operation:configDataAgreementUpdate
  Scenario: A refused change leaves the data agreement as it was
    Given an existing data agreement
    And a valid "configDataAgreementUpdate" request
    But its body field "dataAgreement.purpose" is of another type
    When it is sent
    Then it is refused
    And the data agreement is unchanged

  @operation:configDataAgreementUpdate
  Scenario: An unknown data agreement cannot be changed
    Given a valid "configDataAgreementUpdate" request
    But its path parameter "dataAgreementId" is unknown
    When it is sent
    Then it is refused

  @operation:configDataAgreementUpdate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: A data agreement is not changed with <credentials>
    Given a valid "configDataAgreementUpdate" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |
