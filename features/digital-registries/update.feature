@service-api:writing-records
Feature: Changing a record
  A caller gives one existing record new values.

  The whole record is written each time: whether values that are not written stay or go is not said.

  Background:
    Given the "digital-registries" building block

  @smoke @operation:update @requirement:govstack-bb-digital-registries-drs-33
  Scenario: A changed record is read with its new values
    Given an existing record
    When "update" is called with
      | write.content.firstName          | Mira ${scenario}    |
      | write.content.lastName           | Tesfaye ${scenario} |
      | write.content.birthCertificateId | BC-new-${scenario}  |
    Then it is accepted
    When "read" is called
    Then it is accepted
    And its "content.id" is the identifier of the record
    And its "content.firstName" is "Mira ${scenario}"
    And its "content.lastName" is "Tesfaye ${scenario}"
    And its "content.birthCertificateId" is "BC-new-${scenario}"

  @operation:update @requirement:govstack-bb-digital-registries-drs-33
  Scenario: A changed record is listed with its new values, once
    Given an existing record
    When "update" is called with
      | write.content.firstName | Mira ${scenario} |
    Then it is accepted
    When "list" is called
    Then its "results" has 1 entry
    And its "results.0.id" is the identifier of the record
    And its "results.0.firstName" is "Mira ${scenario}"

  @operation:update
  Scenario: Other records keep their values
    Given an existing record
    And another existing record
    When "update" is called
    Then it is accepted
    And the other record is unchanged

  @operation:update
  Scenario: The record to change is found by several values
    Given an existing record
    And another existing record
    When "update" is called with
      | query.content.lastName           | ${record:lastName}           |
      | query.content.birthCertificateId | ${record:birthCertificateId} |
      | write.content.firstName          | Mira ${scenario}             |
    Then it is accepted
    And the other record is unchanged
    When "read" is called
    Then its "content.firstName" is "Mira ${scenario}"

  # What is answered when no record has all values of the query is not said.
  @operation:update
  Scenario Outline: A record is changed only when every value of the query is its own: <field> is another
    Given an existing record
    And a valid "update" request
    And its body field "query.content.<field>" is set to "nobody-${scenario}"
    When it is attempted
    Then the record is unchanged

    Examples:
      | field              |
      | firstName          |
      | lastName           |
      | birthCertificateId |

  # An update is of an existing record. What is answered when there is none is not said.
  @operation:update
  Scenario: A record that does not exist is not created by changing it
    Given an existing record
    And a valid "update" request
    And its body field "query.content.id" is set to "nobody-${scenario}"
    And its body field "write.content.id" is set to "nobody-${scenario}"
    When it is attempted
    Then the record is unchanged
    When "exists" is called with
      | query.content.id | nobody-${scenario} |
    Then its "answer.status" is false

  @contract @operation:update
  Scenario Outline: A request that breaks the contract is refused: <name> <fault>
    Given a valid "update" request
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

  @contract @operation:update
  Scenario Outline: A request without a usable body is refused: its body is <state>
    Given a valid "update" request
    But its body is <state>
    When it is sent
    Then it is refused

    Examples:
      | state        |
      | missing      |
      | not readable |

  @operation:update
  Scenario Outline: Nothing is changed in a registry that does not exist: <name> is unknown
    Given a valid "update" request
    But its path parameter "<name>" is unknown
    When it is sent
    Then it is refused

    Examples:
      | name          |
      | registryName  |
      | versionNumber |

  @operation:update @requirement:govstack-bb-digital-registries-drs-6
  Scenario Outline: Records are changed by authorised callers only: it carries <credentials> credentials
    Given an existing record
    And a valid "update" request
    But it carries <credentials> credentials
    When it is sent
    Then it is refused
    And the record is unchanged

    Examples:
      | credentials |
      | no          |
      | wrong       |
