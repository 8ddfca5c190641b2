// Package finding is what is said of an answer or a request that does not conform: a point in which it does not, under a stable code.
package finding

// Codes of findings. They do not change, so that a finding can be counted, explained and waived by its code.
const (
	UndeclaredStatus = "undeclared-status"
	WrongContentType = "wrong-content-type"
	MissingHeader    = "missing-header"
	WrongHeader      = "wrong-header"
	MissingBody      = "missing-body"
	UnexpectedBody   = "unexpected-body"
	NotJSON          = "not-json"
	NotXML           = "not-xml"
	NotYAML          = "not-yaml"
	NotJWT           = "not-jwt"
	NotForm          = "not-a-form"
	DuplicateKey     = "duplicate-key"
	TrailingData     = "trailing-data"
	InvalidUTF8      = "invalid-utf8"
	MissingField     = "missing-field"
	UnknownField     = "unknown-field"
	ReadOnlyField    = "read-only-field"  // in a request
	WriteOnlyField   = "write-only-field" // in an answer
	WrongType        = "wrong-type"
	NullNotAllowed   = "null-not-allowed"
	NotInEnumeration = "not-in-enumeration"
	WrongFormat      = "wrong-format"
	WrongPattern     = "wrong-pattern"
	TooLong          = "too-long"  // a text
	TooShort         = "too-short" // a text
	TooMany          = "too-many"  // entries or fields
	TooFew           = "too-few"   // entries or fields
	RepeatedEntry    = "repeated-entry"
	OutOfRange       = "out-of-range"
	NoMatch          = "no-match" // with any alternative, or with more than one where one is meant
	ForbiddenValue   = "forbidden-value"
	MissingParameter = "missing-parameter"
	UnknownParameter = "unknown-parameter"
	MoreFindings     = "more-findings" // there are more than MaxFindings
	UnusableContract = "unusable-contract"
)

// Max bounds how many findings one answer or request gets.
const Max = 50

// Finding is one point in which an answer or a request does not conform to the contract. Its texts are made from the
// contract; only Actual holds something of the value, and little: whoever keeps it should redact it.
type Finding struct {
	Code      string // one of the codes above
	Operation string // operationId
	Message   string // a sentence without values: "body /policy/id is missing"
	Location  string // status, "header X", "query X", "path X", "body", "body /policies/0/id"
	Expected  string // in words
	Actual    string // in words, with a few runes of a value
	Contract  string // where it is demanded, below the block's folder: "contracts/consent.yaml:123"
}
