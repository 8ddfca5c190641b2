@service-api:reading-records
Feature: Asking whether a record exists
  A caller learns whether a registry holds a record with certain values, and nothing else about it.

  Background:
    Given the "digital-registries" building block

  @operation:exists @requirement:govstack-bb-digital-registries-drs-5
  Scenario: A record that is there exists
    Given an existing record
    When "exists" is called
    Then it is accepted
    And its "answer.status" is true

  @operation:exists @requirement:govstack-bb-digital-registries-drs-5
  Scenario: A record that was never created does not exist
    Given an existing record
    When "exists" is called
    Then its "answer.status" is true
    When "exists" is called with
      | query.content.id | nobody-${scenario} |
    Then it is accepted
    And its "answer.status" is false

  @operation:exists @requirement:govstack-bb-digital-registries-drs-5
  Scenario: A record that was deleted does not exist
    Given an existing record
    When "exists" is called
    Then its "answer.status" is true
    When "delete" is called
    Then it is accepted
    When "exists" is called
    Then it is accepted
    And its "answer.status" is false

  @operation:exists
  Scenario: Several values must belong to the same record
    Given an existing record
    When "exists" is called with
      | query.content.firstName | ${record:firstName} |
      | query.content.lastName  | ${record:lastName}  |
    Then its "answer.status" is true
    When "exists" is called with
      | query.content.firstName | nobody-${scenario} |
      | query.content.lastName  | ${record:lastName} |
    Then it is accepted
    And its "answer.status" is false

  @operation:exists
  Scenario Outline: A record exists only when every value is its own: <field> is another
    Given an existing record
    When "exists" is called with
      | query.content.firstName          | ${record:firstName}          |
      | query.content.lastName           | ${record:lastName}           |
      | query.content.birthCertificateId | ${record:birthCertificateId} |
    Then its "answer.status" is true
    Given a valid "exists" request
    And its body field "query.content.firstName" is set to "${record:firstName}"
    And its body field "query.content.lastName" is set to "${record:lastName}"
    And its body field "query.content.birthCertificateId" is set to "${record:birthCertificateId}"
    And its body field "query.content.<field>" is set to "nobody-${scenario}"
    When it is sent
    Then it is accepted
    And its "answer.status" is false

    Examples:
      | field              |
      | id                 |
      | firstName          |
      | lastName           |
      | birthCertificateId |

  @contract @operation:exists
  Scenario Outline: A request that breaks the contract is refused: <name> <fault>
    Given a valid "exists" request
    But its <part> "<name>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | part       | name                             | fault              |
      | header     | Information-Mediator-Client      | is missing         |
      | body field | query                            | is missing         |
      | body field | query                            | is null            |
      | body field | query                            | is of another type |
      | body field | query.content                    | is missing         |
      | body field | query.content                    | is null            |
      | body field | query.content                    | is of another type |
      | body field | query.content.id                 | is of another type |
      | body field | query.content.firstName          | is of another type |
      | body field | query.content.lastName           | is of another type |
      | body field | query.content.birthCertificateId | is of another type |

  @contract @operation:exists
  Scenario Outline: A request without a usable body is refused: its body is <state>
    Given a valid "exists" request
    But its body is <state>
    When it is sent
    Then it is refused

    Examples:
      | state        |
      | missing      |
      | not readable |

  @contract @operation:exists @requirement:govstack-bb-digital-registries-drs-6
  Scenario Outline: Only authorised callers are told: it carries <credentials> credentials
    Given a valid "exists" request
    But it carries <credentials> credentials
    When it is sent
    Then it is refused

    Examples:
      | credentials |
      | no          |
      | wrong       |
