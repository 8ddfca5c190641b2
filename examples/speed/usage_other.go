//go:build !unix

package main

import (
	"os"
	"time"
)

// Neither is known here; the ratios of wall time still are.
func peakMemoryMB(*os.ProcessState) float64 { return 0 }
func processorTime() time.Duration          { return 0 }
