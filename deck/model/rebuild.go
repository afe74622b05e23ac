package model

// A BuildKind says how a model is rebuilt.
type BuildKind string

// The kinds of rebuilding.
const (
	Connecting BuildKind = "connecting" // arrows are drawn: path, contingency
	Placing    BuildKind = "placing"    // parts are put into cells or bins: journey, classification
)

// A RebuildOptions says how hard a rebuild is.
type RebuildOptions struct {
	Distractors bool   // the bank also has parts that are not in the model, if its author gave any
	Seed        uint64 // shuffles the bank
}

// A BankPart is something to build with.
type BankPart struct {
	ID, Label string
	Text      string // a story in full, where the part is one
	Moderator bool
	Placed    bool
}

// A Rebuild is a model that a learner builds from memory.
type Rebuild struct {
	m *Model
}

// A Checked is a rebuild compared with its model.
type Checked struct {
	Hits, Misses, Extras, Reversed, WrongSign, Misplaced int

	Share   float64 // of the model that is there and right, 0 to 1
	Perfect bool
	Lines   []string // what was right and wrong, a sentence each
	Overlay Overlay  // the verdicts, over Drawing
	Drawing *Drawing // what was built together with what is missing
}

// A BuildError says why a part does not go there.
type BuildError struct{ Text string }

// Error returns a sentence for the learner.
func (e *BuildError) Error() string { return e.Text }

// NewRebuild begins with a blank canvas.
func NewRebuild(m *Model, _ RebuildOptions) *Rebuild { return &Rebuild{m: m} }

// Kind says how the model is rebuilt.
func (b *Rebuild) Kind() BuildKind {
	if b.m.Kind == PathKind || b.m.Kind == ContingencyKind {
		return Connecting
	}
	return Placing
}

// Parts returns how many things there are to get right; 0 when nothing can be rebuilt.
func (b *Rebuild) Parts() int { return 0 }

// Bank returns what there is to build with, in the same order every time.
func (b *Rebuild) Bank() []BankPart { return nil }

// Place puts a construct or a moderator of a path onto a free place of the grid, or moves
// it there.
func (b *Rebuild) Place(string, At) error { return nil }

// Put puts a part into a cell or a bin, or moves it there.
func (b *Rebuild) Put(string, string) error { return nil }

// Remove takes a part back, with what hangs on it.
func (b *Rebuild) Remove(string) {}

// Connect draws an arrow and returns its id. A second call the other way turns it round.
func (b *Rebuild) Connect(string, string) (string, error) { return "", nil }

// Disconnect takes an arrow away, or a moderator's thin line.
func (b *Rebuild) Disconnect(string) {}

// SetSign gives an arrow its sign.
func (b *Rebuild) SetSign(string, Sign) error { return nil }

// Attach lets a moderator act on a relation.
func (b *Rebuild) Attach(string, string) error { return nil }

// Detach ends that.
func (b *Rebuild) Detach(string, string) {}

// FreeSlot returns where the keyboard puts the next part of a path.
func (b *Rebuild) FreeSlot() At { return At{} }

// Slots returns all free places of the grid, in reading order.
func (b *Rebuild) Slots() []At { return nil }

// Targets returns in reading order what the keyboard goes through: the cells or bins of a
// placing build; the ends that an arrow may have in a connecting one.
func (b *Rebuild) Targets() []string { return nil }

// Undo takes the last change back. It reports whether there was one.
func (b *Rebuild) Undo() bool { return false }

// CanUndo reports whether there is a change to take back.
func (b *Rebuild) CanUndo() bool { return false }

// Clear takes everything away. It can be undone.
func (b *Rebuild) Clear() {}

// Empty reports whether nothing has been built.
func (b *Rebuild) Empty() bool { return true }

// Check compares what has been built with the model.
func (b *Rebuild) Check() Checked { return Checked{Drawing: b.Drawing(), Overlay: Overlay{}} }

// Hint does one right thing and says what; false when nothing is left to be done.
func (b *Rebuild) Hint() (string, bool) { return "", false }

// Draft returns the partial model that has been built.
func (b *Rebuild) Draft() *Model { return &Model{ID: b.m.ID, Title: b.m.Title, Kind: b.m.Kind} }

// Drawing draws it. Its size stays while it is built.
func (b *Rebuild) Drawing() *Drawing { return &Drawing{} }

// Overlay says how it looks: arrows without a sign ask for one.
func (b *Rebuild) Overlay() Overlay { return Overlay{} }
