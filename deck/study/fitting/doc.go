// Package fitting keeps the memory model fitted to the learner: it knows when that is worth
// doing again, has the weights fitted to all answers of the journal, lets the journal adopt
// them when they foretell the answers better, and says in plain words what it did.
package fitting
