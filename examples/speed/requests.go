package main

import (
	"cmp"
	"slices"

	"github.com/bbconform/bbconform/reports/record"
)

// sent is how many requests the scenarios of a building block sent.
type sent struct {
	name                string
	scenarios, requests int
}

func (s sent) each() float64 { return float64(s.requests) / float64(s.scenarios) }

// requests counts those of a report, for each building block and, last, for all of them.
func requests(report string) ([]sent, error) {
	file, err := record.Open(report)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	byBlock, all := map[string]*sent{}, sent{name: "all building blocks"}
	for scenario, err := range file.Outlines() {
		if err != nil {
			return nil, err
		}
		block := byBlock[scenario.BuildingBlock]
		if block == nil {
			block = &sent{name: scenario.BuildingBlock}
			byBlock[scenario.BuildingBlock] = block
		}
		for _, count := range []*sent{block, &all} {
			count.scenarios++
			count.requests += len(scenario.Lengths)
		}
	}
	var list []sent
	for _, block := range byBlock {
		list = append(list, *block)
	}
	slices.SortFunc(list, func(a, b sent) int { return cmp.Compare(a.name, b.name) })
	return append(list, all), nil
}
