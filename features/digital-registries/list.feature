@service-api:reading-records
Feature: Finding records
  A caller finds the records of a registry by text, by the values of fields and page by page.

  All records of a scenario share a last name that nobody else has, and the list is asked for that name unless a scenario
  says otherwise.

  Background:
    Given the "digital-registries" building block

  @smoke @operation:list @requirement:govstack-bb-digital-registries-drs-33
  Scenario: A record is found
    Given an existing record
    When "list" is called
    Then it is accepted
    And its "results" contains the record exactly once

  @operation:list
  Scenario: The number of records found is told
    Given 3 existing records
    When "list" is called
    Then it is accepted
    And its "count" is 3
    And its "results" has 3 entries
    And no two entries of its "results" share their "id"

  @operation:list
  Scenario: An entry of the list holds the values of the record
    Given an existing record
    When "list" is called
    Then it is accepted
    And its "results" has 1 entry
    And its "results.0.id" is the identifier of the record
    And its "results.0.firstName" is "${record:firstName}"
    And its "results.0.lastName" is "${record:lastName}"
    And its "results.0.birthCertificateId" is "${record:birthCertificateId}"

  @operation:list @requirement:govstack-bb-digital-registries-drs-23
  Scenario: A search gives only the records that hold the text
    Given an existing record
    And another existing record
    When "list" is called with
      | search | ${record:birthCertificateId} |
    Then it is accepted
    And its "results" contains the record exactly once
    And its "results" does not contain the other record

  # The contract says that a search may be a regular expression.
  @operation:list @requirement:govstack-bb-digital-registries-drs-23
  Scenario: A search may be a regular expression
    Given an existing record
    And another existing record
    When "list" is called with
      | search | ${record:birthCertificateId}\|nothing-${scenario} |
    Then it is accepted
    And its "results" contains the record exactly once
    And its "results" does not contain the other record

  @operation:list @requirement:govstack-bb-digital-registries-drs-23
  Scenario: A search for what no record holds finds nothing
    Given an existing record
    When "list" is called
    Then its "results" contains the record
    When "list" is called with
      | search | nothing-${scenario} |
    Then it is accepted
    And its "results" has 0 entries
    And its "count" is 0

  # GovStack's own tests expect of every record found that the field named by the filter holds the text (DR-ERR-06).
  @operation:list @requirement:govstack-bb-digital-registries-drs-23
  Scenario: A filter names the field in which the text is looked for
    Given "create" has been called with
      | write.content.firstName | Bajaj ${scenario} |
      | write.content.lastName  | Tesfaye           |
    And an existing record
    When "list" is called with
      | search | ${record:lastName} |
      | filter | lastName           |
    Then it is accepted
    And its "results" contains the record exactly once
    And its "results" does not contain an entry whose "lastName" is "Tesfaye"

  @operation:list @requirement:govstack-bb-digital-registries-drs-23
  Scenario Outline: The list is narrowed by the value of <field>
    Given "create" has been called with
      | write.content.lastName | Tesfaye ${scenario} |
    And an existing record
    When "list" is called with
      | query.<field> | ${record:<field>} |
    Then it is accepted
    And its "results" contains the record exactly once
    And its "results" does not contain an entry whose "lastName" is "Tesfaye ${scenario}"

    Examples:
      | field              |
      | id                 |
      | firstName          |
      | lastName           |
      | birthCertificateId |

  # Which field decides is not said (DR-ERR-06): each of these records comes after the one before it in every field, and in age.
  @operation:list @requirement:govstack-bb-digital-registries-drs-23
  Scenario Outline: Records are listed in <order> order
    Given "create" has been called with
      | write.content.id                 | A-${unique}         |
      | write.content.firstName          | Abeba               |
      | write.content.lastName           | Abebe ${scenario}   |
      | write.content.birthCertificateId | A-${unique}         |
    And "create" has been called with
      | write.content.id                 | B-${unique}         |
      | write.content.firstName          | Bruk                |
      | write.content.lastName           | Bekele ${scenario}  |
      | write.content.birthCertificateId | B-${unique}         |
    And "create" has been called with
      | write.content.id                 | C-${unique}         |
      | write.content.firstName          | Chaltu              |
      | write.content.lastName           | Chernet ${scenario} |
      | write.content.birthCertificateId | C-${unique}         |
    When "list" is called with
      | ordering | <order> |
    Then it is accepted
    And its "results" has 3 entries
    And its "results.0.firstName" is "<first>"
    And its "results.1.firstName" is "Bruk"
    And its "results.2.firstName" is "<last>"

    Examples:
      | order      | first  | last   |
      | ascending  | Abeba  | Chaltu |
      | descending | Chaltu | Abeba  |

  @operation:list
  Scenario: The pages hold every record once
    Given 5 existing records
    When every page of "list" is read, 2 entries at a time
    Then the pages hold each of the records exactly once
    And no page holds more than 2 entries

  @operation:list
  Scenario: The first page leads to the next
    Given 3 existing records
    When "list" is called with
      | page     | 1 |
      | pageSize | 2 |
    Then it is accepted
    And its "results" has 2 entries
    And its "next" is not empty, where it is given
    And its "previous" is absent or empty

  @operation:list
  Scenario: The last page leads back
    Given 3 existing records
    When "list" is called with
      | page     | 2 |
      | pageSize | 2 |
    Then it is accepted
    And its "results" has 1 entry
    And its "next" is absent or empty
    And its "previous" is not empty, where it is given

  @operation:list
  Scenario: A record that was deleted is not found
    Given an existing record
    And another existing record
    When "list" is called
    Then its "results" contains the record
    When "delete" is called
    Then it is accepted
    When "list" is called
    Then it is accepted
    And its "results" does not contain the record
    And its "results" contains the other record

  @operation:list
  Scenario: The records of one registry are not found in another
    Given an existing record
    When "list" is called
    Then its "results" contains the record
    When "list" is called with
      | registryName  | ${data.mctsRegistry} |
      | versionNumber | ${data.mctsVersion}  |
    Then it is accepted
    And its "results" does not contain the record

  @contract @operation:list
  Scenario Outline: A request that breaks the contract is refused: <name> <fault>
    Given a valid "list" request
    But its <part> "<name>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | part            | name                        | fault              |
      | header          | Information-Mediator-Client | is missing         |
      | query parameter | page                        | is of another type |
      | query parameter | pageSize                    | is of another type |

  @operation:list
  Scenario Outline: A registry that does not exist has no records: <name> is unknown
    Given a valid "list" request
    But its path parameter "<name>" is unknown
    When it is sent
    Then it is refused

    Examples:
      | name          |
      | registryName  |
      | versionNumber |

  @contract @operation:list @requirement:govstack-bb-digital-registries-drs-6
  Scenario Outline: Records are found by authorised callers only: it carries <credentials> credentials
    Given a valid "list" request
    But it carries <credentials> credentials
    When it is sent
    Then it is refused

    Examples:
      | credentials |
      | no          |
      | wrong       |
