package handout

import (
	"image/color"
	"strings"
	"unicode/utf8"

	"touchpoint/deck"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// letters are how a text looks.
type letters struct {
	size  float64
	ink   color.NRGBA
	bold  bool
	slant bool
}

// The distance of lines, and from the top of one to its baseline, in sizes of the text.
const (
	leading  = 1.4
	baseline = leading/2 + 0.36
)

// blankWidth is how wide the room for a gap is: the same for all, so that it says nothing.
const blankWidth = 64

// An atom is what is never broken: a word, or a part of one in one style.
type atom struct {
	letters
	text          string
	width, rise   float64
	space         bool // white space stands before it
	glued         bool // no line ends between it and the one before
	ends          bool // a line ends before it
	code, strike  bool
	under         bool
	gap           int  // whose answer it is, 0 for none
	blank         bool // room to write, with a hint beneath the line
	link          string
	first, latest rune
}

func (a *atom) face() paper.Face {
	f := paper.Regular
	if a.bold {
		f = paper.Bold
	}
	if a.slant {
		f += paper.Italic - paper.Regular
	}
	return f
}

// atoms cuts spans into what lines are made of.
func (s *setter) atoms(spans []deck.Span, l letters) []atom {
	w := atomizer{s: s}
	for i := 0; i < len(spans); i++ {
		span := spans[i]
		switch {
		case span.Cite != "":
			w.cite(spans, i, l)
		case span.Gap > 0 && s.blank:
			for i+1 < len(spans) && spans[i+1].Gap == span.Gap && spans[i+1].Cite == "" {
				i++ // a gap in several styles is one
			}
			w.gap(span, l)
		default:
			w.span(span, l)
		}
	}
	return w.list
}

type atomizer struct {
	s     *setter
	list  []atom
	space bool
	ends  bool
}

// add adds an atom behind what has been said of white space.
func (w *atomizer) add(a atom) {
	a.first, _ = utf8.DecodeRuneInString(a.text)
	a.latest, _ = utf8.DecodeLastRuneInString(a.text)
	a.space, a.ends = w.space, w.ends
	if n := len(w.list); n > 0 && !a.space && !a.ends {
		a.glued = a.glued || !paper.Breaks(w.list[n-1].latest, a.first)
	}
	w.space, w.ends = false, false
	w.list = append(w.list, a)
}

// span adds the words of a span.
func (w *atomizer) span(span deck.Span, l letters) {
	a := atom{letters: l, code: span.Code, strike: span.Strike}
	a.bold, a.slant = l.bold || span.Strong, l.slant || span.Emph
	_, file := span.Attachment()
	if span.Link != "" && !file {
		a.link, a.ink = span.Link, w.s.colours.Accent
	}
	if span.Gap > 0 { // an answer
		a.bold, a.under, a.ink, a.gap = true, true, w.s.colours.Accent, span.Gap
	}
	for i, line := range strings.Split(span.Text, "\n") {
		w.ends = w.ends || i > 0
		for _, word := range paper.Words(line) {
			if word == " " {
				w.space = true
				continue
			}
			a.text = word
			a.width = paper.Measure(word, a.size, a.face())
			w.add(a)
		}
	}
}

// gap adds the room to write what is missing.
func (w *atomizer) gap(span deck.Span, l letters) {
	a := atom{letters: l, blank: true, width: blankWidth}
	if span.Hint != "" {
		a.text = span.Hint
		a.width = max(a.width, paper.Measure(span.Hint, l.size*hintShare, paper.Italic)+8)
	}
	if n := len(w.list); n > 0 && w.list[n-1].blank {
		w.space = true
	}
	w.add(a)
}

// hintShare is the size of what is written beneath a line, in sizes of the text.
const hintShare = 0.72

// cite adds the number of a source, small and above the line.
func (w *atomizer) cite(spans []deck.Span, i int, l letters) {
	text := w.s.sources.mark(spans[i].Cite)
	if i == 0 || spans[i-1].Cite == "" {
		text = "[" + text
	}
	if i+1 < len(spans) && spans[i+1].Cite != "" {
		text += ", "
	} else {
		text += "]"
	}
	a := atom{letters: l, text: text, rise: l.size * 0.28, glued: true}
	a.size, a.ink, a.bold, a.slant = l.size*0.7, w.s.colours.Muted, false, false
	a.width = paper.Measure(text, a.size, paper.Regular)
	w.space = false
	w.add(a)
}

// lines breaks spans into lines of a width.
func (s *setter) lines(spans []deck.Span, l letters, width float64) []slab {
	var out []slab
	for _, line := range broken(s.atoms(spans, l), width) {
		out = append(out, s.line(line, l))
	}
	return out
}

// broken breaks atoms into lines. What is glued together moves to the next line together.
func broken(atoms []atom, width float64) [][]atom {
	var lines [][]atom
	var line []atom
	at := 0.0
	end := func() {
		lines, line, at = append(lines, line), nil, 0
	}
	for i := 0; i < len(atoms); {
		n := i + 1
		for n < len(atoms) && atoms[n].glued && !atoms[n].ends && !atoms[n].space {
			n++
		}
		group := atoms[i:n]
		i = n
		wide := 0.0
		for _, a := range group {
			wide += a.width
		}
		gap := 0.0
		if group[0].space && len(line) > 0 {
			gap = group[0].spaceWidth()
		}
		if len(line) > 0 && (group[0].ends || at+gap+wide > width+0.01) {
			end()
			gap = 0
		}
		if wide > width+0.01 {
			group = split(group, width)
			if len(group) > 1 {
				for _, a := range group[:len(group)-1] {
					line = append(line, a)
					end()
				}
				group = group[len(group)-1:]
				wide = group[0].width
			}
		}
		line = append(line, group...)
		at += gap + wide
	}
	if len(line) > 0 {
		end()
	}
	return lines
}

func (a *atom) spaceWidth() float64 { return paper.Measure(" ", a.size, a.face()) }

// split breaks atoms that are wider than a line together into atoms that are not.
func split(group []atom, width float64) []atom {
	var out []atom
	for _, a := range group {
		if a.width <= width+0.01 || a.blank {
			out = append(out, a)
			continue
		}
		for i, part := range paper.Broken(a.text, a.size, a.face(), width) {
			b := a
			b.text, b.space = part, a.space && i == 0
			b.width = paper.Measure(part, b.size, b.face())
			out = append(out, b)
		}
	}
	return out
}

// line sets a line.
func (s *setter) line(atoms []atom, l letters) slab {
	out := slab{height: l.size * leading}
	base := l.size * baseline
	x := s.left
	for i := range atoms {
		a := &atoms[i]
		lead := 0.0
		if i > 0 && a.space {
			lead = a.spaceWidth()
		}
		x += lead
		if i == 0 || a.gap == 0 || a.gap != atoms[i-1].gap {
			lead = 0
		}
		s.atom(&out, a, x, base, lead)
		x += a.width
		out.height = max(out.height, s.room(a, l))
	}
	return out
}

// room is how high a line is for an atom's sake.
func (s *setter) room(a *atom, l letters) float64 {
	if a.blank && a.text != "" {
		return l.size * (leading + hintShare)
	}
	return 0
}

// atom sets an atom. The line beneath it begins so much before it.
func (s *setter) atom(out *slab, a *atom, x, base, lead float64) {
	rule := func(y, width float64, in color.NRGBA) {
		out.marks = append(out.marks, paper.Mark{
			Kind: paper.Line, Points: []model.Point{{X: x - lead, Y: y}, {X: x + a.width, Y: y}}, Stroke: in, Width: width,
		})
	}
	if a.blank {
		rule(base+2, 0.8, s.colours.Ink)
		if a.text != "" {
			out.marks = append(out.marks, paper.Mark{
				Kind: paper.Text, Text: a.text, Size: a.size * hintShare, Fill: s.colours.Muted, Face: paper.Italic, Align: paper.Middle,
				Points: []model.Point{{X: x + a.width/2, Y: base + 2 + a.size*hintShare}},
			})
		}
		return
	}
	if a.code {
		out.marks = append(out.marks, paper.Mark{
			Kind: paper.Box, Fill: s.colours.Wash, Radius: 2,
			Rect: model.Rect{X: x - 1, Y: base - a.size*0.9, Width: a.width + 2, Height: a.size * 1.2},
		})
	}
	if !continued(out, a, base) {
		out.marks = append(out.marks, paper.Mark{
			Kind: paper.Text, Text: a.text, Size: a.size, Fill: a.ink, Face: a.face(), Link: a.link,
			Points: []model.Point{{X: x, Y: base - a.rise}},
		})
	}
	if a.under {
		rule(base+2, 0.6, a.ink)
	}
	if a.strike {
		rule(base-a.size*0.27, 0.6, a.ink)
	}
}

// continued adds a word to the mark before it, if that looks the same: a line in one style
// is one text.
func continued(out *slab, a *atom, base float64) bool {
	n := len(out.marks)
	if n == 0 || a.code {
		return false
	}
	last := &out.marks[n-1]
	if last.Kind != paper.Text || last.Face != a.face() || last.Size != a.size || last.Fill != a.ink || last.Link != a.link ||
		last.Points[0].Y != base-a.rise {
		return false
	}
	if a.space {
		last.Text += " "
	}
	last.Text += a.text
	return true
}
