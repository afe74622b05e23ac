package deck

// A BlockKind says what a block of rich text is.
type BlockKind uint8

// The kinds of block.
const (
	Paragraph BlockKind = iota
	Heading
	List
	Quote
	Code
	Table
	Picture
	Rule
)

// A Block is one piece of rich text, ready to be drawn by any front end.
type Block struct {
	Kind    BlockKind
	Level   int       // Heading
	Ordered bool      // List
	Start   int       // List: first number
	Spans   []Span    // Paragraph, Heading, Code (one span)
	Items   [][]Block // List
	Blocks  []Block   // Quote
	Rows    [][]Cell  // Table; the first row is the head
	Path    string    // Picture: slash-separated, relative to the deck's root
	Alt     string    // Picture: what it shows, in words
	Covers  []Cover   // Picture: what is drawn over it
}

// A Cover is a mask as one side of a card shows it.
type Cover struct {
	Mask
	Asked bool // it is what the card asks for
	Open  bool // what is beneath it is seen: of the answer
}

// A Cell is one cell of a table.
type Cell struct {
	Spans []Span
}

// A Span is a run of text in one style.
type Span struct {
	Text   string
	Strong bool
	Emph   bool
	Code   bool
	Strike bool
	Link   string // where it leads, if it is a link
	Cite   string // source key, if it is a citation; Text is then empty
	Gap    int    // number of the cloze deletion that it belongs to, 0 for none
	Hint   string // hint of that deletion
}

// Plain returns text without any styling as one paragraph.
func Plain(text string) []Block {
	return []Block{{Kind: Paragraph, Spans: []Span{{Text: text}}}}
}
