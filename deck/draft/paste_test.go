package draft_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"touchpoint/deck"
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
		{"inline", "<b>Trust</b> is <i>not</i> <code>x*y</code>", "**Trust** is *not* `x*y`"},
		{"nested wrongly", "<b>a <i>b</b> c</i>", "**a *b*** c"},
		{"empty emphasis", "a <b></b> <b>b</b>", "a **b**"},
		{"paragraphs", "<p>One\n two</p><p>Three<br>four</p>", "One two\n\nThree\nfour"},
		{"list", "<ul><li>a</li><li><p>b</p><ol><li>c<li>d</ol></li></ul>after", "- a\n- b\n   1. c\n   2. d\n\nafter"},
		{"heading makes no note", "<h1>Trust</h1><p>is</p>", "### Trust\n\nis"},
		{"quote", "<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"},
		{"link", `<a href="https://example.org/x">there</a>, <a href="javascript:x()">not</a>`, "[there](https://example.org/x), not"},
		{"table", "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2|3</td></tr></table>", "| a | b |\n|---|---|\n| 1 | 2\\|3 |"},
		{"code", "<pre><code>a < b\n  c</code></pre>", "```\na < b\n  c\n```"},
		{"entities", "<p>a &lt;b&gt; &amp; c&nbsp;d</p>", "a \\<b> & c d"},
		{"marks of Markdown are text", "<p># 1. *a* _b_ [c]</p><p>1. x</p><p>= y</p>", "\\# 1. \\*a\\* \\_b\\_ \\[c\\]\n\n1\\. x\n\n\\= y"},
		{"what is not shown", "<html><head><title>t</title><style>p{}</style></head><body><script>x</script><p>a</p></body>", "a"},
		{"office", "<!--StartFragment--><span style='x'>a</span><o:p></o:p><!--EndFragment-->", "a"},
		{"wrapped by an editor", `<meta charset="utf-8"><b style="font-weight:normal;"><p>a</p><p>b <b>c</b></p></b>`, "a\n\nb **c**"},
		{"picture", `<p>see <img src="x.png" alt="a road"></p>`, "see a road"},
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
	hostile := []string{
		strings.Repeat("<div>", 200_000), strings.Repeat("<ul><li>", 100_000) + "x", strings.Repeat("<b>", 300_000),
		"<p>" + strings.Repeat("<", 900_000), "<p a='" + strings.Repeat("x", 2<<20), strings.Repeat("<blockquote>a", 70_000),
		strings.Repeat("<table><tr><td>", 60_000), strings.Repeat("<pre>`", 100_000), strings.Repeat("流", 1<<20),
		strings.Repeat("<a href=https://x.org>", 40_000), strings.Repeat("<b></b>", 140_000), strings.Repeat("<b>x <i></i>", 80_000),
	}
	const most = 256 << 10
	for _, text := range hostile {
		text = strings.ToValidUTF8(text[:min(len(text), most)], "")
		began := time.Now()
		got, err := draft.Normalise(text)
		if err != nil {
			t.Errorf("%.20q: %v", text, err)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%.20q takes %v", text, took)
		}
		if len(got) > 8<<20 || !utf8.ValidString(got) {
			t.Errorf("%.20q becomes %d bytes, valid %v", text, len(got), utf8.ValidString(got))
		}
	}
	if got, err := draft.Normalise("<table><tr>" + strings.Repeat("<td>a</td>", 50) + "<td>last</td></tr></table>"); err != nil || !strings.Contains(got, "last") {
		t.Errorf("of a wide table is left %q, %v", got, err)
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
