@service-api:notices
Feature: Individuals see what they are asked to consent to
  Before somebody consents, an application shows them the data agreement and the policy behind it: as they are now, or in the
  revision that was consented to.

  Background:
    Given the "consent" building block

  @contract @operation:serviceDataAgreementRead
  Scenario: A data agreement is shown with its revision
    Given a valid "serviceDataAgreementRead" request
    When it is sent
    Then it is accepted
    And its "dataAgreement.id" is not empty
    And its "dataAgreement.purpose" is not empty
    And its "revision.serializedHash" is not empty

  @smoke @operation:serviceDataAgreementRead @requirement:govstack-bb-consent-fr-6.2-1
  Scenario: Individuals see the data agreement that was configured
    Given an existing data agreement
    And another existing data agreement
    And "configDataAgreementUpdate" has been called
    When "serviceDataAgreementRead" is called
    Then it is accepted
    And its "dataAgreement.id" is the identifier of the data agreement
    And its "dataAgreement" is as sent, apart from "controller.id"
    And its "revision" is a revision of the data agreement, with its "controller, policy"

  @operation:serviceDataAgreementRead @requirement:govstack-bb-consent-fr-6.2-1
  Scenario: Individuals see a changed data agreement at once
    Given an existing data agreement
    And "configDataAgreementUpdate" has been called
    And its "dataAgreement.purpose" is remembered as "new purpose"
    And its "revision" is remembered as "latest revision"
    When "serviceDataAgreementRead" is called
    Then it is accepted
    And its "dataAgreement.purpose" is the remembered "new purpose"
    And its "revision" agrees with the remembered "latest revision"

  @operation:serviceDataAgreementRead
  Scenario: An unknown data agreement cannot be shown
    Given a valid "serviceDataAgreementRead" request
    But its path parameter "dataAgreementId" is unknown
    When it is sent
    Then it is refused

  @operation:serviceDataAgreementRead @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: A data agreement is not shown with <credentials>
    Given a valid "serviceDataAgreementRead" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials       |
      | no credentials    |
      | wrong credentials |

  @contract @operation:servicePolicyRead
  Scenario: A policy is shown with its revision
    Given a valid "servicePolicyRead" request
    When it is sent
    Then it is accepted
    And its "policy.id" is not empty
    And its "policy.url" is not empty
    And its "revision.serializedHash" is not empty

  @smoke @operation:servicePolicyRead
  Scenario: Individuals see the policy that was configured
    Given an existing policy
    And another existing policy
    And "configPolicyUpdate" has been called
    When "servicePolicyRead" is called
    Then it is accepted
    And its "policy.id" is the identifier of the policy
    And its "policy" is as sent
    And its "revision" is a revision of the policy

  @operation:servicePolicyRead
  Scenario: Individuals see a changed policy at once
    Given an existing policy
    And "configPolicyUpdate" has been called
    And its "policy.name" is remembered as "new name"
    And its "revision" is remembered as "latest revision"
    When "servicePolicyRead" is called
    Then it is accepted
    And its "policy.name" is the remembered "new name"
    And its "revision" agrees with the remembered "latest revision"

  @operation:servicePolicyRead
  Scenario: Individuals see the revision of a policy that they ask for
    Given an existing policy
    And "configPolicyRead" has been called
    And its "revision" is remembered as "first revision"
    And its "revision.serializedHash" is remembered as "first hash"
    And "configPolicyUpdate" has been called
    And its "revision" is remembered as "next revision"
    When "servicePolicyRead" is called with
      | revisionId | ${remembered.first revision:id} |
    Then it is accepted
    And its "revision" agrees with the remembered "first revision"
    And its "revision.serializedHash" is the remembered "first hash"
    And its "revision" is an intact revision
    And its "revision.successor" is absent or agrees with the remembered "next revision"

  @operation:servicePolicyRead
  Scenario: An unknown policy cannot be shown
    Given a valid "servicePolicyRead" request
    But its path parameter "policyId" is unknown
    When it is sent
    Then it is refused

  @operation:servicePolicyRead
  Scenario: An unknown revision of a policy cannot be shown
    Given a valid "servicePolicyRead" request
    But its query parameter "revisionId" is unknown
    When it is sent
    Then it is refused

  @operation:servicePolicyRead @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: A policy is not shown with <credentials>
    Given a valid "servicePolicyRead" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials       |
      | no credentials    |
      | wrong credentials |
