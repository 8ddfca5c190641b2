// Package runner makes one run happen: from a target's configuration and a selection of scenarios to verdicts and evidence.
package runner
