// Package quickstart is initialised before every library: packages are initialised in the order of their import paths as far as their
// imports allow it, and this one imports nothing but the standard library. What must happen first belongs here, and nothing else: the
// version is told, and godog is kept from running the go command.
package quickstart
