package deck

import "io/fs"

// Check looks over a parsed deck for what holds between its notes and for what makes
// notes hard to learn.
func Check(d *Deck, fsys fs.FS) []Fault {
	return nil
}
