@service-api:configuration
Feature: Policies of an organisation
  An organisation writes down under which policy it processes data.

  Background:
    Given the "consent" building block

  @operation:configCreatePolicy @smoke @requirement:govstack-bb-consent-fr-6.1
  Scenario: A policy is created and can be read
    Given a valid "configCreatePolicy" request
    When it is sent
    Then it is accepted
    And its "policy.name" is as sent
    And the policy can be read

  @operation:configCreatePolicy
  Scenario Outline: A policy is checked before it is created
    Given a valid "configCreatePolicy" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field       | fault              |
      | policy.name | is missing         |
      | policy.url  | is of another type |

  @operation:configUpdatePolicy
  Scenario: What is updated is changed
    Given an existing policy
    When "configUpdatePolicy" is called with
      | name        | value         |
      | policy.name | A better name |
    Then it is accepted
    And its "policy.name" is "A better name"

  @operation:configDeletePolicy
  Scenario: A deleted policy is gone
    Given an existing policy
    When "configDeletePolicy" is called
    Then it is accepted
    And the policy can no longer be read
