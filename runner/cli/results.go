package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/record"
)

// results opens the result document that the arguments name, and the folder it lies in. What a run that died left behind
// is recovered first.
func (c *command) results(args []string) (*record.File, string, error) {
	path := defaultReport
	if len(args) > 0 {
		path = args[0]
	}
	path = c.env.path(path)
	folder := path
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		folder = filepath.Dir(path)
	}
	file, err := record.Open(path)
	if errors.Is(err, fs.ErrNotExist) && exists(filepath.Join(folder, reports.JournalName)) {
		if err := record.Recover(folder); err != nil {
			return nil, "", usage(err)
		}
		file, err = record.Open(path)
	}
	if err != nil {
		return nil, "", usageHint(err, `name the folder of a run, or make one with "bbconform run"`)
	}
	return file, folder, nil
}

// isResults tells the place of results from the name of a scenario. A feature file is never a result.
func isResults(path string) bool {
	return filepath.Ext(path) != ".feature" && exists(path)
}
