@service-api:signing-consent
Feature: Individuals sign consent
  Consent can be signed: first a draft is shown and signed, then both are stored together; or a stored consent is signed later.
  A change of signed consent makes its signature invalid.

  Background:
    Given the "consent" building block

  @contract @operation:serviceIndividualConsentRecordDraftCreate
  Scenario: A draft is answered with what is to be signed
    Given a valid "serviceIndividualConsentRecordDraftCreate" request
    When it is sent
    Then it is accepted
    And its "consentRecord.dataAgreementRevisionHash" is not empty
    And its "signature.verificationPayload" is not empty
    And its "signature.verificationPayloadHash" is not empty

  @smoke @operation:serviceIndividualConsentRecordDraftCreate
  Scenario: A draft is made for the current revision of a data agreement
    Given an existing data agreement
    And "configDataAgreementRead" has been called
    And its "revision" is remembered as "revision of the agreement"
    And its "revision.serializedHash" is remembered as "agreed revision"
    When "serviceIndividualConsentRecordDraftCreate" is called
    Then it is accepted
    And its "consentRecord.id" is absent or empty
    And its "consentRecord.dataAgreementRevisionHash" is the remembered "agreed revision"
    And its "consentRecord.individual" is absent or agrees with the individual
    And its "consentRecord.dataAgreement" is absent or agrees with the data agreement
    And its "consentRecord.dataAgreementRevision" is absent or agrees with the remembered "revision of the agreement"
    And its "consentRecord.state" is "unsigned"
    And its "signature.id" is absent or empty
    And its "signature.signature" is absent or empty
    And its "signature" is a signature of the consent that is shown in "consentRecord"

  @operation:serviceIndividualConsentRecordDraftCreate
  Scenario: A draft is made for the revision that is named
    Given an existing data agreement
    And "configDataAgreementRead" has been called
    And its "revision.id" is remembered as "shown revision"
    And its "revision.serializedHash" is remembered as "shown hash"
    When "serviceIndividualConsentRecordDraftCreate" is called with
      | revisionId | ${remembered.shown revision} |
    Then it is accepted
    And its "consentRecord.dataAgreementRevisionHash" is the remembered "shown hash"

  @operation:serviceIndividualConsentRecordDraftCreate
  Scenario: A draft is not stored
    Given an existing individual
    And "serviceIndividualConsentRecordDraftCreate" has been called
    When "serviceIndividualConsentRecordList" is called
    Then it is accepted
    And its "consentRecords" has 0 entries
    When "serviceIndividualConsentRecordCreate" is called
    Then it is accepted
    When "serviceIndividualConsentRecordList" is called
    Then it is accepted
    And its "consentRecords" has 1 entry

  @contract @operation:serviceIndividualConsentRecordDraftCreate
  Scenario: A draft needs an individual
    Given a valid "serviceIndividualConsentRecordDraftCreate" request
    But its query parameter "individualId" is missing
    When it is sent
    Then it is refused

  @contract @operation:serviceIndividualConsentRecordDraftCreate
  Scenario: A draft needs a data agreement
    Given a valid "serviceIndividualConsentRecordDraftCreate" request
    But its query parameter "dataAgreementId" is missing
    When it is sent
    Then it is refused

  @operation:serviceIndividualConsentRecordDraftCreate
  Scenario: No draft is made for somebody unknown
    Given a valid "serviceIndividualConsentRecordDraftCreate" request
    But its query parameter "individualId" is unknown
    And it is made on behalf of somebody unknown
    When it is sent
    Then it is refused

  @operation:serviceIndividualConsentRecordDraftCreate
  Scenario: No draft is made for an unknown data agreement
    Given a valid "serviceIndividualConsentRecordDraftCreate" request
    But its query parameter "dataAgreementId" is unknown
    When it is sent
    Then it is refused

  @operation:serviceIndividualConsentRecordDraftCreate
  Scenario: No draft is made for an unknown revision
    Given a valid "serviceIndividualConsentRecordDraftCreate" request
    But its query parameter "revisionId" is unknown
    When it is sent
    Then it is refused

  @operation:serviceIndividualConsentRecordDraftCreate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: No draft is made with <credentials>
    Given a valid "serviceIndividualConsentRecordDraftCreate" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                    |
      | no credentials                 |
      | wrong credentials              |
      | the credentials of the auditor |

  @contract @operation:serviceIndividualConsentRecordSignatureCreate
  Scenario: Signed consent is answered with its record and its signature
    Given a valid "serviceIndividualConsentRecordSignatureCreate" request
    When it is sent
    Then it is accepted
    And its "consentRecord.id" is not empty
    And its "signature.id" is not empty
    And its "revision.serializedHash" is not empty

  @smoke @operation:serviceIndividualConsentRecordSignatureCreate @requirement:govstack-bb-consent-fr-6.2-2
  Scenario: A signed draft is stored with its signature
    Given an existing data agreement
    And "configDataAgreementRead" has been called
    And its "revision" is remembered as "revision of the agreement"
    When "serviceIndividualConsentRecordSignatureCreate" is called
    Then it is accepted
    And its "consentRecord.id" is not empty
    And its "consentRecord.individual" is absent or agrees with the individual
    And its "consentRecord.dataAgreement" is absent or agrees with the data agreement
    And its "consentRecord.dataAgreementRevision" is absent or agrees with the remembered "revision of the agreement"
    And its "consentRecord" is as sent, apart from "id, dataAgreement, individual, state"
    And its "consentRecord.state" is not "unsigned"
    And its "signature.id" is not empty
    And its "signature" is as sent, apart from "id, timestamp"
    And its "signature" is an intact signature
    And its "signature" is remembered as "signature"
    And its "consentRecord.signature" is absent or agrees with the remembered "signature"
    And its "revision" is an intact revision
    And its "revision.timestamp" is the present time, give or take 24 hours
    And its "consentRecord.id" is remembered as "signed record"
    And its "revision.objectId" is the remembered "signed record"

  @operation:serviceIndividualConsentRecordSignatureCreate
  Scenario: A signed draft is found by the individual and by others
    Given "serviceIndividualConsentRecordSignatureCreate" has been called
    And its "consentRecord.id" is remembered as "signed record"
    And its "signature" is remembered as "signature"
    And its "revision" is remembered as "written revision"
    When "serviceIndividualConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.id" is the remembered "signed record"
    And its "consentRecord.optIn" is true
    And its "consentRecord.state" is not "unsigned"
    When "serviceIndividualConsentRecordList" is called
    Then it is accepted
    And its "consentRecords" has 1 entry
    When "serviceVerificationConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.id" is the remembered "signed record"
    And its "consentRecord.state" is not "unsigned"
    And its "consentRecord.signature" is absent or agrees with the remembered "signature"
    And its "revision" agrees with the remembered "written revision"

  @operation:serviceIndividualConsentRecordSignatureCreate
  Scenario: A draft can be refused as well
    When "serviceIndividualConsentRecordSignatureCreate" is called with
      | consentRecord.optIn | false |
    Then it is accepted
    And its "consentRecord.optIn" is false

  @contract @operation:serviceIndividualConsentRecordSignatureCreate
  Scenario Outline: A signed draft is checked before it is stored: "<field>" <fault>
    Given a valid "serviceIndividualConsentRecordSignatureCreate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field                                   | fault              |
      | consentRecord                           | is missing         |
      | consentRecord                           | is null            |
      | consentRecord                           | is of another type |
      | consentRecord.dataAgreementRevisionHash | is missing         |
      | consentRecord.dataAgreementRevisionHash | is of another type |
      | consentRecord.dataAgreementRevisionHash | is null            |
      | consentRecord.optIn                     | is of another type |
      | consentRecord.individual                | is of another type |
      | signature                               | is missing         |
      | signature                               | is null            |
      | signature                               | is of another type |
      | signature.payload                       | is missing         |
      | signature.payload                       | is null            |
      | signature.payload                       | is of another type |
      | signature.signature                     | is missing         |
      | signature.signature                     | is of another type |
      | signature.signature                     | is null            |
      | signature.verificationMethod            | is missing         |
      | signature.verificationMethod            | is null            |
      | signature.verificationMethod            | is of another type |
      | signature.verificationPayloadHash       | is of another type |
      | signature.verificationPayloadHash       | is missing         |
      | signature.verificationSignedBy          | is null            |
      | signature.verificationSignedBy          | is missing         |
      | signature.verificationSignedBy          | is of another type |
      | consentRecord.dataAgreement             | is of another type |
      | consentRecord.individual.id             | is of another type |
      | consentRecord.state                     | is of another type |
      | signature.verificationPayload           | is missing         |
      | signature.verificationPayload           | is of another type |
      | signature.verificationSignedAs          | is of another type |
      | signature.timestamp                     | is of another type |
      | signature.objectType                    | is of another type |
      | signature.signedWithoutObjectReference  | is of another type |

  @contract @operation:serviceIndividualConsentRecordSignatureCreate
  Scenario Outline: A signed draft cannot be read from a body that <fault>
    Given a valid "serviceIndividualConsentRecordSignatureCreate" request
    But its body <fault>
    When it is sent
    Then it is refused

    Examples:
      | fault           |
      | is missing      |
      | is not readable |

  @operation:serviceIndividualConsentRecordSignatureCreate
  Scenario: A signed draft of an unknown revision is not stored
    Given a valid "serviceIndividualConsentRecordSignatureCreate" request
    But its body field "consentRecord.dataAgreementRevisionHash" is unknown
    When it is sent
    Then it is refused

  @operation:serviceIndividualConsentRecordSignatureCreate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: A signed draft is not stored with <credentials>
    Given a valid "serviceIndividualConsentRecordSignatureCreate" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                    |
      | no credentials                 |
      | wrong credentials              |
      | the credentials of the auditor |
