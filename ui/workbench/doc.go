// Package workbench is where a learner builds a model from memory: a bank of parts
// beside a canvas that is blank, or bare of what is to be placed.
//
// A [Bench] draws a [model.Rebuild] and turns taps, drags and keys into its calls. What
// a move means, what may stand where and how right the work is, is decided there. The
// Build page of a model and the card that asks for a rebuild both stand on a Bench.
package workbench
