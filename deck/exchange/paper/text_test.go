package paper_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// TestMeasureAgreesWithDrawings holds because a drawing's boxes are as wide as its words:
// what the model measures without a font, paper sets with one.
func TestMeasureAgreesWithDrawings(t *testing.T) {
	for _, text := range []string{
		"Customer engagement", "Blåbærgrød på en ø", "Zufriedenheit über alles", "Εμπιστοσύνη", "Доверие", "x² → y", "顾客参与",
	} {
		got, want := paper.Measure(text, 15, paper.Regular), model.TextWidth(text, 15)
		if math.Abs(got-want) > want*0.01 {
			t.Errorf("Measure(%q) = %.2f, and drawings take it for %.2f", text, got, want)
		}
	}
}

func TestMeasureSumsUp(t *testing.T) {
	for _, f := range []paper.Face{paper.Regular, paper.Bold, paper.Italic, paper.BoldItalic} {
		whole := paper.Measure("ab 中", 10, f)
		parts := paper.Measure("ab ", 10, f) + paper.Measure("中", 10, f)
		if math.Abs(whole-parts) > 1e-9 || whole <= 0 {
			t.Errorf("face %d: the whole is %.3f and its parts %.3f", f, whole, parts)
		}
		if got := paper.Measure("", 10, f); got != 0 {
			t.Errorf("face %d: nothing is %.3f wide", f, got)
		}
	}
}

// TestWhatNoFontHas is set as something all the same, or is not seen anyway.
func TestWhatNoFontHas(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want float64 // in widths of "x"
	}{
		"a zero-width space": {"\u200bx", 1},
		"a soft hyphen":      {"\u00adx", 1},
		"a control":          {"\ax", 1},
		"an accent apart":    {"x\u0301", 1},
	} {
		if got, want := paper.Measure(tt.text, 10, paper.Regular), tt.want*paper.Measure("x", 10, paper.Regular); math.Abs(got-want) > 0.01 {
			t.Errorf("%s: %.2f wide, want %.2f", name, got, want)
		}
	}
	for _, text := range []string{"😀", "ᵢ", "ⱼ", "ᵃ", "☐", "☑", "𝔸", "한", "ا"} {
		if paper.Measure(text, 10, paper.Regular) <= 0 {
			t.Errorf("%q is not seen", text)
		}
	}
}

func TestWrap(t *testing.T) {
	wide := paper.Measure("aaaa bbbb", 10, paper.Regular)
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"words":                 {"aaaa bbbb cccc", []string{"aaaa bbbb", "cccc"}},
		"one line":              {"aaaa", []string{"aaaa"}},
		"nothing":               {"", []string{""}},
		"a line break":          {"aaaa\nbbbb", []string{"aaaa", "bbbb"}},
		"Chinese":               {"顾客自愿投入的", []string{"顾客自愿投", "入的"}},
		"Chinese ends in signs": {"顾客自愿投，入", []string{"顾客自愿", "投，入"}},
		"a hyphen":              {"aaaa-bbbb-cccc", []string{"aaaa-", "bbbb-", "cccc"}},
		"spaces that hold":      {"a\u00a0a", []string{"a\u00a0a"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := paper.Wrap(tt.text, 10, paper.Regular, wide)
			if strings.Join(got, "|") != strings.Join(tt.want, "|") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestWrapKeepsEverything: lines are no wider than they may be, and together they say what
// the text says.
func TestWrapKeepsEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("ab æø中文，。(-) \n\u00a0W"))).Draw(t, "text")
		width := rapid.Float64Range(12, 200).Draw(t, "width")
		face := paper.Face(rapid.IntRange(0, 3).Draw(t, "face"))
		lines := paper.Wrap(text, 10, face, width)
		for _, line := range lines {
			if w := paper.Measure(line, 10, face); w > width+0.1 && len([]rune(line)) > 1 {
				t.Fatalf("%q is %.2f wide and may be %.2f", line, w, width)
			}
		}
		squeezed := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), "") }
		if got, want := squeezed(strings.Join(lines, " ")), squeezed(text); got != want {
			t.Fatalf("%q became %q", want, got)
		}
	})
}
