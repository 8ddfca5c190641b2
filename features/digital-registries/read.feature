@service-api:reading-records
Feature: Reading a record
  A caller reads the one record that has certain values.

  Background:
    Given the "digital-registries" building block

  @smoke @operation:read @requirement:govstack-bb-digital-registries-drs-33
  Scenario: A record is read by its identifier
    Given an existing record
    When "read" is called
    Then it is accepted
    And its "content.id" is the identifier of the record
    And its "content.firstName" is "${record:firstName}"
    And its "content.lastName" is "${record:lastName}"
    And its "content.birthCertificateId" is "${record:birthCertificateId}"

  @operation:read
  Scenario: Among several records the right one is read
    Given an existing record
    And another existing record
    When "read" is called for the other record
    Then it is accepted
    And its "content.id" is the identifier of the other record

  @operation:read
  Scenario: A record is read by several values
    Given an existing record
    And another existing record
    When "read" is called with
      | query.content.firstName          | ${record:firstName}          |
      | query.content.lastName           | ${record:lastName}           |
      | query.content.birthCertificateId | ${record:birthCertificateId} |
    Then it is accepted
    And its "content.id" is the identifier of the record

  @operation:read @requirement:govstack-bb-digital-registries-drs-33
  Scenario: A record is read as it is now
    Given an existing record
    And "update" has been called with
      | write.content.firstName | Mira ${scenario} |
    When "read" is called
    Then it is accepted
    And its "content.firstName" is "Mira ${scenario}"

  @operation:read
  Scenario: The records of one registry are not read in another
    Given an existing record
    When "read" is called
    Then it is accepted
    When "read" is attempted with
      | registryName  | ${data.mctsRegistry} |
      | versionNumber | ${data.mctsVersion}  |
    Then it is refused

  @operation:read
  Scenario Outline: A record is given only when every value is its own: <field> is unknown
    Given an existing record
    And a valid "read" request
    And its body field "query.content.firstName" is set to "${record:firstName}"
    And its body field "query.content.lastName" is set to "${record:lastName}"
    And its body field "query.content.birthCertificateId" is set to "${record:birthCertificateId}"
    But its body field "query.content.<field>" is unknown
    When it is sent
    Then it is refused with 404

    Examples:
      | field              |
      | id                 |
      | firstName          |
      | lastName           |
      | birthCertificateId |

  @contract @operation:read
  Scenario Outline: A request that breaks the contract is refused: <name> <fault>
    Given a valid "read" request
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

  @contract @operation:read
  Scenario Outline: A request without a usable body is refused: its body is <state>
    Given a valid "read" request
    But its body is <state>
    When it is sent
    Then it is refused

    Examples:
      | state        |
      | missing      |
      | not readable |

  @operation:read
  Scenario Outline: Nothing is read in a registry that does not exist: <name> is unknown
    Given a valid "read" request
    But its path parameter "<name>" is unknown
    When it is sent
    Then it is refused

    Examples:
      | name          |
      | registryName  |
      | versionNumber |

  @contract @operation:read @requirement:govstack-bb-digital-registries-drs-6
  Scenario Outline: Records are read by authorised callers only: it carries <credentials> credentials
    Given a valid "read" request
    But it carries <credentials> credentials
    When it is sent
    Then it is refused

    Examples:
      | credentials |
      | no          |
      | wrong       |
