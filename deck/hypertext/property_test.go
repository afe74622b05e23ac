package hypertext_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/hypertext"
)

// words are texts that mean something to Markdown or to the deck language somewhere.
var words = []string{
	"a", "b*", "_c_", "[d]", "`e`", "1.", "2)", "#", "##", "#g", ">", "-", "+", "=", "= h", "f_g", "{{h}}", "}}", "::", `\`, `\(`, "|", "~~", "~", "!", "$", "流。", "---", ":-", "-:|", "***", "___",
	"{#id}", "{#id .cloze}", "[@x]", "[ ]", "[x]", "[x]: y", "<b>", "<!--", "https://e.org", "<https://e.org>", "&amp;", "&#42;", "```", "~~~", "\u00a0", "\u3000", "(", ")", ".", "\"", "c#", "1", "{1:a}", "[^1]", "é", "x:", "//",
}

var inlineTags = []string{"b", "i", "strong", "em", "u", "s", "code", "span", "font", "small"}

var blockTags = []string{"p", "div", "ul", "ol", "li", "blockquote", "h1", "h4", "table", "tr", "td", "th", "pre", "dl", "dd", "section", "center"}

var phrase = rapid.Custom(func(t *rapid.T) string {
	sep := rapid.SampledFrom([]string{" ", "", "\n"}).Draw(t, "between")
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 5).Draw(t, "words"), sep)
})

// anyHTML draws HTML of any kind, most of it well made.
var anyHTML = rapid.Custom(func(t *rapid.T) string {
	var b strings.Builder
	var build func(depth int)
	build = func(depth int) {
		for range rapid.IntRange(0, 4).Draw(t, "parts") {
			switch rapid.IntRange(0, 9).Draw(t, "part") {
			case 0, 1, 2:
				b.WriteString(hypertext.Escape(phrase.Draw(t, "text")))
			case 3:
				b.WriteString(rapid.SampledFrom([]string{"<br>", " ", "<hr>", "<!-- x -->", "&nbsp;", "<br/>"}).Draw(t, "break"))
			case 4:
				b.WriteString(`<a href="https://example.org/a_b?c=1&amp;d">` + hypertext.Escape(phrase.Draw(t, "link")) + "</a>")
			case 5:
				b.WriteString("</" + rapid.SampledFrom(append(inlineTags, blockTags...)).Draw(t, "stray") + ">")
			default:
				tags := inlineTags
				if rapid.IntRange(0, 3).Draw(t, "block") == 0 {
					tags = blockTags
				}
				tag := rapid.SampledFrom(tags).Draw(t, "tag")
				b.WriteString("<" + tag + ">")
				if depth < 4 {
					build(depth + 1)
				}
				if rapid.IntRange(0, 9).Draw(t, "close") > 0 {
					b.WriteString("</" + tag + ">")
				}
			}
		}
	}
	build(0)
	return b.String()
})

// letters returns a text without white space.
func letters(s string) string { return strings.Join(strings.Fields(s), "") }

// says returns what a text of blocks says, without white space.
func says(markdown string) string {
	const end = "The end" // with which it is no line
	return strings.TrimSuffix(letters(deck.PlainText(markdown+"\n\n"+end)), letters(end))
}

// TestWordsStay holds that what a learner sees is what the HTML says, and that nothing in
// it becomes anything else of the language.
func TestWordsStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		html := anyHTML.Draw(t, "html")
		got := hypertext.Markdown(html, hypertext.Options{}).Text
		want := letters(hypertext.Strip(html))
		if shown := says(got); shown != want {
			t.Fatalf("%q becomes\n%s\nwhich shows\n%q\nbut it says\n%q", html, got, shown, want)
		}
		if line, one := hypertext.Line(html, hypertext.Options{}); one {
			if shown := letters(deck.PlainText(line.Text)); shown != want || strings.Contains(line.Text, "\n") {
				t.Fatalf("%q becomes the line\n%s\nwhich shows\n%q\nbut it says\n%q", html, line.Text, shown, want)
			}
		}
	})
}

// TestNoteStays holds the same for the text within a deck.
func TestNoteStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		html := anyHTML.Draw(t, "html")
		back := hypertext.Markdown(html, hypertext.Options{Unquote: true}).Text
		want := letters(hypertext.Strip(html))
		if want == "" {
			return
		}
		front, one := hypertext.Line(html, hypertext.Options{Unquote: true})
		if !one {
			front.Text = "Front"
		}
		text := "---\nid: d\ntitle: D\n---\n# S\n\n## " + front.Text + " {#n}\n" + back + "\n\n## Next {#m}\nnext\n"
		d, faults := deck.ParseFile("deck.md", []byte(text))
		for _, f := range faults {
			if f.Severity == deck.Error {
				t.Fatalf("%q makes the deck\n%s\nwith a fault: %v", html, text, f)
			}
		}
		if len(d.Notes) != 2 || d.Notes[0].ID != "n" {
			t.Fatalf("%q makes the deck\n%s\nof %d notes", html, text, len(d.Notes))
		}
		n := d.Notes[0]
		if got := says(n.Back); got != want || n.Lead != "" || n.Explanation != "" || len(n.Cites) > 0 {
			t.Fatalf("%q makes the note\n%s\nthat says\n%q\nand not\n%q", html, text, got, want)
		}
		if got := letters(deck.PlainText(n.Front)); one && got != want {
			t.Fatalf("%q makes the heading\n%s\nthat says\n%q\nand not\n%q", html, front.Text, got, want)
		}
	})
}

// TestThereAndBack holds that Markdown made of a text's HTML says the same as the text.
func TestThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := hypertext.Markdown(anyHTML.Draw(t, "html"), hypertext.Options{Maths: true}).Text
		html := hypertext.HTML(first, hypertext.WriteOptions{})
		second := hypertext.Markdown(html, hypertext.Options{Maths: true}).Text
		if diff := cmp.Diff(says(first), says(second)); diff != "" {
			t.Fatalf("%q is %q is %q\n%s", first, html, second, diff)
		}
	})
}

// TestGapsStay holds that every gap keeps its number, its text and its hint.
func TestGapsStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		n := rapid.IntRange(1, 4).Draw(t, "gaps")
		for range n {
			b.WriteString(hypertext.Escape(phrase.Draw(t, "before")))
			b.WriteString(rapid.SampledFrom([]string{"<b>", "</b>", "<br>", "", " "}).Draw(t, "tag"))
			b.WriteString("{{c" + rapid.SampledFrom([]string{"1", "2", "3", "1,2"}).Draw(t, "number") + "::w")
			b.WriteString(rapid.SampledFrom([]string{"<b>x</b>", "</b>", "<br>y", "", "*", "{{c4::z}}"}).Draw(t, "inner"))
			b.WriteString(rapid.SampledFrom([]string{"", "::hint", "::a*b"}).Draw(t, "hint") + "}}")
		}
		html := b.String()
		text := hypertext.Markdown(html, hypertext.Options{Gaps: true}).Text
		note, faults := deck.ParseFile("deck.md", []byte("---\nid: d\ntitle: D\n---\n## F {#n .cloze}\n"+text+"\n"))
		for _, f := range faults {
			if f.Severity == deck.Error {
				t.Fatalf("%q becomes\n%s\nwith a fault: %v", html, text, f)
			}
		}
		if len(note.Notes) != 1 {
			t.Fatalf("%q becomes\n%s", html, text)
		}
		for _, number := range []string{"1", "2", "3", "4"} {
			has := strings.Contains(html, "{{c"+number+"::") || number <= "2" && strings.Contains(html, "{{c1,2::")
			got := false
			for _, g := range note.Notes[0].Gaps {
				got = got || g.Number == int(number[0]-'0')
			}
			if has != got {
				t.Fatalf("%q becomes\n%s\nnumber %s: %v", html, text, number, got)
			}
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"<p>a<b>c</p>", "\ta\r\n<ul><li>", "{{c1::a::b}}", `\(x\)[latex]`, "<table><tr><td>", "<b>.</b>a<i>b</i>", "<a href=https://a.b>x", "[sound:a]", "<sup>2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, o := range []hypertext.Options{{}, all, {Plain: true, Gaps: true, Maths: true}} {
			got := hypertext.Markdown(s, o).Text
			if !utf8.ValidString(got) || strings.ContainsAny(got, "\r\x00") {
				t.Errorf("Markdown(%q) = %q", s, got)
			}
			hypertext.HTML(got, hypertext.WriteOptions{Gaps: true})
		}
		hypertext.Line(s, all)
		if got := hypertext.Strip(s); !utf8.ValidString(got) {
			t.Errorf("Strip(%q) = %q", s, got)
		}
	})
}
