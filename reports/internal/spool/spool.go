// Package spool keeps pieces of a report that come in one order and are needed in another: in memory while they are few, and in a file
// beyond that. A spool belongs to one report and is not safe for concurrent use.
package spool

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

// Spool is written to as to a file. It must be closed.
type Spool struct {
	folder string
	memory int
	head   bytes.Buffer // the first bytes
	file   *os.File     // those after; nil: there are none yet
	linked bool         // the file still has a name
	size   int64
}

// New makes a spool that keeps so many bytes in memory, and more in a file in folder; empty: that of the system for such files.
func New(folder string, memory int) *Spool { return &Spool{folder: folder, memory: memory} }

// Write implements io.Writer.
func (s *Spool) Write(p []byte) (int, error) {
	kept := 0
	if s.file == nil {
		kept = min(len(p), max(0, s.memory-s.head.Len()))
		s.head.Write(p[:kept])
	}
	s.size += int64(kept)
	if kept == len(p) {
		return kept, nil
	}
	if s.file == nil {
		if err := s.open(); err != nil {
			return kept, err
		}
	}
	n, err := s.file.Write(p[kept:])
	s.size += int64(n)
	return kept + n, err
}

// WriteString implements io.StringWriter.
func (s *Spool) WriteString(text string) (int, error) { return s.Write([]byte(text)) }

// open makes the file, without a name where the system allows that, so that nothing is left behind whatever happens.
func (s *Spool) open() error {
	file, err := os.CreateTemp(s.folder, ".bbconform-*")
	if err != nil {
		return fmt.Errorf("keep a part of the report: %w", err)
	}
	s.file, s.linked = file, os.Remove(file.Name()) != nil
	return nil
}

// Size is how many bytes were written.
func (s *Spool) Size() int64 { return s.size }

// Close frees what was kept.
func (s *Spool) Close() error {
	s.head = bytes.Buffer{}
	s.size = 0
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	if s.linked {
		err = errors.Join(err, os.Remove(s.file.Name()))
	}
	s.file = nil
	return err
}

// Pieces are parts of a spool, in the order in which they are needed.
type Pieces struct {
	parts []part
	Count int // of pieces
}

type part struct{ from, to int64 }

// Add takes up what was written to the spool since it had the given size.
func (p *Pieces) Add(s *Spool, since int64) {
	p.Count++
	if n := len(p.parts); n > 0 && p.parts[n-1].to == since {
		p.parts[n-1].to = s.size
		return
	}
	p.parts = append(p.parts, part{since, s.size})
}

// WriteTo writes the pieces of s to w.
func (p *Pieces) WriteTo(w io.Writer, s *Spool) error {
	for _, part := range p.parts {
		if err := s.copy(w, part.from, part.to); err != nil {
			return err
		}
	}
	return nil
}

// copy copies from the byte from up to the byte to.
func (s *Spool) copy(w io.Writer, from, to int64) error {
	inMemory := int64(s.head.Len())
	if from < inMemory {
		if _, err := w.Write(s.head.Bytes()[from:min(to, inMemory)]); err != nil {
			return err
		}
		from = min(to, inMemory)
	}
	if from == to {
		return nil
	}
	_, err := io.Copy(w, io.NewSectionReader(s.file, from-inMemory, to-from))
	return err
}
