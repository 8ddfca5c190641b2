@service-api:writing-records
Feature: Deleting a record
  A caller removes a record, and nobody finds it any more.

  Background:
    Given the "digital-registries" building block

  @smoke @operation:delete @requirement:govstack-bb-digital-registries-drs-33
  Scenario: A deleted record can no longer be read
    Given an existing record
    When "delete" is called
    Then it is accepted
    And the record can no longer be read

  @operation:delete
  Scenario: A deleted record no longer exists
    Given an existing record
    When "exists" is called
    Then its "answer.status" is true
    When "delete" is called
    Then it is accepted
    When "exists" is called
    Then its "answer.status" is false

  @operation:delete @requirement:govstack-bb-digital-registries-drs-33
  Scenario: A deleted record is no longer listed
    Given an existing record
    And another existing record
    When "delete" is called
    Then it is accepted
    And the list of records no longer contains the record
    And the list of records contains the other record

  @operation:delete
  Scenario: Other records stay
    Given an existing record
    And another existing record
    When "delete" is called
    Then it is accepted
    And the other record is unchanged

  # Whether a second deletion is refused is not said: either answer is common.
  @operation:delete
  Scenario: Deleting twice deletes nothing else
    Given an existing record
    And another existing record
    When "delete" is called
    Then it is accepted
    When "delete" is attempted again
    Then the record can no longer be read
    And the other record is unchanged

  # An update is of an existing record. What is answered when there is none is not said.
  @operation:delete
  Scenario: A change does not bring a deleted record back
    Given an existing record
    When "delete" is called
    Then it is accepted
    When "update" is attempted
    Then the record can no longer be read

  @contract @operation:delete
  Scenario: A caller that does not say who it is deletes nothing
    Given a valid "delete" request
    But its header "Information-Mediator-Client" is missing
    When it is sent
    Then it is refused

  @operation:delete
  Scenario Outline: Nothing is deleted in a registry that does not exist: <name> is unknown
    Given an existing record
    And a valid "delete" request
    But its path parameter "<name>" is unknown
    When it is sent
    Then it is refused
    And the record is unchanged

    Examples:
      | name          |
      | registryName  |
      | versionNumber |

  @operation:delete @requirement:govstack-bb-digital-registries-drs-6
  Scenario Outline: Records are deleted by authorised callers only: it carries <credentials> credentials
    Given an existing record
    And a valid "delete" request
    But it carries <credentials> credentials
    When it is sent
    Then it is refused
    And the record is unchanged

    Examples:
      | credentials |
      | no          |
      | wrong       |
