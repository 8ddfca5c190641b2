@service-api:policy-configuration
Feature: Policies are configured
  An organisation publishes the rules that its data agreements are governed by. Each change of a policy is kept as a
  revision: a snapshot with a hash, chained to the one before it, so that nothing can be altered unnoticed.

  Background:
    Given the "consent" building block

  @smoke @operation:configPolicyCreate @requirement:govstack-bb-consent-fr-6.1-1
  Scenario: A new policy is stored as it was sent
    When "configPolicyCreate" is called
    Then it is accepted
    And its "policy.id" is not empty
    And its "policy" is as sent, apart from "id"
    And the policy reads as sent, apart from "id"
    And the list of policies holds what was sent exactly once

  @operation:configPolicyCreate @requirement:govstack-bb-consent-fr-6.1-5 @requirement:govstack-bb-consent-cc-5.1.2-1 @requirement:govstack-bb-consent-fr-6.1-8
  Scenario: A new policy has a first revision
    When "configPolicyCreate" is called
    Then it is accepted
    And its "revision" is a revision of the policy
    And its "revision.timestamp" is the present time, give or take 24 hours
    And its "revision.predecessorHash" is absent or empty
    And its "revision.successor" is absent or empty
    And its "revision" is remembered as "written revision"
    When "configPolicyRead" is called
    Then it is accepted
    And its "revision" agrees with the remembered "written revision"

  @operation:configPolicyCreate
  Scenario: No two policies share an identifier
    Given "configPolicyCreate" has been called
    And its "policy.id" is remembered as "first"
    When "configPolicyCreate" is called
    Then it is accepted
    And its "policy.id" is not the remembered "first"
    And its "policy" is as sent, apart from "id"
    And the policy reads as sent, apart from "id"
    When "configPolicyRead" is called with
      | policyId | ${remembered.first} |
    Then it is accepted
    And its "policy.id" is the remembered "first"

  @operation:configPolicyCreate
  Scenario: A policy needs no more than its name, version and address
    Given a valid "configPolicyCreate" request
    And its body field "policy.jurisdiction" is left out
    And its body field "policy.industrySector" is left out
    And its body field "policy.dataRetentionPeriodDays" is left out
    And its body field "policy.geographicRestriction" is left out
    And its body field "policy.storageLocation" is left out
    When it is sent
    Then it is accepted
    And its "policy" is as sent, apart from "id"
    And the policy reads as sent, apart from "id"

  @contract @operation:configPolicyCreate
  Scenario Outline: A new policy is checked before it is stored: "<field>" <fault>
    Given a valid "configPolicyCreate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field                          | fault              |
      | policy                         | is missing         |
      | policy                         | is null            |
      | policy                         | is of another type |
      | policy.name                    | is missing         |
      | policy.name                    | is null            |
      | policy.name                    | is of another type |
      | policy.version                 | is missing         |
      | policy.version                 | is null            |
      | policy.version                 | is of another type |
      | policy.url                     | is missing         |
      | policy.url                     | is null            |
      | policy.url                     | is of another type |
      | policy.jurisdiction            | is of another type |
      | policy.industrySector          | is of another type |
      | policy.dataRetentionPeriodDays | is of another type |
      | policy.geographicRestriction   | is of another type |
      | policy.storageLocation         | is of another type |

  @contract @operation:configPolicyCreate
  Scenario Outline: A new policy cannot be read from a body that <fault>
    Given a valid "configPolicyCreate" request
    But its body <fault>
    When it is sent
    Then it is refused

    Examples:
      | fault           |
      | is missing      |
      | is not readable |

  @operation:configPolicyCreate
  Scenario Outline: A policy that is refused is not stored: "<field>" <fault>
    Given a valid "configPolicyCreate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused
    And the list of policies holds nothing of what was refused

    Examples:
      | field          | fault              |
      | policy.version | is missing         |
      | policy.name    | is null            |
      | policy.url     | is of another type |

  @operation:configPolicyCreate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Policies are not created with <credentials>
    Given a valid "configPolicyCreate" request
    But it carries <credentials>
    When it is sent
    Then it is refused
    And the list of policies holds nothing of what was refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @contract @operation:configPolicyRead
  Scenario: A policy is answered with its revision
    Given a valid "configPolicyRead" request
    When it is sent
    Then it is accepted
    And its "policy.id" is not empty
    And its "policy.name" is not empty
    And its "revision.serializedHash" is not empty

  @operation:configPolicyRead @requirement:govstack-bb-consent-fr-6.1-5
  Scenario: A policy is read with its latest revision
    Given an existing policy
    And "configPolicyUpdate" has been called
    And its "revision" is remembered as "latest revision"
    When "configPolicyRead" is called
    Then it is accepted
    And its "policy.id" is the identifier of the policy
    And its "policy" is as sent
    And its "revision" agrees with the remembered "latest revision"
    And its "revision" is a revision of the policy
    And its "revision.timestamp" is the present time, give or take 24 hours

  @operation:configPolicyRead @requirement:govstack-bb-consent-fr-6.3-1
  Scenario: An earlier revision of a policy can still be read, unaltered
    Given an existing policy
    And "configPolicyRead" has been called
    And its "revision" is remembered as "first revision"
    And its "revision.serializedHash" is remembered as "first hash"
    And "configPolicyUpdate" has been called
    And its "revision" is remembered as "next revision"
    When "configPolicyRead" is called with
      | revisionId | ${remembered.first revision:id} |
    Then it is accepted
    And its "revision" agrees with the remembered "first revision"
    And its "revision.serializedHash" is the remembered "first hash"
    And its "revision" is an intact revision
    And its "revision.successor" is absent or agrees with the remembered "next revision"

  @operation:configPolicyRead
  Scenario: An unknown policy cannot be read
    Given a valid "configPolicyRead" request
    But its path parameter "policyId" is unknown
    When it is sent
    Then it is refused

  @operation:configPolicyRead
  Scenario: An unknown revision of a policy cannot be read
    Given a valid "configPolicyRead" request
    But its query parameter "revisionId" is unknown
    When it is sent
    Then it is refused

  @operation:configPolicyRead @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: A policy is not read with <credentials>
    Given a valid "configPolicyRead" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @smoke @operation:configPolicyUpdate
  Scenario: A changed policy is stored as it was sent
    Given an existing policy
    And another existing policy
    When "configPolicyUpdate" is called
    Then it is accepted
    And its "policy.id" is the identifier of the policy
    And its "policy" is as sent
    And the policy reads as sent
    And the other policy is unchanged

  @operation:configPolicyUpdate @requirement:govstack-bb-consent-fr-6.1-5 @requirement:govstack-bb-consent-fr-6.3-1 @requirement:govstack-bb-consent-cc-5.1.2-1 @requirement:govstack-bb-consent-fr-6.1-8
  Scenario: A changed policy has a revision that follows the one before
    Given "configPolicyCreate" has been called
    And its "revision" is remembered as "first revision"
    When "configPolicyUpdate" is called
    Then it is accepted
    And its "revision" is a revision that follows the remembered "first revision"
    And its "revision" is remembered as "second revision"
    When "configPolicyUpdate" is called with
      | policy.version | 3.0                     |
      | policy.url     | ${policy:url}/${unique} |
    Then it is accepted
    And its "policy" is as sent
    And its "revision" is a revision of the policy
    And its "revision" is a revision that follows the remembered "second revision"
    And its "revision.timestamp" is the present time, give or take 24 hours
    And its "revision" is remembered as "written revision"
    When "configPolicyRead" is called
    Then it is accepted
    And its "revision" agrees with the remembered "written revision"
    And the policy reads as sent

  # The description of the operation: active references in data agreements are not affected.
  @operation:configPolicyUpdate
  Scenario: A data agreement keeps the policy that it was made with
    Given an existing data agreement
    And "configDataAgreementRead" has been called
    And its "dataAgreement.policy.version" is remembered as "agreed version"
    And its "revision" is remembered as "agreed revision"
    And "configPolicyUpdate" has been called
    When "configDataAgreementRead" is called
    Then it is accepted
    And its "dataAgreement.policy.version" is the remembered "agreed version"
    And its "revision" agrees with the remembered "agreed revision"

  @contract @operation:configPolicyUpdate
  Scenario Outline: A changed policy is checked before it is stored: "<field>" <fault>
    Given a valid "configPolicyUpdate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field                          | fault              |
      | policy                         | is missing         |
      | policy                         | is null            |
      | policy                         | is of another type |
      | policy.name                    | is missing         |
      | policy.name                    | is null            |
      | policy.name                    | is of another type |
      | policy.version                 | is missing         |
      | policy.version                 | is null            |
      | policy.version                 | is of another type |
      | policy.url                     | is missing         |
      | policy.url                     | is null            |
      | policy.url                     | is of another type |
      | policy.jurisdiction            | is of another type |
      | policy.industrySector          | is of another type |
      | policy.dataRetentionPeriodDays | is of another type |
      | policy.geographicRestriction   | is of another type |
      | policy.storageLocation         | is of another type |

  @contract @operation:configPolicyUpdate
  Scenario Outline: A changed policy cannot be read from a body that <fault>
    Given a valid "configPolicyUpdate" request
    But its body <fault>
    When it is sent
    Then it is refused

    Examples:
      | fault           |
      | is missing      |
      | is not readable |

  @operation:configPolicyUpdate
  Scenario: A refused change leaves the policy as it was
    Given an existing policy
    And a valid "configPolicyUpdate" request
    But its body field "policy.name" is of another type
    When it is sent
    Then it is refused
    And the policy is unchanged

  @operation:configPolicyUpdate
  Scenario: An unknown policy cannot be changed
    Given a valid "configPolicyUpdate" request
    But its path parameter "policyId" is unknown
    When it is sent
    Then it is refused

  @operation:configPolicyUpdate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: A policy is not changed with <credentials>
    Given a valid "configPolicyUpdate" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @contract @operation:configPolicyDelete
  Scenario: The deletion of a policy is answered with a revision
    Given a valid "configPolicyDelete" request
    When it is sent
    Then it is accepted
    And its "revision.serializedHash" is not empty

  @smoke @operation:configPolicyDelete
  Scenario: A deleted policy is gone, and no other
    Given an existing policy
    And another existing policy
    When "configPolicyDelete" is called
    Then it is accepted
    And the policy can no longer be read
    And the list of policies no longer contains the policy
    And the other policy is unchanged

  @operation:configPolicyDelete @requirement:govstack-bb-consent-fr-6.1-5 @requirement:govstack-bb-consent-fr-6.3-1 @requirement:govstack-bb-consent-cc-5.1.2-1 @requirement:govstack-bb-consent-fr-6.1-8
  Scenario: The deletion of a policy has a revision that follows the one before
    Given "configPolicyCreate" has been called
    And its "revision" is remembered as "first revision"
    When "configPolicyDelete" is called
    Then it is accepted
    And its "revision" is a revision that follows the remembered "first revision"
    And its "revision.timestamp" is the present time, give or take 24 hours

  # The description of the operation: not possible while an active data agreement is governed by the policy.
  @operation:configPolicyDelete
  Scenario: A policy that an active data agreement needs cannot be deleted
    Given an existing data agreement
    And another existing policy
    And "configPolicyDelete" has been called for the other policy
    When "configPolicyDelete" is called
    Then it is refused
    And the policy can be read

  @operation:configPolicyDelete
  Scenario: A policy can be deleted once its data agreement has ended
    Given an existing data agreement
    And "configDataAgreementDelete" has been called
    When "configPolicyDelete" is called
    Then it is accepted
    And the policy can no longer be read

  @operation:configPolicyDelete
  Scenario: An unknown policy cannot be deleted
    Given a valid "configPolicyDelete" request
    But its path parameter "policyId" is unknown
    When it is sent
    Then it is refused

  @operation:configPolicyDelete @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: A policy is not deleted with <credentials>
    Given a valid "configPolicyDelete" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |
