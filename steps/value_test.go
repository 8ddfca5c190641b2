package steps

import (
	"testing"

	"github.com/bbconform/bbconform/steps/internal/blocks"
)

// An answer that is compared with what it gave itself would always be right.
func TestNoAnswerIsComparedWithItself(t *testing.T) {
	t.Parallel()
	said := tell(t, blocks.NewLibrary(t, ""), "When \"bookCreate\" is called\nThen its \"book.title\" is \"${book:title}\"")
	said.mustBe(t, "suite", "")
}
