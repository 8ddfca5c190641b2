package spool

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
)

// Whatever a spool keeps in memory, its pieces come back whole and in the order in which they are asked for.
func TestPiecesComeBack(t *testing.T) {
	t.Parallel()
	for _, memory := range []int{0, 1, 7, 100, 1 << 20} {
		dir := t.TempDir()
		s := New(dir, memory)
		var odd, even Pieces
		var wantOdd, wantEven strings.Builder
		for i := range 50 {
			text := strings.Repeat(fmt.Sprint(i, ";"), i%5)
			since := s.Size()
			if n, err := s.WriteString(text); n != len(text) || err != nil {
				t.Fatal(n, err)
			}
			if i%3 == 0 {
				odd.Add(s, since)
				wantOdd.WriteString(text)
			} else {
				even.Add(s, since)
				wantEven.WriteString(text)
			}
		}
		for range 2 {
			var got bytes.Buffer
			if err := even.WriteTo(&got, s); err != nil {
				t.Fatal(err)
			}
			if err := odd.WriteTo(&got, s); err != nil {
				t.Fatal(err)
			}
			if got.String() != wantEven.String()+wantOdd.String() {
				t.Errorf("%d in memory: got %s", memory, got.String())
			}
		}
		if odd.Count != 17 || even.Count != 33 || len(even.parts) > 17 {
			t.Errorf("%d and %d pieces, %d parts", odd.Count, even.Count, len(even.parts))
		}
		if (s.file != nil) != (s.Size() > int64(memory)) {
			t.Errorf("%d in memory: a file %v for %d bytes", memory, s.file != nil, s.Size())
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%v is left, error %v", left, err)
		}
	}
}

func TestSpoolThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	s := New(t.TempDir()+"/none", 3)
	if n, err := s.WriteString("abcdef"); n != 3 || err == nil || !strings.Contains(err.Error(), "keep a part of the report") {
		t.Errorf("%d bytes, error %v", n, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}
