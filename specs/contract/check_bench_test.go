package contract

import (
	"net/http"
	"testing"

	"github.com/bbconform/bbconform/specs/internal/fixture"
)

// BenchmarkCheckAnswer measures a small answer that conforms and one that does not.
func BenchmarkCheckAnswer(b *testing.B) {
	header := http.Header{"Content-Type": {"application/json"}, "X-Count": {"1"}}
	for version, contract := range map[string]string{"3.0": fixture.Things, "3.1": fixture.Things31()} {
		o := operation(b, contract, "readThing")
		for name, body := range map[string]string{
			"conforms": `{` + valid + `,"children":[{` + valid + `},{` + valid + `}],"state":"open","flags":[true,false]}`,
			"does not": `{` + valid + `,"children":[{` + valid + `},{"id":1}],"state":"ajar","flags":[1]}`,
		} {
			b.Run(version+" "+name, func(b *testing.B) {
				a := Answer{Status: 200, Header: header, Body: []byte(body)}
				o.CheckAnswer(a) // lines are read once
				b.ReportAllocs()
				for b.Loop() {
					o.CheckAnswer(a)
				}
			})
		}
	}
}
