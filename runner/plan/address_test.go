package plan

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/problem"
)

const addressLedger = `
retired:
  - {id: toys/a/a-toy-is-born, replacedBy: [toys/a/a-toy-is-made]}
  - {id: toys/a/a-toy-wants-its/*, replacedBy: [toys/a/a-toy-needs-its/*]}
  - {id: toys/a/a-toy-is-sold, reason: Toys are free.}
`

func TestAddresses(t *testing.T) {
	t.Parallel()
	texts := map[string]string{"a.feature": toys.Feature, "b.feature": toys.Head() + toys.From("  @operation:toyList")}
	const outline = "toys/a/a-toy-needs-its/name/is-missing toys/a/a-toy-needs-its/name/is-longer-than-allowed"
	for address, want := range map[string]string{
		"toys/a/a-toy-is-made":                   "toys/a/a-toy-is-made",
		"/toys/a/a-toy-is-made/":                 "toys/a/a-toy-is-made",
		"toys/a/a-toy-needs-its/name/is-missing": "toys/a/a-toy-needs-its/name/is-missing",
		"toys/a/a-toy-needs-its":                 outline,
		"a/a-toy-needs":                          outline,
		"toys/a/a-toy-needs-its/name":            outline,
		"its/name/is-missing":                    "toys/a/a-toy-needs-its/name/is-missing",
		"toys/a":                                 "toys/a/a-toy-is-made " + outline + " toys/a/a-toy-can-be-read",
		"toys/b/":                                "toys/b/a-toy-is-listed toys/b/a-toy-is-thrown-away",
		"b/a-toy-is-l":                           "toys/b/a-toy-is-listed",
		"toys/b.feature":                         "toys/b/a-toy-is-listed toys/b/a-toy-is-thrown-away",
		"b.feature:8":                            "toys/b/a-toy-is-listed",
		"features/toys/b.feature:10":             "toys/b/a-toy-is-listed", // the line of a sentence
		"toys/a/a-toy-is-born (retired)":         "toys/a/a-toy-is-made",
		"toys/a/a-toy-wants-its/name/is-missing (retired)":     "toys/a/a-toy-needs-its/name/is-missing",
		"toys/a/a-toy-wants-its (retired)":                     outline,
		"! toys/a/a-toy":                                       `"toys/a/a-toy" is a part of 3 identifiers:` + "\n  toys/a/a-toy-is-made\n  toys/a/a-toy-needs-its\n  toys/a/a-toy-can-be-read",
		"! toys/a/a-toy-is-maid":                               `there is no scenario toys/a/a-toy-is-maid (did you mean "toys/a/a-toy-is-made"?)`,
		"! toys/c/everything-else-that-could-be-asked-for-is":  "there is no scenario toys/c/everything-else-that-could-be-asked-for-is",
		"! toys/a/a-toy-is-sold":                               "the scenario toys/a/a-toy-is-sold is no longer there: Toys are free",
		"! b.feature:99":                                       "there is no scenario at b.feature:99",
		"! b.feature:here":                                     `"b.feature:here" is not FILE:LINE`,
		"! c.feature":                                          "there is no scenario at c.feature",
		"! /":                                                  "there is no scenario /",
		"! toys/a/a-toy-wants-its/name/is-painted":             "the scenario toys/a/a-toy-wants-its/name/is-painted is no longer there",
		"! toys/a/a-toy-needs-its/name/is-missing/and/further": `there is no scenario toys/a/a-toy-needs-its/name/is-missing/and/further`,
	} {
		t.Run(address, func(t *testing.T) {
			t.Parallel()
			address, wrong := strings.CutPrefix(address, "! ")
			address, retired := strings.CutSuffix(address, " (retired)")
			p, err := toyPlan(texts, Selection{Addresses: []string{address}}, withLedger(addressLedger))
			if wrong {
				if problem.ExitCode(err) != problem.ExitUsage || !strings.HasPrefix(err.Error(), want) || problem.Hint(err) == "" {
					t.Fatalf("error %v (exit %d)", err, problem.ExitCode(err))
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, s := range p.Scenarios {
				ids = append(ids, s.ID)
			}
			if got := strings.Join(ids, " "); got != want {
				t.Errorf("got %s", got)
			}
			if retired != (len(p.Warnings) == 1) || retired && !strings.HasPrefix(p.Warnings[0], "The identifier "+address+" is no longer in use: write toys/a/a-toy-") {
				t.Errorf("warnings %q", p.Warnings)
			}
		})
	}
}

// Several addresses mean what any of them means.
func TestSeveralAddresses(t *testing.T) {
	t.Parallel()
	p, err := toyPlan(map[string]string{"a.feature": toys.Feature}, Selection{Addresses: []string{"a.feature:8", "toys/a/a-toy-can-be-read"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"8 A toy is made", "26 A toy can be read"}, names(p)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"place a.feature:8 or toys/a/a-toy-can-be-read"}, p.Selection); diff != "" {
		t.Error(diff)
	}
}

// An identifier that looks like a file is one all the same.
func TestIdentifiersThatLookLikeFiles(t *testing.T) {
	t.Parallel()
	text := strings.Replace(toys.Feature, "A toy is made", "A toy is made.feature", 1)
	p, err := toyPlan(map[string]string{"a.feature": text}, Selection{Addresses: []string{"toys/a/a-toy-is-made.feature"}}, nil)
	if err != nil || len(p.Scenarios) != 1 || p.Scenarios[0].ID != "toys/a/a-toy-is-made.feature" {
		t.Errorf("got %+v, %v", p, err)
	}
}
