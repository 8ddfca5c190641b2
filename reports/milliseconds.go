package reports

import "time"

// Milliseconds is a length of time as a document holds it: in thousandths of a second, to the microsecond.
func Milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
