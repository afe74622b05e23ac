package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/diff"
)

// A Home is the folder that holds the learner's decks, together with the decks that are
// part of the program. What is done to them goes through it: each act is one [Step],
// which can be undone, also after the program was started anew. Nothing is written
// before the first act.
//
// Every act builds what is new beside the decks and then moves it into place, and moves
// what was there into the folder .before; a crash leaves the one or the other. A Home
// may be used by many goroutines.
type Home struct {
	dir      string
	embedded []Source
}

// NewHome returns the home of the decks under dir.
func NewHome(dir string, embedded ...Source) *Home {
	for i := range embedded {
		embedded[i].Embedded = true
	}
	return &Home{dir: dir, embedded: embedded}
}

// Open reads all decks: the learner's own, then those of the program.
func (h *Home) Open() (*Library, error) {
	return Open(append(Installed(h.dir), h.embedded...)...)
}

// A StepKind says what a step did.
type StepKind string

// The kinds of step.
const (
	StepInstall StepKind = "install"
	StepUpdate  StepKind = "update"
	StepArchive StepKind = "archive"
	StepRestore StepKind = "restore"
	StepOwn     StepKind = "own"
	StepNew     StepKind = "new"
	StepMove    StepKind = "move"
)

// A Step is one act on the decks of a [Home].
type Step struct {
	ID    int       `json:"id"` // counts from 1
	Kind  StepKind  `json:"kind"`
	Decks []deck.ID `json:"decks"` // that it changed
	At    time.Time `json:"at"`
	Text  string    `json:"text"` // what was done, in a sentence
}

// A PlanKind says what it would be to take in a deck.
type PlanKind string

// The kinds of plan.
const (
	Install   PlanKind = "install"   // it is not there yet
	Update    PlanKind = "update"    // it takes the place of another version
	Same      PlanKind = "same"      // it is there, as it is
	Downgrade PlanKind = "downgrade" // a later version is there
	Foreign   PlanKind = "foreign"   // another author's deck has its id; it cannot be carried out
)

// A Plan is what would happen if a deck were installed. Nothing has happened yet.
type Plan struct {
	Kind      PlanKind
	Path      string // the folder or file that it was read from
	Deck      *deck.Deck
	Faults    []deck.Fault
	Diff      diff.Diff // from what is there to the deck
	Old       Holding   // what is there; the zero value if nothing is
	Sentences []string  // what will happen, to be shown before it does
	Warning   string    // what is left out of the deck or lost sight of, "" if nothing
}

// A NoteRef names a note of any deck.
type NoteRef struct {
	Deck deck.ID
	Note deck.NoteID
}

// A HomeError says why something was not done. Its message is a sentence for the
// learner: what happened, what is safe, what to do.
type HomeError struct {
	Message string
	Err     error // the cause, nil if there is none beyond the message
}

// Error returns the message.
func (e *HomeError) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *HomeError) Unwrap() error { return e.Err }

func refuse(err error, format string, args ...any) error {
	return &HomeError{Message: fmt.Sprintf(format, args...), Err: err}
}

var errNotYet = errors.New("not yet")

// Holdings lists the decks: those in the library in its order, those that could not be
// read among them, then the archived ones.
func (h *Home) Holdings() ([]Holding, error) {
	l, err := h.Open()
	if err != nil {
		return nil, err
	}
	var list []Holding
	for _, d := range l.Decks() {
		list = append(list, Holding{
			ID: d.ID, Title: d.Title, Version: d.Version, Authors: d.Authors,
			Notes: len(d.Notes), Cards: len(d.Cards()), Models: len(d.Models), Origin: OriginEmbedded,
		})
	}
	return list, nil
}

// Plan reads the deck at a path: a folder, a .md file, a .deck file or a .zip file of a
// folder. It says what installing it would do, and does nothing.
func (h *Home) Plan(ctx context.Context, path string) (*Plan, error) {
	return nil, refuse(errNotYet, "Decks cannot be installed yet.")
}

// Carry carries a plan out, as one step. A plan that is [Foreign] or [Same] is refused.
func (h *Home) Carry(ctx context.Context, p *Plan) (Step, error) {
	return Step{}, refuse(errNotYet, "Decks cannot be installed yet.")
}

// LastStep returns the step that Undo takes back, if there is one.
func (h *Home) LastStep() (Step, bool) { return Step{}, false }

// Undo takes the last step back. What it had put there is kept in .before.
func (h *Home) Undo(s Step) error { return refuse(errNotYet, "This cannot be undone.") }

// Archive takes a deck out of the library. The history of its cards is kept.
func (h *Home) Archive(id deck.ID) (Step, error) {
	return Step{}, refuse(errNotYet, "Decks cannot be archived yet.")
}

// Restore brings an archived deck back.
func (h *Home) Restore(id deck.ID) (Step, error) {
	return Step{}, refuse(errNotYet, "Decks cannot be restored yet.")
}

// Own returns where a deck can be edited: its folder, and the name of its file if it is
// a single one in that folder. A deck of the program is copied first, with the same ids,
// so progress is kept.
func (h *Home) Own(id deck.ID) (dir, file string, err error) {
	return "", "", refuse(errNotYet, "Decks cannot be edited yet.")
}

// New makes a deck with one note, as an example, and returns its folder.
func (h *Home) New(id deck.ID, title string) (dir string, err error) {
	return "", refuse(errNotYet, "Decks cannot be made yet.")
}

// MoveNotes moves notes into another deck, at its end, with the pictures and sources
// that they need. Their progress goes with them. It is one step over all decks.
func (h *Home) MoveNotes(ctx context.Context, notes []NoteRef, to deck.ID) (Step, error) {
	return Step{}, refuse(errNotYet, "Notes cannot be moved yet.")
}

// Export writes a deck into a .deck file.
func (h *Home) Export(id deck.ID, path string) error {
	return refuse(errNotYet, "Decks cannot be exported yet.")
}

// Folder returns a directory of the machine as a file system that cannot be left.
func Folder(dir string) fs.FS { return folder(filepath.Clean(dir)) }
