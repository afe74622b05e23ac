// Package memory models how a learner remembers one card, and decides when the
// card should be asked again. The model is FSRS-6.
package memory
