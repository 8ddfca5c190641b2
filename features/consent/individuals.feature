@service-api:individuals
Feature: Applications register individuals
  Applications that individuals use register them as well, and keep the reference to them current. Both ways lead to the same
  individuals.

  Background:
    Given the "consent" building block

  @smoke @operation:serviceIndividualCreate
  Scenario: An individual whom an application registers is stored as they were sent
    When "serviceIndividualCreate" is called
    Then it is accepted
    And its "individual.id" is not empty
    And its "individual" is as sent, apart from "id"
    And its "individual.externalId" is remembered as "external identifier"
    When "serviceIndividualRead" is called
    Then it is accepted
    And its "individual.id" is the identifier of the individual
    And its "individual.externalId" is the remembered "external identifier"

  @operation:serviceIndividualCreate
  Scenario: An individual whom an application registers is known to the whole building block
    Given "serviceIndividualCreate" has been called
    When "configIndividualRead" is called
    Then it is accepted
    And its "individual.id" is the identifier of the individual
    And its "individual" is as sent, apart from "id"

  @operation:serviceIndividualCreate
  Scenario: No two individuals whom an application registers share an identifier
    Given "serviceIndividualCreate" has been called
    And its "individual.id" is remembered as "first"
    When "serviceIndividualCreate" is called
    Then it is accepted
    And its "individual.id" is not the remembered "first"
    And its "individual" is as sent, apart from "id"
    And the individual reads as sent, apart from "id"
    When "serviceIndividualRead" is called with
      | individualId | ${remembered.first} |
    Then it is accepted
    And its "individual.id" is the remembered "first"

  @contract @operation:serviceIndividualCreate
  Scenario Outline: An individual whom an application registers is checked first: "<field>" <fault>
    Given a valid "serviceIndividualCreate" request
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

  @contract @operation:serviceIndividualCreate
  Scenario Outline: An individual whom an application registers cannot be read from a body that <fault>
    Given a valid "serviceIndividualCreate" request
    But its body <fault>
    When it is sent
    Then it is refused

    Examples:
      | fault           |
      | is missing      |
      | is not readable |

  @operation:serviceIndividualCreate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Individuals are not registered by an application with <credentials>
    Given a valid "serviceIndividualCreate" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                    |
      | no credentials                 |
      | wrong credentials              |
      | the credentials of the auditor |

  @contract @operation:serviceIndividualRead
  Scenario: An individual is answered to an application
    Given a valid "serviceIndividualRead" request
    When it is sent
    Then it is accepted
    And its "individual.id" is not empty

  @operation:serviceIndividualRead
  Scenario: The individual whom an application asks for is answered, and nobody else
    Given an existing individual
    And another existing individual
    And "serviceIndividualUpdate" has been called
    When "serviceIndividualRead" is called
    Then it is accepted
    And its "individual.id" is the identifier of the individual
    And its "individual" is as sent

  @operation:serviceIndividualRead
  Scenario: An unknown individual cannot be read by an application
    Given a valid "serviceIndividualRead" request
    But its path parameter "individualId" is unknown
    When it is sent
    Then it is refused

  @operation:serviceIndividualRead @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: An individual is not read by an application with <credentials>
    Given a valid "serviceIndividualRead" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials       |
      | no credentials    |
      | wrong credentials |

  @contract @operation:serviceIndividualList
  Scenario: Individuals are answered to an application as a list
    Given a valid "serviceIndividualList" request
    When it is sent
    Then it is accepted
    And its "individuals" is present

  @operation:serviceIndividualList
  Scenario: The list that an application reads holds the individuals who were registered
    Given 3 existing individuals
    When every page of "serviceIndividualList" is read, 50 entries at a time
    Then the pages hold each of the individuals exactly once

  @operation:serviceIndividualList
  Scenario: The list that an application reads shows an individual as they are now
    Given an existing individual
    And another existing individual
    When every page of "serviceIndividualList" is read, 50 entries at a time
    Then the pages hold the individual exactly once
    Given "serviceIndividualUpdate" has been called
    When every page of "serviceIndividualList" is read, 50 entries at a time
    Then the pages hold the individual exactly once, as it reads
    And the pages hold the other individual exactly once, as it reads

  @operation:serviceIndividualList
  Scenario: The list of individuals that an application reads is as long as asked for
    Given 3 existing individuals
    When "serviceIndividualList" is called with
      | limit | 2 |
    Then it is accepted
    And its "individuals" has 2 entries

  @operation:serviceIndividualList
  Scenario: The list of individuals that an application reads begins where asked for
    Given 3 existing individuals
    When "serviceIndividualList" is read from its second entry on
    Then it begins with the second entry of the whole list

  @contract @operation:serviceIndividualList
  Scenario Outline: The list of individuals is not read by an application when "<parameter>" is no number
    Given a valid "serviceIndividualList" request
    But its query parameter "<parameter>" is of another type
    When it is sent
    Then it is refused

    Examples:
      | parameter |
      | offset    |
      | limit     |

  @operation:serviceIndividualList @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Individuals are not listed by an application with <credentials>
    Given a valid "serviceIndividualList" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials       |
      | no credentials    |
      | wrong credentials |

  @smoke @operation:serviceIndividualUpdate
  Scenario: A changed individual is stored as they were sent
    Given an existing individual
    And another existing individual
    When "serviceIndividualUpdate" is called
    Then it is accepted
    And its "individual.id" is the identifier of the individual
    And its "individual" is as sent
    And the individual reads as sent
    And the other individual is unchanged

  @operation:serviceIndividualUpdate
  Scenario: A changed individual is known to the whole building block
    Given an existing individual
    And "serviceIndividualUpdate" has been called
    When "configIndividualRead" is called
    Then it is accepted
    And its "individual" is as sent
    When "serviceIndividualUpdate" is called
    Then it is accepted
    And its "individual" is as sent
    And the individual reads as sent

  @contract @operation:serviceIndividualUpdate
  Scenario Outline: A changed individual is checked before they are stored: "<field>" <fault>
    Given a valid "serviceIndividualUpdate" request
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
      | individual.identityProviderId | is null            |

  @contract @operation:serviceIndividualUpdate
  Scenario Outline: A changed individual cannot be read from a body that <fault>
    Given a valid "serviceIndividualUpdate" request
    But its body <fault>
    When it is sent
    Then it is refused

    Examples:
      | fault           |
      | is missing      |
      | is not readable |

  @operation:serviceIndividualUpdate
  Scenario: An unknown individual cannot be changed
    Given a valid "serviceIndividualUpdate" request
    But its path parameter "individualId" is unknown
    When it is sent
    Then it is refused

  @operation:serviceIndividualUpdate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: An individual is not changed with <credentials>
    Given a valid "serviceIndividualUpdate" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                    |
      | no credentials                 |
      | wrong credentials              |
      | the credentials of the auditor |
