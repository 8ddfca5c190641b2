@service-api:verification
Feature: Others verify consent
  Whoever is about to use somebody's data verifies first that they consented, and that the consent was not withdrawn.

  Background:
    Given the "consent" building block

  @contract @operation:serviceVerificationConsentRecordRead
  Scenario: Consent is answered to whoever verifies it
    Given a valid "serviceVerificationConsentRecordRead" request
    When it is sent
    Then it is accepted
    And its "consentRecord.id" is not empty
    And its "consentRecord.state" is not empty
    And its "consentRecord.dataAgreementRevisionHash" is not empty

  @smoke @operation:serviceVerificationConsentRecordRead @requirement:govstack-bb-consent-fr-6.3-2 @requirement:govstack-bb-consent-fr-6.3-3
  Scenario: Consent that was given is verified
    Given "serviceIndividualConsentRecordCreate" has been called
    And its "consentRecord.dataAgreementRevisionHash" is remembered as "agreed revision"
    And its "revision.serializedHash" is remembered as "hash of the record"
    And "configDataAgreementRead" has been called
    And its "revision" is remembered as "revision of the agreement"
    When "serviceVerificationConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.id" is the identifier of the consent record
    And its "consentRecord.individual.id" is the identifier of the individual
    And its "consentRecord.dataAgreement" is absent or agrees with the data agreement
    And its "consentRecord.dataAgreementRevision" is absent or agrees with the remembered "revision of the agreement"
    And its "consentRecord.dataAgreementRevisionHash" is the remembered "agreed revision"
    And its "consentRecord.optIn" is true
    And its "revision" is a revision of the consent record
    And its "revision.serializedHash" is the remembered "hash of the record"
    And its "revision.timestamp" is the present time, give or take 24 hours

  @operation:serviceVerificationConsentRecordRead @requirement:govstack-bb-consent-fr-6.3-2 @requirement:govstack-bb-consent-fr-6.3-3
  Scenario: Consent that was signed is verified by its signature
    Given an existing consent record
    And "serviceIndividualSignatureUpdate" has been called
    When "serviceVerificationConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.state" is not "unsigned"
    And its "consentRecord.signature.id" is the identifier of the signature
    And its "consentRecord.signature" is as sent in "signature", apart from "timestamp"
    And its "consentRecord.signature" is an intact signature

  @operation:serviceVerificationConsentRecordRead @requirement:govstack-bb-consent-fr-6.3-2 @requirement:govstack-bb-consent-fr-6.3-3
  Scenario: Consent that was withdrawn does not pass for consent
    Given an existing consent record
    And "serviceIndividualConsentRecordUpdate" has been called
    And its "revision" is remembered as "latest revision"
    When "serviceVerificationConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.optIn" is false
    And its "revision" agrees with the remembered "latest revision"

  @operation:serviceVerificationConsentRecordRead
  Scenario: Unknown consent cannot be verified
    Given a valid "serviceVerificationConsentRecordRead" request
    But its path parameter "consentRecordId" is unknown
    When it is sent
    Then it is refused

  @operation:serviceVerificationConsentRecordRead @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Consent is not verified with <credentials>
    Given a valid "serviceVerificationConsentRecordRead" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials       |
      | no credentials    |
      | wrong credentials |

  @contract @operation:serviceVerificationConsentRecordList
  Scenario: Consent is answered as a list to whoever verifies it
    Given a valid "serviceVerificationConsentRecordList" request
    When it is sent
    Then it is accepted
    And its "consentRecords" is present

  @smoke @operation:serviceVerificationConsentRecordList @requirement:govstack-bb-consent-fr-6.3-2 @requirement:govstack-bb-consent-fr-6.3-3
  Scenario: The list for verification holds each consent that was given
    Given 3 existing consent records, each with its own individual
    When every page of "serviceVerificationConsentRecordList" is read, 50 entries at a time
    Then the pages hold each of the consent records exactly once

  # Whether consent that was withdrawn is listed for verification is not said (CON-ERR-24).
  @operation:serviceVerificationConsentRecordList @requirement:govstack-bb-consent-fr-6.3-2 @requirement:govstack-bb-consent-fr-6.3-3
  Scenario: The list for verification does not pass off as consent what was withdrawn
    Given an existing consent record
    When every page of "serviceVerificationConsentRecordList" is read, 50 entries at a time
    Then the pages hold the consent record exactly once
    Given "serviceIndividualConsentRecordUpdate" has been called
    When every page of "serviceVerificationConsentRecordList" is read, 50 entries at a time
    Then the pages hold the consent record at most once, as it reads

  @operation:serviceVerificationConsentRecordList
  Scenario: The list of consent for verification is as long as asked for
    Given 3 existing consent records, each with its own individual
    When "serviceVerificationConsentRecordList" is called with
      | limit | 2 |
    Then it is accepted
    And its "consentRecords" has 2 entries

  @operation:serviceVerificationConsentRecordList
  Scenario: The list of consent for verification begins where asked for
    Given 3 existing consent records, each with its own individual
    When "serviceVerificationConsentRecordList" is read from its second entry on
    Then it begins with the second entry of the whole list

  @contract @operation:serviceVerificationConsentRecordList
  Scenario Outline: The list of consent for verification is not read when "<parameter>" is no number
    Given a valid "serviceVerificationConsentRecordList" request
    But its query parameter "<parameter>" is of another type
    When it is sent
    Then it is refused

    Examples:
      | parameter |
      | offset    |
      | limit     |

  @operation:serviceVerificationConsentRecordList @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Consent is not listed for verification with <credentials>
    Given a valid "serviceVerificationConsentRecordList" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials       |
      | no credentials    |
      | wrong credentials |

  @contract @operation:serviceVerificationDataAgreementList
  Scenario: Data agreements are answered as a list to whoever verifies consent
    Given a valid "serviceVerificationDataAgreementList" request
    When it is sent
    Then it is accepted
    And its "dataAgreements" is present

  @smoke @operation:serviceVerificationDataAgreementList @requirement:govstack-bb-consent-fr-6.3-2 @requirement:govstack-bb-consent-fr-6.3-3
  Scenario: The list for verification holds the data agreements in use
    Given 3 existing data agreements
    When every page of "serviceVerificationDataAgreementList" is read, 50 entries at a time
    Then the pages hold each of the data agreements exactly once

  @operation:serviceVerificationDataAgreementList
  Scenario: The list for verification shows a data agreement as it is now
    Given an existing data agreement
    And another existing data agreement
    When every page of "serviceVerificationDataAgreementList" is read, 50 entries at a time
    Then the pages hold the data agreement exactly once
    Given "configDataAgreementUpdate" has been called
    When every page of "serviceVerificationDataAgreementList" is read, 50 entries at a time
    Then the pages hold the data agreement exactly once, as it reads
    And the pages hold the other data agreement exactly once, as it reads

  @operation:serviceVerificationDataAgreementList
  Scenario: The list of data agreements for verification is as long as asked for
    Given 3 existing data agreements
    When "serviceVerificationDataAgreementList" is called with
      | limit | 2 |
    Then it is accepted
    And its "dataAgreements" has 2 entries

  @operation:serviceVerificationDataAgreementList
  Scenario: The list of data agreements for verification begins where asked for
    Given 3 existing data agreements
    When "serviceVerificationDataAgreementList" is read from its second entry on
    Then it begins with the second entry of the whole list

  @contract @operation:serviceVerificationDataAgreementList
  Scenario Outline: The list of data agreements for verification is not read when "<parameter>" is no number
    Given a valid "serviceVerificationDataAgreementList" request
    But its query parameter "<parameter>" is of another type
    When it is sent
    Then it is refused

    Examples:
      | parameter |
      | offset    |
      | limit     |

  @operation:serviceVerificationDataAgreementList @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Data agreements are not listed for verification with <credentials>
    Given a valid "serviceVerificationDataAgreementList" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials       |
      | no credentials    |
      | wrong credentials |
