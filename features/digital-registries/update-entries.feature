@service-api:writing-records
Feature: Changing several records
  A caller gives every record that has certain values a new value.

  Background:
    Given the "digital-registries" building block

  @operation:updateEntries @requirement:govstack-bb-digital-registries-drs-5
  Scenario: Every record that matches is changed
    Given 3 existing records
    When "updateEntries" is called with
      | write.content.birthCertificateId | BC-new-${scenario} |
    Then it is accepted
    When "list" is called
    Then its "results" has 3 entries
    And every entry of its "results" has "birthCertificateId" "BC-new-${scenario}"

  # The contract speaks of values that are added to the records found.
  @operation:updateEntries
  Scenario: What is not written stays as it was
    Given an existing record
    And "read" has been called
    And its "content.firstName" is remembered as "first name"
    When "updateEntries" is called with
      | write.content.birthCertificateId | BC-new-${scenario} |
    Then it is accepted
    When "read" is called
    Then its "content.birthCertificateId" is "BC-new-${scenario}"
    And its "content.id" is the identifier of the record
    And its "content.firstName" is the remembered "first name"

  @operation:updateEntries
  Scenario: Records that do not match keep their values
    Given an existing record
    And another existing record
    When "updateEntries" is called with
      | query.content.firstName          | ${record:firstName} |
      | write.content.birthCertificateId | BC-new-${scenario}  |
    Then it is accepted
    And the other record is unchanged
    When "read" is called
    Then its "content.birthCertificateId" is "BC-new-${scenario}"

  # What is answered when no record matches is not said.
  @operation:updateEntries
  Scenario: Where nothing matches, nothing is changed
    Given an existing record
    And a valid "updateEntries" request
    And its body field "query.content.lastName" is set to "nobody-${scenario}"
    And its body field "write.content.birthCertificateId" is set to "BC-new-${scenario}"
    When it is attempted
    Then the record is unchanged
    When "list" is called with
      | search | BC-new-${scenario} |
    Then its "results" has 0 entries

  @operation:updateEntries
  Scenario Outline: Records are changed only when every value of the query is their own: <field> is another
    Given an existing record
    And a valid "updateEntries" request
    And its body field "query.content.firstName" is set to "${record:firstName}"
    And its body field "query.content.birthCertificateId" is set to "${record:birthCertificateId}"
    And its body field "query.content.<field>" is set to "nobody-${scenario}"
    When it is attempted
    Then the record is unchanged

    Examples:
      | field              |
      | firstName          |
      | lastName           |
      | birthCertificateId |

  @contract @operation:updateEntries
  Scenario Outline: A request that breaks the contract is refused: <name> <fault>
    Given a valid "updateEntries" request
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
      | body field | write.content.birthCertificateId | is of another type |
      | body field | write.content.firstName          | is of another type |
      | body field | query                            | is of another type |
      | body field | query.content                    | is missing         |
      | body field | query.content                    | is of another type |
      | body field | query.content.lastName           | is of another type |
      | body field | write.content.id                 | is of another type |
      | body field | write.content.lastName           | is of another type |
      | body field | query.content.id                 | is of another type |
      | body field | query.content.firstName          | is of another type |
      | body field | query.content.birthCertificateId | is of another type |

  @contract @operation:updateEntries
  Scenario Outline: A request without a usable body is refused: its body is <state>
    Given a valid "updateEntries" request
    But its body is <state>
    When it is sent
    Then it is refused

    Examples:
      | state        |
      | missing      |
      | not readable |

  @operation:updateEntries
  Scenario Outline: Nothing is changed in a registry that does not exist: <name> is unknown
    Given a valid "updateEntries" request
    But its path parameter "<name>" is unknown
    When it is sent
    Then it is refused

    Examples:
      | name          |
      | registryName  |
      | versionNumber |

  @contract @operation:updateEntries @requirement:govstack-bb-digital-registries-drs-6
  Scenario Outline: Records are changed by authorised callers only: it carries <credentials> credentials
    Given a valid "updateEntries" request
    But it carries <credentials> credentials
    When it is sent
    Then it is refused

    Examples:
      | credentials |
      | no          |
      | wrong       |
