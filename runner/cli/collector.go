package cli

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The garbage collector waits until what is new is a share of what is in use. A usual run uses so little that it can wait long; of a run
// of very many scenarios more is in use, and what is new must not be as much again.
const (
	usualHeap     = 48 << 20 // bytes: what is in use, and what waits to be collected
	leastSpare    = 13 << 20 // bytes that may wait to be collected in any case
	leastGCShare  = 33       // percent of what is in use: collecting ever more often would take longer than the run
	mostGCShare   = 400      // percent
	firstGCShare  = 200      // percent, before anything is known
	liveHeapBytes = "/gc/heap/live:bytes"
)

// CollectInTime adapts how often garbage is collected to how much memory is in use, as long as the process lives. The command calls it
// once; whoever runs the command inside another program has settings of his own.
func CollectInTime() {
	debug.SetGCPercent(firstGCShare)
	afterNextCollection(firstGCShare)
}

// cycle is an object that nothing holds, so that it is collected, and its cleanup run, once in each cycle of the collector.
type cycle struct{ _ *int }

func afterNextCollection(share int) {
	runtime.AddCleanup(&cycle{}, func(before int) {
		sample := []metrics.Sample{{Name: liveHeapBytes}}
		metrics.Read(sample)
		now := gcShare(sample[0].Value.Uint64())
		if now*10 < before*9 || now*9 > before*10 { // setting it stops everything for a moment
			debug.SetGCPercent(now)
			before = now
		}
		afterNextCollection(before)
	}, share)
}

// gcShare is how much may wait to be collected when so many bytes are in use, in percent of them.
func gcShare(live uint64) int {
	spare := uint64(leastSpare)
	if live < usualHeap-leastSpare {
		spare = usualHeap - live
	}
	return int(min(max(spare*100/max(live, 1), leastGCShare), mostGCShare))
}
