@service-api:writing-records
Feature: Creating a record
  A caller stores a new record in a registry, where others can find it.

  Background:
    Given the "digital-registries" building block

  @smoke @operation:create @requirement:govstack-bb-digital-registries-drs-33
  Scenario: A record is created
    When "create" is called
    Then it is accepted
    And its "content" is as sent in "write.content"
    And the record reads as sent

  @operation:create @requirement:govstack-bb-digital-registries-drs-5
  Scenario: A created record exists and is listed
    When "create" is called
    Then it is accepted
    And the list of records contains the record
    And the list of records holds what was sent exactly once
    When "exists" is called
    Then its "answer.status" is true

  @operation:create
  Scenario: Two records are kept apart
    Given an existing record
    And another existing record
    When "list" is called
    Then its "results" contains the record exactly once
    And its "results" contains the other record exactly once
    And the record reads as sent
    And the other record reads as sent

  @operation:create
  Scenario: A name in any script is kept as it was sent
    When "create" is called with
      | write.content.firstName | Zoë አበበ 美玲 |
    Then it is accepted
    And its "content.firstName" is "Zoë አበበ 美玲"
    And the record reads as sent

  @contract @operation:create
  Scenario Outline: A request that breaks the contract is refused: <name> <fault>
    Given a valid "create" request
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
      | body field | write.content                    | is null            |
      | body field | write.content                    | is of another type |
      | body field | write.content.id                 | is of another type |
      | body field | write.content.firstName          | is of another type |
      | body field | write.content.lastName           | is of another type |
      | body field | write.content.birthCertificateId | is of another type |

  @contract @operation:create
  Scenario Outline: A request without a usable body is refused: its body is <state>
    Given a valid "create" request
    But its body is <state>
    When it is sent
    Then it is refused

    Examples:
      | state        |
      | missing      |
      | not readable |

  @operation:create
  Scenario Outline: A record that is refused is not stored: "<field>" <fault>
    Given a valid "create" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused
    And the list of records holds nothing of what was refused

    Examples:
      | field                            | fault              |
      | write.content.firstName          | is of another type |
      | write.content.birthCertificateId | is of another type |

  @operation:create
  Scenario Outline: Nothing is stored in a registry that does not exist: <name> is unknown
    Given a valid "create" request
    But its path parameter "<name>" is unknown
    When it is sent
    Then it is refused

    Examples:
      | name          |
      | registryName  |
      | versionNumber |

  @operation:create @requirement:govstack-bb-digital-registries-drs-6
  Scenario Outline: Records are created by authorised callers only: it carries <credentials> credentials
    Given a valid "create" request
    But it carries <credentials> credentials
    When it is sent
    Then it is refused
    And the list of records holds nothing of what was refused

    Examples:
      | credentials |
      | no          |
      | wrong       |
