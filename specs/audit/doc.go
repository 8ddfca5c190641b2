// Package audit looks for what is wrong with the library itself: OpenAPI files that a client or server would stumble over (Lint), and
// building blocks whose parts do not fit together (Validate, ValidateRequirements). A product is never at fault for what it finds.
//
// A new check of an OpenAPI file belongs into lint_document.go; of block.yaml, samples or requirements into the validate file that is
// named for them. Each has a code that stays, and a test in which it fails.
package audit
