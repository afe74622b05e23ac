package brisk_test

import (
	"fmt"
	"testing"
	"time"

	"touchpoint/deck/brisk"
)

// A recorder is a test that keeps what it is told instead of failing.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		name  string
		slow  int // tries that take too long, of all that are made
		wants bool
	}{
		{"quick", 0, true}, {"busy for a while", 2, true}, {"slow", 9, false},
	} {
		r, tried := &recorder{TB: t}, 0
		brisk.Within(r, 20*time.Millisecond, c.name, func() {
			if tried++; tried <= c.slow {
				time.Sleep(30 * time.Millisecond)
			}
		})
		if passed := len(r.said) == 0; passed != c.wants && !brisk.Detecting {
			t.Errorf("%s: passed %v after %d tries, said %q", c.name, passed, tried, r.said)
		}
	}
}
