package main

import (
	"math"
	"runtime/debug"
	"testing"
)

func TestTheCollectorGoesOnAsItWas(t *testing.T) {
	const percent = 77
	defer debug.SetGCPercent(debug.SetGCPercent(percent))
	for limit, want := range map[int64]int64{
		math.MaxInt64: startMemory,
		500 << 20:     500 << 20, // somebody set GOMEMLIMIT
	} {
		before := debug.SetMemoryLimit(limit)
		resume := postponeCollector()
		if got := debug.SetGCPercent(-1); got != -1 {
			t.Errorf("during the start the collector works at %d %%, want it to rest", got)
		}
		if got := debug.SetMemoryLimit(-1); got != want {
			t.Errorf("during the start the heap is limited to %d bytes, want %d", got, want)
		}
		resume()
		if got := debug.SetGCPercent(percent); got != percent {
			t.Errorf("afterwards the collector works at %d %%, want %d", got, percent)
		}
		if got := debug.SetMemoryLimit(before); got != limit {
			t.Errorf("afterwards the limit is %d bytes, want %d", got, limit)
		}
	}
}
