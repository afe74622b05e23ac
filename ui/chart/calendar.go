package chart

import (
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/ui/theme"
)

// Calendar shows a number for each day as a lighter or darker field: a column is a week,
// a row a weekday.
type Calendar struct {
	About
	Series Series
	From   time.Time // the first day
	Values []float64 // by day; what is not a number is a day without
	Notes  []string  // said after the number, by day, or nil
	Now    int       // the day of today plus 1, or 0: it is outlined
	Sunday bool      // weeks begin on Sunday
}

// Table implements [Data].
func (c Calendar) Table() (head []string, rows [][]string) { return c.table().said() }

func (c Calendar) blank() bool {
	return !slices.ContainsFunc(c.Values, func(v float64) bool { return known(v) && v > 0 })
}

func (c Calendar) table() table {
	t := table{head: []heading{{name: "Day"}, {c.Series.Name, c.Series.Unit}}}
	for i, v := range c.Values {
		t.rows = append(t.rows, []cell{word(dayOf(c.From, i).Format(time.DateOnly)), figure(v)})
	}
	return t
}

func (c Calendar) reading(i int) string {
	text := dated(dayOf(c.From, i), true) + ": "
	switch v := c.Values[i]; {
	case !known(v):
		text += "nothing known"
	case v <= 0:
		text += "nothing"
	default:
		text += c.Series.amount(v)
	}
	if i < len(c.Notes) && c.Notes[i] != "" {
		text += ", " + c.Notes[i]
	}
	return text
}

// weekday is a day's row, 0 to 6.
func (c Calendar) weekday(i int) int {
	w := int(dayOf(c.From, i).Weekday())
	if !c.Sunday {
		w = (w + 6) % 7
	}
	return w
}

// The size of a day's field, with the gap to the next.
const (
	leastField = 9.5
	mostField  = 18
)

// A grid is where the days of a calendar stand: as many weeks in a band as there is room
// for, and the bands below one another.
type grid struct {
	left, field float32
	weeks       int // in all
	inBand      int
	band        float32 // the height of a band with the names of its months
}

func (c Calendar) grid(r room) grid {
	g := grid{left: c.gutter(r)}
	g.weeks = (c.weekday(0) + len(c.Values) + 6) / 7
	room := r.width - g.left
	bands := 1
	for bands < 8 && room/float32((g.weeks+bands-1)/bands) < leastField {
		bands++
	}
	g.inBand = max((g.weeks+bands-1)/bands, 1)
	// Whole points, so that all fields are equally large on the screen.
	g.field = max(float32(math.Floor(float64(min(room/float32(g.inBand), mostField*max(1, r.caption/plainCaption*0.85))))), 1)
	g.band = r.line() + 7*g.field + theme.Gap8
	return g
}

// gutter is the room for the names of the weekdays.
func (c Calendar) gutter(r room) (w float32) {
	for day := range 7 {
		w = max(w, r.wide(c.dayName(day)))
	}
	return w + theme.Gap8
}

func (c Calendar) dayName(row int) string {
	if !c.Sunday {
		row++
	}
	return time.Weekday(row % 7).String()[:3]
}

func (c Calendar) height(r room) float32 {
	g := c.grid(r)
	bands := (g.weeks + g.inBand - 1) / max(g.inBand, 1)
	return float32(bands)*g.band + r.line()
}

// levels is how many shades there are besides that of nothing.
const levels = 4

// shades are how much of the ink each level has.
var shades = [levels + 1]float32{0, 0.28, 0.5, 0.74, 1}

// bounds are the least numbers of each level but the first: parts of what a busy day has,
// so that one extraordinary day does not make all others pale.
func (c Calendar) bounds() [levels - 1]float64 {
	var busy []float64
	for _, v := range c.Values {
		if known(v) && v > 0 {
			busy = append(busy, v)
		}
	}
	slices.Sort(busy)
	var list [levels - 1]float64
	if len(busy) == 0 {
		return list
	}
	high := busy[(len(busy)*9)/10]
	for i := range list {
		list[i] = high * float64(i+1) / levels
	}
	return list
}

func level(v float64, bounds [levels - 1]float64) int {
	if !known(v) || v <= 0 {
		return 0
	}
	n := 1
	for _, b := range bounds {
		if v > b {
			n++
		}
	}
	return n
}

func shade(level int, tone Tone) ink {
	if level == 0 {
		return ink{role: theme.Hairline, share: 0.55}
	}
	return ink{role: tone.stroke().role, share: shades[level]}
}

func (c Calendar) lay(r room) scene {
	var s scene
	g := c.grid(r)
	bounds := c.bounds()
	offset := c.weekday(0)
	gap := max(1, float32(math.Round(float64(g.field*0.14))))
	s.across, s.down = 7, 1
	for i, v := range c.Values {
		week, row := (offset+i)/7, (offset+i)%7
		x := g.left + float32(week%g.inBand)*g.field
		y := float32(week/g.inBand)*g.band + r.line() + float32(row)*g.field
		at, to := fyne.NewPos(x, y), fyne.NewPos(x+g.field-gap, y+g.field-gap)
		s.stops = append(s.stops, stop{at: at, to: to, ring: true, words: c.reading(i)})
		if !known(v) {
			continue
		}
		m := mark{kind: boxMark, at: at, to: to, radius: 2, ink: shade(level(v, bounds), c.Series.Tone)}
		m.outlined = c.Now == i+1
		s.marks = append(s.marks, m)
	}
	c.names(&s, r, g, offset)
	c.scale(&s, r, g)
	return s
}

// names sets the months above the weeks, as many as there is room for, and the weekdays
// beside them.
func (c Calendar) names(s *scene, r room, g grid, offset int) {
	for _, every := range []int{1, 2, 3, 6} {
		if c.months(s, r, g, offset, every) {
			break
		}
	}
	every := 2
	for float32(every)*g.field < r.caption*1.1 && every < 6 {
		every++
	}
	for b := 0; b*g.inBand < g.weeks; b++ {
		for row := 0; row < 7; row += every {
			y := float32(b)*g.band + r.line() + (float32(row)+0.45)*g.field
			s.say(r, c.dayName(row), g.left-theme.Gap8, y, 1, theme.Muted)
		}
	}
}

// months sets the name of every so many months, if they all have room.
func (c Calendar) months(s *scene, r room, g grid, offset, every int) bool {
	had, end, band := len(s.words), float32(-1), -1
	for i := range c.Values {
		day, week := dayOf(c.From, i), (offset+i)/7
		if b := week / g.inBand; b != band {
			end, band = -1, b
		}
		if day.Day() != 1 || (int(day.Month())-1)%every != 0 {
			continue
		}
		x, text := g.left+float32(week%g.inBand)*g.field, day.Format("Jan")
		if day.Month() == time.January {
			text = day.Format("2006")
		}
		w := r.wide(text)
		switch {
		case x < end:
			s.words = s.words[:had]
			return false
		case x+w > r.width:
			continue
		}
		s.say(r, text, x, float32(band)*g.band+r.line()/2, 0, theme.Muted)
		end = x + w + theme.Gap4
	}
	return true
}

// scale shows below the days what the shades mean.
func (c Calendar) scale(s *scene, r room, g grid) {
	y := float32((g.weeks+g.inBand-1)/g.inBand)*g.band + r.line()/2
	bounds, side := c.bounds(), r.grown(swatch)
	most := ""
	if b := bounds[levels-2]; b > 0 {
		most = "over " + c.Series.Unit.Text(math.Floor(b))
		if c.Series.Unit == Share {
			most = "over " + c.Series.Unit.Text(b)
		}
	}
	x := g.left
	s.say(r, "none", x, y, 0, theme.Muted)
	x += r.wide("none") + theme.Gap8
	for n := range levels + 1 {
		s.box(x, y-side/2, side, side, 2, shade(n, c.Series.Tone))
		x += side + 2
	}
	s.say(r, most, x+theme.Gap8-2, y, 0, theme.Muted)
}
