// Package runnertest makes runs inside of tests, as net/http/httptest makes servers: the scenarios of a building block are
// read and matched once, are run against many targets, and their outcomes stay in memory.
//
// It is the one place through which tests of other packages make a plan and run it. Only tests import it.
package runnertest
