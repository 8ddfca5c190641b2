package main

import (
	"flag"
	"fmt"
	"strconv"
	"strings"
)

// aims are the most that the project wants each figure to be, and the bounds that they are held against unless a flag says otherwise.
type aims struct {
	wall, cpu                   float64 // of a whole run, as ratios to the bare client
	requests                    float64 // a scenario
	version, list, show         float64 // as ratios to a program that prints a line
	memory, growth              float64 // peak in MB, whatever the size of the run; and that of the largest run as a ratio to the smallest
	resultBytes, resultGrowth   float64 // a scenario, beyond its evidence; and the same as a ratio
	outlineMemory, outlineBytes float64 // peak in MB; bytes of results a row, beyond its evidence
	distant                     float64 // seconds of a whole run with 50 ms added to each answer
	found                       float64 // wall time against a target with room for two, as a ratio to that of --concurrency 2
}

var theAims = aims{
	wall: 2, cpu: 4, requests: 4.5, version: 3, list: 50, show: 100, memory: 100, growth: 3, resultBytes: 3_000, resultGrowth: 1.2,
	outlineMemory: 100, outlineBytes: 3_000,
	distant: 12, found: 1.1,
}

// flags make bounds of the aims.
func (a *aims) flags(flags *flag.FlagSet) {
	for _, f := range []struct {
		value      *float64
		name, what string
	}{
		{&a.wall, "max-wall", "wall time of a whole run, as a `ratio` to the bare client"},
		{&a.cpu, "max-cpu", "processor time of a whole run, as a `ratio` to the bare client"},
		{&a.requests, "max-requests", "`requests` a scenario"},
		{&a.version, "max-version", "wall time of bbconform version, as a `ratio` to a program that prints a line"},
		{&a.list, "max-list", "wall time of bbconform list, as a `ratio` to a program that prints a line"},
		{&a.show, "max-show", "wall time of bbconform specs show, of the slowest building block, as a `ratio` to a program that prints a line"},
		{&a.memory, "max-memory", "peak memory of a run in `MB`, however many scenarios it has"},
		{&a.growth, "max-memory-growth", "peak memory of the largest run as a `ratio` to that of the smallest"},
		{&a.resultBytes, "max-result-bytes", "`bytes` of results.json a scenario, beyond its evidence"},
		{&a.resultGrowth, "max-result-growth", "the same of the largest run as a `ratio` to the smallest"},
		{&a.outlineMemory, "max-outline-memory", "peak memory of a run of one long outline in `MB`"},
		{&a.distant, "max-distant", "`seconds` of a whole run with --delay"},
		{&a.found, "max-found", "wall time against a target with room for two, as a `ratio` to that of --concurrency 2"},
		{&a.outlineBytes, "max-outline-bytes", "`bytes` of results.json a row, beyond its evidence"},
	} {
		flags.Float64Var(f.value, f.name, *f.value, f.what)
	}
}

// figure is something measured.
type figure struct {
	what       string
	value      float64
	unit       string
	aim, bound float64 // 0: none
}

func (f figure) within() bool { return f.bound == 0 || f.value <= f.bound }

// String is a line about it.
func (f figure) String() string {
	text := fmt.Sprintf("%-66s %10.2f %-2s", f.what, f.value, f.unit)
	if f.aim == 0 {
		return strings.TrimRight(text, " ")
	}
	text += fmt.Sprintf("  aim %g", f.aim)
	switch {
	case f.bound == 0:
		return text
	case !f.within():
		return text + fmt.Sprintf(", EXCEEDS the bound of %g", f.bound)
	case f.value > f.aim:
		return text + fmt.Sprintf(", missed; within the bound of %g", f.bound)
	}
	return text
}

// sizes are numbers in a flag.
type sizes []int

// String implements flag.Value.
func (s *sizes) String() string { return strings.Trim(fmt.Sprint([]int(*s)), "[]") }

// Set implements flag.Value.
func (s *sizes) Set(text string) error {
	*s = nil
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || len(*s) > 0 && n <= (*s)[len(*s)-1] {
			return fmt.Errorf("%q is no rising list of numbers", text)
		}
		*s = append(*s, n)
	}
	return nil
}
