package target

import (
	"cmp"
	"time"
)

// Limits bound the time that things may take, of which a conformant implementation needs far less than the defaults, and how many are
// under way at a time.
type Limits struct {
	Answer    Duration `yaml:"answer,omitempty"`    // from sending a request to the end of its answer; default 10s
	Readiness Duration `yaml:"readiness,omitempty"` // until each base URL answers at all; default 10s
	Scenario  Duration `yaml:"scenario,omitempty"`  // a whole scenario, without waiting for its turn; default 2m

	RetryAfter Duration `yaml:"retryAfter,omitempty"` // that the target is left alone when it answers 429 or 503; default 10s

	Concurrency int `yaml:"concurrency,omitempty"` // scenarios at a time, and requests, at the most; default 64
}

// The bounds of limits.concurrency.
const (
	defaultConcurrency = 64
	mostConcurrency    = 1000
)

// ForConcurrency is how many scenarios may be under way at a time.
func (l Limits) ForConcurrency() int { return cmp.Or(max(l.Concurrency, 0), defaultConcurrency) }

// ForRetryAfter is the limit of how long the target is left alone when its answer wants that (Retry-After).
func (l Limits) ForRetryAfter() time.Duration { return l.RetryAfter.or(10 * time.Second) }

// ForAnswer is the limit of one answer.
func (l Limits) ForAnswer() time.Duration { return l.Answer.or(10 * time.Second) }

// ForReadiness is the limit until each base URL answers at all.
func (l Limits) ForReadiness() time.Duration { return l.Readiness.or(10 * time.Second) }

// ForScenario is the limit of a whole scenario.
func (l Limits) ForScenario() time.Duration { return l.Scenario.or(2 * time.Minute) }
