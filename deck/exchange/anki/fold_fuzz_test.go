package anki

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/hypertext"
)

// fold converts one note of a type, without a package around it.
func foldOne(t *apkg.NoteType, fields []string, ords ...int) (*noteIn, *noteOut) {
	n := &noteIn{
		guid: "g1", id: exchange.AnkiID("g1"), fold: foldType(t), place: place{title: "Section"},
		texts: strings.Join(fields, apkg.FieldSeparator),
	}
	for _, ord := range ords {
		n.ords.add(ord)
	}
	media := []apkg.Media{{Name: "a.png", Size: 1, Open: opens}}
	out := new(noteOut)
	newConverter(newFiles(media, nil)).convert(n, out)
	return n, out
}

// FuzzFold looks for note types and fields that make something else of a note than one
// that can be read, or that take it apart for ever.
func FuzzFold(f *testing.F) {
	f.Add("{{Q}}", "{{FrontSide}}<hr id=answer>{{A}}", "What?", "This.", false)
	f.Add("{{#A}}{{Q}}{{/A}}{{^A}}none{{/A}} {{hint:A}}", "{{type:A}}", "<b>What", "<div>a<br>b</div>", false)
	f.Add("{{cloze:Q}}", "{{cloze:Q}}<br>{{A}}", "{{c1::a {{c2::b}}}} {{c1,3::c::h}}", "<hr>---<hr>", true)
	f.Add(`<img src="{{Q}}"><td>x</td>{{furigana:A}}`, "<!-- {{A}} --><script>{{Q}}</script>", "a.png", "漢字[かんじ]", false)
	f.Add("{{cloze:Occlusion}}", "", "{{c1::image-occlusion:rect:left=.1:top=.1:width=.5:height=.5}}", `<img src="a.png">`, true)
	f.Add("{{Q}}\n<ul><li>{{A}}", "{{A}}", "# x\n## y {#id}\n***\n> q", "```\n## z {#b}\n", false)
	f.Fuzz(func(t *testing.T, front, back, first, second string, cloze bool) {
		if len(front)+len(back)+len(first)+len(second) > 20_000 || !utf8.ValidString(front+back+first+second) {
			return
		}
		names := []string{"Q", "A"}
		if strings.Contains(front, "Occlusion") {
			names = []string{"Occlusion", "Image"}
		}
		typ := &apkg.NoteType{Name: "Type", Cloze: cloze, Fields: names, Templates: []apkg.Template{{Name: "1", Front: front, Back: back}}}
		_, out := foldOne(typ, []string{first, second}, 0)
		if len(out.notes)+len(out.skipped) != 1 {
			t.Fatalf("%d notes and %d left out", len(out.notes), len(out.skipped))
		}
		for _, n := range out.notes {
			read, faults := deck.ReadNote(n.Text, nil)
			if read.ID != n.ID {
				t.Fatalf("%q is %q", n.Text, read.ID)
			}
			for _, f := range faults {
				if f.Severity == deck.Error {
					t.Errorf("%s in\n%s", f, n.Text)
				}
			}
		}
	})
}

// words is a property's text: words, marks of our language and of HTML.
var someWords = rapid.StringOfN(rapid.RuneFrom([]rune("abc ABC æøå 日本 *_`#>=-+.:{}[]()~|\\!@$&;'\"0123456789")), 0, 40, -1)

func TestEveryWordOfANoteIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var fields []string
		for range 3 {
			var b strings.Builder
			for range rapid.IntRange(0, 4).Draw(t, "parts") {
				tag := rapid.SampledFrom([]string{"", "<br>", "<b>%</b>", "<div>%</div>", "<ul><li>%</li></ul>", "<i>%</i>", "<blockquote>%</blockquote>"}).Draw(t, "tag")
				text := hypertext.Escape(someWords.Draw(t, "text"))
				if strings.Contains(tag, "%") {
					text = strings.Replace(tag, "%", text, 1)
				} else {
					text += tag
				}
				b.WriteString(text)
			}
			fields = append(fields, b.String())
		}
		typ := &apkg.NoteType{Name: "Type", Fields: []string{"Q", "A", "X"}, Templates: []apkg.Template{
			{Name: "1", Front: "{{Q}}", Back: "{{FrontSide}}<hr id=answer>{{A}}"},
		}}
		_, out := foldOne(typ, fields, 0)
		if len(out.notes) == 0 {
			if !emptyField(fields[0]) && !emptyField(fields[1]) {
				t.Fatalf("left out: %+v of %q", out.skipped, fields)
			}
			return
		}
		read, faults := deck.ReadNote(out.notes[0].Text, nil)
		for _, f := range faults {
			if f.Severity == deck.Error {
				t.Fatalf("%s in\n%s", f, out.notes[0].Text)
			}
		}
		got := letters(deck.PlainText(read.Front) + deck.PlainText(read.Lead) + deck.PlainText(read.Back) + deck.PlainText(read.Explanation))
		for _, field := range fields {
			for word := range strings.FieldsSeq(hypertext.Strip(field)) {
				if w := letters(word); !strings.Contains(got, w) {
					t.Fatalf("%q of %q is not in\n%s\n%q", w, fields, out.notes[0].Text, got)
				}
			}
		}
	})
}

// letters returns a text without what may stand otherwise in Markdown: white space, and
// the marks that rendering makes.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("abcABCæøå日本", r) || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}
