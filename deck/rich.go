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
	Formula
)

// A Block is one piece of rich text, ready to be drawn by any front end.
type Block struct {
	Kind    BlockKind
	Level   int       // Heading
	Ordered bool      // List
	Start   int       // List: first number
	Spans   []Span    // Paragraph, Heading, Code and Formula (one span)
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
	Text    string
	Strong  bool
	Emph    bool
	Code    bool
	Strike  bool
	Link    string // where it leads, if it is a link: an address, or see [Span.Attachment]
	Formula string // LaTeX source, if it is a formula; Text says it as formula.Unicode does, with Code set where that is the source
	Cite    string // source key, if it is a citation; Text is then empty
	Gap     int    // number of the cloze deletion that it belongs to, 0 for none
	Hint    string // hint of that deletion
}

// Attachment returns the path of the file that a span links to, slash-separated and
// relative to the deck's root. It reports false if the span is no link to a file of the
// deck.
func (s Span) Attachment() (file string, ok bool) {
	if s.Link == "" || attachment(s.Link) != s.Link {
		return "", false
	}
	return s.Link, true
}

// Plain returns text without any styling as one paragraph.
func Plain(text string) []Block {
	return []Block{{Kind: Paragraph, Spans: []Span{{Text: text}}}}
}
