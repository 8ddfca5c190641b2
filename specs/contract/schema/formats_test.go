package schema

import (
	"strings"
	"testing"
)

func TestFormats(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ good, bad []string }{
		"date":          {[]string{"2024-02-29", "0001-01-01"}, []string{"2023-02-29", "2024-2-1", "2024-01-01T00:00:00Z", "", "2024-13-01"}},
		"time":          {[]string{"00:00:00Z", "23:59:59.123+23:59", "23:58:60.1+23:59", "12:00:00z", "12:00:00-01:30", "23:59:60Z", "00:59:60.5+01:00", "18:59:60-05:00"}, []string{"24:00:00Z", "12:60:00Z", "12:00:61Z", "12:00:00", "12:00Z", "12:00:00.Z", "12:00:00,5Z", "12:00:00+24:00", "12:00:00+1:00", "12:00:60Z", "23:59:60.123+23:59", "23:59:60+01:00", "23:58:60Z"}},
		"date-time":     {[]string{"2024-02-29T12:00:00Z", "2024-02-29t12:00:00.5+01:00", "2016-12-31T23:59:60Z", "2017-01-01T00:59:60+01:00"}, []string{"2024-02-30T12:00:00Z", "2024-02-29 12:00:00Z", "2024-02-29", "2024-02-29T12:00:00", "T12:00:00Z", "2024-02-29T12:30:60Z"}},
		"email":         {[]string{"a@example.org", "a.b+c@example.org"}, []string{"a", "a@", "A <a@example.org>", "a b@example.org", ""}},
		"uri":           {[]string{"https://example.org/a?b=c#d", "urn:x:y", "mailto:a@b"}, []string{"/a", "a b:c", "https://example.org/{id}", "https://exämple.org", "", "http://[::1"}},
		"uri-reference": {[]string{"/a/b", "a?b", "", "https://x"}, []string{"a b", "<>"}},
		"uuid":          {[]string{"0190f3a5-7c1d-7000-8000-000000000001", "00000000-0000-0000-0000-000000000000", "FFFFFFFF-ffff-ffff-ffff-ffffffffffff"}, []string{"0190f3a57c1d70008000000000000001", "0190f3a5-7c1d-7000-8000-00000000000g", "0190f3a5-7c1d-7000-80000-00000000001", ""}},
		"ipv4":          {[]string{"192.0.2.1"}, []string{"192.0.2", "192.0.2.256", "::1", "01.2.3.4"}},
		"ipv6":          {[]string{"2001:db8::1", "::ffff:192.0.2.1"}, []string{"192.0.2.1", "2001:db8", "fe80::1%eth0"}},
		"hostname":      {[]string{"example.org", "a-b.c", "x", "example.org."}, []string{"-a", "a-", "a..b", "a_b", "", strings.Repeat("a", 64), "ä"}},
		"byte":          {[]string{"", "YQ==", "YQ", "_-8="}, []string{"Y", "Y Q=", "YQ=Q"}},
	}
	for name, test := range tests {
		valid := stringFormats()[name]
		for _, s := range test.good {
			if !valid(s) {
				t.Errorf("%s: %q was refused", name, s)
			}
		}
		for _, s := range test.bad {
			if valid(s) {
				t.Errorf("%s: %q was accepted", name, s)
			}
		}
	}
	if len(tests) != len(stringFormats()) {
		t.Error("a format has no test")
	}
}
