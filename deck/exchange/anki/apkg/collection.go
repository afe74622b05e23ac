package apkg

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Layout is one of the forms that a file has had.
type Layout int

// The layouts, in the order of their age.
const (
	// Legacy1 is collection.anki2 beside a list of media in JSON, compressed by the zip
	// archive. Every Anki writes and reads it.
	Legacy1 Layout = iota + 1
	// Legacy2 is collection.anki21, which differs in the name and in which rules for
	// scheduling the cards follow.
	Legacy2
	// Latest is collection.anki21b: the database, the list and every media file are
	// compressed by Zstandard, and note types and decks are tables.
	Latest
)

// String returns the name of the database in files of the layout.
func (l Layout) String() string {
	switch l {
	case Legacy1:
		return "collection.anki2"
	case Legacy2:
		return "collection.anki21"
	case Latest:
		return "collection.anki21b"
	}
	return "unknown"
}

// A Collection is what a file holds. Its slices are in the order of the rows' ids, which
// are the milliseconds at which they were made, and [Collection.Media] in that of the list.
type Collection struct {
	Layout Layout
	// Whole says that the file is a whole collection (a .colpkg) rather than decks from
	// one: that its name ends so, since the two hold the same.
	Whole bool

	Created   int64 // when day 0 began by which due days are counted, in Unix seconds
	Scheduler int   // the rules that the cards follow: 1, 2 or 3
	WestOfUTC int   // minutes that the clock stood west of UTC when it was made; below 0 east
	Rollover  int   // the hour at which a study day begins

	Types   []NoteType
	Decks   []Deck
	Presets []Preset
	Notes   []Note
	Cards   []Card
	Reviews []Review
	Media   []Media

	// Warnings are sentences about what could not be read, each once. Nothing else was
	// left out.
	Warnings []string
}

// warn adds a warning, unless it is there already or there are very many.
func (c *Collection) warn(format string, args ...any) {
	const most = 1000
	sentence := fmt.Sprintf(format, args...)
	if len(c.Warnings) < most && !slices.Contains(c.Warnings, sentence) {
		c.Warnings = append(c.Warnings, sentence)
	}
}

// A NoteType says what fields notes of it have, and how cards are made of them.
type NoteType struct {
	ID        int64
	Name      string
	Cloze     bool // cards come from the gaps in fields, not from several templates
	Occlusion bool // gaps are places in a picture: the type that Anki itself has for this
	Fields    []string
	Templates []Template
	CSS       string
	Sort      int   // the index of the field by which notes are listed
	Mod       int64 // when it was last changed, in Unix seconds
}

// A Template makes a card of a note: Front and Back are HTML with the names of fields in
// braces.
type Template struct {
	Name, Front, Back string
}

// A Deck holds cards.
type Deck struct {
	ID          int64
	Name        string // its path, parted by "::"
	Filtered    bool   // it borrows cards of other decks, which [Card.OriginalDeck] names
	Description string
	Preset      int64 // the id of its options; 0 if it has none
}

// A Preset is the options of decks.
type Preset struct {
	ID            int64
	Name          string
	NewPerDay     int
	ReviewsPerDay int
	Retention     float64   // the share of cards that should be remembered when due; 0 if not said
	Weights       []float64 // the numbers that Anki's memory model was fitted to; nil if it was not
}

// A Note is the facts of which cards are made.
type Note struct {
	ID     int64
	GUID   string // stays the same in every collection that the note is brought to
	Type   int64  // the id of its note type
	Mod    int64  // when it was last changed, in Unix seconds
	Tags   string // parted by single spaces, none at the ends
	Fields string // HTML, parted by [FieldSeparator]; "" if [ReadOptions.Fields] did not want them
}

// FieldSeparator is the character between the fields of a note.
const FieldSeparator = "\x1f"

// Field returns the i-th field, "" if there are fewer.
func (n Note) Field(i int) string {
	rest := n.Fields
	for ; i > 0; i-- {
		var more bool
		if _, rest, more = strings.Cut(rest, FieldSeparator); !more {
			return ""
		}
	}
	field, _, _ := strings.Cut(rest, FieldSeparator)
	return field
}

// Split returns the fields.
func (n Note) Split() []string { return strings.Split(n.Fields, FieldSeparator) }

// The types of a [Card].
const (
	TypeNew        = 0
	TypeLearning   = 1
	TypeReview     = 2
	TypeRelearning = 3
)

// The queues of a [Card], which say what may be done with it now.
const (
	QueueBuriedByUser      = -3
	QueueBuriedByScheduler = -2
	QueueSuspended         = -1
	QueueNew               = 0
	QueueLearning          = 1 // due at a moment
	QueueReview            = 2
	QueueDayLearning       = 3 // due on a day
	QueuePreview           = 4
)

// A Card is one thing to be asked, and where its learner stands with it.
type Card struct {
	ID, Note, Deck int64
	Ord            int // which template made it, from 0; of a cloze type the number of the gap less 1
	Type           int // [TypeNew] …
	Queue          int // [QueueNew] …

	// Due is the place in line of a new card; of one that is due at a moment Unix seconds;
	// else the number of a day since [Collection.Created].
	Due      int64
	Interval int64 // days; below 0 seconds
	Factor   int64 // ease in thousandths; 0 for a new card
	Reps     int64 // answers
	Lapses   int64 // how often it was forgotten
	// Left is the steps of learning that are left, to which old files add 1000 times those
	// that fit into the day.
	Left         int64
	OriginalDue  int64  // Due before a filtered deck borrowed it
	OriginalDeck int64  // the deck from which a filtered deck borrowed it; 0 if none did
	Flags        int    // the colour is in the lowest three bits
	Data         string // JSON, or "": stability "s", difficulty "d" and more
	Mod          int64  // when it was last changed, in Unix seconds
}

// A Review is one answer, or another change of a card's dates.
type Review struct {
	ID           int64 // when it was, in Unix milliseconds
	Card         int64
	Ease         int   // the button, 1 to 4; 0 if nobody answered
	Interval     int64 // the interval after it in days; below 0 in seconds
	LastInterval int64 // the interval before it, likewise
	Factor       int64 // ease in thousandths; of newer schedulers difficulty, 100 to 1100
	Took         int64 // milliseconds
	Type         int   // 0 learning, 1 review, 2 relearning, 3 ahead of time, 4 by hand, 5 rescheduled
}

// Media is a file that fields or templates name.
type Media struct {
	// Name is that by which fields call it, in normal form C: one part of a path, though
	// maybe one that some system cannot keep.
	Name    string
	Size    int64 // bytes; of a file that is to be written it need not be set
	Missing bool  // it is listed but is not there, or is too large
	// Open gives its bytes, as often as wanted. What [Package.Read] makes fails where they
	// have not the size or the hash that was listed, and once the package is closed; it is
	// nil if the file is missing.
	Open func() (io.ReadCloser, error)
}
