package model

import (
	"testing"
	"time"
)

// Patience is how long something may take that usually takes a fraction of it. The run
// with the race detector, which is a short one, is several times as slow.
func Patience(usual time.Duration) time.Duration {
	if testing.Short() {
		return 6 * usual
	}
	return usual
}
