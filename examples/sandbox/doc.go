// Package sandbox is what the reference building blocks share: routing by operation, credentials, the request held against
// its contract, JSON helpers, bounded collections, and faults that can be planted on purpose.
//
// A building block registers one Handler an operation. Handlers run one at a time, so that they may keep their state in
// plain variables; everything that may wait (reading the request, writing the answer) happens outside of that.
package sandbox
