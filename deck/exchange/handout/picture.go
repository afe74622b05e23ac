package handout

import (
	"strconv"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// pictureBlock sets a picture with the covers over it, or its description where it cannot
// be shown.
func (s *setter) pictureBlock(b *deck.Block) {
	p := s.gallery.get(b.Path)
	if p == nil {
		s.described(b)
		return
	}
	room := s.picture
	if room == 0 {
		room = s.high
	}
	scale := min(1, s.width/p.width, room/p.height)
	at := model.Rect{X: s.left, Y: 2, Width: p.width * scale, Height: p.height * scale}
	out := slab{height: at.Height + 4, marks: []paper.Mark{{Kind: paper.Picture, Rect: at, Picture: p.data}}}
	for _, c := range b.Covers {
		out.marks = append(out.marks, s.cover(c, at)...)
	}
	s.add(out)
}

// cover draws a cover over a picture: closed with its number, open as a frame.
func (s *setter) cover(c deck.Cover, at model.Rect) []paper.Mark {
	share := func(v float64) float64 { return min(max(v, 0), 100) / 100 }
	r := model.Rect{
		X: at.X + share(c.X)*at.Width, Y: at.Y + share(c.Y)*at.Height,
		Width: share(c.Width) * at.Width, Height: share(c.Height) * at.Height,
	}
	box := paper.Mark{Kind: paper.Box, Rect: r, Radius: 2, Stroke: s.colours.Accent, Width: 1}
	size := min(9, max(r.Height*0.7, 5))
	number := paper.Mark{
		Kind: paper.Text, Text: strconv.Itoa(c.Number), Size: size, Face: paper.Bold, Fill: s.colours.Accent, Align: paper.Middle,
		Points: []model.Point{{X: r.X + r.Width/2, Y: r.Y + r.Height/2 + size*0.36}},
	}
	if !c.Open {
		box.Fill = s.colours.Wash
		return []paper.Mark{box, number}
	}
	// In a corner, on a ground of its own.
	tab := model.Rect{X: r.X, Y: r.Y, Width: min(paper.Measure(number.Text, size, paper.Bold)+4, r.Width), Height: min(size+2, r.Height)}
	number.Points[0] = model.Point{X: tab.X + tab.Width/2, Y: tab.Y + tab.Height/2 + size*0.36}
	return []paper.Mark{box, {Kind: paper.Box, Rect: tab, Radius: 2, Fill: s.colours.Surface, Stroke: s.colours.Accent, Width: 0.5}, number}
}

// described sets what a picture shows in words, and for each cover its number.
func (s *setter) described(b *deck.Block) {
	text := strings.TrimSpace(b.Alt)
	if text == "" {
		text = b.Path
	}
	l := s.text
	l.slant, l.ink = true, s.colours.Muted
	s.quote(func() { s.add(s.lines([]deck.Span{{Text: "Picture: " + text}}, l, s.width)...) })
	for _, c := range b.Covers {
		if !c.Open {
			s.hung(strconv.Itoa(c.Number), func() { s.ruled(1) })
		}
	}
}
