// Command speed measures what bbconform costs: a whole run against the reference building blocks, held against the same requests sent by a
// bare net/http client, runs of very many scenarios, and the start of the program. Each figure stands beside the project's aim. It fails
// when one exceeds its bound, which is the aim unless a flag says otherwise; what depends on the machine is a ratio.
//
//	go build -o bbconform . && go run ./examples/speed --bbconform ./bbconform
//
// With --delay it measures instead whole runs against a network that adds so much to each answer, and against a target that has room for
// two requests at a time.
//
//	go run ./examples/speed --bbconform ./bbconform --delay 50ms --runs 1
package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

// options are what is measured, and how.
type options struct {
	program     string // bbconform
	own         string // this program, for the bare client
	folder      string // for what the measured programs write
	runs        int
	concurrency int
	sizes       []int         // of runs, in scenarios
	rows        int           // of the long outline
	delay       time.Duration // of each answer; 0: none
}

// benchmarks are measured in this order. Each is a file.
var benchmarks = []func(options, aims) ([]figure, error){wholeRun, startUp, manyScenarios, longOutline}

func main() {
	o, most := options{sizes: []int{1_000, 10_000, 50_000}}, theAims
	flag.StringVar(&o.program, "bbconform", "./bbconform", "the `program` to measure")
	flag.IntVar(&o.runs, "runs", 5, "how often each is measured; medians are compared")
	flag.IntVar(&o.concurrency, "concurrency", 4, "scenarios, and requests of the bare client, at a time")
	flag.Var((*sizes)(&o.sizes), "scenarios", "`sizes` of the runs whose memory is measured, in scenarios and rising, with commas between them")
	flag.IntVar(&o.rows, "rows", 4_000, "rows of the long outline")
	most.flags(flag.CommandLine)
	flag.DurationVar(&o.delay, "delay", 0, "measure instead against a network that adds this to each answer, for example 50ms")
	var far distant
	serve := flag.String("serve", "", "(for the program's own use) serve a distant target, and write this `configuration` for it")
	flag.IntVar(&far.atMost, "at-most", 0, "(for the program's own use) how many requests it takes at a time")
	flag.BoolVar(&far.refuses, "refuse", false, "(for the program's own use) it refuses what is more")
	line := flag.Bool("line", false, "(for the program's own use) print a line")
	replay := flag.String("replay", "", "(for the program's own use) replay the requests of this result document")
	flag.Parse()

	if *line {
		fmt.Println("speed")
		return
	}
	if *serve != "" {
		far.delay = o.delay
		if err := far.serve(*serve); err != nil {
			fail(err)
		}
		return
	}
	if *replay != "" {
		if err := replayAll(*replay, o.concurrency); err != nil {
			fail(err)
		}
		return
	}
	within, err := measureAll(o, most)
	if err != nil {
		fail(err)
	}
	if !within {
		os.Exit(1)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "speed:", err)
	os.Exit(4)
}

// measureAll prints every figure, and reports whether all are within their bounds.
func measureAll(o options, most aims) (within bool, err error) {
	if o.folder, err = os.MkdirTemp("", "bbconform-speed-"); err != nil {
		return false, err
	}
	defer func() { _ = os.RemoveAll(o.folder) }()
	if o.own, err = os.Executable(); err != nil {
		return false, err
	}
	within = true
	measured := benchmarks
	if o.delay > 0 {
		measured = []func(options, aims) ([]figure, error){distantRuns}
	}
	for _, benchmark := range measured {
		figures, err := benchmark(o, most)
		if err != nil {
			return false, err
		}
		for _, f := range figures {
			fmt.Println(f)
			within = within && f.within()
		}
		fmt.Println()
	}
	return within, nil
}
