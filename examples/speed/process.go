package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// cost is what one process took.
type cost struct {
	wall, cpu time.Duration
	memoryMB  float64

	sent, alike int // requests of the bare client, and those of them that were answered as in the run
}

func measure(cmd *exec.Cmd) (cost, error) {
	cmd.Stderr = os.Stderr
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return cost{}, fmt.Errorf("run %s: %w", cmd.Path, err)
	}
	if exit != nil {
		return cost{}, fmt.Errorf("%s ended with exit code %d", strings.Join(cmd.Args, " "), exit.ExitCode())
	}
	return cost{wall: wall, cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), memoryMB: peakMemoryMB(cmd.ProcessState)}, nil
}

// median runs a command several times.
func median(runs int, command *exec.Cmd) (cost, error) {
	var all []cost
	for range runs {
		c, err := measure(&exec.Cmd{Path: command.Path, Args: command.Args})
		if err != nil {
			return cost{}, err
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b cost) int { return cmp.Compare(a.wall, b.wall) })
	return all[len(all)/2], nil
}

// mid is the median of one figure.
func mid(all []cost, figure func(cost) float64) float64 {
	values := make([]float64, len(all))
	for i, c := range all {
		values[i] = figure(c)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
