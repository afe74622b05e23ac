package chart

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/ui/theme"
)

// A room is what a chart is laid out in.
type room struct {
	width   float32
	caption float32 // the size of captions
	measure measure
}

// A measure tells how wide a text is at a size.
type measure func(text string, size float32, bold bool) float32

// grown is a distance that grows with the text, which then needs it.
func (r room) grown(d float32) float32 { return d * r.caption / plainCaption }

// line is how high a line of captions is.
func (r room) line() float32 { return r.caption * 1.4 }

func (r room) wide(text string) float32 { return r.measure(text, r.caption, false) }

const plainCaption = 12

// A scene is a chart laid out: plain geometry.
type scene struct {
	marks  []mark
	words  []words
	stops  []stop
	across int // how many stops the arrows to the sides go, 0 for none
	down   int // how many the arrows up and down go, 0 for none
}

type markKind uint8

const (
	boxMark  markKind = iota // a rectangle from at to to
	lineMark                 // points joined
	areaMark                 // points round a surface
	discMark                 // at points[0], of radius
)

// A mark is a shape.
type mark struct {
	kind     markKind
	at, to   fyne.Position // of a box
	points   []fyne.Position
	radius   float32 // of a disc, or of a box's corners
	width    float32 // of a line
	ink      ink
	dash     []float32 // of a line: drawn, left out, drawn ...
	alone    bool      // takes away what lies below it; a line, also a little beside it
	outlined bool      // a box or disc with a thin line round it
}

// An ink is a role of colour, how much of it covers, and how.
type ink struct {
	role    fyne.ThemeColorName
	share   float32
	pattern pattern
}

// A pattern is how a surface is filled. All but solid are the ink on a pale ground of it.
type pattern uint8

const (
	solid pattern = iota
	hatched
	crossed
	dotted
)

// Words are a text at a place.
type words struct {
	text string
	x, y float32 // its left edge, and the middle of its height
	size float32
	role fyne.ThemeColorName
	bold bool
}

// A stop is a place of the reading mark.
type stop struct {
	at, to fyne.Position   // where the pointer finds it
	ring   bool            // shown as a ring round it, not as a band behind
	round  bool            // the ring is a circle
	rule   float32         // where a line across the plot stands instead of a band, if it is positive
	dots   []fyne.Position // shown as rings on the lines
	words  string
}

// looks is what the tones look like on surfaces and as lines.
var looks = [...]struct {
	fill ink
	dash []float32
}{
	Main:   {fill: ink{theme.Accent, 1, solid}},
	Second: {fill: ink{theme.Accent, 1, hatched}, dash: []float32{7, 4}},
	Quiet:  {fill: ink{theme.Muted, 0.5, solid}, dash: []float32{2, 3}},
	Third:  {fill: ink{theme.Muted, 1, dotted}, dash: []float32{10, 3, 2, 3}},
	Again:  {fill: ink{theme.Again, 1, crossed}, dash: []float32{2, 3}},
	Hard:   {fill: ink{theme.Hard, 1, hatched}, dash: []float32{7, 4}},
	Good:   {fill: ink{theme.Good, 1, solid}},
	Easy:   {fill: ink{theme.Easy, 1, dotted}, dash: []float32{10, 3, 2, 3}},
}

func (t Tone) known() Tone {
	if int(t) >= len(looks) {
		return Main
	}
	return t
}

func (t Tone) fill() ink { return looks[t.known()].fill }

// stroke is the ink of a line, which has no pattern but its dashes.
func (t Tone) stroke() ink {
	in := looks[t.known()].fill
	return ink{role: in.role, share: 1}
}

func (t Tone) dash() []float32 { return looks[t.known()].dash }

var (
	hairline = ink{role: theme.Hairline, share: 1}
	muted    = ink{role: theme.Muted, share: 1}
)

func (s *scene) rule(x1, y1, x2, y2 float32, in ink) {
	s.marks = append(s.marks, mark{kind: lineMark, points: []fyne.Position{{X: x1, Y: y1}, {X: x2, Y: y2}}, width: theme.Stroke, ink: in})
}

func (s *scene) box(x, y, w, h, radius float32, in ink) *mark {
	s.marks = append(s.marks, mark{kind: boxMark, at: fyne.NewPos(x, y), to: fyne.NewPos(x+w, y+h), radius: radius, ink: in})
	return &s.marks[len(s.marks)-1]
}

// say sets a caption with its left edge (align 0), its middle (0.5) or its right edge (1)
// at x, kept within the room.
func (s *scene) say(r room, text string, x, y, align float32, role fyne.ThemeColorName) {
	w := r.wide(text)
	s.words = append(s.words, words{text: text, x: max(min(x-align*w, r.width-w), 0), y: y, size: r.caption, role: role})
}

// near is the stop that is closest to a place, -1 if there is none.
func (s *scene) near(p fyne.Position) int {
	best, least := -1, float32(math.MaxFloat32)
	for i, st := range s.stops {
		dx := max(st.at.X-p.X, p.X-st.to.X, 0)
		dy := max(st.at.Y-p.Y, p.Y-st.to.Y, 0)
		if d := dx*dx + dy*dy; d < least {
			best, least = i, d
		}
	}
	return best
}

// wrapped breaks a text into lines that are at most so wide, as far as its words allow.
func (r room) wrapped(text string, width, size float32) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimLeft(line+" "+word, " ")
		if line != "" && r.measure(longer, size, false) > width {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	return append(lines, line)
}

// cutTo shortens a text of a size to a width.
func (r room) cutTo(text string, width, size float32) string {
	wide := func(text string) bool { return r.measure(text, size, false) > width }
	if !wide(text) {
		return text
	}
	all := []rune(text)
	low, high := 0, len(all)
	for low < high {
		mid := (low + high + 1) / 2
		if !wide(strings.TrimRight(string(all[:mid]), " ") + "…") {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return strings.TrimRight(string(all[:low]), " ") + "…"
}
