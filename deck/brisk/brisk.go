// Package brisk lets tests demand that work on hostile input ends in time, without
// failing because the machine does something else meanwhile.
package brisk

import (
	"testing"
	"time"
)

// tries is how often work may be done before it counts as slow: what is slow by itself
// is slow each time, a machine that is busy elsewhere is not.
const tries = 3

// Within does work, which must be repeatable, and fails the test if each of three tries
// takes longer than the bound. Under the race detector, which makes everything some ten
// times slower, work is done once and its time is not judged: the same tests run without
// the detector too, and the bounds are those of the program.
func Within(t testing.TB, bound time.Duration, what string, work func()) {
	t.Helper()
	var quickest time.Duration
	for try := range tries {
		start := time.Now()
		work()
		took := time.Since(start)
		if took <= bound || Detecting {
			return
		}
		if try == 0 || took < quickest {
			quickest = took
		}
	}
	t.Errorf("%s takes %v, want at most %v", what, quickest.Round(time.Millisecond), bound)
}
