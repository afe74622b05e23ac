package exchange

import (
	"fmt"

	"touchpoint/deck"
	"touchpoint/deck/pack"
)

// A Report says what is in a file and what became of it. As JSON it is what the command
// line prints for other programs.
type Report struct {
	File   string `json:"file"`   // its name
	Format string `json:"format"` // what kind of file it is, in words

	Notes     int `json:"notes"`     // in the file
	Cards     int `json:"cards"`     // in the file
	Reviews   int `json:"reviews"`   // in the file, those that do not count included
	Media     int `json:"media"`     // files that the file lists
	Decks     int `json:"decks"`     // in the file, subdecks and the empty default deck included
	Suspended int `json:"suspended"` // cards in the file that are not asked
	Flagged   int `json:"flagged"`   // cards in the file with a coloured flag
	Tags      int `json:"tags"`      // different tags in the file

	Added     int `json:"added"`     // notes that are new here
	Updated   int `json:"updated"`   // notes that took the place of an older text
	Unchanged int `json:"unchanged"` // notes that are here as they come
	Kept      int `json:"kept"`      // notes that were changed in both places, or deleted here: what is here stayed
	Skipped   int `json:"skipped"`   // notes that could not be taken in

	Items    []Item   `json:"items"`    // one for each note
	Warnings []string `json:"warnings"` // sentences on what concerns more than a note
	Made     []Made   `json:"made"`     // decks that were made or changed
}

// An Outcome says what became of a note.
type Outcome string

// The outcomes.
const (
	Added     Outcome = "added"
	Updated   Outcome = "updated"
	Unchanged Outcome = "unchanged"
	Kept      Outcome = "kept"    // the one that is here stayed, though another came
	Skipped   Outcome = "skipped" // it could not be taken in
)

// An Item says what became of one note.
type Item struct {
	Note    deck.NoteID `json:"note,omitempty"` // its id here
	Deck    deck.ID     `json:"deck,omitempty"` // the deck that it is in here
	GUID    string      `json:"guid,omitempty"` // what the file calls it
	Title   string      `json:"title"`          // what it asks, in a line
	Outcome Outcome     `json:"outcome"`
	Why     string      `json:"why,omitempty"`  // in words, where the outcome does not say it
	Lost    []string    `json:"lost,omitempty"` // what could not be kept, in words: "colours"
}

// A Made is a deck that was made or changed.
type Made struct {
	ID    deck.ID `json:"id"`
	Title string  `json:"title"`
	Path  string  `json:"path,omitempty"` // where it is on this machine
	New   bool    `json:"new"`            // it was not here before
	Notes int     `json:"notes"`          // in the deck by now
	Cards int     `json:"cards"`          // likewise
}

// Add takes in what became of notes, and counts it.
func (r *Report) Add(items ...Item) {
	r.Items = append(r.Items, items...)
	for i := range items {
		switch items[i].Outcome {
		case Added:
			r.Added++
		case Updated:
			r.Updated++
		case Unchanged:
			r.Unchanged++
		case Kept:
			r.Kept++
		case Skipped:
			r.Skipped++
		}
	}
}

// Settle makes lists of which nothing is in empty ones, which is what JSON is to say.
func (r *Report) Settle() {
	if r.Items == nil {
		r.Items = []Item{}
	}
	if r.Warnings == nil {
		r.Warnings = []string{}
	}
	if r.Made == nil {
		r.Made = []Made{}
	}
}

// Warn takes in a sentence, once.
func (r *Report) Warn(format string, args ...any) {
	sentence := fmt.Sprintf(format, args...)
	for _, w := range r.Warnings {
		if w == sentence {
			return
		}
	}
	r.Warnings = append(r.Warnings, sentence)
}

// An Error says why something was not taken in or written. Its message is a sentence for
// people: what happened, what is safe, what to do.
type Error = pack.Error

// Refuse returns an [*Error] with a message that is put together as by fmt.Sprintf.
func Refuse(cause error, format string, args ...any) error {
	return &Error{Message: fmt.Sprintf(format, args...), Err: cause}
}
