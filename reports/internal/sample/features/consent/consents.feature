@service-api:individual
Feature: Consents of an individual

  Background:
    Given the "consent" building block

  @operation:individualReadConsent
  Scenario: Another individual's record is not disclosed
    Given an existing consent record
    And another existing individual
    When "individualReadConsent" is called on behalf of the other individual
    Then it is refused

  @operation:individualListConsents
  Scenario: Records are listed page by page
    Given 5 existing consent records
    When every page of "individualListConsents" is read, 2 entries at a time
    Then the pages hold each of the consent records exactly once

  @operation:individualReadConsent
  Scenario: An answer comes in time
    Given an existing consent record
    When "individualReadConsent" is called
    Then it answers within 2 seconds
