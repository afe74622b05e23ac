package chart

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/ui/theme"
)

// Bars shows amounts as horizontal bars, each with its name: for topics, models, plans.
// With several series every bar has one below another.
type Bars struct {
	About
	Of     string // what a bar is: "Topic"; the head of the table
	Series []Series
	Bars   []Bar
	Most   float64 // the end of the axis, if it is more than any bar; with Share 1 is usual
	Target float64 // a line through all bars, if it is positive
	Aim    string  // what the line is: "your aim"
}

// A Bar is one row.
type Bar struct {
	Name   string
	Amount []float64 // by series; not a number for none
	Low    float64   // the doubt about the first, if High is greater
	High   float64
	Note   string // at the right, after the number: "34 cards"
}

// Table implements [Data].
func (b Bars) Table() (head []string, rows [][]string) { return b.table().said() }

func (b Bars) blank() bool { return len(b.Bars) == 0 || len(b.Series) == 0 }

// amount is what a bar has of a series, not a number for none.
func (b Bar) amount(i int) float64 {
	if i >= len(b.Amount) || !known(b.Amount[i]) {
		return math.NaN()
	}
	return b.Amount[i]
}

func (b Bars) table() table {
	t := table{head: []heading{{name: b.Of}}}
	notes := false
	for _, s := range b.Series {
		t.head = append(t.head, heading{s.Name, s.Unit})
	}
	for _, bar := range b.Bars {
		notes = notes || bar.Note != ""
	}
	if notes {
		t.head = append(t.head, heading{})
	}
	for _, bar := range b.Bars {
		row := []cell{word(bar.Name)}
		for i := range b.Series {
			row = append(row, figure(bar.amount(i)))
		}
		if notes {
			row = append(row, word(bar.Note))
		}
		t.rows = append(t.rows, row)
	}
	return t
}

func (b Bars) reading(i int) string {
	bar := b.Bars[i]
	var list []string
	for j, s := range b.Series {
		v := bar.amount(j)
		if math.IsNaN(v) {
			continue
		}
		text := s.amount(v)
		if j == 0 && bar.High > bar.Low {
			text += " (" + s.Unit.span(bar.Low, bar.High) + ")"
		}
		list = append(list, text)
	}
	if len(list) == 0 {
		list = append(list, "nothing known")
	}
	if bar.Note != "" {
		list = append(list, bar.Note)
	}
	return bar.Name + ": " + strings.Join(list, ", ")
}

func (b Bars) entries() []entry {
	var list []entry
	for _, s := range b.Series {
		list = append(list, entry{name: s.Name, tone: s.Tone})
	}
	return list
}

// value is what stands right of a bar.
func (b Bars) value(i, series int) string {
	text := b.Series[series].Unit.Text(b.Bars[i].amount(series))
	if note := b.Bars[i].Note; note != "" && series == 0 {
		text += " · " + note
	}
	return text
}

// A shelf is how the rows of bars are set.
type shelf struct {
	names    float32 // the width of the names; 0 if they stand above the bars
	left     float32 // of the bars
	right    float32
	row, bar float32 // heights
	top      float32
}

const (
	namesShare = 0.42 // of the width, at most
	barHeight  = 10
)

func (b Bars) shelf(r room) shelf {
	var sh shelf
	var values float32
	for i, bar := range b.Bars {
		sh.names = max(sh.names, r.measure(bar.Name, r.body(), false))
		for j := range b.Series {
			values = max(values, r.wide(b.value(i, j)))
		}
	}
	sh.bar = r.line()
	sh.row = float32(len(b.Series))*sh.bar + theme.Gap8
	sh.left, sh.right = sh.names+theme.Gap16, r.width-values-theme.Gap8
	if sh.names > r.width*namesShare || sh.right-sh.left < r.width*0.2 {
		sh.names, sh.left = 0, 0
		sh.row += r.body() * 1.4
	} else {
		sh.row = max(sh.row, r.body()*1.4+theme.Gap8)
	}
	sh.right = max(sh.right, sh.left+theme.Gap24)
	sh.top = legendHeight(r, b.entries())
	if b.Target > 0 && b.Aim != "" {
		sh.top += r.line()
	}
	return sh
}

// body is the size of text that is read.
func (r room) body() float32 { return r.caption * 15 / plainCaption }

func (b Bars) height(r room) float32 {
	sh := b.shelf(r)
	return sh.top + float32(len(b.Bars))*sh.row
}

// end is where the axis ends.
func (b Bars) end() float64 {
	end := sane(b.Most)
	for _, bar := range b.Bars {
		for i := range b.Series {
			if v := bar.amount(i); v > end {
				end = v
			}
		}
		if bar.High > bar.Low {
			end = max(end, sane(bar.High))
		}
	}
	if end <= 0 {
		return 1
	}
	return end
}

func (b Bars) lay(r room) scene {
	var s scene
	s.legend(r, b.entries())
	sh := b.shelf(r)
	along := scale{high: b.end()}
	x := func(v float64) float32 { return sh.left + min(max(along.at(v), 0), 1)*(sh.right-sh.left) }
	s.down, s.across = 1, 1
	for i := range b.Bars {
		y := sh.top + float32(i)*sh.row
		b.bar(&s, r, sh, i, y, x)
		s.stops = append(s.stops, stop{at: fyne.NewPos(-theme.Gap4, y), to: fyne.NewPos(r.width+theme.Gap4, y+sh.row), words: b.reading(i)})
	}
	if at := b.Target; at > 0 && at <= along.high {
		for i := range b.Bars {
			b.target(&s, r, sh, sh.top+float32(i)*sh.row, x(at))
		}
		if b.Aim != "" {
			s.say(r, b.Aim+" "+b.Series[0].Unit.Text(at), x(at), sh.top-r.line()/2, 0.5, theme.Ink)
		}
	}
	return s
}

// bar draws a row.
func (b Bars) bar(s *scene, r room, sh shelf, i int, y float32, x func(float64) float32) {
	bar := b.Bars[i]
	name := words{text: bar.Name, y: y + sh.row/2, size: r.body(), role: theme.Ink}
	first := y + (sh.row-float32(len(b.Series))*sh.bar)/2
	if sh.names == 0 {
		name.y = y + theme.Gap4 + r.body()*0.7
		name.text = r.cutTo(bar.Name, r.width, name.size)
		first = y + theme.Gap4 + r.body()*1.4
	}
	s.words = append(s.words, name)
	thick := min(r.grown(barHeight), sh.bar-2)
	for j, series := range b.Series {
		middle := first + (float32(j)+0.5)*sh.bar
		s.box(sh.left, middle-thick/2, sh.right-sh.left, thick, thick/2, ink{role: theme.Hairline, share: 0.6})
		if v := bar.amount(j); v > 0 {
			m := s.box(sh.left, middle-thick/2, max(x(v)-sh.left, thick), thick, thick/2, series.Tone.fill())
			m.alone = true
		}
		if j == 0 && bar.High > bar.Low && bar.amount(0) >= 0 {
			s.whisker(x(sane(bar.Low)), x(sane(bar.High)), x(bar.amount(0)), middle, thick)
		}
		s.say(r, b.value(i, j), sh.right+theme.Gap8, middle, 0, theme.Muted)
	}
}

// target draws a row's part of the line that all bars are held against. Where the names
// stand above the bars it leaves them out.
func (b Bars) target(s *scene, r room, sh shelf, y, x float32) {
	end := y + sh.row
	if sh.names == 0 {
		end, y = y+sh.row-theme.Gap4, y+r.body()*1.4+theme.Gap4
	}
	s.marks = append(s.marks, mark{
		kind: lineMark, points: []fyne.Position{{X: x, Y: y}, {X: x, Y: end}},
		width: theme.Stroke, ink: ink{role: theme.Ink, share: 1}, alone: true,
	})
}

// whisker shows doubt as a thin line with ends: cut out of the bar as far as that goes,
// in ink beyond it.
func (s *scene) whisker(from, to, bar, y, thick float32) {
	line := func(x1, y1, x2, y2 float32) {
		m := mark{kind: lineMark, points: []fyne.Position{{X: x1, Y: y1}, {X: x2, Y: y2}}, width: theme.Stroke, ink: ink{role: theme.Ink, share: 1}}
		if x2 <= bar {
			m.ink.share, m.alone, m.width = 0, true, 0
		}
		s.marks = append(s.marks, m)
	}
	line(from, y, min(to, bar), y)
	line(max(from, bar), y, max(to, bar), y)
	line(from, y-thick/3, from, y+thick/3)
	line(to, y-thick/3, to, y+thick/3)
}
