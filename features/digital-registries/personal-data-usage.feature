@service-api:personal-data-usage
Feature: Seeing who has read a person's data
  A person learns who has read their data in a registry, and when.

  Background:
    Given the "digital-registries" building block

  @smoke @operation:DPU @requirement:govstack-bb-digital-registries-drs-8 @requirement:govstack-bb-digital-registries-drs-35 @requirement:govstack-bb-digital-registries-drs-7
  Scenario: Reading a record is seen by the person it is about
    Given an existing reading
    When "DPU" is called
    Then it is accepted
    And the answer has at least 1 entry
    And its "0.id" is not empty, where it is given
    And its "0.readerId" is not empty
    And its "0.searchDateTime" is the present time, give or take 24 hours

  @operation:DPU @requirement:govstack-bb-digital-registries-drs-8 @requirement:govstack-bb-digital-registries-drs-7
  Scenario: Every read is logged
    Given an existing record
    And "read" has been called
    And "read" has been called
    When "DPU" is called with
      | userId | ${record} |
    Then it is accepted
    And the answer has at least 2 entries

  # The log covers every data read that is made through the service.
  @operation:DPU @requirement:govstack-bb-digital-registries-drs-8
  Scenario: Reading a single field is logged too
    Given an existing record
    And "readValue" has been called
    When "DPU" is called with
      | userId | ${record} |
    Then it is accepted
    And the answer has at least 1 entry
    And its "0.readerId" is not empty

  # The contract declares 404 for this; an empty log says the same.
  @operation:DPU @requirement:govstack-bb-digital-registries-drs-37
  Scenario: The log of one person does not show what was read of another
    Given an existing reading
    And "create" has been called with
      | write.content.id | ET-unread-${scenario} |
    And "DPU" has been called
    And the answer has at least 1 entry
    When "DPU" is attempted with
      | userId | ET-unread-${scenario} |
    Then nothing is found

  @operation:DPU
  Scenario Outline: There is no log where nothing was read: <name> is unknown
    Given an existing reading
    And "DPU" has been called
    And the answer has at least 1 entry
    When "DPU" is attempted with
      | <name> | nobody-${scenario} |
    Then nothing is found

    Examples:
      | name       |
      | userId     |
      | databaseId |

  @contract @operation:DPU
  Scenario Outline: A request that breaks the contract is refused: <name> is missing
    Given a valid "DPU" request
    But its <part> "<name>" is missing
    When it is sent
    Then it is refused

    Examples:
      | part            | name                        |
      | header          | Information-Mediator-Client |
      | query parameter | userId                      |
      | query parameter | databaseId                  |
