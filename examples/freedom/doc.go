// Package freedom is what every specification leaves to whoever implements it: how HTTP and JSON are written, how identifiers
// look, how much there is. Each freedom is a middleware that says the same in another way, and those that have nothing to do
// with each other share a variant. A building block adds the freedoms of its own specification where it is tested.
//
// No variant may lead to a finding. Only tests import this package.
package freedom
