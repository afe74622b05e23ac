package anki

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/memory"
)

// A sheet is a note type with one note of it.
type sheet struct {
	cloze, occlusion bool
	fields           []string // names
	templates        []string // fronts and backs in turn
	note             []string // its fields
	ords             []int    // of its cards; none: 0
	tags             string
}

// collection returns the note in a collection of its own, with pictures a.png and b c.png.
func (s sheet) collection() *apkg.Collection {
	t := apkg.NoteType{ID: 10, Name: "Type", Cloze: s.cloze, Occlusion: s.occlusion, Fields: s.fields}
	for i := 0; i+1 < len(s.templates); i += 2 {
		t.Templates = append(t.Templates, apkg.Template{Name: "Card " + itoa(i/2+1), Front: s.templates[i], Back: s.templates[i+1]})
	}
	c := &apkg.Collection{
		Created: 1_700_000_000, Scheduler: 2, Rollover: 4, Types: []apkg.NoteType{t},
		Decks: []apkg.Deck{{ID: 1, Name: "Default"}, {ID: 20, Name: "Biology::Cells"}},
		Notes: []apkg.Note{{ID: 1_700_000_000_000, GUID: "g1", Type: 10, Mod: 1_700_000_000, Tags: s.tags, Fields: strings.Join(s.note, apkg.FieldSeparator)}},
	}
	ords := s.ords
	if ords == nil {
		ords = []int{0}
	}
	for i, ord := range ords {
		c.Cards = append(c.Cards, apkg.Card{ID: 1_700_000_000_000 + int64(i), Note: 1_700_000_000_000, Deck: 20, Ord: ord, Due: 1})
	}
	for _, name := range []string{"a.png", "b c.png", "s.mp3"} {
		c.Media = append(c.Media, apkg.Media{Name: name, Size: 1, Open: func() (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader([]byte("x"))), nil
		}})
	}
	return c
}

// readNotes reads the notes of a collection by way of a package, and checks that each can
// be read as a note of ours.
func readNotes(t testing.TB, c *apkg.Collection, o Options) (*exchange.Bundle, []exchange.Note) {
	t.Helper()
	o.Now, o.Calendar = benchNow, memory.Calendar{Rollover: 4}
	b, err := Read(t.Context(), writeCollection(t, c), o)
	if err != nil {
		t.Fatal(err)
	}
	var notes []exchange.Note
	for _, p := range b.Parcels {
		for _, n := range p.Notes {
			checkNote(t, n)
			notes = append(notes, n)
		}
	}
	return b, notes
}

// checkNote checks that a note that was made says what it is meant to.
func checkNote(t testing.TB, n exchange.Note) {
	t.Helper()
	if n.Text == "" {
		return
	}
	read, faults := deck.ReadNote(n.Text, nil)
	for _, f := range faults {
		if f.Severity == deck.Error {
			t.Errorf("%s in\n%s", f, n.Text)
		}
	}
	if read.ID != n.ID {
		t.Errorf("the note %s says that it is %s:\n%s", n.ID, read.ID, n.Text)
	}
}

// texts returns notes as they stand in a file, with the same short id for all.
func texts(notes []exchange.Note) string {
	var b strings.Builder
	for _, n := range notes {
		b.WriteString(strings.ReplaceAll(n.Text, string(exchange.AnkiID("g1")), "id"))
	}
	return b.String()
}

const showAnswer = "{{FrontSide}}\n\n<hr id=answer>\n\n"

func TestNotesOfTypesBecomeKinds(t *testing.T) {
	vocabulary := []string{"Word", "Meaning", "Example", "Note to self"}
	for name, test := range map[string]struct {
		sheet sheet
		want  string
		lost  []string
	}{
		"question and answer": {
			sheet: sheet{fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"}, note: []string{"What?", "This."}, tags: "one two::three"},
			want:  "## What? {#id tags=\"one two::three\"}\nThis.\n",
		},
		"words around a field": {
			sheet: sheet{
				fields:    []string{"Country", "Capital"},
				templates: []string{"<div class=q>What is the capital of <b>{{Country}}</b>?</div>", "{{FrontSide}}<hr id=answer><p>It is {{Capital}}.</p>"},
				note:      []string{"France", "<i>Paris</i>"},
			},
			want: "## What is the capital of France? {#id}\nIt is *Paris*.\n",
		},
		"a list of options, of which one has none": {
			sheet: sheet{
				fields:    []string{"Q", "A", "B", "C", "Right"},
				templates: []string{`<p>{{Q}}</p><ol type="A"><li>{{A}}</li><li>{{B}}</li>{{#C}}<li>{{C}}</li>{{/C}}</ol>`, "{{FrontSide}}<hr id=answer>Right: {{Right}}"},
				note:      []string{"Which?", "one", "two", "", "B"},
			},
			want: "## Which? {#id}\nA. one\n\nB. two\n\n***\n\nRight: B\n",
		},
		"a numbered list within a plain one": {
			sheet: sheet{
				fields:    []string{"Q", "A"},
				templates: []string{"{{Q}}", "<ul><li>so:<ol><li>{{A}}</li><li>end</li></ol></li><li>{{Q}}</li></ul>"},
				note:      []string{"What?", "This"},
			},
			want: "## What? {#id}\nso:\n\n1\\. This\n\n2\\. end\n",
		},
		"both ways, with more in the answers": {
			sheet: sheet{
				fields:    vocabulary,
				templates: []string{"{{Word}}", showAnswer + "{{Meaning}}<br>{{Example}}", "{{Meaning}}", "{{Meaning}}<hr id=answer>{{Word}}<br><i>{{Example}}</i>"},
				note:      []string{"chat", "cat", "Le chat dort.", "ask Anne"}, ords: []int{0, 1},
			},
			want: "## chat {#id .both}\ncat\n\n> Le chat dort.\n>\n> **Note to self:** ask Anne\n",
			lost: []string{"places for the fields that no card shows, which stand in the explanation now"},
		},
		"both ways, written as of old": {
			sheet: sheet{
				fields:    []string{"F", "B"},
				templates: []string{"{{{F}}}&nbsp;", showAnswer + "{{{B}}}", "<p>{{{B}}}</p>", showAnswer + "{{{F}}}"},
				note:      []string{"one", "two"}, ords: []int{0, 1},
			},
			want: "## one {#id .both}\ntwo\n",
		},
		"both ways, but for this note": {
			sheet: sheet{
				fields:    []string{"F", "B", "Reverse"},
				templates: []string{"{{F}}", showAnswer + "{{B}}", "{{#Reverse}}{{B}}{{/Reverse}}", showAnswer + "{{F}}"},
				note:      []string{"one", "two", ""},
			},
			want: "## one {#id}\ntwo\n",
		},
		"both ways, but the first": {
			sheet: sheet{
				fields:    []string{"F", "B"},
				templates: []string{"{{F}}", showAnswer + "{{B}}", "{{B}}", showAnswer + "{{F}}"},
				note:      []string{"one", "two"}, ords: []int{1},
			},
			want: "## two {#id}\none\n",
		},
		"typed": {
			sheet: sheet{
				fields:    []string{"Q", "A", "More"},
				templates: []string{"{{Q}}\n\n{{type:nc:A}}", "{{Q}}<hr id=answer>{{type:nc:A}}<br>{{More}}"},
				note:      []string{"What?", "<b>3 * 4</b>", "and more"},
			},
			want: "## What? {#id .typed}\n3 \\* 4\n\nand more\n",
		},
		"typed with nothing to type": {
			sheet: sheet{
				fields:    []string{"Q", "A", "More"},
				templates: []string{"{{Q}}{{type:A}}", "{{FrontSide}}<hr id=answer>{{type:A}}{{More}}"},
				note:      []string{"What?", "", "this"},
			},
			want: "## What? {#id}\nthis\n",
		},
		"less than": {
			sheet: sheet{fields: []string{"Q", "A"}, templates: []string{"Is 5 < {{Q}}?", showAnswer + "{{A}}"}, note: []string{"6", "Yes."}},
			want:  "## Is 5 < 6? {#id}\nYes.\n",
		},
		"conditions": {
			sheet: sheet{
				fields:    []string{"Q", "A", "Picture"},
				templates: []string{"{{#Picture}}Look:<br>{{Picture}}<br>{{/Picture}}{{^Picture}}No picture.<br>{{/Picture}}{{Q}}", showAnswer + "{{A}}"},
				note:      []string{"What?", "This.", ""},
			},
			want: "## No picture. {#id}\nWhat?\n\n***\n\nThis.\n",
		},
		"a hint": {
			sheet: sheet{
				fields:    []string{"Q", "A", "H"},
				templates: []string{"{{Q}} {{hint:H}}", showAnswer + "{{A}}"},
				note:      []string{"What?", "This.", "Think."},
			},
			want: "## What? {#id}\nThis.\n\nThink.\n",
			lost: []string{"hints that open on a click, which stand with the answer now"},
		},
		"readings": {
			sheet: sheet{
				fields:    []string{"Q", "A"},
				templates: []string{"{{kanji:Q}}", "{{FrontSide}}<hr id=answer>{{kana:Q}}<br>{{furigana:Q}}<br>{{A}}"},
				note:      []string{" 日本[にほん]の 人[ひと]", "someone"},
			},
			want: "## 日本の人 {#id}\nにほんのひと\n\n日本(にほん)の人(ひと)\n\nsomeone\n",
		},
		"a card for each template": {
			sheet: sheet{
				fields:    []string{"Name", "Capital", "River"},
				templates: []string{"{{Name}}: capital?", showAnswer + "{{Capital}}", "{{Name}}: river?", showAnswer + "{{River}}", "{{Capital}}, {{type:River}}", showAnswer + "{{Name}}"},
				note:      []string{"France", "Paris", "Seine"}, ords: []int{0, 1, 2},
			},
			want: "## France: capital? {#id}\nParis\n## France: river? {#id-2}\nSeine\n## Paris, {#id-3 .typed}\nSeine\n\nFrance\n",
		},
		"a design with more than words": {
			sheet: sheet{
				fields: []string{"Q", "A"},
				templates: []string{
					"<style>b{}</style><script>alert('{{Q}}')</script><!-- {{A}} --><img src='_logo.png'><table><tr><td>Term</td><td>{{Q}}</td></tr></table><a href='https://x/{{Q}}'>look up</a>",
					"{{FrontSide}}<hr id=answer><ul><li>{{A}}</li></ul>{{Tags}}{{tts en_US:Q}}",
				},
				note: []string{"word", "meaning"},
			},
			want: "## Term word {#id}\nlook up\n\n***\n\nmeaning\n",
			lost: []string{"pictures and sounds of a card's design"},
		},
		"a field that names a picture": {
			sheet: sheet{
				fields: []string{"Q", "P"}, templates: []string{"{{Q}}", `{{FrontSide}}<hr id=answer><img src="{{P}}">`}, note: []string{"What?", "b c.png"},
			},
			want: "## What? {#id}\n![](media/b%20c.png)\n",
		},
		"a question of pictures": {
			sheet: sheet{
				fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"}, note: []string{`<img src="a.png">`, "A cell. [sound:s.mp3]"},
			},
			want: "## Cells {#id}\n![](media/a.png)\n\n***\n\nA cell. [Sound: s](media/s.mp3)\n",
		},
		"a picture with a question": {
			sheet: sheet{
				fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"}, note: []string{`<img src="a.png"><br>What is this?`, "A cell."},
			},
			want: "## What is this? {#id}\n![](media/a.png)\n\n***\n\nA cell.\n",
		},
		"a list of questions": {
			sheet: sheet{
				fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"}, note: []string{"<ul><li>one<li>two</ul>", "Both."},
			},
			want: "## Cells {#id}\n- one\n- two\n\n***\n\nBoth.\n",
		},
		"lines across": {
			sheet: sheet{
				fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"}, note: []string{"What?", "One.<hr>Two."},
			},
			want: "## What? {#id}\nOne.\n\nTwo.\n",
		},
		"an answer in quotes": {
			sheet: sheet{
				fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"}, note: []string{"Who?", "<blockquote>I.</blockquote>"},
			},
			want: "## Who? {#id}\nI.\n",
			lost: []string{"the marks of a quote"},
		},
		"what looks like our language": {
			sheet: sheet{
				fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"},
				note: []string{"# What is {#x .both}? ##", "## No note<br>= no answer<br>***<br>&gt; no quote<br>{{no gap}}<br>[@none]"},
			},
			want: "## \\# What is \\{#x .both\\}? \\#\\# {#id}\n\\#\\# No note\\\n\\= no answer\\\n\\*\\*\\*\\\n\\> no quote\\\n\\{\\{no gap\\}\\}\\\n\\[@none\\]\n",
		},
		"gaps": {
			sheet: sheet{
				cloze: true, fields: []string{"Text", "Extra"}, templates: []string{"{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}"},
				note: []string{"A {{c1::cell::small}} has a {{c3::<b>nucleus</b>}}.", "See the book."}, ords: []int{0, 2},
			},
			want: "## Cells {#id .cloze}\nA {{1:cell::small}} has a {{3:**nucleus**}}.\n\n> See the book.\n",
		},
		"gaps to be typed": {
			sheet: sheet{
				cloze: true, fields: []string{"Text"}, templates: []string{"{{cloze:Text}} {{type:cloze:Text}}", "{{cloze:Text}}{{type:cloze:Text}}"},
				note: []string{"A {{c1::nucleus}}."},
			},
			want: "## Cells {#id .cloze}\nA {{1:nucleus}}.\n",
			lost: []string{"typing what is in gaps"},
		},
		"gaps beneath a title": {
			sheet: sheet{
				cloze: true, fields: []string{"Title", "Text"}, templates: []string{"<h1>{{Title}}</h1>{{cloze:Text}}", "<h1>{{Title}}</h1>{{cloze:Text}}"},
				note: []string{"What a cell has", "A {{c1::nucleus}}."},
			},
			want: "## What a cell has {#id .cloze}\nA {{1:nucleus}}.\n",
		},
		"gaps that are none": {
			sheet: sheet{
				cloze: true, fields: []string{"Text", "Extra"}, templates: []string{"{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}"},
				note: []string{"A cell has what?", "A nucleus."},
			},
			want: "## A cell has what? {#id}\nA nucleus.\n",
			lost: []string{"gaps: there are none in it"},
		},
		"masks": {
			sheet: sheet{
				cloze: true, occlusion: true, fields: occlusionFields, templates: []string{"{{cloze:Occlusion}}", "{{cloze:Occlusion}}"},
				note: []string{
					"{{c1::image-occlusion:rect:left=.23:top=.32:width=.2:height=.09:oi=1}}<br>{{c2::image-occlusion:rect:left=.5:top=.5:width=.6:height=.1:oi=1}}<br>",
					`<img src="a.png">`, "A cell", "It lives.", "drawn by hand",
				},
				ords: []int{0, 1},
			},
			want: "## A cell {#id .occlude hide=all}\n![](media/a.png)\n\n- 1: 23 32 20 9\n- 2: 50 50 50 10\n\n> It lives.\n>\n> drawn by hand\n",
		},
		"masks of other shapes": {
			sheet: sheet{
				cloze: true, fields: occlusionFields, templates: []string{"{{cloze:Occlusion}}", "{{cloze:Occlusion}}"},
				note: []string{
					"{{c1::image-occlusion:ellipse:left=.1:top=.2:rx=.1:ry=.05}} {{c1::image-occlusion:polygon:points=.5,.5 .7,.5 .6,.9}} {{c2::image-occlusion:text:left=.1:top=.1:text=Hi}}",
					`<img src="b%20c.png">`, "", "", "",
				},
			},
			want: "## Cells {#id .occlude}\n![](media/b%20c.png)\n\n- 1: 10 20 20 10\n- 1: 50 50 20 40\n",
			lost: []string{"the shapes of masks that are no rectangles", "a text on the picture"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, notes := readNotes(t, test.sheet.collection(), Options{})
			if diff := cmp.Diff(test.want, texts(notes)); diff != "" {
				t.Error(diff)
			}
			var lost []string
			for _, n := range notes {
				lost = union(lost, n.Lost)
			}
			if diff := cmp.Diff(test.lost, lost); diff != "" {
				t.Error("lost", diff)
			}
		})
	}
}

func TestNotesThatCannotBeAskedAreLeftOut(t *testing.T) {
	basic := sheet{fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"}}
	with := func(s sheet, change func(*sheet)) sheet { change(&s); return s }
	for name, test := range map[string]struct {
		sheet sheet
		why   string
	}{
		"no question":      {with(basic, func(s *sheet) { s.note = []string{"<br>", "This."} }), "Its question is empty."},
		"an empty picture": {with(basic, func(s *sheet) { s.note = []string{`<img src="data:image/png;base64,AA==">`, "This."} }), "Its question is empty."},
		"no answer":        {with(basic, func(s *sheet) { s.note = []string{"What?", "&nbsp;"} }), "It has no answer."},
		"no template":      {with(basic, func(s *sheet) { s.note, s.ords = []string{"What?", "This."}, []int{3} }), "The design of its card is not in the file."},
		"no gaps": {sheet{
			cloze: true, fields: []string{"Text"}, templates: []string{"{{cloze:Text}}", "{{cloze:Text}}"}, note: []string{"Nothing."},
		}, "It has no gaps."},
		"gaps beyond the last": {sheet{
			cloze: true, fields: []string{"Text"}, templates: []string{"{{cloze:Text}}", "{{cloze:Text}}"}, note: []string{"{{c100::A}} cell"}, ords: []int{99},
		}, "Its gaps have numbers above 99."},
		"no picture": {sheet{
			cloze: true, fields: occlusionFields, templates: []string{"{{cloze:Occlusion}}", "{{cloze:Occlusion}}"},
			note: []string{"{{c1::image-occlusion:rect:left=.2:top=.3:width=.2:height=.1}}", `<img src="gone.png">`, "", "", ""},
		}, "Its picture is not in the file."},
	} {
		t.Run(name, func(t *testing.T) {
			b, notes := readNotes(t, test.sheet.collection(), Options{})
			if len(notes) != 0 || b.Report.Skipped != 1 || b.Report.Items[0].Why != test.why {
				t.Errorf("got %+v and %+v", notes, b.Report)
			}
		})
	}
}
