package deck

import "touchpoint/deck/model"

// An ID names a deck. It is chosen by the author and never changes.
type ID string

// A NoteID names a note within its deck.
type NoteID string

// A CardID names a card on every machine and for all time: "deck/note" for a
// note's first card, "deck/note#facet" for its others. It never depends on the
// wording, so an author may reword a note and every learner keeps their progress.
type CardID string

// A Kind says how a note is asked.
type Kind string

// The kinds of note.
const (
	Basic  Kind = "basic"  // front, then back
	Both   Kind = "both"   // asked in both directions
	Cloze  Kind = "cloze"  // gaps in a text, one card a gap number
	Choice Kind = "choice" // options to choose from
	Typed  Kind = "typed"  // the answer is typed and compared
	Order  Kind = "order"  // items to bring into order

	// Occlude asks for what stands beneath masks on a picture.
	Occlude Kind = "occlude"

	// Modelled is the kind of the note that stands for a task of a concept model. No
	// author writes it.
	Modelled Kind = "model"
)

// A Deck is what an author writes: notes in sections, with the sources they rest on.
type Deck struct {
	ID       ID
	Title    string
	Language string // BCP 47 tag
	Version  string
	Licence  string
	Authors  []string
	Sources  []Source       // in the order of the front matter
	Sections []Section      // in order of appearance
	Notes    []Note         // in order of appearance, files by name
	Models   []*model.Model // in the order of their topics, then by the names of their files
	Files    []string       // the deck's .md files, slash-separated, relative to its root

	trace *trace // where everything came from; nil for a deck put together by hand
}

// A Section is a topic: the notes under one level-one heading. Headings with the
// same title in several files are one section. Notes before the first heading of their
// file stand in a section with the deck's title. Titles are plain text.
type Section struct {
	Title string
	Notes []int // indexes into Deck.Notes
}

// A Source is a publication that claims rest on. Notes cite it as [@key].
type Source struct {
	Key  string
	Text string
	DOI  string
	URL  string
	Pos  Pos
}

// A Pos is a place in a deck's text. Line and Column count from 1, Column in runes.
type Pos struct {
	File   string
	Line   int
	Column int
}

// A Note is one thing to know. Texts are Markdown; see [Blocks].
type Note struct {
	ID      NoteID
	Derived bool // the author gave no id, and this one was made from the heading
	Kind    Kind
	Section string // title of the section it stands in
	Tags    []string
	After   []NoteID // notes to be introduced before this one; ids of no note do not count
	Was     []NoteID // former ids, whose progress this note keeps; see [FormerCardID]
	Model   string   // id of the model to draw beside the answer
	Lit     []string // ids of the elements of the model that stand out there
	Pos     Pos

	Front       string   // the heading
	Lead        string   // part of the question: Choice, Order: what stands between the heading and the list; Basic, Both, Typed: what stands above a line of ***; Occlude: what stands around the picture
	Back        string   // the body without options, items, explanation and closing citations
	Explanation string   // the block quotes, shown after the answer
	Cites       []string // source keys, in order of first mention, each once
	Options     []Option // Choice
	Answers     []string // Typed: the answer, then the other accepted ones, as plain text
	Items       []string // Order: in the right order
	Gaps        []Gap    // Cloze: by number
	Picture     string   // Occlude: path of the picture, slash-separated, relative to the deck's root
	Alt         string   // Occlude: what the picture shows, in words
	Masks       []Mask   // Occlude: in the order of the text
	HideAll     bool     // Occlude: while one mask is asked the others hide theirs too
}

// An Option is one answer of a choice note.
type Option struct {
	Text    string // Markdown
	Correct bool
}

// A Gap is one deletion of a cloze note. Gaps with one number are one card.
type Gap struct {
	Number int
	Text   string
	Hint   string
}

// A Mask is a rectangle over the picture of an [Occlude] note. Places and sizes are per
// cent of the picture's width and height, so a mask keeps to the picture at any scale.
// Masks with one number are one card.
type Mask struct {
	Number              int
	X, Y, Width, Height float64
	Label               string // what is beneath, as plain text; "" where the picture says it
}

// A Card is the smallest thing that is scheduled: one question about a note, or one
// task of a concept model.
type Card struct {
	ID    CardID
	Deck  *Deck
	Note  *Note       // of a task, a note made for it: of the kind Modelled, with the task's prompt as its front
	Facet string      // "", "reverse" (Both), or the number of the gap (Cloze) or mask (Occlude)
	Task  *model.Task // nil unless the card is a task
}
