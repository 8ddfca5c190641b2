package language

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/internal/blocks"
)

// vouchers is a small vocabulary.
func vouchers() *Vocabulary {
	return New(
		Definition{Sentence: `the [other ]<resource> is redeemed[, apart from "<fields>"]`, Facts: Facts{Kinds: Roles{"resource": TheInstance}, Compares: AsItWas}},
		Definition{Sentence: `the list of <resources> no longer shows the [other ]<resource>`, Facts: Facts{Compares: WasListed}},
		Definition{Sentence: `its "<location>" has <n> entries`, Facts: Facts{Needs: AnAnswer}},
		Definition{Sentence: `its <part> "<field>" <fault>`, Facts: Facts{Needs: ARequest, Effect: Breaks}},
		Definition{Sentence: `its body is <media>`, Facts: Facts{Needs: ARequest, Effect: Writes}},
		Definition{Sentence: `"<operation>" is redeemed with`, Table: true, Facts: Facts{Makes: AnAnswer, Effect: Calls}},
		Definition{Sentence: `<n> <resources> are redeemed`},
		Definition{Sentence: `it costs <number>`},
	)
}

func TestNotation(t *testing.T) {
	t.Parallel()
	v := vouchers()
	for _, c := range []struct {
		text string
		want map[string]string // nil: no sentence fits
	}{
		{`the gift voucher is redeemed`, map[string]string{"resource": "gift voucher", "other": "", "apart": ""}},
		{`the other voucher is redeemed, apart from "a, b.c"`, map[string]string{"resource": "voucher", "other": "other ", "fields": "a, b.c"}},
		{`the voucher is redeemed, apart from ""`, nil},
		{`the Voucher is redeemed`, nil},
		{`the list of vouchers no longer shows the voucher`, map[string]string{"resources": "vouchers", "resource": "voucher"}},
		{`its "a.0" has 1 entry`, map[string]string{"location": "a.0", "n": "1"}},
		{`the answer has 12 entries`, map[string]string{"location": "", "n": "12"}},
		{`its body field "a.b" is missing`, map[string]string{"part": "body field", "field": "a.b", "fault": "is missing"}},
		{`its cookie "a" is missing`, nil},
		{`its body is a form in parts`, map[string]string{"media": "a form in parts"}},
		{`its body is a poem`, nil},
		{`it costs -12.50`, map[string]string{"number": "-12.50"}},
		{`it costs 12.`, nil},
		{`and it costs 12`, nil},
	} {
		d, args, ok := v.Parse(Sentence{Text: c.text})
		if ok != (c.want != nil) {
			t.Errorf("%q: %v", c.text, ok)
			continue
		}
		for name, value := range c.want {
			if got := args.Get(name); got != value {
				t.Errorf("%q: %s is %q, want %q, of %q", c.text, name, got, value, d.Sentence)
			}
		}
	}
	_, args, _ := v.Parse(Sentence{Text: `its path parameter "id" is unknown`})
	if args.In() != specs.InPath {
		t.Errorf("a path parameter is in %q", args.In())
	}
	_, args, _ = v.Parse(Sentence{Text: `"redeem" is redeemed with`, Table: [][]string{{"name", "value"}, {"a", "1"}}})
	if !slices.EqualFunc(args.Changes(), [][]string{{"a", "1"}}, slices.Equal) || len(args.Table()) != 2 {
		t.Errorf("changes %q of %q", args.Changes(), args.Table())
	}
	_, args, _ = v.Parse(Sentence{Text: `the voucher is redeemed, apart from "a, b.c ,"`})
	if !slices.Equal(args.Fields("fields"), []string{"a", "b.c"}) || args.Count() != 0 {
		t.Errorf("%q, %d", args.Fields("fields"), args.Count())
	}
}

func TestComparisonsAreFoundByWhatIsDeclared(t *testing.T) {
	t.Parallel()
	got := vouchers().Comparisons([]Sentence{
		{Text: `"redeem" is redeemed with`}, {Text: `the other voucher is redeemed`}, {Text: `nothing of all this`}, {Text: `the list of vouchers no longer shows the voucher`},
	})
	want := []Comparison{{Step: 1, With: AsItWas, Kind: "voucher", Other: true}, {Step: 3, With: WasListed, Kind: "voucher", List: "vouchers"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestKindsAreFoundInBothNumbers(t *testing.T) {
	t.Parallel()
	block := blocks.Block(t, blocks.Library)
	for name, want := range map[string]string{"shelf": "shelf", "shelves": "shelf", "unicorn": ""} {
		kind, spec, err := KindOf(block, name)
		if kind != want || (err == nil) != (want != "") || want != "" && spec.Plural != "shelves" {
			t.Errorf("%s: %q, %v", name, kind, err)
		}
	}
}

func TestLiteralsRuleOutWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string][2]string{
		`it costs <number>`:                         {"it costs ", "it costs "},
		`"<operation>" has been called[ again]`:     {`"`, `" has been called`},
		`the [other ]<resource> is redeemed[, <n>]`: {"the ", " is redeemed"},
		`its "<location>" has <n> entries of it`:    {"", " of it"},
		`<n> <resources> are redeemed`:              {"", " are redeemed"},
		`a[ b[ c]] d`:                               {"a", " d"},
	} {
		if start, within := literals(sentence); start != want[0] || within != want[1] {
			t.Errorf("%s: %q, %q", sentence, start, within)
		}
	}
}
