package target

import (
	"strings"
	"testing"

	"github.com/bbconform/bbconform/runner/problem"
)

func TestSetURL(t *testing.T) {
	t.Parallel()
	target, err := Parse("t.yaml", []byte("buildingBlocks:\n  digital-registries:\n    urls: {data: http://a, database: http://b}\n"))
	if err != nil {
		t.Fatal(err)
	}
	err = target.SetURL("digital-registries.database=http://e", "consent@1.1.0=http://c/x", "digital-registries=https://d")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(target.Names(), " "); got != "digital-registries consent" {
		t.Errorf("names %q", got)
	}
	consent, dr := target.Entry("consent"), target.Entry("digital-registries")
	if consent.Version != "1.1.0" || consent.BaseURL("consent") != "http://c/x" {
		t.Errorf("consent: %+v", consent)
	}
	if dr.BaseURL("data") != "https://d" || dr.BaseURL("database") != "http://e" {
		t.Errorf("digital registries: %+v", dr)
	}

	var empty Target
	if err := empty.SetURL("consent=http://127.0.0.1:8080"); err != nil || empty.Entry("consent").URL == "" {
		t.Errorf("got %+v, %v", empty, err)
	}
	for _, flag := range []string{"consent", "consent=", "=http://x", "consent=localhost", "consent=http://u:hunter2@x", "consent=http://", "consent=http://%zz:hunter2"} {
		err := (&Target{}).SetURL(flag)
		if problem.ExitCode(err) != problem.ExitUsage {
			t.Errorf("%s: %v", flag, err)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("the password is shown: %v", err)
		}
	}
}
