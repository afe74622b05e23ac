// Package workload tells what studying costs and what it brings: the minutes a day and
// the cards remembered, from how one learner answers and how long that takes ([CostsOf]),
// the cards that have been begun, and those that are to come.
//
// [Curve] compares desired retentions. It leaves nothing to chance: it moves the expected
// number of cards through the memory states day by day. [Knee] says where the curve
// becomes steep, which is no advice to go there.
//
// [Simulate] plays one learner's days through with chance, and with limits: what if so
// many new cards are begun a day, or there is so little time? It takes the days one
// by one and so shows the waves and the backlog that the curve averages away.
//
// Both follow fsrs-rs 6.6 (BSD-3-Clause licence) in what they count and in the numbers of
// the average learner; the tests hold them to its results. They differ from it where
// this program answers cards otherwise: on the same day Hard never makes a memory
// weaker, and the curve takes the learning and relearning steps into account.
package workload
