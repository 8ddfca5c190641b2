@service-api:writing-records
Feature: Changing a record or creating it
  A caller writes a record without knowing whether the registry holds it already.

  Background:
    Given the "digital-registries" building block

  @operation:update-or-create @requirement:govstack-bb-digital-registries-drs-33
  Scenario: A record that exists is changed
    Given an existing record
    When "update-or-create" is called with
      | write.content.firstName | Mira ${scenario} |
    Then it is accepted
    And its "content" is as sent in "write.content"
    When "read" is called
    Then its "content.firstName" is "Mira ${scenario}"
    And its "content.id" is the identifier of the record

  @operation:update-or-create
  Scenario: A record that exists is not created a second time
    Given an existing record
    When "update-or-create" is called
    Then it is accepted
    When "list" is called
    Then its "results" contains the record exactly once
    And its "results" has 1 entry

  @operation:update-or-create
  Scenario: Other records keep their values
    Given an existing record
    And another existing record
    When "update-or-create" is called
    Then it is accepted
    And the other record is unchanged

  @operation:update-or-create @requirement:govstack-bb-digital-registries-drs-33
  Scenario: A record that does not exist is created
    Given an existing record
    When "update-or-create" is called with
      | query.content.id        | ET-new-${scenario} |
      | write.content.id        | ET-new-${scenario} |
      | write.content.firstName | Mira ${scenario}   |
    Then it is accepted
    And its "content" is as sent in "write.content"
    And the record is unchanged
    When "read" is called with
      | query.content.id | ET-new-${scenario} |
    Then it is accepted
    And its "content.id" is "ET-new-${scenario}"
    And its "content.firstName" is "Mira ${scenario}"
    When "delete" is called with
      | id | ET-new-${scenario} |
    Then it is accepted

  @contract @operation:update-or-create
  Scenario Outline: A request that breaks the contract is refused: <name> <fault>
    Given a valid "update-or-create" request
    But its <part> "<name>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | part       | name                             | fault              |
      | header     | Information-Mediator-Client      | is missing         |
      | body field | write                            | is missing         |
      | body field | write                            | is null            |
      | body field | write                            | is of another type |
      | body field | write.content                    | is missing         |
      | body field | write.content                    | is of another type |
      | body field | write.content.id                 | is of another type |
      | body field | write.content.firstName          | is of another type |
      | body field | write.content.lastName           | is of another type |
      | body field | write.content.birthCertificateId | is of another type |
      | body field | query                            | is of another type |
      | body field | query.content                    | is missing         |
      | body field | query.content                    | is of another type |
      | body field | query.content.id                 | is of another type |
      | body field | query.content.firstName          | is of another type |
      | body field | query.content.lastName           | is of another type |
      | body field | query.content.birthCertificateId | is of another type |

  @contract @operation:update-or-create
  Scenario Outline: A request without a usable body is refused: its body is <state>
    Given a valid "update-or-create" request
    But its body is <state>
    When it is sent
    Then it is refused

    Examples:
      | state        |
      | missing      |
      | not readable |

  @operation:update-or-create
  Scenario Outline: Nothing is written in a registry that does not exist: <name> is unknown
    Given a valid "update-or-create" request
    But its path parameter "<name>" is unknown
    When it is sent
    Then it is refused

    Examples:
      | name          |
      | registryName  |
      | versionNumber |

  @operation:update-or-create @requirement:govstack-bb-digital-registries-drs-6
  Scenario Outline: Records are written by authorised callers only: it carries <credentials> credentials
    Given an existing record
    And a valid "update-or-create" request
    But it carries <credentials> credentials
    When it is sent
    Then it is refused
    And the record is unchanged

    Examples:
      | credentials |
      | no          |
      | wrong       |
