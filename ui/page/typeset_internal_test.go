package page

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/ui/theme"
)

// grid measures text as if every character were ten wide and twenty high.
func grid(text string, _ face) (w, h, baseline float32) {
	return float32(10 * len([]rune(text))), 20, 15
}

func newSetter(style Style) *setter {
	return &setter{
		measure: grid,
		sizes:   func(fyne.ThemeSizeName) float32 { return 20 },
		picture: func(_ string, width float32) (fyne.Size, bool) { return fyne.NewSize(width, 30), true },
		style:   style,
	}
}

// texts returns the text marks as lines: marks of one height joined by "|".
func texts(marks []mark) []string {
	var list []string
	last := float32(-1)
	for _, m := range marks {
		if m.kind != textMark {
			continue
		}
		if m.y == last {
			list[len(list)-1] += "|" + m.text
		} else {
			list = append(list, m.text)
		}
		last = m.y
	}
	return list
}

func TestLinesBreakBetweenWords(t *testing.T) {
	tests := map[string]struct {
		spans []deck.Span
		width float32
		want  []string
	}{
		"one line":               {[]deck.Span{{Text: "a few words"}}, 200, []string{"a few words"}},
		"broken":                 {[]deck.Span{{Text: "a few words"}}, 60, []string{"a few", "words"}},
		"exactly full":           {[]deck.Span{{Text: "a few words"}}, 50, []string{"a few", "words"}},
		"a word too wide":        {[]deck.Span{{Text: "incomprehensible"}}, 60, []string{"incomp", "rehens", "ible"}},
		"a hard break":           {[]deck.Span{{Text: "one\ntwo"}}, 200, []string{"one", "two"}},
		"styles in one word":     {[]deck.Span{{Text: "un"}, {Text: "bold", Strong: true}, {Text: "ed x"}}, 60, []string{"un|bold", "ed x"}},
		"no space, no break":     {[]deck.Span{{Text: "a "}, {Text: "bold", Strong: true}, {Text: "."}}, 60, []string{"a", "bold|."}},
		"citations are left out": {[]deck.Span{{Text: "said. "}, {Cite: "x"}}, 200, []string{"said."}},
		"wide script":            {[]deck.Span{{Text: "顧客参与的意义。"}}, 40, []string{"顧客参与", "的意义。"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			marks, _ := newSetter(Style{}).typeset([]deck.Block{{Spans: tt.spans}}, tt.width)
			if got := strings.Join(texts(marks), "/"); got != strings.Join(tt.want, "/") {
				t.Errorf("lines = %q, want %q", got, strings.Join(tt.want, "/"))
			}
		})
	}
}

func TestAskedGapHidesItsWords(t *testing.T) {
	spans := []deck.Span{{Text: "A "}, {Text: "secret", Gap: 1}, {Text: " and "}, {Text: "another", Gap: 2, Hint: "who?"}}
	blocks := []deck.Block{{Spans: spans}}
	for asked, want := range map[int]string{
		0: "A secret and another",
		1: "A|?|and another",
		2: "A secret and|who?",
	} {
		marks, _ := newSetter(Style{Asked: asked}).typeset(blocks, 1000)
		// Marks of the gap stand at another height than the words: compare in order.
		var got []string
		for _, m := range marks {
			if m.kind == textMark {
				got = append(got, m.text)
			}
		}
		if strings.Join(got, "|") != want {
			t.Errorf("asked %d: %q, want %q", asked, strings.Join(got, "|"), want)
		}
	}
}

func TestLitGapStandsOut(t *testing.T) {
	blocks := []deck.Block{{Spans: []deck.Span{{Text: "the "}, {Text: "word", Gap: 1}}}}
	marks, _ := newSetter(Style{Lit: 1, Color: theme.Ink}).typeset(blocks, 1000)
	last := marks[len(marks)-1]
	if last.text != "word" || last.color != theme.Accent || !last.face.style.Bold {
		t.Errorf("lit gap = %q in %s, bold %v; want “word” in the accent, bold", last.text, last.color, last.face.style.Bold)
	}
}

// Whatever the text and the width, every word is set, in order, and nothing stands
// outside the column.
func TestTypesettingLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,12}`), 1, 30).Draw(t, "words")
		width := rapid.Float32Range(30, 400).Draw(t, "width")
		var spans []deck.Span
		for i, w := range words {
			if i > 0 {
				spans = append(spans, deck.Span{Text: " "})
			}
			spans = append(spans, deck.Span{Text: w, Strong: rapid.Bool().Draw(t, "strong")})
		}
		marks, height := newSetter(Style{}).typeset([]deck.Block{{Spans: spans}}, width)
		var set strings.Builder
		for _, m := range marks {
			set.WriteString(strings.ReplaceAll(m.text, " ", ""))
			if m.x < 0 || m.x+m.w > width+0.01 {
				t.Fatalf("%q stands at %v to %v in a column of %v", m.text, m.x, m.x+m.w, width)
			}
			if m.y < 0 || m.y+m.h > height+0.01 {
				t.Fatalf("%q stands at height %v to %v of %v", m.text, m.y, m.y+m.h, height)
			}
		}
		if got, want := set.String(), strings.Join(words, ""); got != want {
			t.Fatalf("set %q, want %q", got, want)
		}
	})
}

func TestEveryBlockIsSetBelowTheLast(t *testing.T) {
	p := func(text string) deck.Block { return deck.Block{Spans: []deck.Span{{Text: text}}} }
	blocks := []deck.Block{
		p("paragraph"),
		{Kind: deck.Heading, Level: 3, Spans: []deck.Span{{Text: "heading"}}},
		{Kind: deck.List, Items: [][]deck.Block{{p("first")}, {p("second")}}},
		{Kind: deck.List, Ordered: true, Start: 3, Items: [][]deck.Block{{p("third")}}},
		{Kind: deck.Quote, Blocks: []deck.Block{p("quote")}},
		{Kind: deck.Code, Spans: []deck.Span{{Text: "code\nlines"}}},
		{Kind: deck.Table, Rows: [][]deck.Cell{{{Spans: []deck.Span{{Text: "head"}}}}, {{Spans: []deck.Span{{Text: "cell"}}}}}},
		{Kind: deck.Picture, Path: "none.png", Alt: "nothing"},
		{Kind: deck.Rule},
		p("end"),
	}
	marks, height := newSetter(Style{}).typeset(blocks, 600)
	got := strings.Join(texts(marks), "/")
	want := "paragraph/heading/•/first/•/second/3./third/quote/code/lines/head/cell/end"
	if got = strings.ReplaceAll(got, "|", "/"); got != want {
		t.Errorf("set %q, want %q", got, want)
	}
	last := marks[len(marks)-1]
	if last.y+last.h > height || height < 300 {
		t.Errorf("the last mark ends at %v of %v", last.y+last.h, height)
	}
}

func TestTableBreaksNoWordThatHasRoom(t *testing.T) {
	cell := func(text string) deck.Cell { return deck.Cell{Spans: []deck.Span{{Text: text}}} }
	s := newSetter(Style{})
	marks, _ := s.typeset([]deck.Block{{Kind: deck.Table, Rows: [][]deck.Cell{
		{cell("thingummy"), cell("meaning")},
		{cell("dark"), cell("many words that go on and on and on for far longer than the column has room")},
	}}}, 400)
	if got := strings.Join(texts(marks), "\n"); !strings.Contains(got, "thingummy|meaning") {
		t.Errorf("the head is set as:\n%s", got)
	}
}
