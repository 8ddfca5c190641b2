@service-api:signing-consent
Feature: Stored consent is signed
  Consent that is on record is signed in two steps: the building block prepares what is to be signed, and is then given the
  signature.

  Background:
    Given the "consent" building block

  @contract @operation:serviceIndividualSignatureCreate
  Scenario: A prepared signature is answered with what is to be signed
    Given a valid "serviceIndividualSignatureCreate" request
    When it is sent
    Then it is accepted
    And its "signature.id" is not empty
    And its "signature.payload" is not empty
    And its "signature.verificationPayload" is not empty

  @smoke @operation:serviceIndividualSignatureCreate
  Scenario: A signature is prepared for consent on record
    Given an existing consent record
    And "serviceVerificationConsentRecordRead" has been called
    And its "consentRecord" is remembered as "consent on record"
    When "serviceIndividualSignatureCreate" is called
    Then it is accepted
    And its "signature.id" is not empty
    And its "signature" is a signature of the consent that is shown in "consent on record"
    And its "signature.signature" is absent or empty
    And its "signature" is as sent, apart from "id, payload, signature, verificationPayload, verificationPayloadHash, timestamp"

  @operation:serviceIndividualSignatureCreate
  Scenario: A prepared signature is the one that is signed
    Given "serviceIndividualSignatureCreate" has been called
    And its "signature.id" is remembered as "prepared signature"
    When "serviceIndividualSignatureUpdate" is called
    Then it is accepted
    And its "signature.id" is the remembered "prepared signature"

  @operation:serviceIndividualSignatureCreate
  Scenario: Consent is not signed before its signature is given
    Given an existing consent record
    And "serviceIndividualSignatureCreate" has been called
    When "serviceIndividualConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.state" is "unsigned"

  @contract @operation:serviceIndividualSignatureCreate
  Scenario Outline: A signature is checked before it is prepared: "<field>" <fault>
    Given a valid "serviceIndividualSignatureCreate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field                             | fault              |
      | signature                         | is missing         |
      | signature                         | is null            |
      | signature                         | is of another type |
      | signature.payload                 | is of another type |
      | signature.verificationMethod      | is missing         |
      | signature.verificationMethod      | is of another type |
      | signature.verificationMethod      | is null            |
      | signature.verificationSignedBy    | is missing         |
      | signature.verificationSignedBy    | is null            |
      | signature.verificationSignedBy    | is of another type |
      | signature.verificationSignedAs    | is of another type |
      | signature.timestamp               | is of another type |
      | signature.objectType              | is of another type |
      | signature.signature               | is of another type |
      | signature.verificationPayload     | is of another type |
      | signature.verificationPayloadHash | is of another type |

  @contract @operation:serviceIndividualSignatureCreate
  Scenario Outline: A signature cannot be prepared from a body that <fault>
    Given a valid "serviceIndividualSignatureCreate" request
    But its body <fault>
    When it is sent
    Then it is refused

    Examples:
      | fault           |
      | is missing      |
      | is not readable |

  @operation:serviceIndividualSignatureCreate
  Scenario: No signature is prepared for unknown consent
    Given a valid "serviceIndividualSignatureCreate" request
    But its path parameter "consentRecordId" is unknown
    When it is sent
    Then it is refused

  @operation:serviceIndividualSignatureCreate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: No signature is prepared with <credentials>
    Given a valid "serviceIndividualSignatureCreate" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                    |
      | no credentials                 |
      | wrong credentials              |
      | the credentials of the auditor |

  @contract @operation:serviceIndividualSignatureUpdate
  Scenario: A signature is answered as it was given
    Given a valid "serviceIndividualSignatureUpdate" request
    When it is sent
    Then it is accepted
    And its "signature.id" is not empty
    And its "signature.signature" is not empty

  @smoke @operation:serviceIndividualSignatureUpdate @requirement:govstack-bb-consent-fr-6.2-2
  Scenario: Consent that is signed says so
    Given an existing consent record
    When "serviceIndividualSignatureUpdate" is called
    Then it is accepted
    And its "signature.id" is the identifier of the signature
    And its "signature" is as sent, apart from "timestamp"
    And its "signature" is an intact signature
    And its "signature" is remembered as "signature"
    When "serviceIndividualConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.id" is the identifier of the consent record
    And its "consentRecord.optIn" is true
    And its "consentRecord.state" is not "unsigned"
    When "serviceVerificationConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.signature" is absent or agrees with the remembered "signature"

  @operation:serviceIndividualSignatureUpdate
  Scenario: Signed consent is signed for whoever verifies it
    Given an existing consent record
    And "serviceIndividualSignatureUpdate" has been called
    When "serviceVerificationConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.state" is not "unsigned"
    When "auditConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.state" is not "unsigned"

  # The description of the update of consent: it invalidates the signature.
  @operation:serviceIndividualSignatureUpdate
  Scenario: Signed consent loses its signature when it is changed
    Given an existing consent record
    And "serviceIndividualSignatureUpdate" has been called
    And "serviceIndividualConsentRecordRead" has been called
    And its "consentRecord.state" is remembered as "state"
    When "serviceIndividualConsentRecordUpdate" is called with
      | consentRecord.state | ${remembered.state} |
    Then it is accepted
    And its "consentRecord.state" is not "signed"
    When "serviceIndividualConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.optIn" is false
    And its "consentRecord.state" is not "signed"

  @contract @operation:serviceIndividualSignatureUpdate
  Scenario Outline: A signature is checked before it is stored: "<field>" <fault>
    Given a valid "serviceIndividualSignatureUpdate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field                             | fault              |
      | signature                         | is missing         |
      | signature                         | is null            |
      | signature                         | is of another type |
      | signature.signature               | is missing         |
      | signature.signature               | is null            |
      | signature.signature               | is of another type |
      | signature.verificationMethod      | is of another type |
      | signature.verificationMethod      | is missing         |
      | signature.verificationMethod      | is null            |
      | signature.timestamp               | is of another type |
      | signature.verificationSignedBy    | is missing         |
      | signature.verificationSignedBy    | is null            |
      | signature.verificationSignedBy    | is of another type |
      | signature.verificationSignedAs    | is of another type |
      | signature.objectType              | is of another type |
      | signature.payload                 | is of another type |
      | signature.verificationPayload     | is of another type |
      | signature.verificationPayloadHash | is of another type |

  @contract @operation:serviceIndividualSignatureUpdate
  Scenario Outline: A signature cannot be read from a body that <fault>
    Given a valid "serviceIndividualSignatureUpdate" request
    But its body <fault>
    When it is sent
    Then it is refused

    Examples:
      | fault           |
      | is missing      |
      | is not readable |

  @operation:serviceIndividualSignatureUpdate
  Scenario: Unknown consent cannot be signed
    Given a valid "serviceIndividualSignatureUpdate" request
    But its path parameter "consentRecordId" is unknown
    When it is sent
    Then it is refused

  @operation:serviceIndividualSignatureUpdate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Consent is not signed with <credentials>
    Given a valid "serviceIndividualSignatureUpdate" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                    |
      | no credentials                 |
      | wrong credentials              |
      | the credentials of the auditor |
