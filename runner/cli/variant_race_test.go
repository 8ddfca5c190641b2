//go:build race

package cli_test

// variantTags are the scenarios that variants have to pass. With the race detector, which takes ten times as long, they are the
// shortest walk: what a variant answers makes no difference to what runs side by side.
const variantTags = "@smoke"
