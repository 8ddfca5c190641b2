// Package runner makes one run happen: it carries out a plan, in an order and as many scenarios at a time as the pace says, and says what
// came of it. Schedule, the performance of a scenario and of a group that shares its preparation, results and their words belong here.
//
// Its rooms know less: problem holds errors for whoever started the command, target is the configuration, plan says what will be done,
// pace how many at a time, wire is the only place where bytes cross; cli, above it, is the command. A test beside cli holds which room may
// use which.
package runner
