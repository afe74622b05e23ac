package table

// MaxBytes is the most that a table may have. Whoever reads a file for [Read] asks for its
// size first.
const MaxBytes = maxBytes
