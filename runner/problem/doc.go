// Package problem holds what keeps a command from going on, for the person who can mend it and for the machine that started it:
// errors with a hint and an exit code, and mistakes in files with file and line.
//
// Every other room of the runner may use it, and it uses none. Nothing in here knows what a configuration, a feature or a run is,
// and failures of the target are no problems: those are verdicts.
package problem
