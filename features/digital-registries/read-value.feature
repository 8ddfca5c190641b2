@service-api:reading-records
Feature: Reading one field of a record
  A caller reads the value of a single field, without the rest of the record.

  Background:
    Given the "digital-registries" building block

  @operation:readValue
  Scenario Outline: The value of <field> is read
    Given an existing record
    And another existing record
    When "readValue" is called with
      | field | <field> |
    Then it is accepted
    And it gives the record's "<field>"

    Examples:
      | field              |
      | firstName          |
      | lastName           |
      | birthCertificateId |

  @operation:readValue
  Scenario: A value that was changed is read as it is now
    Given an existing record
    And "update" has been called with
      | write.content.firstName | Mira ${scenario} |
    When "readValue" is called with
      | field | firstName |
    Then it is accepted
    And it gives "Mira ${scenario}"

  # Of the operations on entries only this one takes the UUID that creating them answers with (DR-ERR-07, DR-ERR-13).
  @operation:readValue
  Scenario: A value of an entry is read by its UUID
    Given "GDB-MCTS-create-entries" has been called
    And its "receive.1.uuid" is remembered as "entry"
    And its "receive.1.content.paymentId" is remembered as "payment"
    When "readValue" is called with
      | registryName  | ${data.mctsRegistry}  |
      | versionNumber | ${data.mctsVersion}   |
      | uuid          | ${remembered.entry}   |
      | field         | paymentId             |
    Then it is accepted
    And it gives "${remembered.payment}"

  @contract @operation:readValue
  Scenario: A caller that does not say who it is gets no value
    Given a valid "readValue" request
    But its header "Information-Mediator-Client" is missing
    When it is sent
    Then it is refused

  @operation:readValue
  Scenario Outline: There is no value where there is no such record or field: <name> is unknown
    Given a valid "readValue" request
    But its path parameter "<name>" is unknown
    When it is sent
    Then it is refused

    Examples:
      | name          |
      | uuid          |
      | field         |
      | registryName  |
      | versionNumber |

  @contract @operation:readValue @requirement:govstack-bb-digital-registries-drs-6
  Scenario Outline: Values are read by authorised callers only: it carries <credentials> credentials
    Given a valid "readValue" request
    But it carries <credentials> credentials
    When it is sent
    Then it is refused

    Examples:
      | credentials |
      | no          |
      | wrong       |
