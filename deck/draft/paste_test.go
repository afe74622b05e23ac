package draft_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/brisk"
	"touchpoint/deck/draft"
)

func TestNormalise(t *testing.T) {
	tests := []struct{ name, pasted, want string }{
		{"plain", "Trust, then loyalty.", "Trust, then loyalty."},
		{"line ends", "a\r\nb\rc\u2028d", "a\nb\nc\nd"},
		{"byte order mark and control characters", "\ufeffa\x00\x07b\u200bc\u00ad", "abc"},
		{"joiners stay", "👩‍🏫", "👩‍🏫"},
		{"tabs", "\ta\tb", "    a b"},
		{"hard spaces", "a\u00a0b\u2009c", "a b c"},
		{"invalid UTF-8", "a\xffb", "ab"},
		{"a tag is spoken of", "Use <b> for bold, 1 < 2 and a<b.", "Use <b> for bold, 1 < 2 and a<b."},
		{"tags in code", "Write `<p>text</p>`.", "Write `<p>text</p>`."},
		{"paragraphs", "<p>One\n two</p><p>Three<br>four</p>", "One two\n\nThree\\\nfour"},
		{"entities", "<p>a &lt;b&gt; &amp; c&nbsp;d</p>", "a \\<b> & c d"},
		{"marks of Markdown are text", "<p># 1. *a* _b_ [c]</p><p>1. x</p><p>= y</p>", "\\# 1. \\*a\\* \\_b\\_ \\[c\\]\n\n1\\. x\n\n\\= y"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, err := draft.Normalise(test.pasted); err != nil || got != test.want {
				t.Errorf("Normalise(%q) = %q, want %q", test.pasted, got, test.want)
			}
		})
	}
}

// TestNormaliseShowsTheText holds that what a learner sees of pasted text is the text.
func TestNormaliseShowsTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{
			"a", "b*", "_c_", "[d]", "`e`", "1.", "#", "##", ">", "-", "=", "f_g", "{{h}}", `\`, "|", "~~", "!", "流", "---", "2)", "+",
		}), 1, 12).Draw(t, "words"), " ")
		escaped := strings.NewReplacer("<", "&lt;", "&", "&amp;", ">", "&gt;").Replace(text)
		pasted, err := draft.Normalise("<p>" + escaped + "</p>")
		if got := deck.PlainText(pasted); err != nil || got != text {
			t.Errorf("pasted %q shows as %q by %q, %v", text, got, pasted, err)
		}
	})
}

func TestNormaliseKeepsToLimits(t *testing.T) {
	hostile := []string{strings.Repeat("<div>", 200_000), strings.Repeat("<ul><li>", 100_000) + "x", "<p>" + strings.Repeat("<", 900_000), strings.Repeat("流", 1<<20)}
	const most = 256 << 10
	for _, text := range hostile {
		text = strings.ToValidUTF8(text[:min(len(text), most)], "")
		var got string
		var err error
		brisk.Within(t, 20*time.Second, fmt.Sprintf("%.20q", text), func() { got, err = draft.Normalise(text) })
		if err != nil {
			t.Errorf("%.20q: %v", text, err)
		}
		if len(got) > 8<<20 || !utf8.ValidString(got) {
			t.Errorf("%.20q becomes %d bytes, valid %v", text, len(got), utf8.ValidString(got))
		}
	}
	got, err := draft.Normalise(strings.Repeat("a", most+1))
	if got != "" || err == nil || !strings.HasPrefix(err.Error(), "The text to paste has 257 KB, and 256 KB is the most for a note. Nothing was pasted;") {
		t.Errorf("of too much text %d bytes are pasted, %v", len(got), err)
	}
}

func FuzzNormalise(f *testing.F) {
	f.Add("<p>a<b>c</p>")
	f.Add("\ta\r\n<ul><li>")
	f.Fuzz(func(t *testing.T, pasted string) {
		got, err := draft.Normalise(pasted)
		if err != nil {
			return
		}
		if !utf8.ValidString(got) || strings.ContainsAny(got, "\r\t\x00\ufeff") {
			t.Errorf("Normalise(%q) = %q", pasted, got)
		}
	})
}
