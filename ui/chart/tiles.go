package chart

import (
	"slices"

	"fyne.io/fyne/v2"

	"touchpoint/ui/theme"
)

// Tiles shows a few numbers, each with what it is.
type Tiles struct {
	About
	Tiles []Tile
}

// A Tile is one number.
type Tile struct {
	Value string    // "91 %"
	Name  string    // "remembered this month"
	Note  string    // said in the reading line: how it is meant
	Trend []float64 // a small line beside the number, if there are at least two
}

// Table implements [Data].
func (t Tiles) Table() (head []string, rows [][]string) { return t.table().said() }

func (t Tiles) blank() bool { return len(t.Tiles) == 0 }

func (t Tiles) table() table {
	list := table{head: []heading{{}, {}}}
	for _, tile := range t.Tiles {
		list.rows = append(list.rows, []cell{word(headed(tile.Name)), word(tile.Value)})
	}
	return list
}

// A tiling is how the tiles are set.
type tiling struct {
	columns int
	wide    float32
	names   [][]string // the lines of the names
	high    []float32  // of the rows
}

const (
	tileWidth  = 150
	valueSize  = 26.0 / 12 // of a caption
	trendWidth = 56
)

func (t Tiles) tiling(r room) tiling {
	n := len(t.Tiles)
	if n == 0 {
		return tiling{columns: 1}
	}
	least := r.grown(tileWidth)
	columns := min(max(int((r.width+theme.Gap24)/(least+theme.Gap24)), 1), n)
	rows := (n + columns - 1) / columns
	columns = (n + rows - 1) / rows // as even as can be
	l := tiling{columns: columns, wide: (r.width - float32(columns-1)*theme.Gap24) / float32(columns)}
	for i, tile := range t.Tiles {
		lines := r.wrapped(tile.Name, l.wide-theme.Gap16, r.caption)
		l.names = append(l.names, lines)
		if i%columns == 0 {
			l.high = append(l.high, 0)
		}
		row := len(l.high) - 1
		l.high[row] = max(l.high[row], r.caption*valueSize*1.3+float32(len(lines))*r.line()+theme.Gap8)
	}
	return l
}

func (t Tiles) height(r room) float32 {
	l := t.tiling(r)
	h := float32(max(len(l.high)-1, 0)) * theme.Gap16
	for _, row := range l.high {
		h += row
	}
	return h
}

func (t Tiles) lay(r room) scene {
	var s scene
	l := t.tiling(r)
	s.across, s.down = 1, l.columns
	var y float32
	for i, tile := range t.Tiles {
		x := float32(i%l.columns) * (l.wide + theme.Gap24)
		if i > 0 && i%l.columns == 0 {
			y += l.high[i/l.columns-1] + theme.Gap16
		}
		high := l.high[i/l.columns]
		s.box(x, y+theme.Gap4, 2, high-theme.Gap8, 1, hairline)
		size := r.caption * valueSize
		middle := y + size*0.65 + theme.Gap4
		s.words = append(s.words, words{text: tile.Value, x: x + theme.Gap16, y: middle, size: size, role: theme.Ink, bold: true})
		for j, line := range l.names[i] {
			s.say(r, line, x+theme.Gap16, y+size*1.3+theme.Gap4+(float32(j)+0.5)*r.line(), 0, theme.Muted)
		}
		left := x + theme.Gap16 + r.measure(tile.Value, size, true) + theme.Gap16
		s.trend(tile.Trend, left, min(x+l.wide, left+r.grown(trendWidth)), middle-size*0.32, middle+size*0.32)
		s.stops = append(s.stops, stop{at: fyne.NewPos(x, y), to: fyne.NewPos(x+l.wide, y+high), words: t.reading(i)})
	}
	return s
}

func (t Tiles) reading(i int) string {
	tile := t.Tiles[i]
	text := headed(tile.Name) + ": " + tile.Value
	if tile.Note != "" {
		text += ". " + tile.Note
	}
	return text
}

// trend draws a line without axes, if there is room for one.
func (s *scene) trend(values []float64, left, right, top, bottom float32) {
	values = slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return !known(v) })
	if len(values) < 2 || right-left < 24 {
		return
	}
	low, high := slices.Min(values), slices.Max(values)
	if high == low {
		high, low = high+1, low-1
	}
	points := make([]fyne.Position, len(values))
	for i, v := range values {
		points[i] = fyne.NewPos(
			left+float32(i)/float32(len(values)-1)*(right-left),
			bottom-float32((v-low)/(high-low))*(bottom-top))
	}
	s.marks = append(s.marks, mark{kind: lineMark, points: points, width: 1.5, ink: Main.stroke()})
}
