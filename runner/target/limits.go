package target

import "time"

// Limits bound the time that things may take. A conformant implementation needs far less than the defaults.
type Limits struct {
	Answer    Duration `yaml:"answer,omitempty"`    // from sending a request to the end of its answer; default 10s
	Readiness Duration `yaml:"readiness,omitempty"` // until each base URL answers at all; default 10s
	Scenario  Duration `yaml:"scenario,omitempty"`  // a whole scenario; default 2m
}

// ForAnswer is the limit of one answer.
func (l Limits) ForAnswer() time.Duration { return l.Answer.or(10 * time.Second) }

// ForReadiness is the limit until each base URL answers at all.
func (l Limits) ForReadiness() time.Duration { return l.Readiness.or(10 * time.Second) }

// ForScenario is the limit of a whole scenario.
func (l Limits) ForScenario() time.Duration { return l.Scenario.or(2 * time.Minute) }
