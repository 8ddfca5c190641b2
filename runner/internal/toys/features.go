package toys

import "strings"

// Feature is about the making and the reading of toys: four scenarios, two of them rows of an outline.
const Feature = `@service-api:keeping
Feature: Toys are kept

  Background:
    Given the "toys" building block

  @smoke @operation:toyCreate
  Scenario: A toy is made
    When "toyCreate" is called
    Then it is accepted

  # a comment
  @operation:toyCreate @slow
  Scenario Outline: A toy needs its <field>
    Given a valid "toyCreate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field | fault                  |
      | name  | is missing             |
      | name  | is longer than allowed |

  @operation:toyRead @alone
  Scenario: A toy can be read
    Given an existing toy
    When "toyRead" is called
    Then it is accepted
    And its "name" is not empty
`

// WholeFeature is about every operation: six scenarios.
const WholeFeature = Feature + `
  @operation:toyList
  Scenario: A toy is listed
    Given an existing toy
    When "toyList" is called
    Then it is accepted
    And the answer contains the toy

  @operation:toyDelete @service-api:throwing
  Scenario: A toy is thrown away
    Given an existing toy
    When "toyDelete" is called
    Then it is accepted
    And the toy can no longer be read
`

// Head is what stands before the scenarios of WholeFeature.
func Head() string {
	head, _, _ := strings.Cut(WholeFeature, "  @smoke")
	return head
}

// From is WholeFeature from a line on.
func From(line string) string {
	_, rest, _ := strings.Cut(WholeFeature, line)
	return line + rest
}
