package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/bbconform/bbconform/reports/record"
)

// manyScenarios measures whole runs of a generated building block, with all their reports: however many scenarios there are, memory is
// bounded, and the results grow with them and no faster.
func manyScenarios(o options, most aims) ([]figure, error) {
	var figures []figure
	var all []large
	for _, scenarios := range o.sizes {
		folder := filepath.Join(o.folder, fmt.Sprint(scenarios))
		if err := writeFeatures(folder, scenarios); err != nil {
			return nil, err
		}
		run, err := runLarge(o, folder, scenarios)
		if err != nil {
			return nil, err
		}
		all = append(all, run)
		figures = append(figures,
			figure{what: fmt.Sprintf("%d scenarios, cpu a scenario", scenarios), value: 1e6 * run.cpu.Seconds() / float64(scenarios), unit: "µs"},
			figure{what: fmt.Sprintf("%d scenarios, peak memory", scenarios), value: run.memoryMB, unit: "MB", aim: theAims.memory, bound: most.memory},
			figure{
				what: fmt.Sprintf("%d scenarios, bytes of results beyond the evidence, each", scenarios), value: run.beyond, unit: "B",
				aim: theAims.resultBytes, bound: most.resultBytes,
			})
	}
	first, last := all[0], all[len(all)-1]
	return append(figures,
		figure{what: "peak memory, the largest as a ratio to the smallest", value: last.memoryMB / max(first.memoryMB, 1), unit: "x", aim: theAims.growth, bound: most.growth},
		figure{what: "bytes of results each, as a ratio", value: last.beyond / first.beyond, unit: "x", aim: theAims.resultGrowth, bound: most.resultGrowth}), nil
}

// large is a run of many scenarios.
type large struct {
	cost
	beyond float64 // bytes of results.json a scenario, beyond its evidence
}

// runLarge runs the generated features in a folder, and removes the folder.
func runLarge(o options, folder string, scenarios int) (large, error) {
	defer func() { _ = os.RemoveAll(folder) }()
	if err := writeLibrary(folder); err != nil {
		return large{}, err
	}
	url, stop, err := serveRecords()
	if err != nil {
		return large{}, err
	}
	defer stop()
	report := filepath.Join(folder, "report")
	c, err := measure(exec.Command(o.program, "run", "--specs", filepath.Join(folder, "specs"), "--features", filepath.Join(folder, "features"),
		"--url", "records="+url, "--out", report, "--quiet", "--concurrency", fmt.Sprint(o.concurrency)))
	if err != nil {
		return large{}, err
	}
	beyond, err := beyondEvidence(report, scenarios)
	return large{c, beyond}, err
}

// beyondEvidence is how many bytes the results have a scenario, without its exchanges.
func beyondEvidence(report string, want int) (float64, error) {
	file, err := record.Open(report)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	info, err := os.Stat(file.Path())
	if err != nil {
		return 0, err
	}
	bytes, scenarios := int(info.Size()), 0
	for s, err := range file.Scenarios() {
		if err != nil {
			return 0, err
		}
		scenarios++
		for _, e := range s.Exchanges {
			written, err := json.Marshal(e)
			if err != nil {
				return 0, err
			}
			bytes -= len(written)
		}
	}
	if scenarios != want {
		return 0, fmt.Errorf("%s holds %d scenarios, not %d", report, scenarios, want)
	}
	return float64(bytes) / float64(scenarios), nil
}
