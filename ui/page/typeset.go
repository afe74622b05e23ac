package page

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/ui/theme"
)

// A Style says how a text looks as a whole.
type Style struct {
	Size    fyne.ThemeSizeName
	Color   fyne.ThemeColorName
	Bold    bool
	Asked   int     // gap number that is hidden and asked for
	Lit     int     // gap number that is shown as the answer
	Bar     bool    // a bar at the left, as beside an explanation
	Centre  bool    // lines stand in the middle of the column
	Picture float32 // how high a picture may be, in pixels; 0 for the usual
	// Added and Struck colour strong and struck words, as in a typed answer's
	// difference; "" leaves them in the text's colour.
	Added, Struck fyne.ThemeColorName
}

// A face is a font at a size.
type face struct {
	size  float32
	style fyne.TextStyle
}

// A measure tells how much room a text takes.
type measure func(text string, f face) (width, height, baseline float32)

type markKind uint8

const (
	textMark markKind = iota
	boxMark
	pictureMark
	playMark
)

// A mark is one thing to draw, in coordinates relative to the text's top left.
type mark struct {
	kind       markKind
	x, y, w, h float32
	text       string // textMark; pictureMark: what it shows, in words
	face       face
	color      fyne.ThemeColorName // of the text, or the fill of a box; "" for none
	stroke     fyne.ThemeColorName // boxMark
	thick      float32             // of the stroke, 0 for a hairline
	radius     float32
	path       string // pictureMark, playMark
}

// LineHeight is the distance of two lines, as a multiple of the size of type.
const LineHeight = 1.45

// Measures of the page, as multiples of the size of type unless they say otherwise.
const (
	blockSpace    = 0.75
	listIndent    = 1.6
	barIndent     = theme.Gap16 // in pixels
	gapWidth      = 4.0         // of an asked gap without a hint
	dash          = 5           // of the outline of a gap, in pixels
	pictureHeight = 280         // at most, in pixels
)

// A setter puts blocks on a page from top to bottom.
type setter struct {
	measure measure
	sizes   func(fyne.ThemeSizeName) float32
	picture func(path string, width float32) (size fyne.Size, ok bool)
	style   Style
	silent  map[string]bool // sounds and films that could not be opened
	size    float32
	marks   []mark
	y       float32
}

// typeset lays blocks out in a column of the given width and returns what to draw
// and how high it is.
func (s *setter) typeset(blocks []deck.Block, width float32) ([]mark, float32) {
	s.marks, s.y = nil, 0
	s.size = s.sizes(s.style.Size)
	left := float32(0)
	if s.style.Bar {
		left = barIndent
	}
	s.blocks(blocks, left, width-left, s.style.Color)
	if s.style.Bar {
		s.marks = append(s.marks, mark{kind: boxMark, w: 3, h: s.y, color: theme.Hairline, radius: 1.5})
	}
	return s.marks, s.y
}

func (s *setter) blocks(blocks []deck.Block, x, width float32, color fyne.ThemeColorName) {
	for i := range blocks {
		if i > 0 {
			s.y += s.size * blockSpace
		}
		s.block(&blocks[i], x, width, color)
	}
}

func (s *setter) block(b *deck.Block, x, width float32, color fyne.ThemeColorName) {
	switch b.Kind {
	case deck.Paragraph:
		s.spans(b.Spans, x, width, color, s.style.Bold)
	case deck.Heading:
		s.spans(b.Spans, x, width, color, true)
	case deck.List:
		s.list(b, x, width, color)
	case deck.Quote:
		top := s.y
		s.blocks(b.Blocks, x+barIndent, width-barIndent, theme.Muted)
		s.marks = append(s.marks, mark{kind: boxMark, x: x, y: top, w: 3, h: s.y - top, color: theme.Hairline, radius: 1.5})
	case deck.Code:
		s.code(b, x, width)
	case deck.Formula:
		s.formula(b, x, width, color)
	case deck.Table:
		s.table(b, x, width, color)
	case deck.Picture:
		s.pictureBlock(b, x, width)
	case deck.Rule:
		s.marks = append(s.marks, mark{kind: boxMark, x: x, y: s.y + s.size/2, w: width, h: 1, color: theme.Hairline})
		s.y += s.size
	}
}

func (s *setter) list(b *deck.Block, x, width float32, color fyne.ThemeColorName) {
	indent := s.size * listIndent
	f := face{size: s.size}
	for i, item := range b.Items {
		if i > 0 {
			s.y += s.size * blockSpace / 3
		}
		label := "•"
		if b.Ordered {
			label = itoa(max(b.Start, 1)+i) + "."
		}
		w, h, _ := s.measure(label, f)
		s.text(label, f, theme.Muted, x+indent-w-s.size*0.45, s.y+(s.size*LineHeight-h)/2, w, h)
		s.blocks(item, x+indent, width-indent, color)
	}
}

func (s *setter) code(b *deck.Block, x, width float32) {
	f := face{size: s.size * 0.92, style: fyne.TextStyle{Monospace: true}}
	pad := theme.Gap8
	box := len(s.marks)
	s.marks = append(s.marks, mark{kind: boxMark, x: x, y: s.y, w: width, color: theme.Wash, radius: theme.RadiusControl})
	s.y += pad
	for _, span := range b.Spans {
		for _, line := range lines(span.Text) {
			for _, part := range s.fold(line, f, width-2*pad) {
				w, h, _ := s.measure(part, f)
				s.text(part, f, theme.Ink, x+pad, s.y, w, h)
				s.y += h
			}
		}
	}
	s.y += pad
	s.marks[box].h = s.y - s.marks[box].y
}

// formula sets a formula in the middle of its column, or as code if it is its source.
func (s *setter) formula(b *deck.Block, x, width float32, color fyne.ThemeColorName) {
	if len(b.Spans) > 0 && b.Spans[0].Code {
		s.code(b, x, width)
		return
	}
	centre := s.style.Centre
	s.style.Centre = true
	s.spans(b.Spans, x, width, color, s.style.Bold)
	s.style.Centre = centre
}

// table gives each column the room that its longest cell wants, or less of it where
// they do not fit, but no word is broken that has room. The first row is the head; a table whose first row is empty has none.
func (s *setter) table(b *deck.Block, x, width float32, color fyne.ThemeColorName) {
	widths := s.columns(b, width)
	for r, row := range b.Rows {
		if len(row) == 0 {
			continue
		}
		if r > 1 || (r == 1 && len(b.Rows[0]) > 0) {
			s.marks = append(s.marks, mark{kind: boxMark, x: x, y: s.y, w: width, h: 1, color: theme.Hairline})
		}
		top, bottom, cx := s.y+theme.Gap4, s.y, x
		for c, cell := range row {
			if c >= len(widths) {
				break
			}
			s.y = top
			s.spans(cell.Spans, cx, widths[c]-theme.Gap16, color, r == 0)
			bottom = max(bottom, s.y)
			cx += widths[c]
		}
		s.y = bottom + theme.Gap4
	}
}

func (s *setter) columns(b *deck.Block, width float32) []float32 {
	var want, need []float32 // for the longest cell, and for the longest word
	for r, row := range b.Rows {
		for c, cell := range row {
			if c == len(want) {
				want, need = append(want, s.size*3), append(need, s.size*3)
			}
			var w float32
			for _, span := range cell.Spans {
				f := face{s.size, fyne.TextStyle{Bold: r == 0 || span.Strong}}
				part, _, _ := s.measure(span.Text, f)
				w += part
				for _, word := range strings.Fields(span.Text) {
					part, _, _ := s.measure(word, f)
					need[c] = max(need[c], part+theme.Gap16+1)
				}
			}
			want[c] = max(want[c], w+theme.Gap16, need[c])
		}
	}
	return shared(want, need, width)
}

// shared gives columns what they want where it fits; else what their longest words
// need and a share of the rest; and where not even the words fit, a share of it all.
func shared(want, need []float32, width float32) []float32 {
	var wanted, needed float32
	for c := range want {
		wanted += want[c]
		needed += need[c]
	}
	list := slices.Clone(want)
	if wanted <= width {
		return list
	}
	for c := range list {
		if needed < width {
			list[c] = need[c] + (want[c]-need[c])*(width-needed)/(wanted-needed)
		} else {
			list[c] *= width / wanted
		}
	}
	return list
}

func (s *setter) text(text string, f face, color fyne.ThemeColorName, x, y, w, h float32) {
	s.marks = append(s.marks, mark{kind: textMark, text: text, face: f, color: color, x: x, y: y, w: w, h: h})
}
