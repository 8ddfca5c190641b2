// Package concurrent does the same for several things at a time.
package concurrent

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Map calls get for each item, as many at a time as there are processors, and returns the results in order. The
// error is the first in that order.
func Map[T, R any](items []T, get func(T) (R, error)) ([]R, error) {
	results, errs := make([]R, len(items)), make([]error, len(items))
	var wg sync.WaitGroup
	var taken atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(items)) {
		wg.Go(func() {
			for i := int(taken.Add(1)) - 1; i < len(items); i = int(taken.Add(1)) - 1 {
				results[i], errs[i] = get(items[i])
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return results, nil
}
