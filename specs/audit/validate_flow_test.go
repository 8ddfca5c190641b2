package audit

import (
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/internal/fixture"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

func TestValidateFlow(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file, of, change string // of block.yaml unless a file is named
		want             string // words of the only problem; empty: none
	}{
		"sound":              {},
		"role":               {of: "role: callback", change: "role: answer", want: `block.yaml:8: the contract "callbacks" has the role "answer"; the roles are: service, callback, third-party, third-party-answer (unknown-value)`},
		"third parties":      {of: "role: callback", change: "role: third-party-answer"},
		"callback":           {of: "callback: activated", change: "callback: activates", want: `block.yaml:12: callback of a pair names an operation that cannot be used`},
		"callback's about":   {of: ", about: requestID links them.", change: "", want: "block.yaml:12: a pair needs request, callback and about (what links the two) (missing-value)"},
		"same role":          {of: "callback: activated", change: "callback: cancel", want: "(same-role)"},
		"life without words": {of: "about: It is worth money while it is activated.", change: "about: ''", want: "block.yaml:14: the life of a resource needs resource, about and states (missing-value)"},
		"state":              {of: "about: Printed.", change: "about: ''", want: "block.yaml:17: a state needs name and about"},
		"two states":         {of: "    transitions:", change: "      - {name: activated, about: Again.}\n    transitions:", want: `block.yaml:19: the state "activated" is there twice`},
		"unknown state":      {of: "from: pre-activated", change: "from: printed", want: `block.yaml:21: a transition names the state "printed"; there are: activated, pre-activated (unknown-state)`},
		"no transition":      {of: "{to: pre-activated}", change: "{about: Nothing.}", want: "a transition needs from or to"},
		"transition's work":  {of: "by: activate,", change: "by: activates,", want: "a transition names an operation that cannot be used"},
		"answer is missing":  {file: "answers/activate.200.yaml", want: "answers/activate.200.yaml is missing (bad-sample)"},
		"unknown key":        {file: "answers/activate.200.yaml", of: "header", change: "headers", want: `answers/activate.200.yaml:1: unknown field "headers"`},
		"placeholder":        {file: "answers/activate.200.yaml", of: "A1", change: "'${data.none}'", want: "names the datum \"none\""},
		"homeless answer":    {file: "answers/cancel.200.yaml", of: "", change: "{}", want: "answers/cancel.200.yaml: no operation declares this answer"},
		"answer of a 4xx":    {file: "answers/activated.default.yaml", of: "A1", change: "A2"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := fixture.VoucherFiles()
			file := "vouchers/1/" + wording.Or(test.file, "block.yaml")
			switch {
			case test.of == "" && test.change == "" && test.file != "":
				delete(files, file)
			case !strings.Contains(files[file], test.of):
				t.Fatalf("%s does not hold %q", file, test.of)
			default:
				files[file] = strings.Replace(files[file], test.of, test.change, 1)
			}
			block, err := specs.NewCatalogue(fixture.FS(files)).Block(specs.Ref{Name: "vouchers", Version: "1"})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range Validate(block) {
				got = append(got, p.String())
			}
			switch {
			case test.want == "" && len(got) > 0, test.want != "" && len(got) != 1, test.want != "" && !strings.Contains(got[0], test.want):
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
