package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// againstSandbox starts a fresh sandbox in a process of its own, so that its cost is nobody's, and measures a command.
func againstSandbox(program, folder string, command func(target string) *exec.Cmd) (cost, error) {
	target := filepath.Join(folder, "target.yaml")
	return served(exec.Command(program, "sandbox", "--listen", "127.0.0.1:0", "--reproducible", "--write-target", target), 2, func() *exec.Cmd {
		return command(target)
	})
}

// served starts a server, waits until it has printed so many lines with an address, and measures a command.
func served(start *exec.Cmd, addresses int, command func() *exec.Cmd) (cost, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	server := exec.CommandContext(ctx, start.Path, start.Args[1:]...)
	server.Cancel = func() error { return server.Process.Signal(os.Interrupt) }
	server.WaitDelay = 5 * time.Second
	output, err := server.StdoutPipe()
	if err != nil {
		return cost{}, err
	}
	if err := server.Start(); err != nil {
		return cost{}, fmt.Errorf("start %s: %w", start.Path, err)
	}
	defer func() { cancel(); _ = server.Wait() }()
	lines := bufio.NewScanner(output)
	for seen := 0; seen < addresses && lines.Scan(); {
		if strings.Contains(lines.Text(), "127.0.0.1:") {
			seen++
		}
	}
	return measure(command())
}
