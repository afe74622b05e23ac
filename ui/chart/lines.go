package chart

import (
	"math"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/ui/theme"
)

// Lines shows how something depends on something else: one or more lines, each with a
// band of doubt if it has one.
type Lines struct {
	About
	X     Axis
	Y     Axis
	Lines []Line
	Pins  []Pin
}

// An Axis says what stands along a side of a chart.
type Axis struct {
	Name string // "Days from now", "Minutes a day"
	Unit Unit
	From time.Time // if set, numbers are days from this one, and are said as dates; for X only
	Days int       // with From: so many days each number stands for, itself in the middle; 0: one
	Zero bool      // the axis begins at nothing, whatever the numbers
	Low  float64   // with High: the ends, if High is greater
	High float64
}

// A Line is one line. Its points stand in the order of X; a point whose Y is not a number
// is a gap.
type Line struct {
	Name   string
	Tone   Tone
	Points []Point
	Low    []float64 // the band around the points, as long as Points, or nil
	High   []float64
	Steps  bool // holds its value until the next point
}

// A Pin marks a place on the X axis: today, an exam, the value in force.
type Pin struct {
	X      float64
	Text   string
	Strong bool // stands out
}

// Table implements [Data].
func (l Lines) Table() (head []string, rows [][]string) { return l.table().said() }

func (l Lines) blank() bool { return len(l.places()) == 0 }

// places are the X of all points that can be drawn, in order, each once.
func (l Lines) places() []float64 {
	var list []float64
	for _, line := range l.Lines {
		for _, p := range line.Points {
			if known(p.X) && known(p.Y) {
				list = append(list, p.X)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// at is a line's point at an X.
func (l Line) at(x float64) (int, bool) {
	i, ok := slices.BinarySearchFunc(l.Points, x, func(p Point, x float64) int {
		switch {
		case p.X < x:
			return -1
		case p.X > x:
			return 1
		}
		return 0
	})
	return i, ok && known(l.Points[i].Y)
}

// doubt is the band at a point.
func (l Line) doubt(i int) (low, high float64, ok bool) {
	if i >= len(l.Low) || i >= len(l.High) || !known(l.Low[i]) || !known(l.High[i]) {
		return 0, 0, false
	}
	return l.Low[i], l.High[i], true
}

func (l Lines) name(i int) string {
	if l.Lines[i].Name == "" {
		return l.Y.Name
	}
	return l.Lines[i].Name
}

func (l Lines) table() table {
	t := table{head: []heading{{l.X.Name, l.X.Unit}}}
	if !l.X.From.IsZero() {
		t.head[0].unit = Count
	}
	if l.X.Days > 1 {
		t.head = append(t.head, heading{"to", Count})
	}
	for i, line := range l.Lines {
		t.head = append(t.head, heading{l.name(i), l.Y.Unit})
		if len(line.Low) > 0 {
			t.head = append(t.head, heading{l.name(i) + ", from", l.Y.Unit}, heading{"to", l.Y.Unit})
		}
	}
	for _, x := range l.places() {
		row := []cell{figure(x)}
		if !l.X.From.IsZero() {
			first, last := l.X.days(x)
			row[0] = word(first.Format(time.DateOnly))
			if l.X.Days > 1 {
				row = append(row, word(last.Format(time.DateOnly)))
			}
		}
		for _, line := range l.Lines {
			y, low, high := math.NaN(), math.NaN(), math.NaN()
			if i, ok := line.at(x); ok {
				y = line.Points[i].Y
				if a, b, ok := line.doubt(i); ok {
					low, high = a, b
				}
			}
			if row = append(row, figure(y)); len(line.Low) > 0 {
				row = append(row, figure(low), figure(high))
			}
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// reading says what all lines have at an X.
func (l Lines) reading(x float64) string {
	var list []string
	for n, line := range l.Lines {
		i, ok := line.at(x)
		if !ok {
			continue
		}
		text := Series{Name: l.name(n), Unit: l.Y.Unit}.amount(line.Points[i].Y)
		if low, high, ok := line.doubt(i); ok {
			text += " (" + l.Y.Unit.span(low, high) + ")"
		}
		list = append(list, text)
	}
	return l.where(x) + ": " + strings.Join(list, ", ")
}

// days returns the first and the last day that a number of an axis of days stands for.
func (a Axis) days(x float64) (first, last time.Time) {
	n := max(a.Days, 1)
	from := int(math.Round(x - float64(n-1)/2))
	return dayOf(a.From, from), dayOf(a.From, from+n-1)
}

// where says a place on the X axis.
func (l Lines) where(x float64) string {
	if !l.X.From.IsZero() {
		first, last := l.X.days(x)
		if l.X.Days > 1 {
			return between(first, last)
		}
		return dated(first, false)
	}
	return headed(Series{Name: l.X.Name, Unit: l.X.Unit}.amount(x))
}

func (l Lines) entries() []entry {
	var list []entry
	for i, line := range l.Lines {
		list = append(list, entry{name: l.name(i), tone: line.Tone, line: true})
	}
	return list
}

// yScale is the axis at the left.
func (l Lines) yScale() scale {
	if l.Y.High > l.Y.Low {
		return ranged(l.Y.Low, l.Y.High, parts+1, l.Y.Unit)
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, line := range l.Lines {
		for i, p := range line.Points {
			if !known(p.Y) {
				continue
			}
			low, high = min(low, p.Y), max(high, p.Y)
			if a, b, ok := line.doubt(i); ok {
				low, high = min(low, a), max(high, b)
			}
		}
	}
	if l.Y.Zero {
		low = min(low, 0)
	}
	s := rounded(low, high, parts, l.Y.Unit)
	if l.Y.Unit == Share && high <= 1 {
		s.high = min(s.high, 1) // there is nothing above all
	}
	return s
}

// ends are those of the X axis.
func (l Lines) ends() (low, high float64) {
	if l.X.High > l.X.Low {
		return l.X.Low, l.X.High
	}
	places := l.places()
	low, high = places[0], places[len(places)-1]
	if l.X.Zero {
		low = min(low, 0)
	}
	if high == low {
		high = low + 1
	}
	return low, high
}

// pinned reports whether there are words above the plot.
func (l Lines) pinned() bool { return len(l.Pins) > 0 }

// above is the room between the legend and the plot.
func (l Lines) above(r room) (height float32) {
	if l.Y.Name != "" && len(l.Lines) == 1 {
		height += r.line()
	}
	if l.pinned() {
		height += r.line()
	}
	return height
}

func (l Lines) height(r room) float32 {
	h := legendHeight(r, l.entries()) + l.above(r) + r.grown(plotHeight) + r.line()*1.5 + theme.Gap4
	if l.X.Name != "" && l.X.From.IsZero() {
		h += r.line()
	}
	return h
}

func (l Lines) lay(r room) scene {
	var s scene
	top := s.legend(r, l.entries())
	f := framed(r, top+l.above(r), l.yScale(), scale{})
	if l.Y.Name != "" && len(l.Lines) == 1 {
		s.say(r, l.Y.Name, 0, top+r.line()/2, 0, theme.Muted)
	}
	s.axes(r, f)
	low, high := l.ends()
	along := scale{low: low, high: high}
	x := func(v float64) float32 { return f.left + along.at(v)*(f.right-f.left) }
	s.below(r, f, l.tags(r, low, high, x), x)
	if l.X.Name != "" && l.X.From.IsZero() {
		s.say(r, l.X.Name, (f.left+f.right)/2, f.bottom+theme.Gap4+r.line()*1.5, 0.5, theme.Muted)
	}
	l.pins(&s, r, f, x, low, high) // below the lines
	for _, line := range l.Lines {
		s.doubts(f, line, x)
	}
	for _, line := range l.Lines {
		s.runs(f, line, x)
	}
	l.stops(&s, f, x)
	return s
}

func (l Lines) tags(r room, low, high float64, x func(float64) float32) []tag {
	apart := func(list []tag) bool { return fits(r, list, x) }
	if !l.X.From.IsZero() {
		return dateTags(l.X.From, int(math.Ceil(low)), int(math.Floor(high)), 0, apart)
	}
	unit := l.X.Unit
	if unit == Count && high-low < 3 {
		unit = Number // parts of a day
	}
	for parts := 10; parts > 1; parts-- {
		if list := ranged(low, high, parts, unit).tags(); apart(list) {
			return list
		}
	}
	return nil
}

// doubts draws the bands of a line.
func (s *scene) doubts(f frame, line Line, x func(float64) float32) {
	var low, high []fyne.Position
	for i, p := range line.Points {
		a, b, ok := line.doubt(i)
		if !ok || !known(p.Y) {
			s.band(low, high, line.Tone)
			low, high = nil, nil
			continue
		}
		low, high = append(low, fyne.NewPos(x(p.X), f.within(a))), append(high, fyne.NewPos(x(p.X), f.within(b)))
	}
	s.band(low, high, line.Tone)
}

// runs draws a line with its gaps.
func (s *scene) runs(f frame, line Line, x func(float64) float32) {
	var run []fyne.Position
	for _, p := range line.Points {
		if !known(p.Y) || !known(p.X) {
			s.curve(run, line.Tone)
			run = nil
			continue
		}
		at := fyne.NewPos(x(p.X), f.within(p.Y))
		if line.Steps && len(run) > 0 {
			run = append(run, fyne.NewPos(at.X, run[len(run)-1].Y))
		}
		run = append(run, at)
	}
	s.curve(run, line.Tone)
}

// within is the height of a number, at the edge of the plot if it lies beyond.
func (f frame) within(v float64) float32 { return min(max(f.height(v), f.top), f.bottom) }

// pins draws the marked places. The words of strong ones come first; words stand over
// their pin, or beside it where others are in the way, or else are left out.
func (l Lines) pins(s *scene, r room, f frame, x func(float64) float32, low, high float64) {
	pins := slices.Clone(l.Pins)
	slices.SortStableFunc(pins, func(a, b Pin) int {
		if a.Strong == b.Strong {
			return 0
		}
		if a.Strong {
			return -1
		}
		return 1
	})
	type extent struct{ from, to float32 }
	var taken []extent
	for _, p := range pins {
		if !known(p.X) || p.X < low || p.X > high {
			continue
		}
		text, align, w := "", float32(0.5), r.wide(p.Text)
		for _, a := range []float32{0.5, 1, 0} {
			from := max(min(x(p.X)-a*w, r.width-w), 0)
			if !slices.ContainsFunc(taken, func(e extent) bool { return from < e.to+leastGap && from+w > e.from-leastGap }) {
				taken = append(taken, extent{from, from + w})
				text, align = p.Text, a
				break
			}
		}
		s.pin(r, f, x(p.X), text, align, p.Strong)
	}
}

func (l Lines) stops(s *scene, f frame, x func(float64) float32) {
	places := l.places()
	s.across = 1
	for i, v := range places {
		from, to := f.left, f.right
		if i > 0 {
			from = x((places[i-1] + v) / 2)
		}
		if i+1 < len(places) {
			to = x((places[i+1] + v) / 2)
		}
		st := stop{at: fyne.NewPos(from, f.top), to: fyne.NewPos(to, f.bottom), rule: x(v), words: l.reading(v)}
		for _, line := range l.Lines {
			if j, ok := line.at(v); ok {
				st.dots = append(st.dots, fyne.NewPos(x(v), f.within(line.Points[j].Y)))
			}
		}
		s.stops = append(s.stops, st)
	}
}
