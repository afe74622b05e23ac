package chart

import (
	"fmt"
	"math"
	"slices"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/ui/theme"
)

// Calibration shows what was expected against what came: a disc for each group of
// predictions, the larger the more there are. On the diagonal, both are the same.
type Calibration struct {
	About
	Of       string  // what is counted: "answers"
	Expected string  // what stands along the foot: "Expected to be remembered"; "Expected" if it is ""
	Came     string  // what stands along the side: "Remembered" if it is ""
	Groups   []Group // those without a count cannot be read
}

// A Group is predictions of about the same value.
type Group struct {
	Expected float64 // share predicted, 0 to 1
	Came     float64 // share that came true
	Count    int
}

// Table implements [Data].
func (c Calibration) Table() (head []string, rows [][]string) { return c.table().said() }

func (c Calibration) blank() bool {
	return !slices.ContainsFunc(c.Groups, func(g Group) bool { return g.Count > 0 })
}

func (c Calibration) names() (expected, came string) {
	expected, came = c.Expected, c.Came
	if expected == "" {
		expected = "Expected"
	}
	if came == "" {
		came = "Remembered"
	}
	return expected, came
}

func (c Calibration) table() table {
	expected, came := c.names()
	t := table{head: []heading{{expected, Share}, {came, Share}, {name: headed(c.Of)}}}
	for _, g := range c.Groups {
		t.rows = append(t.rows, []cell{figure(g.Expected), figure(g.Came), figure(float64(g.Count))})
	}
	return t
}

func (c Calibration) reading(g Group) string {
	expected, came := c.names()
	return fmt.Sprintf("%s %s: %s %s, of %s %s", expected, Share.Text(g.Expected), inSentence(came), Share.Text(g.Came), deck.Number(g.Count), c.Of)
}

// low is where both axes begin: at a tenth below everything.
func (c Calibration) low() float64 {
	low := 1.0
	for _, g := range c.Groups {
		if g.Count > 0 {
			low = min(low, share(g.Expected), share(g.Came))
		}
	}
	return min(math.Floor(low*10+1e-9)/10, 0.8)
}

// share brings a number into 0 to 1.
func share(v float64) float64 { return min(max(sane(v), 0), 1) }

// The plot is as wide as it is high, if there is room.
const (
	squareSide  = 260
	leastDisc   = 3
	largestDisc = 13
)

func (c Calibration) side(r room) float32 {
	return min(r.grown(squareSide), max(r.width*0.8, 80))
}

func (c Calibration) height(r room) float32 {
	return r.line()*1.5 + c.side(r) + r.line()*2.5 + theme.Gap4
}

func (c Calibration) lay(r room) scene {
	var s scene
	expected, came := c.names()
	axis := ranged(c.low(), 1, parts+1, Share)
	f := framed(r, r.line(), axis, scale{})
	f.bottom = f.top + c.side(r)
	f.right = min(r.width-r.grown(largestDisc), f.left+c.side(r)*1.6)
	x := func(v float64) float32 { return f.left + axis.at(v)*(f.right-f.left) }
	s.say(r, came, 0, r.line()/2, 0, theme.Muted)
	s.axes(r, f)
	var labels []tag
	for _, t := range axis.tags() {
		labels = append(labels, t)
		s.rule(x(t.at), f.top, x(t.at), f.bottom, hairline)
	}
	s.below(r, f, strided(r, labels, evenly, len(labels)-1, x), x)
	s.say(r, expected, (f.left+f.right)/2, f.bottom+theme.Gap4+r.line()*1.5, 0.5, theme.Muted)
	s.marks = append(s.marks, mark{
		kind: lineMark, points: []fyne.Position{{X: x(axis.low), Y: f.height(axis.low)}, {X: x(1), Y: f.height(1)}},
		width: theme.Stroke, ink: muted, dash: []float32{5, 4},
	})
	largest := 1
	for _, g := range c.Groups {
		largest = max(largest, g.Count)
	}
	s.across = 1
	for _, g := range c.Groups {
		if g.Count <= 0 {
			continue
		}
		at := fyne.NewPos(x(max(share(g.Expected), axis.low)), f.within(share(g.Came)))
		radius := r.grown(leastDisc + (largestDisc-leastDisc)*float32(math.Sqrt(float64(g.Count)/float64(largest))))
		s.marks = append(s.marks, mark{kind: discMark, points: []fyne.Position{at}, radius: radius, ink: ink{theme.Accent, 0.45, solid}, outlined: true})
		s.stops = append(s.stops, stop{at: at.AddXY(-radius, -radius), to: at.AddXY(radius, radius), ring: true, round: true, words: c.reading(g)})
	}
	return s
}
