package model

// A Drawing is the picture of a model as geometry, in points at the usual text size, with
// the origin at the top left. The window, thumbnails and paper draw the same one.
type Drawing struct {
	Width, Height float64
	Grid          Grid   // how the author's places fall into the drawing
	Bands         []Band // behind everything: stages, facets, rows and columns
	Nodes         []Node // in reading order
	Edges         []Edge
}

// A Grid maps an author's place to the middle of a box, and back.
type Grid struct {
	X, Y           float64 // the middle of place 0, 0
	PitchX, PitchY float64 // 0 when the drawing has no grid
}

// A Point is a place in a drawing.
type Point struct{ X, Y float64 }

// A Rect is an upright rectangle.
type Rect struct{ X, Y, Width, Height float64 }

// A Band is a faint field with a small caption at its top left. ID is that of the
// element it stands for, and may be empty.
type Band struct {
	ID      string
	Rect    Rect
	Caption string
	Size    float64 // of the caption
}

// A Shape says how a node is drawn.
type Shape string

// The shapes.
const (
	Box     Shape = "box"     // a construct, an alternative, a category, a root
	Pill    Shape = "pill"    // a moderator, a value of a condition
	Chip    Shape = "chip"    // a touchpoint, an item: small, left-aligned
	Heading Shape = "heading" // of a column or row: text without a box
	Cell    Shape = "cell"    // of a grid or a bin: an empty field behind chips, which can be tapped
)

// A Node is something with a text in it. ID is the element's, or a CellID.
type Node struct {
	ID    string
	Shape Shape
	Role  Role // construct; an alternative and a root are Focal
	Rect  Rect
	Lines []string // the label, broken into lines
	Size  float64  // of the text
}

// An Edge is an arrow of straight pieces from the rim of one node to the rim of another;
// gentle bends are many pieces. A moderator's thin line to the middle of an arrow has
// Tether set, no sign and no head, and the id of the moderator followed by ">" and that
// of the relation.
type Edge struct {
	ID       string
	From, To string
	Points   []Point
	Sign     Sign // "" for none
	Form     Form // of a flow, "" otherwise
	Disc     Point
	Label    string // a word or two on the line, "" for none
	LabelAt  Rect
	Tether   bool
}

// DiscSize is the diameter of the disc that holds an edge's sign.
const DiscSize = 18

// The sizes of text in a drawing.
const (
	LabelSize   = 15
	ChipSize    = 13
	CaptionSize = 12
)

// A DrawOptions says how a model is drawn. The zero value is right for most.
type DrawOptions struct {
	Measure       func(text string, size float64) float64 // width of a text; nil for that of Inter
	Automatic     bool                                    // lay everything out, wherever the author wants it
	Columns, Rows float64                                 // path: the grid has room for at least so many
}

// A Face is how an element looks beside how it is drawn usually.
type Face struct {
	Hidden bool // not drawn
	Dim    bool // stands back
	Lit    bool // stands out
	Asked  bool // a dashed outline with "?" in the place of the label or sign
	Mark   Mark
	Label  string // in place of its own; "" for its own
	Right  string // the right answer, written beside it
	Sign   Sign   // in place of its own; "" for its own
	Plain  bool   // its line says nothing of its sign: only the disc does
	Tag    string // a word or two beside it, for instance "stronger" or "step 3"
	Recall *Recall
}

// A Recall is how well the learner remembers what belongs to an element.
type Recall struct {
	Chance float64 // mean chance that a card is remembered now, 0 to 1
	Seen   int     // cards that have been answered
	Cards  int
}

// A Mark is a verdict on an element.
type Mark string

// The marks.
const (
	Unmarked Mark = ""
	Hit      Mark = "hit"
	Miss     Mark = "miss"  // it should be there
	Extra    Mark = "extra" // it should not be there
	Wrong    Mark = "wrong" // it should be otherwise: Face.Right says how
)

// An Overlay says by id which elements look other than usual.
type Overlay map[string]Face
