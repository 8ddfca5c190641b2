@service-api:giving-consent
Feature: Individuals give consent
  An individual agrees to a data agreement as it is at that moment. What they agreed to is on record by the hash of its
  revision, and cannot be exchanged afterwards.

  Background:
    Given the "consent" building block

  @contract @operation:serviceIndividualConsentRecordCreate
  Scenario: Given consent is answered with a record
    Given a valid "serviceIndividualConsentRecordCreate" request
    When it is sent
    Then it is accepted
    And its "consentRecord.id" is not empty
    And its "consentRecord.dataAgreementRevisionHash" is not empty
    And its "consentRecord.state" is "unsigned"
    And its "revision.serializedHash" is not empty

  @smoke @operation:serviceIndividualConsentRecordCreate @requirement:govstack-bb-consent-fr-6.2-2
  Scenario: Consent is given to the current revision of a data agreement
    Given an existing data agreement
    And another existing data agreement
    And "configDataAgreementRead" has been called
    And its "revision" is remembered as "revision of the agreement"
    And its "revision.serializedHash" is remembered as "agreed revision"
    When "serviceIndividualConsentRecordCreate" is called
    Then it is accepted
    And its "consentRecord.id" is not empty
    And its "consentRecord.individual" is absent or agrees with the individual
    And its "consentRecord.dataAgreement" is absent or agrees with the data agreement
    And its "consentRecord.dataAgreementRevision" is absent or agrees with the remembered "revision of the agreement"
    And its "consentRecord.dataAgreementRevisionHash" is the remembered "agreed revision"
    And its "consentRecord.optIn" is true
    And its "consentRecord.state" is "unsigned"
    When "serviceIndividualConsentRecordList" is called
    Then it is accepted
    And its "consentRecords" has 1 entry

  @operation:serviceIndividualConsentRecordCreate @requirement:govstack-bb-consent-fr-6.1-5 @requirement:govstack-bb-consent-cc-5.1.2-1
  Scenario: Given consent has a first revision
    When "serviceIndividualConsentRecordCreate" is called
    Then it is accepted
    And its "revision" is a revision of the consent record
    And its "revision.timestamp" is the present time, give or take 24 hours
    And its "revision.predecessorHash" is absent or empty
    And its "revision.successor" is absent or empty
    And its "revision" is remembered as "written revision"
    When "serviceVerificationConsentRecordRead" is called
    Then it is accepted
    And its "revision" agrees with the remembered "written revision"

  @operation:serviceIndividualConsentRecordCreate @requirement:govstack-bb-consent-fr-6.2-2
  Scenario: Consent is given to the revision that is named
    Given an existing data agreement
    And "configDataAgreementRead" has been called
    And its "revision.id" is remembered as "shown revision"
    And its "revision.serializedHash" is remembered as "shown hash"
    When "serviceIndividualConsentRecordCreate" is called with
      | revisionId | ${remembered.shown revision} |
    Then it is accepted
    And its "consentRecord.dataAgreementRevisionHash" is the remembered "shown hash"

  @operation:serviceIndividualConsentRecordCreate @requirement:govstack-bb-consent-cc-5.1.1-1
  Scenario: Two individuals consent to the same data agreement, each for themselves
    Given an existing consent record
    And another existing individual
    And another existing consent record for the other individual
    When "serviceVerificationConsentRecordRead" is called for the other consent record
    Then it is accepted
    And its "consentRecord.individual.id" is the identifier of the other individual
    And the consent record is unchanged

  # The schema of consent records: unique for a revision of an agreement and an individual. A repetition may be refused or answered with the record that exists (CON-ERR-21).
  @operation:serviceIndividualConsentRecordCreate
  Scenario: Consent to the same revision is recorded once
    Given an existing consent record
    When "serviceIndividualConsentRecordCreate" is attempted
    And "serviceIndividualDataAgreementConsentRecordList" is called
    Then it is accepted
    And its "consentRecords" has 1 entry

  @operation:serviceIndividualConsentRecordCreate
  Scenario: Consent to the same revision is recorded once, even when it is given several times at once
    Given an existing individual
    And a valid "serviceIndividualConsentRecordCreate" request
    When it is attempted 4 times at once
    And "serviceIndividualDataAgreementConsentRecordList" is called
    Then it is accepted
    And its "consentRecords" has 1 entry

  @operation:serviceIndividualConsentRecordCreate
  Scenario: A changed data agreement can be consented to anew
    Given an existing consent record
    And "configDataAgreementUpdate" has been called
    And its "revision.serializedHash" is remembered as "new revision"
    When "serviceIndividualConsentRecordCreate" is called
    Then it is accepted
    And its "consentRecord.dataAgreementRevisionHash" is the remembered "new revision"

  @operation:serviceIndividualConsentRecordCreate
  Scenario: Consent cannot be given to an unknown data agreement
    Given a valid "serviceIndividualConsentRecordCreate" request
    But its path parameter "dataAgreementId" is unknown
    When it is sent
    Then it is refused

  @operation:serviceIndividualConsentRecordCreate
  Scenario: Consent cannot be given to an unknown revision
    Given a valid "serviceIndividualConsentRecordCreate" request
    But its query parameter "revisionId" is unknown
    When it is sent
    Then it is refused

  @operation:serviceIndividualConsentRecordCreate
  Scenario: Consent cannot be given by somebody unknown
    Given a valid "serviceIndividualConsentRecordCreate" request
    But its query parameter "individualId" is unknown
    And it is made on behalf of somebody unknown
    When it is sent
    Then it is refused

  @contract @operation:serviceIndividualConsentRecordCreate
  Scenario: Consent cannot be given by nobody
    Given a valid "serviceIndividualConsentRecordCreate" request
    But its query parameter "individualId" is missing
    When it is sent
    Then it is refused

  @operation:serviceIndividualConsentRecordCreate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Consent is not given with <credentials>
    Given a valid "serviceIndividualConsentRecordCreate" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                    |
      | no credentials                 |
      | wrong credentials              |
      | the credentials of the auditor |

  @contract @operation:serviceIndividualConsentRecordRead
  Scenario: One's consent is answered
    Given an existing consent record
    And a valid "serviceIndividualConsentRecordRead" request
    When it is sent
    Then it is accepted
    And its "consentRecord.id" is not empty
    And its "consentRecord.state" is not empty

  @smoke @operation:serviceIndividualConsentRecordRead @requirement:govstack-bb-consent-fr-6.2-1
  Scenario: Individuals read their own consent to a data agreement
    Given an existing consent record
    And "configDataAgreementRead" has been called
    And its "revision" is remembered as "revision of the agreement"
    When "serviceIndividualConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.id" is the identifier of the consent record
    And its "consentRecord.individual" is absent or agrees with the individual
    And its "consentRecord.dataAgreement" is absent or agrees with the data agreement
    And its "consentRecord.dataAgreementRevision" is absent or agrees with the remembered "revision of the agreement"
    And its "consentRecord.optIn" is true
    And its "consentRecord.state" is "unsigned"

  @operation:serviceIndividualConsentRecordRead @requirement:govstack-bb-consent-fr-6.2-1
  Scenario: Individuals read the consent to the data agreement they ask for
    Given an existing consent record
    And another existing data agreement
    And another existing consent record for the other data agreement
    When "serviceIndividualConsentRecordRead" is called for the other data agreement
    Then it is accepted
    And its "consentRecord.id" is the identifier of the other consent record
    When "serviceIndividualConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.id" is the identifier of the consent record

  @operation:serviceIndividualConsentRecordRead @requirement:govstack-bb-consent-fr-6.2-3
  Scenario: Individuals read that they withdrew their consent
    Given an existing consent record
    When "serviceIndividualConsentRecordRead" is called
    Then its "consentRecord.optIn" is true
    When "serviceIndividualConsentRecordUpdate" is called
    Then it is accepted
    When "serviceIndividualConsentRecordRead" is called
    Then its "consentRecord.optIn" is false

  @operation:serviceIndividualConsentRecordRead
  Scenario: Consent keeps the revision that it was given to
    Given an existing consent record
    And "serviceIndividualConsentRecordRead" has been called
    And its "consentRecord.dataAgreementRevisionHash" is remembered as "agreed revision"
    And "configDataAgreementUpdate" has been called
    When "serviceIndividualConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.id" is the identifier of the consent record
    And its "consentRecord.dataAgreementRevisionHash" is the remembered "agreed revision"

  # The text of the operation: one unambiguous record for an individual and an agreement.
  @operation:serviceIndividualConsentRecordRead
  Scenario: The newest consent to a data agreement is the one that counts
    Given an existing consent record
    And "configDataAgreementUpdate" has been called
    And its "revision.serializedHash" is remembered as "new revision"
    And "serviceIndividualConsentRecordCreate" has been called
    When "serviceIndividualConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.dataAgreementRevisionHash" is the remembered "new revision"

  @operation:serviceIndividualConsentRecordRead @requirement:govstack-bb-consent-cc-5.1.1-1
  Scenario: Nobody reads the consent of another individual
    Given an existing consent record
    And another existing individual
    And "serviceIndividualConsentRecordRead" has been called
    And its "consentRecord.id" is remembered as "own record"
    When "serviceIndividualConsentRecordRead" is attempted as another individual
    Then its "consentRecord.id" is not the remembered "own record"

  @operation:serviceIndividualConsentRecordRead
  Scenario: Consent to an unknown data agreement cannot be read
    Given an existing consent record
    And a valid "serviceIndividualConsentRecordRead" request
    But its path parameter "dataAgreementId" is unknown
    When it is sent
    Then it is refused

  # The text of the operation: the identifier of the individual is supplied as a header (CON-ERR-13).
  @operation:serviceIndividualConsentRecordRead
  Scenario: Consent of nobody in particular cannot be read
    Given an existing consent record
    And a valid "serviceIndividualConsentRecordRead" request
    But it is made on behalf of nobody
    When it is sent
    Then it is refused

  @operation:serviceIndividualConsentRecordRead @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: One's consent is not read with <credentials>
    Given an existing consent record
    And a valid "serviceIndividualConsentRecordRead" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                    |
      | no credentials                 |
      | wrong credentials              |
      | the credentials of the auditor |
