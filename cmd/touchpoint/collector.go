package main

import (
	"math"
	"runtime/debug"
	"time"
)

// startMemory is how large the heap may grow before garbage is collected during
// the start after all. The start needs a fifth of it; a learner with very many
// decks may need more.
const startMemory = 200 << 20

// afterStart is when the window has long been ready.
const afterStart = time.Second

// postponeCollector puts off the collection of garbage while the window is being
// built, and returns what ends that. In these tenths of a second the heap grows
// from nothing and is worth keeping almost whole, so that the collector would go
// through it five times for little; without it the first frame comes a tenth sooner.
func postponeCollector() (resume func()) {
	percent := debug.SetGCPercent(-1)
	limit := debug.SetMemoryLimit(-1) // asks only
	if limit == math.MaxInt64 {
		debug.SetMemoryLimit(startMemory)
	}
	return func() {
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(percent)
		// What only the start needed, of which reading the decks leaves most, goes back once
		// the first frame is up: left alone, the collector would not come by for long.
		time.AfterFunc(afterStart, debug.FreeOSMemory)
	}
}
