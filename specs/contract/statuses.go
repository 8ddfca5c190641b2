package contract

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/bbconform/bbconform/specs/contract/mediatype"
)

// SuccessStatuses returns the statuses of success as the contract names them, sorted: every 2xx, or "default" where no 2xx is
// declared.
func (o *Operation) SuccessStatuses() []string {
	statuses := slices.DeleteFunc(o.Statuses(), func(status string) bool { return !strings.HasPrefix(status, "2") })
	if len(statuses) == 0 && o.operation.Responses.Default() != nil {
		return []string{"default"}
	}
	return statuses
}

// DescribesBody reports whether an answer of a status, as the contract names it, has a body of which the contract says something.
func (o *Operation) DescribesBody(status string) bool {
	ref := o.operation.Responses.Value(status)
	if ref == nil || ref.Value == nil || !allowsBody(StatusCode(status)) || o.Method == http.MethodHead {
		return false
	}
	for _, media := range ref.Value.Content {
		if mediatype.Schema(media) != nil {
			return true
		}
	}
	return false
}

// StatusCode returns a status that a declared one stands for: "200" and "2XX" for 200, "default" for 200.
func StatusCode(declared string) int {
	if code, err := strconv.Atoi(strings.ReplaceAll(strings.ToUpper(declared), "XX", "00")); err == nil {
		return code
	}
	return http.StatusOK
}

// Statuses returns what the contract declares, sorted: "200", "404", "4XX", "default".
func (o *Operation) Statuses() []string {
	return slices.Sorted(maps.Keys(o.operation.Responses.Map()))
}

// Success returns the declared statuses from 200 to 299, sorted. "2XX" counts as 200, and so does "default" where nothing
// else says what success is.
func (o *Operation) Success() []int {
	var codes []int
	for _, status := range o.Statuses() {
		if strings.EqualFold(status, "2XX") {
			status = "200"
		}
		if code, err := strconv.Atoi(status); err == nil && code/100 == 2 && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	if len(codes) == 0 && o.operation.Responses.Default() != nil {
		return []int{http.StatusOK}
	}
	slices.Sort(codes)
	return codes
}

// allowsBody reports whether an answer of a status may have a body: RFC 9110, sections 15.2, 15.3.5, 15.3.6 and 15.4.5.
func allowsBody(status int) bool {
	return status >= 200 && status != http.StatusNoContent && status != http.StatusResetContent && status != http.StatusNotModified
}
