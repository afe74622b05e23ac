package table

import (
	"fmt"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
)

// A Role says what a column of a sheet is.
type Role string

// The roles. Each but Extra and Ignore is that of one column at most.
const (
	Front       Role = "front"       // the question: its first line, and what belongs to it; the text with gaps of a cloze note
	Back        Role = "back"        // the answer
	Tags        Role = "tags"        // parted by spaces
	Section     Role = "section"     // the section, or Anki's deck and subdecks: "Deck::Section"
	Kind        Role = "kind"        // of note: one of ours or an Anki note type
	ID          Role = "id"          // of the note: ours, or Anki's guid
	Explanation Role = "explanation" // shown after the answer
	Sources     Role = "sources"     // keys of what is cited, parted by spaces
	Attributes  Role = "attributes"  // what else stands in a heading, such as after="other"
	Extra       Role = "extra"       // one more line of the explanation
	Ignore      Role = "ignore"
)

// Roles are the roles that a column can be given, with what to call them.
var Roles = []struct {
	Role Role
	Name string
}{
	{Front, "Question"},
	{Back, "Answer"},
	{Explanation, "Explanation"},
	{Tags, "Tags"},
	{Section, "Section"},
	{Kind, "Kind of note"},
	{ID, "Id"},
	{Sources, "Sources"},
	{Attributes, "Attributes"},
	{Extra, "Another line"},
	{Ignore, "Left out"},
}

// Options say how a file is to be read where the guess is wrong.
type Options struct {
	Delimiter rune   // between cells; 0: guess
	Rows      string // between rows, such as ";" or "\n\n" of Quizlet; "": lines
	HTML      *bool  // whether cells are HTML; nil: guess
	Header    *bool  // whether the first row names the columns; nil: guess
}

// A Sheet is a file as rows of cells.
type Sheet struct {
	Name      string // of the file, if whoever read it says it
	Delimiter rune
	HTML      bool
	Names     []string   // of the columns, "" where nothing says
	Rows      [][]string // all of one length, without the row of names
	Roles     []Role     // one for each column, guessed; may be changed
	Tags      []string   // that every note gets
	Deck      string     // the deck's title, if the file says it
	Match     Match      // what is to become of notes that are there already, if the file says it
	Warnings  []string   // sentences on what was guessed or left out

	ours  bool // written by [Write]: cells that are no HTML are Markdown
	decks bool // sections have the deck's title before them, as in Anki
}

// A Target is the deck that the notes of a sheet go to.
type Target struct {
	ID       deck.ID // of the deck that is meant, whatever is in it; "": made of the title
	Title    string
	Section  string // for notes that name none
	Match    Match
	Language string // BCP 47 tag
}

// A Match says what becomes of a note that is in the deck already.
type Match = exchange.Match

// What may become of a note that is in the deck already.
const (
	UpdateThere = exchange.There // it is replaced, unless it was changed since it was imported
	KeepThere   = exchange.Here
	KeepBoth    = exchange.Both
)

// warn takes in a sentence.
func (s *Sheet) warn(format string, args ...any) {
	s.Warnings = append(s.Warnings, fmt.Sprintf(format, args...))
}
