package contract

import (
	"testing"

	"github.com/bbconform/bbconform/specs/internal/fixture"
)

func TestDeclares(t *testing.T) {
	t.Parallel()
	o := operation(t, fixture.Things, "readThing")
	for _, test := range []struct {
		status int
		place  string
		want   bool
	}{
		{200, "", true},
		{200, "id", true},
		{200, "children.0.name", true},
		{200, "children.7.children.0.id", true},
		{200, "unheard", false},
		{200, "children.0.unheard", false},
		{200, "anything.at.all", true}, // left open
		{206, "whatever", true},
		{202, "", false},
		{202, "id", false},
		{404, "title", true},
		{404, "detail", false},
		{500, "title", false},
	} {
		if got := o.Declares(test.status, test.place); got != test.want {
			t.Errorf("%d %q: %t, want %t", test.status, test.place, got, test.want)
		}
	}
}
