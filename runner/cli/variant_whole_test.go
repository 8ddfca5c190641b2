//go:build !race

package cli_test

// variantTags are the scenarios that variants have to pass: all of them.
const variantTags = ""
