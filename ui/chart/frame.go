package chart

import (
	"fyne.io/fyne/v2"

	"touchpoint/ui/theme"
)

// An entry is a line of the legend.
type entry struct {
	name string
	tone Tone
	line bool // shown as a line, not as a surface
	over bool // the line lies over columns
}

// A frame is the plot of a chart with axes: the legend above, numbers at the sides, and
// labels below.
type frame struct {
	left, right, top, bottom float32
	y, beside                scale
}

const (
	plotHeight = 168 // of the plot itself at plain text
	swatch     = 12
	leastGap   = 8 // between labels
)

// legend sets what the series look like, and returns how high it is.
func (s *scene) legend(r room, entries []entry) float32 {
	if len(entries) < 2 {
		return 0
	}
	x, y, side := float32(0), r.line()/2, r.grown(swatch)
	for _, e := range entries {
		mark := side
		if e.line {
			mark = 2 * side
		}
		w := mark + theme.Gap8 + r.wide(e.name)
		if x > 0 && x+w > r.width {
			x, y = 0, y+r.line()
		}
		if e.line {
			m := stroked(e.tone, []fyne.Position{{X: x, Y: y}, {X: x + mark, Y: y}})
			if e.over {
				m = over(e.tone, m.points)
			}
			s.marks = append(s.marks, m)
		} else {
			s.box(x, y-side/2, side, side, 2, e.tone.fill())
		}
		s.say(r, e.name, x+mark+theme.Gap8, y, 0, theme.Muted)
		x += w + theme.Gap16
	}
	return y + r.line()/2 + theme.Gap8
}

// stroked is a line of data in a tone.
func stroked(t Tone, points []fyne.Position) mark {
	return mark{kind: lineMark, points: points, width: theme.FocusStroke, ink: t.stroke(), dash: t.dash()}
}

// over is a line of data that lies over columns: whole, as the columns have the
// patterns, and with its own ground.
func over(t Tone, points []fyne.Position) mark {
	m := mark{kind: lineMark, points: points, width: theme.FocusStroke, ink: t.stroke(), alone: true}
	if t == Main || t == Second {
		m.ink.role = theme.Ink // the columns have the accent
	}
	return m
}

// legendHeight is what legend will take.
func legendHeight(r room, entries []entry) float32 {
	var s scene
	return s.legend(r, entries)
}

// axes draws the rules and numbers at the sides. What is drawn later lies above them.
func (s *scene) axes(r room, f frame) {
	for _, t := range f.y.tags() {
		y := f.height(t.at)
		s.rule(f.left, y, f.right, y, hairline)
		s.say(r, t.text, f.left-theme.Gap8, y, 1, theme.Muted)
	}
	for _, t := range f.beside.tags() {
		s.say(r, t.text, f.right+theme.Gap8, f.besideHeight(t.at), 0, theme.Muted)
	}
}

func (f frame) height(v float64) float32 { return f.bottom - f.y.at(v)*(f.bottom-f.top) }

func (f frame) besideHeight(v float64) float32 {
	return f.bottom - f.beside.at(v)*(f.bottom-f.top)
}

// framed is the frame of a chart with these axes below a legend of some height.
func framed(r room, top float32, y, beside scale) frame {
	f := frame{y: y, beside: beside, right: r.width, top: top + r.line()/2}
	for _, t := range y.tags() {
		f.left = max(f.left, r.wide(t.text)+theme.Gap8)
	}
	for _, t := range beside.tags() {
		f.right = min(f.right, r.width-r.wide(t.text)-theme.Gap8)
	}
	f.bottom = f.top + r.grown(plotHeight)
	return f
}

// fits reports whether labels that stand in the middle of their places stand apart.
func fits(r room, tags []tag, x func(float64) float32) bool {
	end := float32(-leastGap)
	for _, t := range tags {
		w := r.wide(t.text)
		left := max(min(x(t.at)-w/2, r.width-w), 0)
		if left < end+leastGap {
			return false
		}
		end = left + w
	}
	return true
}

// below sets labels under the plot.
func (s *scene) below(r room, f frame, tags []tag, x func(float64) float32) {
	for _, t := range tags {
		s.say(r, t.text, x(t.at), f.bottom+theme.Gap4+r.line()/2, 0.5, theme.Muted)
	}
}

// strides are the distances of labels that are left out evenly.
var strides = []int{1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 15, 20, 24, 25, 30, 40, 50, 100, 200, 500, 1000}

// evenly are the distances at which parts of ten and a hundred have round labels.
var evenly = []int{1, 2, 4, 5, 10, 20, 50, 100, 200, 500, 1000}

// strided leaves out labels evenly until the rest fit. Those that stay are those whose
// place in the row is a multiple of the distance after first.
func strided(r room, tags []tag, distances []int, first int, x func(float64) float32) []tag {
	for _, d := range distances {
		var list []tag
		for i, t := range tags {
			if (i-first)%d == 0 && t.text != "" {
				list = append(list, t)
			}
		}
		if fits(r, list, x) {
			return list
		}
	}
	return nil
}
