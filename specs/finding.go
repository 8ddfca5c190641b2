package specs

// Codes of findings. They do not change, so that a finding can be counted, explained and waived by its code.
const (
	CodeUndeclaredStatus = "undeclared-status"
	CodeWrongContentType = "wrong-content-type"
	CodeMissingHeader    = "missing-header"
	CodeWrongHeader      = "wrong-header"
	CodeMissingBody      = "missing-body"
	CodeUnexpectedBody   = "unexpected-body"
	CodeNotJSON          = "not-json"
	CodeNotXML           = "not-xml"
	CodeNotYAML          = "not-yaml"
	CodeNotJWT           = "not-jwt"
	CodeNotForm          = "not-a-form"
	CodeDuplicateKey     = "duplicate-key"
	CodeTrailingData     = "trailing-data"
	CodeInvalidUTF8      = "invalid-utf8"
	CodeMissingField     = "missing-field"
	CodeUnknownField     = "unknown-field"
	CodeReadOnlyField    = "read-only-field"  // in a request
	CodeWriteOnlyField   = "write-only-field" // in an answer
	CodeWrongType        = "wrong-type"
	CodeNullNotAllowed   = "null-not-allowed"
	CodeNotInEnumeration = "not-in-enumeration"
	CodeWrongFormat      = "wrong-format"
	CodeWrongPattern     = "wrong-pattern"
	CodeTooLong          = "too-long"  // a text
	CodeTooShort         = "too-short" // a text
	CodeTooMany          = "too-many"  // entries or fields
	CodeTooFew           = "too-few"   // entries or fields
	CodeRepeatedEntry    = "repeated-entry"
	CodeOutOfRange       = "out-of-range"
	CodeNoMatch          = "no-match" // with any alternative, or with more than one where one is meant
	CodeForbiddenValue   = "forbidden-value"
	CodeMissingParameter = "missing-parameter"
	CodeUnknownParameter = "unknown-parameter"
	CodeMoreFindings     = "more-findings" // there are more than MaxFindings
	CodeUnusableContract = "unusable-contract"
)

// MaxFindings bounds how many findings one answer or request gets.
const MaxFindings = 50

// Finding is one point in which an answer or a request does not conform to the contract. Its texts are made from the
// contract; only Actual holds something of the value, and little: whoever keeps it should redact it.
type Finding struct {
	Code      string // one of the codes above
	Operation string // operationId
	Message   string // a sentence without values: "body /policy/id is missing"
	Place     string // status, "header X", "query X", "path X", "body", "body /policies/0/id"
	Expected  string // in words
	Actual    string // in words, with at most maxActual runes of a value
	Contract  string // where it is demanded, below the block's folder: "contracts/consent.yaml:123"
}
