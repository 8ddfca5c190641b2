package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// fixedRequests is how many requests the bare client is held to have sent: as many as a run of the 902 scenarios had before requests were
// shared. Against a count that falls with the run's own, fewer requests would be no gain.
const fixedRequests = 6_502

// wholeRun measures a run of everything against the reference building blocks, and the same requests sent by a bare client.
func wholeRun(o options, most aims) ([]figure, error) {
	var whole, bare []cost
	report := filepath.Join(o.folder, "report")
	for range o.runs + 1 { // the first is a warm-up
		full, err := againstSandbox(o.program, o.folder, func(target string) *exec.Cmd {
			return exec.Command(o.program, "run", "--target", target, "--out", report, "--quiet", "--concurrency", fmt.Sprint(o.concurrency))
		})
		if err != nil {
			return nil, err
		}
		whole = append(whole, full)
		plain, err := replayAgainstSandbox(o, filepath.Join(report, "results.json"))
		if err != nil {
			return nil, err
		}
		bare = append(bare, plain)
	}
	whole, bare = whole[1:], bare[1:]
	wall, cpu := func(c cost) float64 { return c.wall.Seconds() }, func(c cost) float64 { return c.cpu.Seconds() }
	last := bare[len(bare)-1]
	scale := fixedRequests / float64(last.sent)
	figures := []figure{
		{what: "whole run, wall", value: 1000 * mid(whole, wall), unit: "ms"},
		{what: "whole run, cpu", value: 1000 * mid(whole, cpu), unit: "ms"},
		{what: fmt.Sprintf("bare client, %d requests (%d with the same status), wall", last.sent, last.alike), value: 1000 * mid(bare, wall), unit: "ms"},
		{what: "bare client, cpu", value: 1000 * mid(bare, cpu), unit: "ms"},
		{
			what: fmt.Sprintf("wall, as a ratio to the bare client's %d requests", fixedRequests), value: mid(whole, wall) / (scale * mid(bare, wall)),
			unit: "x", aim: theAims.wall, bound: most.wall,
		},
		{what: "cpu, as a ratio to the same", value: mid(whole, cpu) / (scale * mid(bare, cpu)), unit: "x", aim: theAims.cpu, bound: most.cpu},
		{what: "peak memory", value: mid(whole, func(c cost) float64 { return c.memoryMB }), unit: "MB", aim: theAims.memory, bound: most.memory},
	}
	sent, err := requests(report)
	if err != nil {
		return nil, err
	}
	for _, block := range sent {
		figures = append(figures, figure{what: "requests a scenario, " + block.name, value: block.each(), aim: theAims.requests})
	}
	figures[len(figures)-1].bound = most.requests // those of all building blocks
	return figures, nil
}

func replayAgainstSandbox(o options, results string) (cost, error) {
	var printed strings.Builder
	_, err := againstSandbox(o.program, o.folder, func(target string) *exec.Cmd {
		cmd := exec.Command(o.own, "--replay", results, "--concurrency", fmt.Sprint(o.concurrency))
		cmd.Env = append(os.Environ(), "SPEED_TARGET="+target)
		cmd.Stdout = &printed
		return cmd
	})
	if err != nil {
		return cost{}, err
	}
	var c cost
	if _, err := fmt.Sscan(printed.String(), (*int64)(&c.wall), (*int64)(&c.cpu), &c.sent, &c.alike); err != nil {
		return cost{}, fmt.Errorf("read what the replay printed (%q): %w", printed.String(), err)
	}
	return c, nil
}
