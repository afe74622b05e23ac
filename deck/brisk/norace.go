//go:build !race

package brisk

// Detecting reports whether the race detector watches.
const Detecting = false
