// Package insight works out what a learner's history says: what was done and when, how
// well it was remembered against what was wanted and against what the model foretold, what
// is coming, and what is weakest. It is plain figures and sentences; the screen draws them.
package insight
