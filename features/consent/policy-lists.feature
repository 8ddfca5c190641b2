@service-api:policy-configuration
Feature: Policies are listed
  An organisation finds its policies and follows what became of each. Long lists are read page by page.

  Background:
    Given the "consent" building block

  @contract @operation:configPolicyList
  Scenario: Policies are answered as a list
    Given a valid "configPolicyList" request
    When it is sent
    Then it is accepted
    And its "policies" is present

  @smoke @operation:configPolicyList
  Scenario: The list of policies holds what was created
    Given 3 existing policies
    When every page of "configPolicyList" is read, 50 entries at a time
    Then the pages hold each of the policies exactly once

  @operation:configPolicyList
  Scenario: The list of policies shows a policy as it is now
    Given an existing policy
    And another existing policy
    When every page of "configPolicyList" is read, 50 entries at a time
    Then the pages hold the policy exactly once
    Given "configPolicyUpdate" has been called
    When every page of "configPolicyList" is read, 50 entries at a time
    Then the pages hold the policy exactly once, as it reads
    And the pages hold the other policy exactly once, as it reads

  @operation:configPolicyList
  Scenario: The list of policies is as long as asked for
    Given 3 existing policies
    When "configPolicyList" is called with
      | limit | 2 |
    Then it is accepted
    And its "policies" has 2 entries

  @operation:configPolicyList
  Scenario: The list of policies begins where asked for
    Given 3 existing policies
    When "configPolicyList" is read from its second entry on
    Then it begins with the second entry of the whole list

  @contract @operation:configPolicyList
  Scenario Outline: The list of policies is not read when "<parameter>" is no number
    Given a valid "configPolicyList" request
    But its query parameter "<parameter>" is of another type
    When it is sent
    Then it is refused

    Examples:
      | parameter |
      | offset    |
      | limit     |

  @operation:configPolicyList @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Policies are not listed with <credentials>
    Given a valid "configPolicyList" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  # Published without any revision in the answer (CON-ERR-05): only the current policy can be asserted.
  @contract @operation:configPolicyRevisionsList
  Scenario: The revisions of a policy are answered with the current policy
    Given a valid "configPolicyRevisionsList" request
    When it is sent
    Then it is accepted
    And its "policy.id" is not empty

  @operation:configPolicyRevisionsList
  Scenario: The revisions of a policy belong to that policy, as it is now
    Given an existing policy
    And another existing policy
    And "configPolicyUpdate" has been called
    When "configPolicyRevisionsList" is called
    Then it is accepted
    And its "policy.id" is the identifier of the policy
    And its "policy" is as sent

  @operation:configPolicyRevisionsList
  Scenario: The revisions of an unknown policy cannot be listed
    Given a valid "configPolicyRevisionsList" request
    But its path parameter "policyId" is unknown
    When it is sent
    Then it is refused

  @contract @operation:configPolicyRevisionsList
  Scenario Outline: The revisions of a policy are not listed when "<parameter>" is no number
    Given a valid "configPolicyRevisionsList" request
    But its query parameter "<parameter>" is of another type
    When it is sent
    Then it is refused

    Examples:
      | parameter |
      | offset    |
      | limit     |

  @operation:configPolicyRevisionsList @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: The revisions of a policy are not listed with <credentials>
    Given a valid "configPolicyRevisionsList" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |
