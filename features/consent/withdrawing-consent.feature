@service-api:giving-consent
Feature: Individuals withdraw consent
  Whoever gave consent can withdraw it at any time, give it again, and ask to be forgotten. Each change leaves a revision, and
  nobody else can make it.

  Background:
    Given the "consent" building block

  @contract @operation:serviceIndividualConsentRecordUpdate
  Scenario: Withdrawn consent is answered with its record
    Given a valid "serviceIndividualConsentRecordUpdate" request
    When it is sent
    Then it is accepted
    And its "consentRecord.id" is not empty
    And its "consentRecord.state" is not empty
    And its "revision.serializedHash" is not empty

  @smoke @operation:serviceIndividualConsentRecordUpdate @requirement:govstack-bb-consent-fr-6.2-3
  Scenario: Withdrawn consent is withdrawn for everybody
    Given an existing consent record
    When "serviceIndividualConsentRecordUpdate" is called
    Then it is accepted
    And its "consentRecord.id" is the identifier of the consent record
    And its "consentRecord.optIn" is false
    When "serviceIndividualConsentRecordRead" is called
    Then its "consentRecord.optIn" is false
    When "serviceVerificationConsentRecordRead" is called
    Then its "consentRecord.optIn" is false
    When "auditConsentRecordRead" is called
    Then its "consentRecord.optIn" is false

  @operation:serviceIndividualConsentRecordUpdate @requirement:govstack-bb-consent-fr-6.2-4 @requirement:govstack-bb-consent-fr-6.1-5 @requirement:govstack-bb-consent-fr-6.3-1 @requirement:govstack-bb-consent-cc-5.1.2-1
  Scenario: Withdrawn consent has a revision that follows the one before
    Given "serviceIndividualConsentRecordCreate" has been called
    And its "revision" is remembered as "first revision"
    When "serviceIndividualConsentRecordUpdate" is called
    Then it is accepted
    And its "revision" is a revision that follows the remembered "first revision"
    And its "revision" is remembered as "second revision"
    When "serviceIndividualConsentRecordUpdate" is called with
      | consentRecord.optIn | true |
    Then it is accepted
    And its "revision" is a revision of the consent record
    And its "revision" is a revision that follows the remembered "second revision"
    And its "revision.timestamp" is the present time, give or take 24 hours
    And its "revision" is remembered as "written revision"
    When "serviceVerificationConsentRecordRead" is called
    Then it is accepted
    And its "revision" agrees with the remembered "written revision"

  @operation:serviceIndividualConsentRecordUpdate @requirement:govstack-bb-consent-fr-6.2-2
  Scenario: Withdrawn consent can be given again
    Given an existing consent record
    And "serviceIndividualConsentRecordUpdate" has been called
    And its "consentRecord.optIn" is false
    When "serviceIndividualConsentRecordUpdate" is called with
      | consentRecord.optIn | true |
    Then it is accepted
    And its "consentRecord.optIn" is true
    When "serviceIndividualConsentRecordRead" is called
    Then its "consentRecord.id" is the identifier of the consent record
    And its "consentRecord.optIn" is true

  @operation:serviceIndividualConsentRecordUpdate
  Scenario: Withdrawn consent still says what was agreed to, by whom
    Given an existing consent record
    And "serviceIndividualConsentRecordRead" has been called
    And its "consentRecord.dataAgreementRevisionHash" is remembered as "agreed revision"
    And "configDataAgreementRead" has been called
    And its "revision" is remembered as "revision of the agreement"
    When "serviceIndividualConsentRecordUpdate" is called
    Then it is accepted
    And its "consentRecord.dataAgreementRevisionHash" is the remembered "agreed revision"
    And its "consentRecord.individual" is absent or agrees with the individual
    And its "consentRecord.dataAgreement" is absent or agrees with the data agreement
    And its "consentRecord.dataAgreementRevision" is absent or agrees with the remembered "revision of the agreement"

  @operation:serviceIndividualConsentRecordUpdate
  Scenario: The withdrawal of one consent leaves others as they are
    Given an existing consent record
    And another existing data agreement
    And another existing consent record for the other data agreement
    When "serviceIndividualConsentRecordUpdate" is called
    Then it is accepted
    And the other consent record is unchanged

  @operation:serviceIndividualConsentRecordUpdate @requirement:govstack-bb-consent-cc-5.1.1-1
  Scenario: Nobody withdraws the consent of another individual
    Given an existing consent record
    And another existing individual
    And "serviceIndividualConsentRecordUpdate" has been called
    And "serviceIndividualConsentRecordUpdate" has been called with
      | consentRecord.optIn | true |
    When "serviceIndividualConsentRecordUpdate" is called as another individual
    Then it is refused
    When "serviceIndividualConsentRecordRead" is called
    Then its "consentRecord.optIn" is true

  # The description of the field: the state is maintained by the building block itself. The request may be refused, or the state ignored.
  @operation:serviceIndividualConsentRecordUpdate
  Scenario: Individuals cannot declare their consent signed
    Given an existing consent record
    When "serviceIndividualConsentRecordUpdate" is attempted with
      | consentRecord.optIn | true   |
      | consentRecord.state | signed |
    And "serviceIndividualConsentRecordRead" is called
    Then its "consentRecord.state" is not "signed"

  @contract @operation:serviceIndividualConsentRecordUpdate
  Scenario Outline: A change of consent is checked before it is stored: "<field>" <fault>
    Given a valid "serviceIndividualConsentRecordUpdate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field                                   | fault              |
      | consentRecord                           | is missing         |
      | consentRecord                           | is null            |
      | consentRecord                           | is of another type |
      | consentRecord.optIn                     | is of another type |
      | consentRecord.optIn                     | is null            |
      | consentRecord.dataAgreementRevisionHash | is of another type |
      | consentRecord.state                     | is of another type |

  @contract @operation:serviceIndividualConsentRecordUpdate
  Scenario Outline: A change of consent cannot be read from a body that <fault>
    Given a valid "serviceIndividualConsentRecordUpdate" request
    But its body <fault>
    When it is sent
    Then it is refused

    Examples:
      | fault           |
      | is missing      |
      | is not readable |

  @operation:serviceIndividualConsentRecordUpdate
  Scenario: Unknown consent cannot be withdrawn
    Given a valid "serviceIndividualConsentRecordUpdate" request
    But its path parameter "consentRecordId" is unknown
    When it is sent
    Then it is refused

  # The text of the operation: the identifier of the individual is supplied as a header (CON-ERR-13).
  @operation:serviceIndividualConsentRecordUpdate
  Scenario: Consent is not withdrawn on behalf of nobody
    Given a valid "serviceIndividualConsentRecordUpdate" request
    But it is made on behalf of nobody
    When it is sent
    Then it is refused

  @operation:serviceIndividualConsentRecordUpdate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Consent is not withdrawn with <credentials>
    Given a valid "serviceIndividualConsentRecordUpdate" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                    |
      | no credentials                 |
      | wrong credentials              |
      | the credentials of the auditor |

  # What shall be retained is not described (CON-ERR-23): here the policy keeps nothing, and consent is withdrawn.
  @smoke @operation:serviceIndividualConsentRecordDeleteAll
  Scenario: Consent that need not be kept is forgotten
    Given "configPolicyCreate" has been called with
      | policy.dataRetentionPeriodDays | 0 |
    And an existing consent record
    And "serviceIndividualConsentRecordUpdate" has been called
    When "serviceIndividualConsentRecordDeleteAll" is called
    Then it is accepted
    And the consent record can no longer be read
    When "serviceIndividualConsentRecordList" is called
    Then it is accepted
    And its "consentRecords" does not contain the consent record

  @operation:serviceIndividualConsentRecordDeleteAll @requirement:govstack-bb-consent-fr-6.2-4
  Scenario: Signed consent to an agreement that is not forgettable is kept
    Given "configDataAgreementCreate" has been called with
      | dataAgreement.forgettable | false |
    And an existing consent record
    And "serviceIndividualSignatureUpdate" has been called
    When "serviceIndividualConsentRecordDeleteAll" is called
    Then it is accepted
    And the consent record can be read

  # Alone: where others are forgotten too, a scenario beside this one would forget them first.
  @alone @operation:serviceIndividualConsentRecordDeleteAll
  Scenario: Whoever asks to be forgotten leaves others as they are
    Given "configPolicyCreate" has been called with
      | policy.dataRetentionPeriodDays | 0 |
    And an existing consent record
    And another existing individual
    And another existing consent record for the other individual
    When "serviceIndividualConsentRecordDeleteAll" is called on behalf of the other individual
    Then it is accepted
    And the consent record is unchanged

  # The text of the operation: the identifier of the individual is supplied as a header (CON-ERR-13).
  @operation:serviceIndividualConsentRecordDeleteAll
  Scenario: Nobody in particular cannot be forgotten
    Given a valid "serviceIndividualConsentRecordDeleteAll" request
    But it is made on behalf of nobody
    When it is sent
    Then it is refused

  @operation:serviceIndividualConsentRecordDeleteAll @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Nobody is forgotten with <credentials>
    Given a valid "serviceIndividualConsentRecordDeleteAll" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                    |
      | no credentials                 |
      | wrong credentials              |
      | the credentials of the auditor |
