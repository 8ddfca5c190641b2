@service-api:webhook-configuration
Feature: Notifications are configured
  Others can be told about changes of agreements and of consent. A webhook says where notifications go, and whether they are
  held back.

  Background:
    Given the "consent" building block

  @smoke @operation:configWebhookCreate @requirement:govstack-bb-consent-fr-6.1-6
  Scenario: A new webhook is stored as it was sent
    When "configWebhookCreate" is called
    Then it is accepted
    And its "webhook.id" is not empty
    And its "webhook" is as sent, apart from "id, secretKey"
    And its "webhook.secretKey" is present
    And the webhook reads as sent, apart from "id, secretKey"
    And the list of webhooks holds what was sent exactly once

  @operation:configWebhookCreate
  Scenario: No two webhooks share an identifier
    Given "configWebhookCreate" has been called
    And its "webhook.id" is remembered as "first"
    When "configWebhookCreate" is called
    Then it is accepted
    And its "webhook.id" is not the remembered "first"
    And its "webhook" is as sent, apart from "id, secretKey"
    And the webhook reads as sent, apart from "id, secretKey"
    When "configWebhookRead" is called with
      | webhookId | ${remembered.first} |
    Then it is accepted
    And its "webhook.id" is the remembered "first"

  @contract @operation:configWebhookCreate
  Scenario Outline: A new webhook is checked before it is stored: "<field>" <fault>
    Given a valid "configWebhookCreate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field               | fault              |
      | webhook             | is missing         |
      | webhook             | is null            |
      | webhook             | is of another type |
      | webhook.payloadUrl  | is missing         |
      | webhook.payloadUrl  | is null            |
      | webhook.payloadUrl  | is of another type |
      | webhook.contentType | is missing         |
      | webhook.contentType | is null            |
      | webhook.contentType | is of another type |
      | webhook.disabled    | is missing         |
      | webhook.disabled    | is null            |
      | webhook.disabled    | is of another type |
      | webhook.secretKey   | is missing         |
      | webhook.secretKey   | is null            |
      | webhook.secretKey   | is of another type |

  @contract @operation:configWebhookCreate
  Scenario Outline: A new webhook cannot be read from a body that <fault>
    Given a valid "configWebhookCreate" request
    But its body <fault>
    When it is sent
    Then it is refused

    Examples:
      | fault           |
      | is missing      |
      | is not readable |

  @operation:configWebhookCreate
  Scenario Outline: A webhook that is refused is not stored: "<field>" <fault>
    Given a valid "configWebhookCreate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused
    And the list of webhooks holds nothing of what was refused

    Examples:
      | field               | fault              |
      | webhook.contentType | is missing         |
      | webhook.secretKey   | is null            |
      | webhook.disabled    | is of another type |

  @operation:configWebhookCreate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Webhooks are not created with <credentials>
    Given a valid "configWebhookCreate" request
    But it carries <credentials>
    When it is sent
    Then it is refused
    And the list of webhooks holds nothing of what was refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @contract @operation:configWebhookRead
  Scenario: A webhook is answered whole
    Given a valid "configWebhookRead" request
    When it is sent
    Then it is accepted
    And its "webhook.id" is not empty
    And its "webhook.payloadUrl" is not empty
    And its "webhook.contentType" is not empty

  @operation:configWebhookRead
  Scenario: A webhook is read as it is now
    Given an existing webhook
    And another existing webhook
    And "configWebhookUpdate" has been called
    When "configWebhookRead" is called
    Then it is accepted
    And its "webhook.id" is the identifier of the webhook
    And its "webhook" is as sent, apart from "secretKey"

  @operation:configWebhookRead
  Scenario: An unknown webhook cannot be read
    Given a valid "configWebhookRead" request
    But its path parameter "webhookId" is unknown
    When it is sent
    Then it is refused

  @operation:configWebhookRead @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: A webhook is not read with <credentials>
    Given a valid "configWebhookRead" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @smoke @operation:configWebhookUpdate
  Scenario: A changed webhook is stored as it was sent
    Given an existing webhook
    And another existing webhook
    When "configWebhookUpdate" is called
    Then it is accepted
    And its "webhook.id" is the identifier of the webhook
    And its "webhook" is as sent, apart from "secretKey"
    And the webhook reads as sent, apart from "secretKey"
    And the other webhook is unchanged, apart from "secretKey"

  @operation:configWebhookUpdate @requirement:govstack-bb-consent-fr-6.1-6
  Scenario: Notifications are held back and released
    Given an existing webhook
    When "configWebhookUpdate" is called with
      | webhook.disabled | true |
    Then it is accepted
    And its "webhook.disabled" is true
    When "configWebhookUpdate" is called with
      | webhook.disabled | false |
    Then it is accepted
    And its "webhook.disabled" is false
    And the webhook reads as sent, apart from "secretKey"

  @contract @operation:configWebhookUpdate
  Scenario Outline: A changed webhook is checked before it is stored: "<field>" <fault>
    Given a valid "configWebhookUpdate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field               | fault              |
      | webhook             | is missing         |
      | webhook             | is null            |
      | webhook             | is of another type |
      | webhook.payloadUrl  | is missing         |
      | webhook.payloadUrl  | is null            |
      | webhook.payloadUrl  | is of another type |
      | webhook.contentType | is missing         |
      | webhook.contentType | is null            |
      | webhook.contentType | is of another type |
      | webhook.disabled    | is missing         |
      | webhook.disabled    | is null            |
      | webhook.disabled    | is of another type |
      | webhook.secretKey   | is missing         |
      | webhook.secretKey   | is null            |
      | webhook.secretKey   | is of another type |

  @contract @operation:configWebhookUpdate
  Scenario Outline: A changed webhook cannot be read from a body that <fault>
    Given a valid "configWebhookUpdate" request
    But its body <fault>
    When it is sent
    Then it is refused

    Examples:
      | fault           |
      | is missing      |
      | is not readable |

  @operation:configWebhookUpdate
  Scenario: An unknown webhook cannot be changed
    Given a valid "configWebhookUpdate" request
    But its path parameter "webhookId" is unknown
    When it is sent
    Then it is refused

  @operation:configWebhookUpdate @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: A webhook is not changed with <credentials>
    Given a valid "configWebhookUpdate" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @smoke @operation:configWebhookDelete @requirement:govstack-bb-consent-fr-6.1-6
  Scenario: A deleted webhook is gone, and no other
    Given an existing webhook
    And another existing webhook
    When "configWebhookDelete" is called
    Then it is accepted
    And the webhook can no longer be read
    And the list of webhooks no longer contains the webhook
    And the other webhook is unchanged, apart from "secretKey"

  @operation:configWebhookDelete
  Scenario: An unknown webhook cannot be deleted
    Given a valid "configWebhookDelete" request
    But its path parameter "webhookId" is unknown
    When it is sent
    Then it is refused

  @operation:configWebhookDelete @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: A webhook is not deleted with <credentials>
    Given a valid "configWebhookDelete" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |

  @contract @operation:configWebhookList
  Scenario: Webhooks are answered as a list
    Given a valid "configWebhookList" request
    When it is sent
    Then it is accepted
    And its "webhooks" is present

  @operation:configWebhookList
  Scenario: The list of webhooks holds what was created
    Given 3 existing webhooks
    When every page of "configWebhookList" is read, 50 entries at a time
    Then the pages hold each of the webhooks exactly once

  @operation:configWebhookList
  Scenario: The list of webhooks shows a webhook as it is now
    Given an existing webhook
    And another existing webhook
    When every page of "configWebhookList" is read, 50 entries at a time
    Then the pages hold the webhook exactly once
    Given "configWebhookUpdate" has been called
    When every page of "configWebhookList" is read, 50 entries at a time
    Then the pages hold the webhook exactly once, as it reads, apart from "secretKey"
    And the pages hold the other webhook exactly once, as it reads, apart from "secretKey"

  @operation:configWebhookList
  Scenario: The list of webhooks is as long as asked for
    Given 3 existing webhooks
    When "configWebhookList" is called with
      | limit | 2 |
    Then it is accepted
    And its "webhooks" has 2 entries

  @operation:configWebhookList
  Scenario: The list of webhooks begins where asked for
    Given 3 existing webhooks
    When "configWebhookList" is read from its second entry on
    Then it begins with the second entry of the whole list

  @contract @operation:configWebhookList
  Scenario Outline: The list of webhooks is not read when "<parameter>" is no number
    Given a valid "configWebhookList" request
    But its query parameter "<parameter>" is of another type
    When it is sent
    Then it is refused

    Examples:
      | parameter |
      | offset    |
      | limit     |

  @operation:configWebhookList @requirement:govstack-bb-consent-cc-5.1.3-1 @requirement:govstack-bb-consent-cc-5.2.1-1
  Scenario Outline: Webhooks are not listed with <credentials>
    Given a valid "configWebhookList" request
    But it carries <credentials>
    When it is sent
    Then it is refused

    Examples:
      | credentials                       |
      | no credentials                    |
      | wrong credentials                 |
      | the credentials of the individual |
