// Command speed compares a whole run of bbconform against the reference building blocks with the same requests, sent by
// a bare net/http client with the same concurrency. It prints ratios and fails when they exceed the project's bounds.
//
//	go build -o bbconform . && go run ./examples/speed --bbconform ./bbconform
package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// bounds are what the figures are held against: ratios of medians, and memory in MiB.
type bounds struct {
	wall, cpu, memoryMiB float64
	version, list, show  float64
}

// cost is what one process took.
type cost struct {
	wall, cpu time.Duration
	memoryMiB float64

	sent, alike int // requests of the bare client, and those of them that were answered as in the run
}

func main() {
	bbconform := flag.String("bbconform", "./bbconform", "the `program` to measure")
	runs := flag.Int("runs", 5, "how often each is measured; medians are compared")
	concurrency := flag.Int("concurrency", 4, "scenarios, and requests of the bare client, at a time")
	var most bounds
	flag.Float64Var(&most.wall, "max-wall", 3, "wall time of a whole run, as a `ratio` to the bare client")
	flag.Float64Var(&most.cpu, "max-cpu", 6, "processor time of a whole run, as a `ratio` to the bare client")
	flag.Float64Var(&most.memoryMiB, "max-memory", 80, "peak memory of a whole run in `MiB`")
	flag.Float64Var(&most.version, "max-version", 6, "wall time of bbconform version, as a `ratio` to a program that prints a line")
	flag.Float64Var(&most.list, "max-list", 50, "wall time of bbconform list, as a `ratio` to a program that prints a line")
	flag.Float64Var(&most.show, "max-show", 100, "wall time of bbconform specs show, of the slowest building block, as a `ratio` to a program that prints a line")
	line := flag.Bool("line", false, "(for the program's own use) print a line")
	replay := flag.String("replay", "", "(for the program's own use) replay the requests of this result document")
	flag.Parse()

	if *line {
		fmt.Println("speed")
		return
	}
	if *replay != "" {
		if err := replayAll(*replay, *concurrency); err != nil {
			fmt.Fprintln(os.Stderr, "speed:", err)
			os.Exit(4)
		}
		return
	}
	within, err := compare(*bbconform, *runs, *concurrency, most)
	if err != nil {
		fmt.Fprintln(os.Stderr, "speed:", err)
		os.Exit(4)
	}
	if !within {
		os.Exit(1)
	}
}

func compare(program string, runs, concurrency int, most bounds) (within bool, err error) {
	folder, err := os.MkdirTemp("", "bbconform-speed-")
	if err != nil {
		return false, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	own, err := os.Executable()
	if err != nil {
		return false, err
	}

	var whole, bare []cost
	for range runs + 1 { // the first is a warm-up
		report := filepath.Join(folder, "report")
		full, err := againstSandbox(program, folder, func(target string) *exec.Cmd {
			return exec.Command(program, "run", "--target", target, "--out", report, "--quiet", "--concurrency", fmt.Sprint(concurrency))
		})
		if err != nil {
			return false, err
		}
		whole = append(whole, full)
		plain, err := replayAgainstSandbox(program, own, folder, filepath.Join(report, "results.json"), concurrency)
		if err != nil {
			return false, err
		}
		bare = append(bare, plain)
	}
	whole, bare = whole[1:], bare[1:]

	line, err := median(runs, exec.Command(own, "--line"))
	if err != nil {
		return false, err
	}
	version, err := median(runs, exec.Command(program, "version"))
	if err != nil {
		return false, err
	}
	list, err := median(runs, exec.Command(program, "list"))
	if err != nil {
		return false, err
	}
	slowest, show, err := slowestToShow(program, runs)
	if err != nil {
		return false, err
	}

	within = true
	row := func(what string, value, bound float64, unit string) {
		word := "within"
		if value > bound {
			word, within = "EXCEEDS", false
		}
		fmt.Printf("%-34s %8.2f %-4s %s the bound of %g\n", what, value, unit, word, bound)
	}
	wall, cpu := func(c cost) float64 { return c.wall.Seconds() }, func(c cost) float64 { return c.cpu.Seconds() }
	fmt.Printf("whole run        wall %6.0f ms   cpu %6.0f ms   (median of %d)\n", 1000*mid(whole, wall), 1000*mid(whole, cpu), runs)
	last := bare[len(bare)-1]
	fmt.Printf("bare client      wall %6.0f ms   cpu %6.0f ms   (%d of %d requests are answered with the same status)\n",
		1000*mid(bare, wall), 1000*mid(bare, cpu), last.alike, last.sent)
	row("wall time, as a ratio", mid(whole, wall)/mid(bare, wall), most.wall, "x")
	row("cpu time, as a ratio", mid(whole, cpu)/mid(bare, cpu), most.cpu, "x")
	row("peak memory", mid(whole, func(c cost) float64 { return c.memoryMiB }), most.memoryMiB, "MiB")
	fmt.Printf("a program that prints a line    %6.1f ms\n", 1000*wall(line))
	row("bbconform version, as a ratio", wall(version)/wall(line), most.version, "x")
	row("bbconform list, as a ratio", wall(list)/wall(line), most.list, "x")
	row("specs show "+slowest+", as a ratio", wall(show)/wall(line), most.show, "x")
	return within, nil
}

// againstSandbox starts a fresh sandbox in a process of its own, so that its cost is nobody's, and measures a command.
func againstSandbox(program, folder string, command func(target string) *exec.Cmd) (cost, error) {
	target := filepath.Join(folder, "target.yaml")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	server := exec.CommandContext(ctx, program, "sandbox", "--listen", "127.0.0.1:0", "--reproducible", "--write-target", target)
	server.Cancel = func() error { return server.Process.Signal(os.Interrupt) }
	server.WaitDelay = 5 * time.Second
	output, err := server.StdoutPipe()
	if err != nil {
		return cost{}, err
	}
	if err := server.Start(); err != nil {
		return cost{}, fmt.Errorf("start the sandbox: %w", err)
	}
	defer func() { cancel(); _ = server.Wait() }()
	lines := bufio.NewScanner(output)
	for served := 0; served < 2 && lines.Scan(); {
		if strings.Contains(lines.Text(), "@") {
			served++
		}
	}
	return measure(command(target))
}

func replayAgainstSandbox(program, own, folder, results string, concurrency int) (cost, error) {
	var printed strings.Builder
	_, err := againstSandbox(program, folder, func(target string) *exec.Cmd {
		cmd := exec.Command(own, "--replay", results, "--concurrency", fmt.Sprint(concurrency))
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
	return cost{wall: wall, cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), memoryMiB: peakMemoryMiB(cmd.ProcessState)}, nil
}

// slowestToShow is the building block whose contracts take longest to read and to show.
func slowestToShow(program string, runs int) (slowest string, show cost, err error) {
	table, err := exec.Command(program, "specs", "list").Output()
	if err != nil {
		return "", cost{}, fmt.Errorf("list the building blocks: %w", err)
	}
	rows := strings.Split(strings.TrimSpace(string(table)), "\n")
	for _, row := range rows[1:] { // below the headings
		columns := strings.Fields(row)
		if len(columns) < 2 {
			return "", cost{}, fmt.Errorf("list the building blocks: %q names no version", row)
		}
		name := columns[0] + "@" + columns[1]
		c, err := median(runs, exec.Command(program, "specs", "show", name))
		if err != nil {
			return "", cost{}, err
		}
		if c.wall > show.wall {
			slowest, show = name, c
		}
	}
	if slowest == "" {
		return "", cost{}, errors.New("list the building blocks: there are none")
	}
	return slowest, show, nil
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
