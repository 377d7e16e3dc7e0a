// This file sets Go's collector for Python programs: they allocate many small objects, most of
// which die young, so a small heap is collected less often than Go would.

package runtime

import (
	"os"
	goruntime "runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
)

// HeapFloor is the heap size in bytes below which memory is traded for time: up to it, no collection
// starts. The interpreter, which allocates more and keeps code and its compiler in memory, raises it.
var HeapFloor = 48 << 20

const (
	// goHeapMinimum is the size at which Go starts to collect at GOGC=100.
	goHeapMinimum = 4 << 20
	// largeHeapPercent is GOGC for heaps whose live part is beyond the floor.
	largeHeapPercent = 75
)

// tuneHeap sets the collector's target. ADDER_GOGC overrides it, in the notation of GOGC;
// a GOGC in the environment is honoured too, GOMEMLIMIT always is.
func tuneHeap() {
	if s := os.Getenv("ADDER_GOGC"); s != "" {
		if n, err := strconv.Atoi(s); err == nil {
			debug.SetGCPercent(n)
		} else if s == "off" {
			debug.SetGCPercent(-1)
		}
		return
	}
	if os.Getenv("GOGC") != "" {
		return
	}
	t := &heapTuner{percent: 100 * HeapFloor / goHeapMinimum}
	debug.SetGCPercent(t.percent)
	t.watch()
}

// heapTuner follows the size of the live heap: an object of no use dies in each collection.
type heapTuner struct{ percent int }

type sentinel struct{ _ *int }

func (t *heapTuner) watch() {
	goruntime.SetFinalizer(&sentinel{}, func(*sentinel) { t.collected() })
}

// collected sets the next target after a collection.
func (t *heapTuner) collected() {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	percent := largeHeapPercent
	if live := sample[0].Value.Uint64(); live > 0 && live < uint64(HeapFloor) {
		percent = max(percent, int(100*(uint64(HeapFloor)-live)/live))
	}
	// Setting it stops the world for a moment: not for small changes.
	if percent < t.percent*3/4 || percent > t.percent*3/2 {
		t.percent = min(percent, 100*HeapFloor/goHeapMinimum)
		debug.SetGCPercent(t.percent)
	}
	t.watch()
}
