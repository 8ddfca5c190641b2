package steps

import (
	"strings"
	"testing"
)

func TestEachSentenceFitsItsExampleAlone(t *testing.T) {
	t.Parallel()
	for _, d := range Vocabulary() {
		_, text, _ := strings.Cut(d.Example, " ")
		fitting := Matches(text)
		if len(fitting) != 1 || fitting[0].Sentence != d.Sentence {
			var sentences []string
			for _, f := range fitting {
				sentences = append(sentences, f.Sentence)
			}
			t.Errorf("example %q of %q fits %q", text, d.Sentence, sentences)
		}
	}
}

func TestValuesAreReadFromSentences(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]map[string]string{
		`an existing consent record for the other data agreement`:                   {"resource": "consent record", "need": "data agreement"},
		`another existing data agreement`:                                           {"resource": "data agreement", "need": ""},
		`3 existing consent records, each with its own data agreement`:              {"n": "3", "resources": "consent records", "need": "data agreement"},
		`"x" is called again for the other data agreement on behalf of the other p`: {"operation": "x", "again": " again", "resource": "data agreement", "person": "p"},
		`"x" is called on behalf of the other individual, with`:                     {"person": "individual"},
		`the answer is as sent in "write.content", apart from "id, uuid"`:           {"location": "", "sent": "write.content", "fields": "id, uuid"},
		`its "a" is ""`: {"location": "a", "value": ""},
		`its "a" is the identifier of the other data agreement`:                   {"other": "other ", "resource": "data agreement"},
		`its body field "a.0.b" is longer than allowed`:                           {"part": "body field", "field": "a.0.b", "fault": "is longer than allowed"},
		`the list of data agreements no longer contains the other data agreement`: {"resources": "data agreements", "other": "other ", "resource": "data agreement"},
		`every entry of its "results" has "lastName" "Okafor"`:                    {"location": "results", "field": "lastName", "value": "Okafor"},
		`the answer has 1 entry`:                                                  {"n": "1"},
	} {
		if fitting := Matches(text); len(fitting) != 1 {
			t.Errorf("%q fits %d sentences", text, len(fitting))
			continue
		}
		_, args, _ := vocabulary().Parse(Sentence{Text: text})
		for name, value := range want {
			if args.Get(name) != value {
				t.Errorf("%q: %s is %q, want %q", text, name, args.Get(name), value)
			}
		}
	}
}
