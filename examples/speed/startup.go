package main

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// startUp measures commands that read little, held against a program that prints a line.
func startUp(o options, most aims) ([]figure, error) {
	line, err := median(o.runs, exec.Command(o.own, "--line"))
	if err != nil {
		return nil, err
	}
	version, err := median(o.runs, exec.Command(o.program, "version"))
	if err != nil {
		return nil, err
	}
	list, err := median(o.runs, exec.Command(o.program, "list"))
	if err != nil {
		return nil, err
	}
	slowest, show, err := slowestToShow(o.program, o.runs)
	if err != nil {
		return nil, err
	}
	ratio := func(c cost) float64 { return c.wall.Seconds() / line.wall.Seconds() }
	return []figure{
		{what: "a program that prints a line, wall", value: 1000 * line.wall.Seconds(), unit: "ms"},
		{what: "bbconform version, as a ratio", value: ratio(version), unit: "x", aim: theAims.version, bound: most.version},
		{what: "bbconform list, as a ratio", value: ratio(list), unit: "x", aim: theAims.list, bound: most.list},
		{what: "bbconform specs show " + slowest + ", as a ratio", value: ratio(show), unit: "x", aim: theAims.show, bound: most.show},
	}, nil
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
