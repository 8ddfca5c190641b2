@service-api:giving-consent
Feature: Individuals see the consent they gave
  An individual keeps an overview of the consent that they have given, and of its history for each data agreement. Nobody sees
  another individual's.

  Background:
    Given the "consent" building block

  @contract @operation:serviceIndividualConsentRecordList
  Scenario: One's consent is answered as a list
    Given a valid "serviceIndividualConsentRecordList" request
    When it is sent
    Then it is accepted
    And its "consentRecords" is present

  @smoke @operation:serviceIndividualConsentRecordList @requirement:govstack-bb-consent-fr-6.2-1
  Scenario: The list of one's consent holds each consent that was given
    Given 3 existing consent records, each with its own data agreement
    When every page of "serviceIndividualConsentRecordList" is read, 2 entries at a time
    Then the pages hold each of the consent records exactly once
    And no page holds more than 2 entries

  @operation:serviceIndividualConsentRecordList
  Scenario: The list of one's consent is empty before any is given
    Given an existing consent record
    And another existing individual
    When "serviceIndividualConsentRecordList" is called
    Then it is accepted
    And its "consentRecords" has 1 entry
    When "serviceIndividualConsentRecordList" is called on behalf of the other individual
    Then it is accepted
    And its "consentRecords" has 0 entries

  @operation:serviceIndividualConsentRecordList @requirement:govstack-bb-consent-fr-6.2-4
  Scenario: The list of one's consent shows what was withdrawn
    Given an existing consent record
    And "serviceIndividualConsentRecordUpdate" has been called
    And "configDataAgreementRead" has been called
    And its "revision" is remembered as "revision of the agreement"
    When "serviceIndividualConsentRecordList" is called
    Then it is accepted
    And its "consentRecords" has 1 entry
    And its "consentRecords.0.id" is the identifier of the consent record
    And its "consentRecords.0.individual" is absent or agrees with the individual
    And its "consentRecords.0.dataAgreement" is absent or agrees with the data agreement
    And its "consentRecords.0.dataAgreementRevision" is absent or agrees with the remembered "revision of the agreement"
    And its "consentRecords.0.dataAgreementRevisionHash" is "${consent record:dataAgreementRevisionHash}"
    And its "consentRecords.0.optIn" is false
    And its "consentRecords.0.state" is "unsigned"

  @operation:serviceIndividualConsentRecordList @requirement:govstack-bb-consent-cc-5.1.1-1
  Scenario: The list of one's consent does not disclose another individual's
    Given an existing consent record
    And another existing individual
    And another existing consent record for the other individual
    When "serviceIndividualConsentRecordList" is called as another individual
    Then it is accepted
    And its "consentRecords" contains the other consent record exactly once
    And its "consentRecords" does not contain the consent record

  @contract @operation:serviceIndividualConsentRecordList
  Scenario Outline: The list of one's consent is not read when "<parameter>" is no number
    Given a valid "serviceIndividualConsentRecordList" request
    But its query parameter "<parameter>" is of another type
    When it is sent
    Then it is refused

    Examples:
      | parameter |
      | offset    |
      | limit     |

  # The text of the operation: the identifier of the individual is supplied as a header (CON-ERR-13).
  @operation:serviceIndividualConsentRecordList
  Scenario: The consent of nobody in particular cannot be listed
    Given a valid "serviceIndividualConsentRecordList" request
    But it is made on behalf of nobody
    When it is sent
    Then it is refused

  @operation:serviceIndividualConsentRecordList @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: One's consent is not listed with <credentials>
    Given a valid "serviceIndividualConsentRecordList" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                    |
      | no credentials                 |
      | wrong credentials              |
      | the credentials of the auditor |

  @contract @operation:serviceIndividualDataAgreementConsentRecordList
  Scenario: One's consent to a data agreement is answered as a list
    Given a valid "serviceIndividualDataAgreementConsentRecordList" request
    When it is sent
    Then it is accepted
    And its "consentRecords" is present

  @smoke @operation:serviceIndividualDataAgreementConsentRecordList @requirement:govstack-bb-consent-fr-6.2-1
  Scenario: All consent to a data agreement holds what was given to each of its revisions
    Given an existing consent record
    And "serviceIndividualConsentRecordRead" has been called
    And its "consentRecord.dataAgreementRevisionHash" is remembered as "earlier revision"
    And "configDataAgreementUpdate" has been called
    And "serviceIndividualConsentRecordCreate" has been called
    And its "consentRecord.dataAgreementRevisionHash" is remembered as "later revision"
    When "serviceIndividualDataAgreementConsentRecordList" is called
    Then it is accepted
    And its "consentRecords" has 2 entries
    And no two entries of its "consentRecords" share their "id"
    And its "consentRecords" contains an entry whose "dataAgreementRevisionHash" is the remembered "earlier revision"
    And its "consentRecords" contains an entry whose "dataAgreementRevisionHash" is the remembered "later revision"

  @operation:serviceIndividualDataAgreementConsentRecordList
  Scenario: All consent to a data agreement shows what was withdrawn
    Given an existing consent record
    And "serviceIndividualConsentRecordUpdate" has been called
    And "configDataAgreementRead" has been called
    And its "revision" is remembered as "revision of the agreement"
    When "serviceIndividualDataAgreementConsentRecordList" is called
    Then it is accepted
    And its "consentRecords" has 1 entry
    And its "consentRecords.0.id" is the identifier of the consent record
    And its "consentRecords.0.individual" is absent or agrees with the individual
    And its "consentRecords.0.dataAgreement" is absent or agrees with the data agreement
    And its "consentRecords.0.dataAgreementRevision" is absent or agrees with the remembered "revision of the agreement"
    And its "consentRecords.0.optIn" is false
    And its "consentRecords.0.state" is "unsigned"

  @operation:serviceIndividualDataAgreementConsentRecordList
  Scenario: All consent to a data agreement is read page by page
    Given an existing consent record
    And "serviceIndividualConsentRecordRead" has been called
    And its "consentRecord.id" is remembered as "earlier record"
    And "configDataAgreementUpdate" has been called
    And "serviceIndividualConsentRecordCreate" has been called
    When "serviceIndividualDataAgreementConsentRecordList" is called with
      | offset | 0 |
      | limit  | 1 |
    Then it is accepted
    And its "consentRecords" has 1 entry
    And its "consentRecords.0.id" is remembered as "first page"
    When "serviceIndividualDataAgreementConsentRecordList" is called with
      | offset | 1 |
      | limit  | 1 |
    Then it is accepted
    And its "consentRecords" has 1 entry
    And its "consentRecords.0.id" is not the remembered "first page"

  @operation:serviceIndividualDataAgreementConsentRecordList
  Scenario: All consent to a data agreement holds none to another
    Given an existing consent record
    And another existing data agreement
    And another existing consent record for the other data agreement
    When "serviceIndividualDataAgreementConsentRecordList" is called
    Then it is accepted
    And its "consentRecords" contains the consent record exactly once
    And its "consentRecords" does not contain the other consent record

  @operation:serviceIndividualDataAgreementConsentRecordList @requirement:govstack-bb-consent-cc-5.1.1-1
  Scenario: All consent to a data agreement does not disclose another individual's
    Given an existing consent record
    And another existing individual
    And another existing consent record for the other individual
    When "serviceIndividualDataAgreementConsentRecordList" is called as another individual
    Then it is accepted
    And its "consentRecords" contains the other consent record exactly once
    And its "consentRecords" does not contain the consent record

  @operation:serviceIndividualDataAgreementConsentRecordList
  Scenario: No consent to an unknown data agreement is listed
    Given a valid "serviceIndividualDataAgreementConsentRecordList" request
    But its path parameter "dataAgreementId" is unknown
    When it is sent
    Then nothing is found

  @contract @operation:serviceIndividualDataAgreementConsentRecordList
  Scenario Outline: All consent to a data agreement is not read when "<parameter>" is no number
    Given a valid "serviceIndividualDataAgreementConsentRecordList" request
    But its query parameter "<parameter>" is of another type
    When it is sent
    Then it is refused

    Examples:
      | parameter |
      | offset    |
      | limit     |

  # The text of the operation: the identifier of the individual is supplied as a header (CON-ERR-13).
  @operation:serviceIndividualDataAgreementConsentRecordList
  Scenario: All consent of nobody in particular cannot be listed
    Given a valid "serviceIndividualDataAgreementConsentRecordList" request
    But it is made on behalf of nobody
    When it is sent
    Then it is refused

  @operation:serviceIndividualDataAgreementConsentRecordList @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: All consent to a data agreement is not listed with <credentials>
    Given a valid "serviceIndividualDataAgreementConsentRecordList" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                    |
      | no credentials                 |
      | wrong credentials              |
      | the credentials of the auditor |
