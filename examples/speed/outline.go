package main

import (
	"fmt"
	"path/filepath"
)

// longOutline measures a whole run of one outline with very many rows: what the rows have in common is held, and written, once.
func longOutline(o options, most aims) ([]figure, error) {
	folder := filepath.Join(o.folder, "outline")
	if err := writeLongOutline(folder, o.rows); err != nil {
		return nil, err
	}
	run, err := runLarge(o, folder, o.rows)
	if err != nil {
		return nil, err
	}
	return []figure{
		{what: fmt.Sprintf("an outline of %d rows, peak memory", o.rows), value: run.memoryMB, unit: "MB", aim: theAims.outlineMemory, bound: most.outlineMemory},
		{
			what: fmt.Sprintf("an outline of %d rows, bytes of results beyond the evidence, each", o.rows), value: run.beyond, unit: "B",
			aim: theAims.outlineBytes, bound: most.outlineBytes,
		},
	}, nil
}
