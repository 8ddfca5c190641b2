@service-api:mother-and-child
Feature: Registering mothers and children
  A health worker's application registers several mothers or caretakers and their children at once.

  Background:
    Given the "digital-registries" building block

  @smoke @operation:GDB-MCTS-create-entries @requirement:govstack-bb-digital-registries-drs-5
  Scenario: Several entries are stored at once
    When "GDB-MCTS-create-entries" is called
    Then it is accepted
    And its "receive" has 2 entries
    And its "receive.0.content" is as sent in "write.0.content"
    And its "receive.1.content" is as sent in "write.1.content"

  @operation:GDB-MCTS-create-entries
  Scenario: Each entry gets a UUID of its own and says when it was stored
    When "GDB-MCTS-create-entries" is called
    Then it is accepted
    And its "receive" has 2 entries
    And no two entries of its "receive" share their "uuid"
    And its "receive.0.createdAt" is the present time, give or take 24 hours
    And its "receive.0.modifiedAt" is the present time, give or take 24 hours
    And its "receive.1.createdAt" is the present time, give or take 24 hours
    And its "receive.1.modifiedAt" is the present time, give or take 24 hours

  # Of the operations on entries only this one takes the UUID (DR-ERR-07, DR-ERR-13).
  @operation:GDB-MCTS-create-entries
  Scenario Outline: A stored entry is known by its UUID: entry <number>
    Given "GDB-MCTS-create-entries" has been called
    And its "receive.<number>.uuid" is remembered as "entry"
    And its "receive.<number>.content.paymentId" is remembered as "payment"
    When "readValue" is called with
      | registryName  | ${data.mctsRegistry} |
      | versionNumber | ${data.mctsVersion}  |
      | uuid          | ${remembered.entry}  |
      | field         | paymentId            |
    Then it is accepted
    And it gives "${remembered.payment}"

    Examples:
      | number |
      | 0      |
      | 1      |

  # Chapter 8 gives every registry the same operations; the contract does not say under which name (DR-ERR-13).
  @operation:GDB-MCTS-create-entries @requirement:govstack-bb-digital-registries-drs-5
  Scenario Outline: Stored entries are found in their registry: entry <number>
    Given "GDB-MCTS-create-entries" has been called
    And its "receive.<number>.content.paymentId" is remembered as "payment"
    When "list" is called with
      | registryName  | ${data.mctsRegistry}  |
      | versionNumber | ${data.mctsVersion}   |
      | search        | ${remembered.payment} |
    Then it is accepted
    And its "results" has 1 entry
    And its "results.0.paymentId" is the remembered "payment"
    And its "results.0" is as sent in "write.<number>.content"

    Examples:
      | number |
      | 0      |
      | 1      |

  # How a form holds a list of entries the contract leaves to OpenAPI: as a part for each of them (DR-ERR-32).
  @operation:GDB-MCTS-create-entries @requirement:govstack-bb-digital-registries-drs-5
  Scenario: Entries can be sent in a form
    Given a valid "GDB-MCTS-create-entries" request
    And its body is a form in parts
    When it is sent
    Then it is accepted
    And its "receive" has 2 entries
    And its "receive.0.content" is as sent in "write.0.content"
    And its "receive.1.content" is as sent in "write.1.content"
    And no two entries of its "receive" share their "uuid"

  @operation:GDB-MCTS-create-entries @requirement:govstack-bb-digital-registries-drs-5
  Scenario Outline: Entries that were sent in a form are found in their registry: entry <number>
    Given a valid "GDB-MCTS-create-entries" request
    And its body is a form in parts
    When it is sent
    Then it is accepted
    And its "receive.<number>.content.paymentId" is remembered as "payment"
    When "list" is called with
      | registryName  | ${data.mctsRegistry}  |
      | versionNumber | ${data.mctsVersion}   |
      | search        | ${remembered.payment} |
    Then it is accepted
    And its "results" has 1 entry
    And its "results.0.paymentId" is the remembered "payment"
    And its "results.0.child.firstName" is "<child>"

    Examples:
      | number | child |
      | 0      | Mira  |
      | 1      | Dawit |

  # Of the content of an entry, a form's own schema says only that it is an object.
  @operation:GDB-MCTS-create-entries
  Scenario Outline: A form that breaks the contract is refused: <name> <fault>
    Given a valid "GDB-MCTS-create-entries" request
    And its body is a form in parts
    But its <part> "<name>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | part       | name                        | fault              |
      | header     | Information-Mediator-Client | is missing         |
      | body field | write                       | is missing         |
      | body field | write                       | is of another type |
      | body field | write.0                     | is null            |
      | body field | write.0.content             | is missing         |
      | body field | write.0.content             | is null            |
      | body field | write.0.content             | is of another type |
      | body field | write.1.content             | is missing         |

  @operation:GDB-MCTS-create-entries
  Scenario: A form that ends in the middle is refused
    Given a valid "GDB-MCTS-create-entries" request
    And its body is a form in parts
    But its body is not readable
    When it is sent
    Then it is refused

  # The contract has such a form, and does not say how it holds a list (DR-ERR-32): it may be taken or refused.
  @operation:GDB-MCTS-create-entries
  Scenario: Nothing breaks down over a form in one line
    Given "GDB-MCTS-create-entries" has been called
    And a valid "GDB-MCTS-create-entries" request
    And its body is a form in one line
    When it is attempted
    Then it answers within 10 seconds

  @contract @operation:GDB-MCTS-create-entries
  Scenario Outline: A request that breaks the contract is refused: <name> <fault>
    Given a valid "GDB-MCTS-create-entries" request
    But its <part> "<name>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | part       | name                                   | fault                            |
      | header     | Information-Mediator-Client            | is missing                       |
      | body field | write                                  | is missing                       |
      | body field | write                                  | is null                          |
      | body field | write                                  | is of another type               |
      | body field | write.0.content                        | is missing                       |
      | body field | write.0.content                        | is null                          |
      | body field | write.1.content                        | is of another type               |
      | body field | write.0.content.start                  | does not match its format        |
      | body field | write.0.content.expiry                 | does not match its format        |
      | body field | write.0.content.paymentId              | is of another type               |
      | body field | write.0.content.child                  | is of another type               |
      | body field | write.0.content.child.citizenId        | is of another type               |
      | body field | write.0.content.child.firstName        | is of another type               |
      | body field | write.0.content.child.lastNames        | is of another type               |
      | body field | write.0.content.child.address          | is of another type               |
      | body field | write.0.content.child.nationality      | is of another type               |
      | body field | write.0.content.child.birthdate        | does not match its format        |
      | body field | write.0.content.child.gender           | is not one of the allowed values |
      | body field | write.0.content.caretaker              | is of another type               |
      | body field | write.0.content.caretaker.citizenId    | is of another type               |
      | body field | write.0.content.caretaker.firstName    | is of another type               |
      | body field | write.0.content.caretaker.lastNames    | is of another type               |
      | body field | write.0.content.caretaker.phone        | is of another type               |
      | body field | write.0.content.caretaker.email        | is of another type               |
      | body field | write.0.content.caretaker.birthdate    | does not match its format        |
      | body field | write.0.content.child.birthCertificate | is of another type               |
      | body field | write.0.content.caretaker.picture      | is of another type               |
      | body field | write.0.content.caretaker.citizenIdDoc | is of another type               |
      | body field | write.1.content.child.birthdate        | does not match its format        |

  @contract @operation:GDB-MCTS-create-entries
  Scenario Outline: A request without a usable body is refused: its body is <state>
    Given a valid "GDB-MCTS-create-entries" request
    But its body is <state>
    When it is sent
    Then it is refused

    Examples:
      | state        |
      | missing      |
      | not readable |

  # The request is sent twice: first without its fault, which stores one entry of this number.
  @operation:GDB-MCTS-create-entries
  Scenario: Of entries that are refused none is stored
    Given a valid "GDB-MCTS-create-entries" request
    And its body field "write.0.content.paymentId" is set to "PAY-${scenario}"
    But its body field "write.1.content.child.birthdate" does not match its format
    When it is sent
    Then it is refused
    When "list" is called with
      | registryName  | ${data.mctsRegistry} |
      | versionNumber | ${data.mctsVersion}  |
      | search        | PAY-${scenario}      |
    Then it is accepted
    And its "results" has 1 entry
