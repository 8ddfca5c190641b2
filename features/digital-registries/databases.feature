@service-api:registry-administration
Feature: Administering registries
  An analyst's application creates registries, changes their schema, reads and deletes them.

  Background:
    Given the "digital-registries" building block

  # Whether the code or the name in the catalogue becomes the name of a database is not said: here both are the same.
  @smoke @operation:modifyDatabase @requirement:govstack-bb-digital-registries-drs-28 @requirement:govstack-bb-digital-registries-drs-11 @requirement:govstack-bb-digital-registries-drs-1
  Scenario: A database is created from a schema
    When "modifyDatabase" is called with
      | code        | V${scenario} |
      | catalogName | V${scenario} |
    Then it is accepted
    And the answer is as sent in "schema", apart from "creationDate, description, filename"
    When "listDatabases" is called
    Then its "databases" contains an entry whose "name" is "V${scenario}"

  @operation:modifyDatabase @requirement:govstack-bb-digital-registries-drs-28 @requirement:govstack-bb-digital-registries-drs-10 @requirement:govstack-bb-digital-registries-drs-11 @requirement:govstack-bb-digital-registries-drs-1
  Scenario: The schema of a new database is kept
    When "modifyDatabase" is called
    Then it is accepted
    When "readDatabase" is called
    Then it is accepted
    And its "schema" is as sent, apart from "creationDate, description, filename"

  @operation:modifyDatabase @requirement:govstack-bb-digital-registries-drs-29
  Scenario: Several databases exist side by side
    Given an existing database
    And another existing database
    When "listDatabases" is called
    Then its "databases" contains the database exactly once
    And its "databases" contains the other database exactly once
    And the database can be read
    And the other database can be read

  # Whether the schema is changed in place or kept as an older version beside the new one is left open.
  @operation:modifyDatabase @requirement:govstack-bb-digital-registries-drs-4
  Scenario: A database gets a new schema
    Given "modifyDatabase" has been called with
      | code        | V${scenario}             |
      | catalogName | Vaccinations ${scenario} |
    When "modifyDatabase" is called with
      | code                                                | V${scenario}             |
      | catalogName                                         | Vaccinations ${scenario} |
      | schema.properties.ID.description                    | Changed ${scenario}      |
      | schema.properties.ID.example                        | NEW7                     |
      | schema.properties.ID.readOnly                       | false                    |
      | schema.properties.ID.triggers.0.conditions.0.value  | none                     |
      | schema.properties.ID.triggers.0.actions.0.value     | NEW{indexNoByCode}       |
      | schema.properties.child.properties.id.description   | Changed as well          |
      | schema.properties.child.properties.id.example       | ET-9900418               |
      | schema.required.0                                   | child                    |
    Then it is accepted
    And the answer is as sent in "schema", apart from "creationDate, description, filename"
    When "readDatabase" is called
    Then it is accepted
    And its "schema" is as sent, apart from "creationDate, description, filename"

  @operation:modifyDatabase
  Scenario: Changing one database leaves another as it was
    Given "modifyDatabase" has been called with
      | code        | V${scenario}             |
      | catalogName | Vaccinations ${scenario} |
    And another existing database
    When "modifyDatabase" is called with
      | code                             | V${scenario}             |
      | catalogName                      | Vaccinations ${scenario} |
      | schema.properties.ID.description | Changed ${scenario}      |
    Then it is accepted
    And the other database is unchanged

  @contract @operation:modifyDatabase
  Scenario Outline: A database that breaks the contract is refused: <name> <fault>
    Given a valid "modifyDatabase" request
    But its <part> "<name>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | part       | name                                               | fault              |
      | header     | Information-Mediator-Client                        | is missing         |
      | body field | groupName                                          | is of another type |
      | body field | catalogName                                        | is of another type |
      | body field | code                                               | is of another type |
      | body field | code                                               | is null            |
      | body field | schema                                             | is of another type |
      | body field | schema                                             | is null            |
      | body field | schema.type                                        | is of another type |
      | body field | schema.properties                                  | is of another type |
      | body field | schema.properties.ID                               | is of another type |
      | body field | schema.properties.ID.primaryKey                    | is of another type |
      | body field | schema.incrementIndex                              | is of another type |
      | body field | schema.required                                    | is of another type |
      | body field | schema.properties.ID.type                          | is of another type |
      | body field | schema.properties.ID.readOnly                      | is of another type |
      | body field | schema.properties.ID.description                   | is of another type |
      | body field | schema.properties.ID.example                       | is of another type |
      | body field | schema.properties.ID.id                            | is of another type |
      | body field | schema.properties.ID.triggers                      | is of another type |
      | body field | schema.properties.ID.triggers.0.conditions         | is of another type |
      | body field | schema.properties.ID.triggers.0.conditions.0.logic | is of another type |
      | body field | schema.properties.ID.triggers.0.actions            | is of another type |
      | body field | schema.properties.ID.triggers.0.actions.0.field_id | is of another type |
      | body field | schema.properties.child                            | is of another type |
      | body field | schema.properties.child.type                       | is of another type |
      | body field | schema.properties.child.properties                 | is of another type |
      | body field | schema.properties.child.properties.id              | is of another type |
      | body field | schema.properties.child.properties.id.id           | is of another type |
      | body field | schema.properties.ID.triggers.0.conditions.0.value | is of another type |
      | body field | schema.properties.ID.triggers.0.conditions.0.gate  | is of another type |
      | body field | schema.properties.ID.triggers.0.actions.0.type     | is of another type |
      | body field | schema.properties.ID.triggers.0.actions.0.value    | is of another type |
      | body field | schema.properties.child.properties.id.type         | is of another type |
      | body field | schema.properties.child.properties.id.description  | is of another type |
      | body field | schema.properties.child.properties.id.example      | is of another type |
      | body field | schema.required.0                                  | is of another type |

  @contract @operation:modifyDatabase
  Scenario: A database that cannot be read is refused
    Given a valid "modifyDatabase" request
    But its body is not readable
    When it is sent
    Then it is refused

  @smoke @operation:readDatabase @requirement:govstack-bb-digital-registries-drs-32
  Scenario: A database is read with its schema
    Given an existing database
    When "readDatabase" is called
    Then it is accepted
    And its "id" is the identifier of the database
    And its "version" is not empty
    And its "schema" is as sent, apart from "creationDate, description, filename"

  @operation:readDatabase
  Scenario: Among several databases the right one is read
    Given an existing database
    And another existing database
    When "readDatabase" is called for the other database
    Then it is accepted
    And its "id" is the identifier of the other database

  @operation:readDatabase
  Scenario: A database that does not exist cannot be read
    Given an existing database
    And a valid "readDatabase" request
    But its path parameter "id" is unknown
    When it is sent
    Then it is refused

  @contract @operation:readDatabase
  Scenario Outline: A request to read a database that breaks the contract is refused: <name> <fault>
    Given a valid "readDatabase" request
    But its <part> "<name>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | part           | name                        | fault              |
      | header         | Information-Mediator-Client | is missing         |
      | path parameter | id                          | is of another type |

  @contract @operation:readDatabase @requirement:govstack-bb-digital-registries-drs-6
  Scenario Outline: Databases are read by authorised callers only: it carries <credentials> credentials
    Given a valid "readDatabase" request
    But it carries <credentials> credentials
    When it is sent
    Then it is refused

    Examples:
      | credentials |
      | no          |
      | wrong       |

  @smoke @operation:listDatabases @requirement:govstack-bb-digital-registries-drs-32
  Scenario: The databases are listed
    Given an existing database
    And another existing database
    When "listDatabases" is called
    Then it is accepted
    And its "databases" contains the database exactly once, as it reads
    And its "databases" contains the other database exactly once, as it reads
    And no two entries of its "databases" share their "id"

  # Alone, so that this database is the newest that there is.
  @alone @operation:listDatabases @requirement:govstack-bb-digital-registries-drs-30
  Scenario: A new database is listed under its name
    Given "modifyDatabase" has been called with
      | code        | V${scenario} |
      | catalogName | V${scenario} |
    When "listDatabases" is called
    Then it is accepted
    And its "databases" contains an entry whose "name" is "V${scenario}"

  @contract @operation:listDatabases
  Scenario: A caller that does not say who it is gets no list of databases
    Given a valid "listDatabases" request
    But its header "Information-Mediator-Client" is missing
    When it is sent
    Then it is refused

  @contract @operation:listDatabases @requirement:govstack-bb-digital-registries-drs-6
  Scenario Outline: Databases are listed for authorised callers only: it carries <credentials> credentials
    Given a valid "listDatabases" request
    But it carries <credentials> credentials
    When it is sent
    Then it is refused

    Examples:
      | credentials |
      | no          |
      | wrong       |

  @smoke @operation:deleteDatabase
  Scenario: A deleted database can no longer be read
    Given an existing database
    When "deleteDatabase" is called
    Then it is accepted
    And the database can no longer be read

  @operation:deleteDatabase
  Scenario: A deleted database is no longer listed, and others stay
    Given an existing database
    And another existing database
    When "deleteDatabase" is called
    Then it is accepted
    And the list of databases no longer contains the database
    And the list of databases contains the other database
    And the other database is unchanged

  @contract @operation:deleteDatabase
  Scenario Outline: A request to delete a database that breaks the contract is refused: <name> <fault>
    Given a valid "deleteDatabase" request
    But its <part> "<name>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | part           | name                        | fault              |
      | header         | Information-Mediator-Client | is missing         |
      | path parameter | id                          | is of another type |

  @operation:deleteDatabase @requirement:govstack-bb-digital-registries-drs-6
  Scenario Outline: Databases are deleted by authorised callers only: it carries <credentials> credentials
    Given an existing database
    And a valid "deleteDatabase" request
    But it carries <credentials> credentials
    When it is sent
    Then it is refused
    And the database is unchanged

    Examples:
      | credentials |
      | no          |
      | wrong       |
