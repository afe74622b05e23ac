package handout

import (
	"slices"
	"strconv"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// A setter sets blocks one beneath another in a column.
type setter struct {
	colours *paper.Palette
	sources *register
	gallery *gallery

	left, width float64 // of the column
	high        float64 // the highest that a slab may be
	picture     float64 // the highest that a picture may be; 0 is high
	text        letters
	head        letters // of headings
	blank       bool    // gaps are room to write

	out []slab
}

// column returns a setter with nothing set yet, for a column of another width.
func (s *setter) column(width float64) *setter {
	c := *s
	c.left, c.width, c.out = 0, width, nil
	return &c
}

// with returns the setter for letters of another look.
func (s *setter) with(l letters) *setter {
	c := *s
	c.text, c.out = l, nil
	return &c
}

func (s *setter) add(slabs ...slab) { s.out = append(s.out, slabs...) }

// space leaves a distance, unless there is one already.
func (s *setter) space(height float64) {
	n := len(s.out)
	switch {
	case n == 0:
	case s.out[n-1].white:
		s.out[n-1].height = max(s.out[n-1].height, height)
	default:
		s.add(slab{height: height, white: true, holds: s.out[n-1].holds})
	}
}

// indented sets what f sets further to the right.
func (s *setter) indented(by float64, f func()) {
	by = min(by, s.width/2)
	s.left, s.width = s.left+by, s.width-by
	f()
	s.left, s.width = s.left-by, s.width+by
}

// blocks sets blocks, with a distance between them.
func (s *setter) blocks(blocks []deck.Block) {
	for i := range blocks {
		s.space(s.text.size * 0.4)
		s.block(&blocks[i])
	}
}

func (s *setter) block(b *deck.Block) {
	switch b.Kind {
	case deck.Heading:
		s.add(held(s.lines(b.Spans, s.head, s.width))...)
		if n := len(s.out); n > 0 {
			s.out[n-1].holds = true
		}
	case deck.List:
		s.list(b)
	case deck.Quote:
		s.quote(func() { s.blocks(b.Blocks) })
	case deck.Code:
		s.ground(func() { s.code(b) })
	case deck.Formula:
		s.formula(b)
	case deck.Table:
		s.table(b)
	case deck.Picture:
		s.pictureBlock(b)
	case deck.Rule:
		s.rule()
	case deck.Paragraph:
		s.add(s.lines(b.Spans, s.text, s.width)...)
	default:
		s.add(s.lines(b.Spans, s.text, s.width)...)
	}
}

// rule draws a hairline.
func (s *setter) rule() {
	s.add(slab{height: s.text.size * 0.6, marks: []paper.Mark{{
		Kind: paper.Line, Points: []model.Point{{X: s.left, Y: s.text.size * 0.3}, {X: s.left + s.width, Y: s.text.size * 0.3}},
		Stroke: s.colours.Hairline, Width: 0.7,
	}}})
}

// side sets the parts of a side of a note.
func (s *setter) side(parts []part) {
	for _, p := range parts {
		switch {
		case p.lines > 0:
			s.ruled(p.lines)
		case p.mark != "":
			s.space(s.text.size * 0.25)
			before := s.text.bold
			s.text.bold = before || p.right
			s.hung(p.mark, func() { s.blocks(p.blocks) })
			s.text.bold = before
		default:
			s.space(s.text.size * 0.4)
			s.blocks(p.blocks)
		}
	}
}

// ruled draws lines to write on.
func (s *setter) ruled(lines int) {
	for range lines {
		h := s.text.size * 1.9
		s.add(slab{height: h, marks: []paper.Mark{{
			Kind: paper.Line, Points: []model.Point{{X: s.left, Y: h - 3}, {X: s.left + s.width, Y: h - 3}},
			Stroke: s.colours.Muted, Width: 0.35,
		}}})
	}
}

// hung sets what f sets, with a mark hanging before its first line.
func (s *setter) hung(mark string, f func()) {
	face := paper.Regular
	ink := s.colours.Muted
	if s.text.bold {
		face, ink = paper.Bold, s.text.ink
	}
	by := max(s.text.size*1.5, paper.Measure(mark, s.text.size, face)+s.text.size*0.5)
	from := len(s.out)
	s.indented(by, f)
	for from < len(s.out) && s.out[from].white {
		from++
	}
	if from == len(s.out) { // an item without words
		s.add(slab{height: s.text.size * leading})
	}
	first := &s.out[from]
	first.marks = slices.Insert(first.marks, 0, paper.Mark{ // read first
		Kind: paper.Text, Text: mark, Size: s.text.size, Fill: ink, Face: face,
		Points: []model.Point{{X: s.left, Y: s.text.size * baseline}},
	})
}

func (s *setter) list(b *deck.Block) {
	for i, item := range b.Items {
		s.space(s.text.size * 0.25)
		mark := "•"
		if b.Ordered {
			mark = strconv.Itoa(b.Start+i) + "."
		}
		s.hung(mark, func() { s.blocks(item) })
	}
}

// quote sets what f sets with a line at its left.
func (s *setter) quote(f func()) {
	from := len(s.out)
	s.indented(s.text.size*0.9, f)
	for i := from; i < len(s.out); i++ {
		q := &s.out[i]
		q.marks = append(q.marks, paper.Mark{
			Kind: paper.Line, Points: []model.Point{{X: s.left + 1, Y: 0}, {X: s.left + 1, Y: q.height}},
			Stroke: s.colours.Hairline, Width: 1.5,
		})
	}
}

// ground puts a faint ground behind what f sets.
func (s *setter) ground(f func()) {
	from := len(s.out)
	f()
	for i := from; i < len(s.out); i++ {
		q := &s.out[i]
		q.marks = append([]paper.Mark{{
			Kind: paper.Box, Rect: model.Rect{X: s.left, Y: -0.2, Width: s.width, Height: q.height + 0.4}, Fill: s.colours.Wash,
		}}, q.marks...)
	}
}

// code sets each line of a text as it is, on a ground of its own.
func (s *setter) code(b *deck.Block) {
	l := s.text
	l.size *= 0.92
	const pad = 6
	for line := range strings.Lines(spansText(b.Spans)) {
		line = strings.TrimRight(strings.ReplaceAll(line, "\t", "    "), "\r\n")
		words := strings.TrimLeft(line, " ")
		s.indented(pad+float64(len(line)-len(words))*l.size*0.5, func() {
			for _, row := range paper.Wrap(words, l.size, paper.Regular, s.width-pad) {
				s.add(s.line([]atom{{letters: l, text: row}}, l))
			}
		})
	}
}

func spansText(spans []deck.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// formula sets a formula in the middle of lines of its own.
func (s *setter) formula(b *deck.Block) {
	for _, line := range broken(s.atoms(b.Spans, s.text), s.width) {
		wide := 0.0
		for i := range line {
			wide += line[i].width
			if i > 0 && line[i].space {
				wide += line[i].spaceWidth()
			}
		}
		s.indented(max(s.width-wide, 0)/2, func() { s.add(s.line(line, s.text)) })
	}
}
