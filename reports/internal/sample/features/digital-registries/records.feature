@service-api:data
Feature: Records of a registry

  Background:
    Given the "digital-registries" building block

  @operation:createRecord @smoke
  Scenario: A record is created
    Given a valid "createRecord" request
    When it is sent
    Then it is accepted

  @operation:deleteRecord
  Scenario: A deleted record is gone
    Given an existing record
    When "deleteRecord" is called
    Then it is accepted
    And the record can no longer be read

  @operation:readPersonalData
  Scenario: Use of personal data is recorded
    Given an existing record
    When "readPersonalData" is called
    Then its "" has at least 1 entries
