package chart

import (
	"slices"
	"testing"

	"touchpoint/ui/theme"
)

// falling is a curve that loses so much a day for ten days.
func falling(aDay float64) Curve {
	c := Curve{Title: "How well", Unit: "days since the last answer", Due: 4, Today: 2}
	for day := 0.0; day <= 10; day++ {
		c.Points = append(c.Points, Point{X: day, Y: 1 - day*aDay})
	}
	return c
}

// said are the words of a scene.
func said(s scene) (list []string) {
	for _, w := range s.words {
		list = append(list, w.text)
	}
	return list
}

func TestCurveFallsFromNowToDue(t *testing.T) {
	s := falling(0.04).lay(roomOf(400, 1))
	i := slices.IndexFunc(s.marks, func(m mark) bool { return m.width == theme.FocusStroke })
	if i < 0 || len(s.marks[i].points) != 11 {
		t.Fatalf("no line through eleven points among %d marks", len(s.marks))
	}
	for j, p := range s.marks[i].points[1:] {
		if p.Y < s.marks[i].points[j].Y {
			t.Errorf("the curve rises at point %d", j+1)
		}
	}
	at := func(text string) float32 {
		return s.words[slices.IndexFunc(s.words, func(w words) bool { return w.text == text })].x
	}
	if at("now") >= at("due") {
		t.Errorf("due stands at %v, now at %v: want due to the right", at("due"), at("now"))
	}
	if got, want := s.stops[2].words, "2 days since the last answer: remembered 92 %"; got != want {
		t.Errorf("it reads %q, want %q", got, want)
	}
}

func TestCurveWithoutPointsIsBlank(t *testing.T) {
	for name, c := range map[string]Curve{"none": {}, "one": {Points: []Point{{0, 1}}}} {
		if !c.blank() {
			t.Errorf("%s: something is drawn", name)
		}
	}
}

func TestAxisBeginsAtZeroForALowCurve(t *testing.T) {
	if words := said(falling(0.07).lay(roomOf(400, 1))); !slices.Contains(words, "0 %") {
		t.Errorf("the axis of a low curve has no 0 %%: %q", words)
	}
	if words := said(falling(0.02).lay(roomOf(400, 1))); slices.Contains(words, "0 %") || !slices.Contains(words, "50 %") {
		t.Errorf("the axis of a high curve does not begin at 50 %%: %q", words)
	}
}

func TestCurveOfHoursHasLabels(t *testing.T) {
	c := Curve{Unit: "days", Points: []Point{{0, 1}, {0.2, 0.95}, {0.4, 0.9}}}
	if words := said(c.lay(roomOf(400, 1))); !slices.Contains(words, "0.1") {
		t.Errorf("the axis of a short time says %q", words)
	}
}
