package reports

import "testing"

func TestWhoMadeARequest(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		exchange    Exchange
		caller, why string
	}{
		{Exchange{}, "", ""},
		{Exchange{Purpose: "control"}, "", "control"},
		{Exchange{Purpose: "control", Role: "data-consumer"}, "the data consumer", "control, as the data consumer"},
		{Exchange{Role: "auditor", Another: true}, "another auditor", "as another auditor"},
	} {
		if caller, why := test.exchange.Caller(), test.exchange.Why(); caller != test.caller || why != test.why {
			t.Errorf("%+v: %q, %q", test.exchange, caller, why)
		}
	}
}
