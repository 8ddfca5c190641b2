package wire

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/bbconform/bbconform/reports"
)

// answerBody is what was read of the body of an answer.
type answerBody struct {
	data     []byte
	tooLarge bool
	note     string
}

// readBody reads at most maxBody bytes, and no more than that of what they decompress to, within its share of the budget.
func readBody(resp *http.Response, s *share) (answerBody, error) {
	defer resp.Body.Close() //nolint:errcheck // nothing can be done about it; what was not read is not wanted
	s.most = maxBody + 1
	if resp.ContentLength >= 0 { // net/http reads no more than that
		s.most = min(resp.ContentLength, maxBody) + 1
	}
	if resp.Header.Get("Content-Encoding") != "" {
		s.most += maxBody + 1 // it, and what it decompresses to
	}
	got, err := readEncoded(resp, s)
	s.keep(len(got.data))
	return got, err
}

func readEncoded(resp *http.Response, s *share) (answerBody, error) {
	raw, tooLarge, err := readBounded(resp.Body, resp.ContentLength, s)
	got := answerBody{data: raw, tooLarge: tooLarge}
	encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding")))
	if encoding == "" || encoding == "identity" || len(raw) == 0 {
		return got, err
	}
	if encoding != "gzip" && encoding != "x-gzip" {
		got.note = fmt.Sprintf("the answer is encoded (%s) although that was not asked for.", bounded(reports.Visible(encoding), 40))
		return got, err
	}
	got.note = "the answer is compressed (gzip) although that was not asked for."
	unzip, zipErr := gzip.NewReader(bytes.NewReader(raw))
	if zipErr != nil {
		got.note = "the answer says that it is compressed (gzip) and is not."
		return got, err
	}
	plain, large, zipErr := readBounded(unzip, -1, s)
	if zipErr != nil && !tooLarge {
		got.note = "the answer is compressed (gzip) and could not be decompressed to its end."
	}
	got.data, got.tooLarge = plain, tooLarge || large
	return got, err
}

// readBounded reads at most maxBody bytes. The announced length is used as a hint only: it may be a lie.
func readBounded(r io.Reader, announced int64, s *share) (data []byte, tooLarge bool, err error) {
	size := 512
	if announced > 0 && announced <= maxEvidence {
		size = int(announced) + 1 // one more, to see the end
	}
	data = make([]byte, 0, size)
	for {
		if len(data) == cap(data) {
			if len(data) > maxBody {
				return data[:maxBody:maxBody], true, nil
			}
			// Four times as much, as copying and clearing is most of what a large answer costs, but never beyond what may be read:
			// several answers may be that large at a time.
			size = min(4*cap(data), maxBody+1)
			if cap(data) < freeBody {
				size = min(size, freeBody)
			}
			if err := s.grow(size); err != nil {
				return data, false, err
			}
			grown := make([]byte, len(data), size)
			copy(grown, data)
			data = grown
		}
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			return data, false, nil
		}
		if err != nil {
			return data, false, err
		}
	}
}
