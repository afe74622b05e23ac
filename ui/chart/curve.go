package chart

// A Point is a point of a line, in the units of its chart.
type Point struct{ X, Y float64 }

// A Curve is a forgetting curve: the share remembered (Y, 0 to 1) over days (X).
type Curve struct {
	Title  string
	Unit   string // of the days: "days since the last answer"
	Points []Point
	Today  float64 // marked, if it lies on the curve
	Due    float64 // marked, if it is positive and lies on the curve
}

// floorShare is where the axis begins while the curve stays above it.
const floorShare = 0.5

// lines is the curve as a line with pins.
func (c Curve) lines() Lines {
	low := floorShare
	for _, p := range c.Points {
		if p.Y < low {
			low = 0
		}
	}
	l := Lines{
		About: About{Title: c.Title},
		X:     Axis{Name: c.Unit, Unit: Count},
		Y:     Axis{Unit: Share, Low: low, High: 1},
		Lines: []Line{{Name: "Remembered", Points: c.Points}},
		Pins:  []Pin{{X: c.Today, Text: "now", Strong: true}},
	}
	if c.Due > 0 {
		l.Pins = append(l.Pins, Pin{X: c.Due, Text: "due"})
	}
	return l
}

// Table implements [Data].
func (c Curve) Table() (head []string, rows [][]string) { return c.table().said() }

func (c Curve) about() About          { return c.lines().About }
func (c Curve) blank() bool           { return len(c.Points) < 2 || c.lines().blank() }
func (c Curve) table() table          { return c.lines().table() }
func (c Curve) height(r room) float32 { return c.lines().height(r) }
func (c Curve) lay(r room) scene      { return c.lines().lay(r) }
