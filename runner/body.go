package runner

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// answerBody is what was read of the body of an answer.
type answerBody struct {
	data     []byte
	tooLarge bool
	note     string
}

// readBody reads at most maxBody bytes, and no more than that of what they decompress to.
func readBody(resp *http.Response) (answerBody, error) {
	defer resp.Body.Close() //nolint:errcheck // nothing can be done about it; what was not read is not wanted
	raw, tooLarge, err := readBounded(resp.Body, resp.ContentLength)
	got := answerBody{data: raw, tooLarge: tooLarge}
	encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding")))
	if encoding == "" || encoding == "identity" || len(raw) == 0 {
		return got, err
	}
	if encoding != "gzip" && encoding != "x-gzip" {
		got.note = fmt.Sprintf("the answer is encoded (%s) although that was not asked for.", bounded(visible(encoding), 40))
		return got, err
	}
	got.note = "the answer is compressed (gzip) although that was not asked for."
	unzip, zipErr := gzip.NewReader(bytes.NewReader(raw))
	if zipErr != nil {
		got.note = "the answer says that it is compressed (gzip) and is not."
		return got, err
	}
	plain, large, zipErr := readBounded(unzip, -1)
	if zipErr != nil && !tooLarge {
		got.note = "the answer is compressed (gzip) and could not be decompressed to its end."
	}
	got.data, got.tooLarge = plain, tooLarge || large
	return got, err
}

// readBounded reads at most maxBody bytes. The announced length is used as a hint only: it may be a lie.
func readBounded(r io.Reader, announced int64) (data []byte, tooLarge bool, err error) {
	var buf bytes.Buffer
	if announced > 0 && announced <= maxEvidence {
		buf.Grow(int(announced) + bytes.MinRead)
	}
	_, err = buf.ReadFrom(io.LimitReader(r, maxBody+1))
	data = buf.Bytes()
	if len(data) > maxBody {
		return data[:maxBody], true, nil
	}
	return data, false, err
}
