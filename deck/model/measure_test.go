package model_test

import (
	"math"
	"strings"
	"testing"

	"touchpoint/deck/model"
)

func TestTextWidth(t *testing.T) {
	for _, c := range []struct {
		text string
		want float64 // at size 10
	}{
		{"", 0},
		{"A", 6.76},
		{"Customer engagement", 108.30},
		{"é", 5.82},
		{"…", 8.21},
		{"→", 9.55},
		{"顾客", 20},
		{"e\u0301", 5.82},   // a combining accent has no width
		{"\u200f\u202b", 0}, // nor have marks of direction
		{"ع", 6},
		{"a\tb\x00", 11.85},
	} {
		if got := model.TextWidth(c.text, 10); math.Abs(got-c.want) > 0.01 {
			t.Errorf("width of %q is %.2f, want %.2f", c.text, got, c.want)
		}
	}
}

// Labels are broken into lines that are about equally long; what is too long is cut.
func TestDrawLabels(t *testing.T) {
	for _, c := range []struct {
		label string
		want  string
	}{
		{"", "x"},
		{"   ", "x"},
		{"Trust", "Trust"},
		{"Customer engagement", "Customer / engagement"},
		{"Behavioural intention to buy", "Behavioural / intention to buy"},
		{"  a  \n b ", "a b"},
		{"Donaudampfschifffahrtsgesellschaft", "Donaudampfschiff / fahrtsgesellschaft"},
		{"word-of-mouth-and-recommendations", "word-of-mouth- / and- / recommendations"},
		{"客户参与度是指顾客自愿投入资源", "客户参与度是指顾 / 客自愿投入资源"},
		{strings.Repeat("engagement ", 50), "engagement / engagement / engagement / engagement…"},
	} {
		m := &model.Model{Kind: model.PathKind, Constructs: []model.Construct{{Part: part("x", c.label)}}}
		n := model.Draw(m, model.DrawOptions{}).Nodes[0]
		if got := strings.Join(n.Lines, " / "); got != c.want {
			t.Errorf("%q is broken into %q, want %q", c.label, got, c.want)
		}
		for _, l := range n.Lines {
			if w := model.TextWidth(l, n.Size); w > n.Rect.Width-16 {
				t.Errorf("%q is %.0f wide in a box of %.0f", l, w, n.Rect.Width)
			}
		}
	}
}

// A measure that is given is used.
func TestDrawMeasure(t *testing.T) {
	m := &model.Model{Kind: model.PathKind, Constructs: []model.Construct{{Part: part("x", "one two three")}}}
	wide := func(text string, size float64) float64 { return float64(len(text)) * size }
	if n := model.Draw(m, model.DrawOptions{Measure: wide}).Nodes[0]; len(n.Lines) != 2 {
		t.Errorf("lines %q", n.Lines)
	}
}
