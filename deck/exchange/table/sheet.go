package table

import (
	"touchpoint/deck"
	"touchpoint/deck/exchange"
)

// A Role says what a column of a sheet is.
type Role string

// The roles. Each but Extra and Ignore is that of one column at most.
const (
	Front       Role = "front"       // the question; the text with gaps of a cloze note
	Back        Role = "back"        // the answer
	Tags        Role = "tags"        // parted by spaces
	Section     Role = "section"     // the section, or Anki's deck and subdecks: "Deck::Section"
	Kind        Role = "kind"        // of note: one of ours or an Anki note type
	ID          Role = "id"          // of the note: ours, or Anki's guid
	Explanation Role = "explanation" // shown after the answer
	Extra       Role = "extra"       // one more line of the answer
	Ignore      Role = "ignore"
)

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
	Warnings  []string   // sentences on what was guessed or left out
}

// A Target is the deck that the notes of a sheet go to.
type Target struct {
	ID       deck.ID // "": made of the title
	Title    string
	Section  string // for notes that name none
	Match    exchange.Match
	Language string
}
