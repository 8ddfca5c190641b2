@service-api:audit
Feature: Auditors see everything
  An auditor looks at the consent of all individuals and at every data agreement, also at those that are out of use, and
  compares them with what the organisation shows.

  Background:
    Given the "consent" building block

  @contract @operation:auditConsentRecordRead
  Scenario: Consent is answered to an auditor
    Given a valid "auditConsentRecordRead" request
    When it is sent
    Then it is accepted
    And its "consentRecord.id" is not empty
    And its "consentRecord.dataAgreementRevisionHash" is not empty

  @smoke @operation:auditConsentRecordRead @requirement:govstack-bb-consent-fr-6.3-2 @requirement:govstack-bb-consent-fr-6.3-3
  Scenario: An auditor sees the same consent as whoever verifies it
    Given an existing consent record
    And another existing individual
    And another existing consent record for the other individual
    And "serviceVerificationConsentRecordRead" has been called
    And its "consentRecord.dataAgreementRevisionHash" is remembered as "agreed revision"
    And its "consentRecord.state" is remembered as "state"
    And "configDataAgreementRead" has been called
    And its "revision" is remembered as "revision of the agreement"
    When "auditConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.id" is the identifier of the consent record
    And its "consentRecord.individual.id" is the identifier of the individual
    And its "consentRecord.dataAgreement" is absent or agrees with the data agreement
    And its "consentRecord.dataAgreementRevision" is absent or agrees with the remembered "revision of the agreement"
    And its "consentRecord.dataAgreementRevisionHash" is the remembered "agreed revision"
    And its "consentRecord.state" is the remembered "state"
    And its "consentRecord.optIn" is true

  @operation:auditConsentRecordRead @requirement:govstack-bb-consent-fr-6.2-4
  Scenario: An auditor sees that consent was withdrawn
    Given an existing consent record
    And "serviceIndividualConsentRecordUpdate" has been called
    When "auditConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.id" is the identifier of the consent record
    And its "consentRecord.optIn" is false

  @operation:auditConsentRecordRead
  Scenario: Unknown consent cannot be audited
    Given a valid "auditConsentRecordRead" request
    But its path parameter "consentRecordId" is unknown
    When it is sent
    Then it is refused

  @operation:auditConsentRecordRead @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Consent is not audited with <credentials>
    Given a valid "auditConsentRecordRead" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @contract @operation:auditConsentRecordList
  Scenario: Consent is answered to an auditor as a list
    Given a valid "auditConsentRecordList" request
    When it is sent
    Then it is accepted
    And its "consentRecords" is present

  @smoke @operation:auditConsentRecordList @requirement:govstack-bb-consent-fr-6.2-4
  Scenario: The auditor's list holds the consent of every individual
    Given 3 existing consent records, each with its own individual
    When every page of "auditConsentRecordList" is read, 50 entries at a time
    Then the pages hold each of the consent records exactly once

  @operation:auditConsentRecordList @requirement:govstack-bb-consent-fr-6.2-4
  Scenario: The auditor's list shows that consent was withdrawn
    Given an existing consent record
    When every page of "auditConsentRecordList" is read, 50 entries at a time
    Then the pages hold the consent record exactly once
    Given "serviceIndividualConsentRecordUpdate" has been called
    When every page of "auditConsentRecordList" is read, 50 entries at a time
    Then the pages hold the consent record exactly once, as it reads

  @operation:auditConsentRecordList
  Scenario: The auditor's list of consent is as long as asked for
    Given 3 existing consent records, each with its own individual
    When "auditConsentRecordList" is called with
      | limit | 2 |
    Then it is accepted
    And its "consentRecords" has 2 entries

  @operation:auditConsentRecordList
  Scenario: The auditor's list of consent begins where asked for
    Given 3 existing consent records, each with its own individual
    When "auditConsentRecordList" is read from its second entry on
    Then it begins with the second entry of the whole list

  @contract @operation:auditConsentRecordList
  Scenario Outline: The auditor's list of consent is not read when "<parameter>" is no number
    Given a valid "auditConsentRecordList" request
    But its query parameter "<parameter>" is of another type
    When it is sent
    Then it is refused

    Examples:
      | parameter |
      | offset    |
      | limit     |

  @operation:auditConsentRecordList @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Consent is not listed for an auditor with <credentials>
    Given a valid "auditConsentRecordList" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @contract @operation:auditDataAgreementRead
  Scenario: A data agreement is answered to an auditor
    Given a valid "auditDataAgreementRead" request
    When it is sent
    Then it is accepted
    And its "dataAgreement.id" is not empty
    And its "dataAgreement.purpose" is not empty

  @smoke @operation:auditDataAgreementRead @requirement:govstack-bb-consent-fr-6.3-2 @requirement:govstack-bb-consent-fr-6.3-3
  Scenario: An auditor sees the data agreement as it is configured
    Given an existing data agreement
    And another existing data agreement
    And "configDataAgreementUpdate" has been called
    When "auditDataAgreementRead" is called
    Then it is accepted
    And its "dataAgreement.id" is the identifier of the data agreement
    And its "dataAgreement" is as sent, apart from "controller.id"

  @operation:auditDataAgreementRead
  Scenario: An unknown data agreement cannot be audited
    Given a valid "auditDataAgreementRead" request
    But its path parameter "dataAgreementId" is unknown
    When it is sent
    Then it is refused

  @operation:auditDataAgreementRead @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: A data agreement is not audited with <credentials>
    Given a valid "auditDataAgreementRead" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @contract @operation:auditDataAgreementList
  Scenario: Data agreements are answered to an auditor as a list
    Given a valid "auditDataAgreementList" request
    When it is sent
    Then it is accepted
    And its "dataAgreements" is present

  @smoke @operation:auditDataAgreementList @requirement:govstack-bb-consent-fr-6.3-2 @requirement:govstack-bb-consent-fr-6.3-3
  Scenario: The auditor's list holds every data agreement
    Given 3 existing data agreements
    When every page of "auditDataAgreementList" is read, 50 entries at a time
    Then the pages hold each of the data agreements exactly once

  @operation:auditDataAgreementList
  Scenario: The auditor's list shows a data agreement as it is now
    Given an existing data agreement
    And another existing data agreement
    When every page of "auditDataAgreementList" is read, 50 entries at a time
    Then the pages hold the data agreement exactly once
    Given "configDataAgreementUpdate" has been called
    When every page of "auditDataAgreementList" is read, 50 entries at a time
    Then the pages hold the data agreement exactly once, as it reads
    And the pages hold the other data agreement exactly once, as it reads

  @operation:auditDataAgreementList @requirement:govstack-bb-consent-fr-6.3-2 @requirement:govstack-bb-consent-fr-6.3-3
  Scenario: The auditor's list holds data agreements that are out of use
    Given an existing data agreement
    And "configDataAgreementUpdate" has been called with
      | dataAgreement.active | false |
    When every page of "auditDataAgreementList" is read, 50 entries at a time
    Then the pages hold the data agreement exactly once

  @operation:auditDataAgreementList
  Scenario: The auditor's list of data agreements is as long as asked for
    Given 3 existing data agreements
    When "auditDataAgreementList" is called with
      | limit | 2 |
    Then it is accepted
    And its "dataAgreements" has 2 entries

  @operation:auditDataAgreementList
  Scenario: The auditor's list of data agreements begins where asked for
    Given 3 existing data agreements
    When "auditDataAgreementList" is read from its second entry on
    Then it begins with the second entry of the whole list

  @contract @operation:auditDataAgreementList
  Scenario Outline: The auditor's list of data agreements is not read when "<parameter>" is no number
    Given a valid "auditDataAgreementList" request
    But its query parameter "<parameter>" is of another type
    When it is sent
    Then it is refused

    Examples:
      | parameter |
      | offset    |
      | limit     |

  @operation:auditDataAgreementList @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Data agreements are not listed for an auditor with <credentials>
    Given a valid "auditDataAgreementList" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |
