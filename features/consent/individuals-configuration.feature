@service-api:individuals
Feature: Organisations register individuals
  Consent is given by individuals. An organisation makes them known to the building block by a reference to a register that
  it already uses.

  Background:
    Given the "consent" building block

  @smoke @operation:configIndividualCreate
  Scenario: An individual whom an organisation registers is stored as they were sent
    When "configIndividualCreate" is called
    Then it is accepted
    And its "individual.id" is not empty
    And its "individual" is as sent, apart from "id"
    And its "individual.externalId" is remembered as "external identifier"
    When "configIndividualRead" is called
    Then it is accepted
    And its "individual.id" is the identifier of the individual
    And its "individual.externalId" is the remembered "external identifier"

  @operation:configIndividualCreate
  Scenario: An individual whom an organisation registers is known to the whole building block
    Given "configIndividualCreate" has been called
    When "serviceIndividualRead" is called
    Then it is accepted
    And its "individual.id" is the identifier of the individual
    And its "individual" is as sent, apart from "id"

  @operation:configIndividualCreate
  Scenario: No two individuals whom an organisation registers share an identifier
    Given "configIndividualCreate" has been called
    And its "individual.id" is remembered as "first"
    When "configIndividualCreate" is called
    Then it is accepted
    And its "individual.id" is not the remembered "first"
    And its "individual" is as sent, apart from "id"
    And the individual reads as sent, apart from "id"
    When "configIndividualRead" is called with
      | individualId | ${remembered.first} |
    Then it is accepted
    And its "individual.id" is the remembered "first"

  @contract @operation:configIndividualCreate
  Scenario Outline: An individual whom an organisation registers is checked first: "<field>" <fault>
    Given a valid "configIndividualCreate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field                         | fault              |
      | individual                    | is missing         |
      | individual                    | is null            |
      | individual                    | is of another type |
      | individual.externalId         | is of another type |
      | individual.externalId         | is null            |
      | individual.externalIdType     | is of another type |
      | individual.identityProviderId | is of another type |

  @contract @operation:configIndividualCreate
  Scenario Outline: An individual whom an organisation registers cannot be read from a body that <fault>
    Given a valid "configIndividualCreate" request
    But its body <fault>
    When it is sent
    Then it is refused

    Examples:
      | fault           |
      | is missing      |
      | is not readable |

  @operation:configIndividualCreate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Individuals are not registered by an organisation with <credentials>
    Given a valid "configIndividualCreate" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @contract @operation:configIndividualRead
  Scenario: An individual is answered to an organisation
    Given a valid "configIndividualRead" request
    When it is sent
    Then it is accepted
    And its "individual.id" is not empty

  @operation:configIndividualRead
  Scenario: The individual whom an organisation asks for is answered, and nobody else
    Given an existing individual
    And another existing individual
    And "serviceIndividualUpdate" has been called
    When "configIndividualRead" is called
    Then it is accepted
    And its "individual.id" is the identifier of the individual
    And its "individual" is as sent

  @operation:configIndividualRead
  Scenario: An unknown individual cannot be read by an organisation
    Given a valid "configIndividualRead" request
    But its path parameter "individualId" is unknown
    When it is sent
    Then it is refused

  @operation:configIndividualRead @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: An individual is not read by an organisation with <credentials>
    Given a valid "configIndividualRead" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @contract @operation:configIndividualList
  Scenario: Individuals are answered to an organisation as a list
    Given a valid "configIndividualList" request
    When it is sent
    Then it is accepted
    And its "individuals" is present

  @operation:configIndividualList
  Scenario: The list that an organisation reads holds the individuals who were registered
    Given 3 existing individuals
    When every page of "configIndividualList" is read, 50 entries at a time
    Then the pages hold each of the individuals exactly once

  @operation:configIndividualList
  Scenario: The list that an organisation reads shows an individual as they are now
    Given an existing individual
    And another existing individual
    When every page of "configIndividualList" is read, 50 entries at a time
    Then the pages hold the individual exactly once
    Given "serviceIndividualUpdate" has been called
    When every page of "configIndividualList" is read, 50 entries at a time
    Then the pages hold the individual exactly once, as it reads
    And the pages hold the other individual exactly once, as it reads

  @operation:configIndividualList
  Scenario: The list of individuals that an organisation reads is as long as asked for
    Given 3 existing individuals
    When "configIndividualList" is called with
      | limit | 2 |
    Then it is accepted
    And its "individuals" has 2 entries

  @operation:configIndividualList
  Scenario: The list of individuals that an organisation reads begins where asked for
    Given 3 existing individuals
    When "configIndividualList" is read from its second entry on
    Then it begins with the second entry of the whole list

  @contract @operation:configIndividualList
  Scenario Outline: The list of individuals is not read by an organisation when "<parameter>" is no number
    Given a valid "configIndividualList" request
    But its query parameter "<parameter>" is of another type
    When it is sent
    Then it is refused

    Examples:
      | parameter |
      | offset    |
      | limit     |

  @operation:configIndividualList @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Individuals are not listed by an organisation with <credentials>
    Given a valid "configIndividualList" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |
