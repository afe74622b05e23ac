package chart

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestCurveStaysOnItsSurface(t *testing.T) {
	c := Curve{Due: 4, Today: 2}
	for day := 0.0; day <= 10; day++ {
		c.Points = append(c.Points, Point{X: day, Y: 1 - day*0.04})
	}
	size := fyne.NewSize(400, 200)
	m := c.layOut(size, 12)
	if len(m.line) != len(c.Points) {
		t.Fatalf("%d points drawn, want %d", len(m.line), len(c.Points))
	}
	for i, p := range m.line {
		if p.X < 0 || p.X > size.Width || p.Y < 0 || p.Y > size.Height-curveBottom {
			t.Errorf("point %d stands at %v, outside the surface", i, p)
		}
		if i > 0 && p.Y < m.line[i-1].Y {
			t.Errorf("the curve rises at point %d", i)
		}
	}
	if len(m.pins) != 2 {
		t.Errorf("%d pins, want one for today and one for the due day", len(m.pins))
	}
	if m.pins[0].x <= m.pins[1].x {
		t.Errorf("due stands at %v, now at %v: want due to the right", m.pins[0].x, m.pins[1].x)
	}
}

func TestCurveWithoutPointsDrawsNothing(t *testing.T) {
	for name, c := range map[string]Curve{"none": {}, "one": {Points: []Point{{0, 1}}}} {
		if m := c.layOut(fyne.NewSize(400, 200), 12); len(m.line)+len(m.labels)+len(m.pins) != 0 {
			t.Errorf("%s: something is drawn", name)
		}
	}
}

func TestAxisBeginsAtZeroForALowCurve(t *testing.T) {
	low := Curve{Points: []Point{{0, 1}, {10, 0.3}}}
	high := Curve{Points: []Point{{0, 1}, {10, 0.8}}}
	last := func(c Curve) string {
		var text string
		for _, l := range c.layOut(fyne.NewSize(400, 200), 12).labels {
			if l.align == fyne.TextAlignTrailing && l.text != "" && l.text[len(l.text)-1] == '%' {
				text = l.text
			}
		}
		return text
	}
	if got := last(low); got != "0 %" {
		t.Errorf("the axis of a low curve ends at %q, want 0 %%", got)
	}
	if got := last(high); got != "50 %" {
		t.Errorf("the axis of a high curve ends at %q, want 50 %%", got)
	}
}
