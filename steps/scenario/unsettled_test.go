package scenario

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/bbconform/bbconform/steps/language"
)

// A list that is another one whenever it is read proves nothing about what it holds too often; one that stands still does.
func TestAListThatDoesNotStandStillIsSaidToBeUnsettled(t *testing.T) {
	t.Parallel()
	for name, changes := range map[string]bool{"others change it": true, "it stands still": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked, fresh := 0, 0
			s, _ := inLibrary(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked++
				if changes {
					fresh++
				}
				w.Header().Set("Content-Type", "application/json")
				w.Header().Set("X-Library", "small")
				if r.URL.Query().Get("offset") == "4" {
					_, _ = fmt.Fprint(w, `{"books":[]}`)
					return
				}
				_, _ = fmt.Fprintf(w, `{"books":[{"id":"mine","title":"t"},{"id":"other-%d-%s","title":"t"}]}`, fresh, r.URL.Query().Get("offset"))
			}))
			s.BeginStep(language.Outcome)
			inst := &Instance{Kind: "book", Spec: s.Instances.subject.block.Resources["book"], ID: `"mine"`}
			found, _, err := s.Observer.search(t.Context(), inst, inst.Spec.Plural, "observation", true)
			record := s.EndStep()
			if err != nil || found != 2 || record.Unsettled != changes {
				t.Errorf("found %d, unsettled %t, %v", found, record.Unsettled, err)
			}
			if readings := asked / 3; changes && readings != maxReadings || !changes && readings != 2 {
				t.Errorf("%d readings", readings)
			}
		})
	}
}
