@service-api:data-agreement-configuration
Feature: Data agreements are ended and listed
  An organisation ends a data agreement that it no longer needs, and keeps an overview of those it has. Consent that was
  given remains on record.

  Background:
    Given the "consent" building block

  @contract @operation:configDataAgreementDelete
  Scenario: The end of a data agreement is answered with a revision
    Given a valid "configDataAgreementDelete" request
    When it is sent
    Then it is accepted
    And its "revision.serializedHash" is not empty

  @smoke @operation:configDataAgreementDelete @requirement:govstack-bb-consent-fr-6.1-4
  Scenario: A data agreement that has ended takes no new consent
    Given an existing data agreement
    And another existing individual
    And "serviceIndividualConsentRecordCreate" has been called on behalf of the other individual, with
      | individualId | ${other individual} |
    And "configDataAgreementDelete" has been called
    When "serviceIndividualConsentRecordCreate" is called
    Then it is refused

  @operation:configDataAgreementDelete @requirement:govstack-bb-consent-fr-6.1-5 @requirement:govstack-bb-consent-fr-6.1-4 @requirement:govstack-bb-consent-fr-6.3-1 @requirement:govstack-bb-consent-cc-5.1.2-1 @requirement:govstack-bb-consent-fr-6.1-8
  Scenario: The end of a data agreement has a revision that follows the one before
    Given "configDataAgreementCreate" has been called
    And its "revision" is remembered as "first revision"
    When "configDataAgreementDelete" is called
    Then it is accepted
    And its "revision" is a revision that follows the remembered "first revision"
    And its "revision.timestamp" is the present time, give or take 24 hours

  @operation:configDataAgreementDelete
  Scenario: The end of a data agreement leaves others as they are
    Given an existing data agreement
    And another existing data agreement
    When "configDataAgreementDelete" is called
    Then it is accepted
    And the other data agreement is unchanged
    And the list of data agreements contains the other data agreement

  @operation:configDataAgreementDelete @requirement:govstack-bb-consent-fr-6.2-4
  Scenario: Consent that was given remains on record when its data agreement ends
    Given an existing consent record
    And "configDataAgreementDelete" has been called
    When "auditConsentRecordRead" is called
    Then it is accepted
    And its "consentRecord.id" is the identifier of the consent record
    And its "consentRecord.optIn" is true

  @operation:configDataAgreementDelete
  Scenario: An unknown data agreement cannot be ended
    Given a valid "configDataAgreementDelete" request
    But its path parameter "dataAgreementId" is unknown
    When it is sent
    Then it is refused

  @operation:configDataAgreementDelete @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: A data agreement is not ended with <credentials>
    Given a valid "configDataAgreementDelete" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @contract @operation:configDataAgreementList
  Scenario: Data agreements are answered as a list
    Given a valid "configDataAgreementList" request
    When it is sent
    Then it is accepted
    And its "dataAgreement" is present

  @smoke @operation:configDataAgreementList @requirement:govstack-bb-consent-fr-6.1-2
  Scenario: The list of data agreements holds what was created
    Given 3 existing data agreements
    When every page of "configDataAgreementList" is read, 50 entries at a time
    Then the pages hold each of the data agreements exactly once

  @operation:configDataAgreementList
  Scenario: The list of data agreements shows a data agreement as it is now
    Given an existing data agreement
    And another existing data agreement
    When every page of "configDataAgreementList" is read, 50 entries at a time
    Then the pages hold the data agreement exactly once
    Given "configDataAgreementUpdate" has been called
    When every page of "configDataAgreementList" is read, 50 entries at a time
    Then the pages hold the data agreement exactly once, as it reads
    And the pages hold the other data agreement exactly once, as it reads

  @operation:configDataAgreementList
  Scenario: The list of data agreements is as long as asked for
    Given 3 existing data agreements
    When "configDataAgreementList" is called with
      | limit | 2 |
    Then it is accepted
    And its "dataAgreement" has 2 entries

  @operation:configDataAgreementList
  Scenario: The list of data agreements begins where asked for
    Given 3 existing data agreements
    When "configDataAgreementList" is read from its second entry on
    Then it begins with the second entry of the whole list

  @contract @operation:configDataAgreementList
  Scenario Outline: The list of data agreements is not read when "<parameter>" is no number
    Given a valid "configDataAgreementList" request
    But its query parameter "<parameter>" is of another type
    When it is sent
    Then it is refused

    Examples:
      | parameter |
      | offset    |
      | limit     |

  @operation:configDataAgreementList @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Data agreements are not listed with <credentials>
    Given a valid "configDataAgreementList" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |
