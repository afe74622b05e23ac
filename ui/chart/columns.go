package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/ui/theme"
)

// Columns shows amounts side by side: one or more series stacked on each other in
// every column, and if wanted a line beside them, with its band.
type Columns struct {
	About
	Of      string    // what a column is: "Day", "Week", "Topic"; the head of the table
	From    time.Time // the day of the first column, if the columns are spans of time
	Step    Step      // how much time a column is, if From is set
	Series  []Series  // what is stacked, from the bottom
	Columns []Column
	Beside  *Series // the line's, whose unit may be another: it has its own axis then
	Now     int     // the column of today plus 1, or 0: it is marked
	Most    float64 // what the axis reaches at least, in the series' unit
}

// A Column is one column.
type Column struct {
	Label  string    // below the axis; left out where there is no room, or if From is set
	Name   string    // in the reading line; Label or the date if it is ""
	Amount []float64 // by series; what is not a number or less than nothing counts as nothing
	Line   float64   // of the line beside; NaN for none
	Low    float64   // the band around Line, if High is greater
	High   float64
	Note   string // said after the figures
}

// A Step is how much time a column is.
type Step uint8

// The steps.
const (
	Day Step = iota
	Week
	Month
)

// Table implements [Data].
func (c Columns) Table() (head []string, rows [][]string) { return c.table().said() }

func (c Columns) blank() bool {
	for _, col := range c.Columns {
		for i := range c.Series {
			if col.amount(i) > 0 {
				return false
			}
		}
		if c.Beside != nil && known(col.Line) {
			return false
		}
	}
	return true
}

// amount is what a column has of a series.
func (c Column) amount(i int) float64 {
	if i >= len(c.Amount) {
		return 0
	}
	return max(sane(c.Amount[i]), 0)
}

func (c Column) whole(series int) (sum float64) {
	for i := range series {
		sum += c.amount(i)
	}
	return sum
}

// unit is that of the columns.
func (c Columns) unit() Unit {
	switch {
	case len(c.Series) > 0:
		return c.Series[0].Unit
	case c.Beside != nil:
		return c.Beside.Unit
	}
	return Count
}

func (c Columns) table() table {
	t := table{head: []heading{{name: c.Of}}}
	for _, s := range c.Series {
		t.head = append(t.head, heading{s.Name, s.Unit})
	}
	banded := c.Beside != nil && slices.ContainsFunc(c.Columns, func(col Column) bool { return col.High > col.Low })
	if c.Beside != nil {
		t.head = append(t.head, heading{c.Beside.Name, c.Beside.Unit})
	}
	if banded {
		t.head = append(t.head, heading{c.Beside.Name + ", from", c.Beside.Unit}, heading{"to", c.Beside.Unit})
	}
	for i, col := range c.Columns {
		row := []cell{word(c.name(i))}
		for j := range c.Series {
			row = append(row, figure(col.amount(j)))
		}
		if c.Beside != nil {
			row = append(row, figure(col.Line))
		}
		if banded && !(col.High > col.Low) {
			row = append(row, cell{value: math.NaN()}, cell{value: math.NaN()})
		} else if banded {
			row = append(row, figure(col.Low), figure(col.High))
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// day is the first day of a column.
func (c Columns) day(i int) time.Time {
	switch c.Step {
	case Week:
		return dayOf(c.From, 7*i)
	case Month:
		return time.Date(c.From.Year(), c.From.Month()+time.Month(i), 1, 12, 0, 0, 0, time.UTC)
	case Day:
	}
	return dayOf(c.From, i)
}

// name is what a column is called where there is room for it.
func (c Columns) name(i int) string {
	col := c.Columns[i]
	switch {
	case col.Name != "":
		return col.Name
	case c.From.IsZero():
		return col.Label
	}
	day, years := c.day(i), c.day(0).Year() != c.day(len(c.Columns)-1).Year()
	switch {
	case c.Step == Month:
		return day.Format("January 2006")
	case c.Step == Week && years:
		return "Week of " + day.Format("2 January 2006")
	case c.Step == Week:
		return "Week of " + day.Format("2 January")
	}
	return dated(day, years)
}

// reading says a column in words.
func (c Columns) reading(i int) string {
	col := c.Columns[i]
	var parts []string
	for j, s := range c.Series {
		if v := col.amount(j); v > 0 || len(c.Series) == 1 {
			parts = append(parts, s.amount(v))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, "nothing")
	}
	if c.Beside != nil && known(col.Line) {
		text := c.Beside.amount(col.Line)
		if col.High > col.Low {
			text += " (" + c.Beside.Unit.span(col.Low, col.High) + ")"
		}
		parts = append(parts, text)
	}
	if col.Note != "" {
		parts = append(parts, col.Note)
	}
	return fmt.Sprintf("%s: %s", c.name(i), strings.Join(parts, ", "))
}

func (c Columns) entries() []entry {
	var list []entry
	for _, s := range c.Series {
		list = append(list, entry{name: s.Name, tone: s.Tone})
	}
	if c.Beside != nil {
		list = append(list, entry{name: c.Beside.Name, tone: c.Beside.Tone, line: true, over: true})
	}
	return list
}

// parts is how many parts the axis of amounts has at most.
const parts = 4

// scales are the axes at the left and, for a line of another unit, at the right.
func (c Columns) scales() (left, right scale) {
	top := max(sane(c.Most), 0)
	for _, col := range c.Columns {
		top = max(top, col.whole(len(c.Series)))
	}
	if c.Beside == nil {
		return rounded(0, top, parts, c.unit()), scale{}
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, col := range c.Columns {
		if known(col.Line) {
			low, high = min(low, col.Line), max(high, col.Line)
			if col.High > col.Low {
				low, high = min(low, sane(col.Low)), max(high, sane(col.High))
			}
		}
	}
	switch {
	case high < low:
		return rounded(0, top, parts, c.unit()), scale{}
	case c.Beside.Unit == c.unit() || len(c.Series) == 0:
		return rounded(0, max(top, high), parts, c.unit()), scale{}
	case c.Beside.Unit == Share && high <= 1:
		right = rounded(low, 1, parts, Share)
		right.high = min(right.high, 1)
	default:
		right = rounded(0, high, parts, c.Beside.Unit)
	}
	return rounded(0, top, parts, c.unit()), right
}

func (c Columns) height(r room) float32 {
	return legendHeight(r, c.entries()) + r.grown(plotHeight) + r.line()*1.5 + theme.Gap4
}

// The width of a column: most of its place, and never a slab.
const (
	columnShare = 0.72
	columnWidth = 44
)

func (c Columns) lay(r room) scene { return c.layWith(r, strides) }

// layWith lays the columns out with labels at one of some distances.
func (c Columns) layWith(r room, distances []int) scene {
	var s scene
	top := s.legend(r, c.entries())
	left, right := c.scales()
	f := framed(r, top, left, right)
	s.axes(r, f)
	slot := (f.right - f.left) / float32(max(len(c.Columns), 1))
	x := func(i float64) float32 { return f.left + slot*(float32(i)+0.5) }
	wide := slot * columnShare
	if slot < 4 {
		wide = max(slot-0.5, 1)
	}
	wide = min(wide, r.grown(columnWidth))
	if c.Beside != nil {
		c.doubt(&s, f, x)
	}
	for i := range c.Columns {
		c.column(&s, f, i, x(float64(i)), wide)
	}
	if c.Beside != nil {
		c.line(&s, f, x)
	}
	s.below(r, f, c.tags(r, x, distances), x)
	s.stops, s.across = c.stops(f, slot), 1
	return s
}

// column draws one column.
func (c Columns) column(s *scene, f frame, i int, x, wide float32) {
	col, from := c.Columns[i], 0.0
	for j, series := range c.Series {
		v := col.amount(j)
		if v <= 0 {
			continue
		}
		low, high := f.height(from), f.height(from+v)
		high = min(high, low-1) // what is there is seen
		m := s.box(x-wide/2, high, wide, low-high, 0, series.Tone.fill())
		m.alone = true
		if j > 0 && low-high > 3 {
			m.to.Y-- // a thin gap between what is stacked
		}
		if from += v; from >= col.whole(len(c.Series)) && wide >= 6 {
			m.radius = 2
		}
	}
	if c.Now == i+1 {
		s.box(x-max(wide, 4)/2, f.bottom+1, max(wide, 4), 2, 1, ink{role: theme.Ink, share: 1})
	}
}

// beside is where a number of the line beside the columns stands.
func (c Columns) beside(f frame, v float64) float32 {
	if len(f.beside.ticks) == 0 {
		return f.within(v)
	}
	return min(max(f.besideHeight(v), f.top), f.bottom)
}

// line draws the line beside the columns, with its gaps.
func (c Columns) line(s *scene, f frame, x func(float64) float32) {
	var run []fyne.Position
	end := func() {
		switch m := over(c.Beside.Tone, run); len(run) {
		case 0:
		case 1:
			s.marks = append(s.marks, mark{kind: discMark, points: run, radius: 2.5, ink: m.ink})
		default:
			s.marks = append(s.marks, m)
		}
		run = nil
	}
	for i, col := range c.Columns {
		if known(col.Line) {
			run = append(run, fyne.NewPos(x(float64(i)), c.beside(f, col.Line)))
		} else {
			end()
		}
	}
	end()
}

// doubt draws the band around the line, behind the columns.
func (c Columns) doubt(s *scene, f frame, x func(float64) float32) {
	var low, high []fyne.Position
	for i, col := range c.Columns {
		if !known(col.Line) || !(col.High > col.Low) {
			s.band(low, high, Quiet)
			low, high = nil, nil
			continue
		}
		at := x(float64(i))
		low, high = append(low, fyne.NewPos(at, c.beside(f, col.Low))), append(high, fyne.NewPos(at, c.beside(f, col.High)))
	}
	s.band(low, high, Quiet)
}

// curve draws a line of data; a single point is a disc.
func (s *scene) curve(points []fyne.Position, t Tone) {
	switch len(points) {
	case 0:
	case 1:
		s.marks = append(s.marks, mark{kind: discMark, points: points, radius: 2.5, ink: t.stroke()})
	default:
		s.marks = append(s.marks, stroked(t, points))
	}
}

// band draws the doubt around a line.
func (s *scene) band(low, high []fyne.Position, t Tone) {
	if len(low) < 2 {
		return
	}
	around := append([]fyne.Position{}, high...)
	for i := len(low) - 1; i >= 0; i-- {
		around = append(around, low[i])
	}
	in := t.stroke()
	in.share = 0.16
	s.marks = append(s.marks, mark{kind: areaMark, points: around, ink: in})
}

// tags are the labels below the columns.
func (c Columns) tags(r room, x func(float64) float32, distances []int) []tag {
	apart := func(list []tag) bool { return fits(r, list, x) }
	n, now := len(c.Columns), max(c.Now-1, 0)
	if c.From.IsZero() {
		list := make([]tag, n)
		for i, col := range c.Columns {
			list[i] = tag{float64(i), col.Label}
		}
		return strided(r, list, distances, now, x)
	}
	if c.Step == Day {
		list := dateTags(c.From, 0, n-1, now, apart)
		if c.Now > 0 {
			return c.withToday(list, apart)
		}
		return list
	}
	list := make([]tag, n)
	first := 0
	for i := range n {
		day := c.day(i)
		list[i] = tag{float64(i), day.Format("2 Jan")}
		if c.Step == Month {
			list[i].text = day.Format("Jan")
			if day.Month() == time.January {
				list[i].text, first = day.Format("2006"), i
			}
		}
	}
	return strided(r, list, distances, first, x)
}

// withToday says the column of today by its name, and leaves out what stands in its way.
func (c Columns) withToday(list []tag, apart func([]tag) bool) []tag {
	today := tag{float64(c.Now - 1), "today"}
	var with []tag
	set := false
	for _, t := range list {
		switch {
		case t.at == today.at:
			t, set = today, true
		case t.at > today.at && !set:
			with, set = append(with, today), true
		}
		with = append(with, t)
	}
	if !set {
		with = append(with, today)
	}
	for !apart(with) {
		i := 0
		for with[i] != today {
			i++
		}
		switch {
		case i+1 < len(with) && !apart(with[i:i+2]):
			with = append(with[:i+1], with[i+2:]...)
		case i > 0:
			with = append(with[:i-1], with[i:]...)
		default:
			return with[:1]
		}
	}
	return with
}

func (c Columns) stops(f frame, slot float32) []stop {
	list := make([]stop, len(c.Columns))
	for i, col := range c.Columns {
		x := f.left + slot*float32(i)
		list[i] = stop{at: fyne.NewPos(x, f.top), to: fyne.NewPos(x+slot, f.bottom), words: c.reading(i)}
		if c.Beside != nil && known(col.Line) {
			list[i].dots = []fyne.Position{{X: x + slot/2, Y: c.beside(f, col.Line)}}
		}
	}
	return list
}
