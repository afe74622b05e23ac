package deck_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
)

func TestFormulas(t *testing.T) {
	text := func(s string) deck.Span { return deck.Span{Text: s} }
	para := func(spans ...deck.Span) []deck.Block { return []deck.Block{{Kind: deck.Paragraph, Spans: spans}} }
	x2 := deck.Span{Text: "x²", Formula: "x^2"}
	tests := map[string]struct {
		text string
		want []deck.Block
	}{
		"in a line":     {"It is $`x^2`$, so.", para(text("It is "), x2, text(", so."))},
		"side by side":  {"$`x^2`$$`x^2`$", para(x2, x2)},
		"not simple":    {"$`\\binom{n}{k}`$", para(deck.Span{Text: `\binom{n}{k}`, Code: true, Formula: `\binom{n}{k}`})},
		"over two rows": {"$`a\n+b`$", para(deck.Span{Text: "a + b", Formula: "a +b"})},
		"emphasised":    {"**so $`x^2`$**", para(deck.Span{Text: "so ", Strong: true}, deck.Span{Text: "x²", Strong: true, Formula: "x^2"})},
		"in a gap": {"{{$`x^2`$::what}} x", para(
			deck.Span{Text: "x²", Formula: "x^2", Gap: 1, Hint: "what"}, text(" x"))},
		"no gap in it":     {"$`{{a}}`$", para(deck.Span{Text: "a", Formula: "{{a}}"})},
		"escaped":          {"\\$`x`$", para(text("$"), deck.Span{Text: "x", Code: true}, text("$"))},
		"code with money":  {"$``x``$", para(text("$"), deck.Span{Text: "x", Code: true}, text("$"))},
		"not closed":       {"$`x` and $5", para(text("$"), deck.Span{Text: "x", Code: true}, text(" and $5"))},
		"empty":            {"$` `$", para(text("$"), deck.Span{Text: " ", Code: true}, text("$"))},
		"in code":          {"`` $`x`$ ``", para(deck.Span{Text: "$`x`$", Code: true})},
		"a block":          {"```math\n\\frac{a}{b}\n```", []deck.Block{{Kind: deck.Formula, Spans: []deck.Span{{Text: "a/b", Formula: `\frac{a}{b}`}}}}},
		"a block of lines": {"```math\na = b \\\\\n= c\n```", []deck.Block{{Kind: deck.Formula, Spans: []deck.Span{{Text: "a = b\n= c", Formula: "a = b \\\\\n= c"}}}}},
		"an empty block":   {"```math\n```", []deck.Block{{Kind: deck.Code, Spans: []deck.Span{{Code: true}}}}},
		"a block of code":  {"```go\nx\n```", []deck.Block{{Kind: deck.Code, Spans: []deck.Span{{Text: "x", Code: true}}}}},
		"in a table": {"| a |\n|---|\n| $`x^2`$ |", []deck.Block{{Kind: deck.Table, Rows: [][]deck.Cell{
			{{Spans: []deck.Span{text("a")}}}, {{Spans: []deck.Span{x2}}},
		}}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, deck.Blocks(test.text)); diff != "" {
				t.Errorf("blocks differ (-want +got):\n%s", diff)
			}
		})
	}
	if got := deck.PlainText("So $`x^2`$:\n\n```math\n\\alpha_1\n```"); got != "So x²:\nα₁" {
		t.Errorf("plain text %q", got)
	}
}

// A link may lead to a file of the deck, which must be there.
func TestAttachments(t *testing.T) {
	folder := fstest.MapFS{
		"deck.md":         {Data: []byte(head + "## A {#a}\n[Sound: tone](media/tone.wav), [b](<media/a b.mp3>), [c](media/a%20b.mp3), [d](https://x.org/a.wav)\n")},
		"media/tone.wav":  {Data: []byte("RIFF")},
		"media/a b.mp3":   {Data: []byte("ID3")},
		"media/empty.ogg": {},
	}
	d, faults, err := deck.Parse(folder)
	if err != nil {
		t.Fatal(err)
	}
	if faults = append(faults, deck.Check(d, folder)...); len(faults) > 0 {
		t.Error(brief(faults))
	}
	var files []string
	for _, s := range deck.Blocks(d.Notes[0].Back)[0].Spans {
		if file, ok := s.Attachment(); ok {
			files = append(files, s.Text+" "+file)
		}
	}
	want := []string{"Sound: tone media/tone.wav", "b media/a b.mp3", "c media/a b.mp3"}
	if diff := cmp.Diff(want, files); diff != "" {
		t.Errorf("files differ (-want +got):\n%s", diff)
	}

	for link, want := range map[string]string{
		"media/none.wav":   "error: there is no file media/none.wav; put the file into the deck's folder, for example under media/, and write its path from there [broken-media]",
		"media/Tone.wav":   "error: there is no file media/Tone.wav, but media/tone.wav: capital letters matter; put the file into the deck's folder, for example under media/, and write its path from there [broken-media]",
		"media/empty.ogg":  "error: the file media/empty.ogg is empty; put the file into the deck's folder, for example under media/, and write its path from there [broken-media]",
		"../tone.wav":      `warning: the link to "../tone.wav" cannot be opened from a card; link to an address that begins with https:// or mailto:, or to a file in the deck's folder [link]`,
		"/etc/tone.wav":    `warning: the link to "/etc/tone.wav" cannot be opened from a card; link to an address that begins with https:// or mailto:, or to a file in the deck's folder [link]`,
		"file:///tone.wav": `warning: the link to "file:///tone.wav" cannot be opened from a card; link to an address that begins with https:// or mailto:, or to a file in the deck's folder [link]`,
		"C:/tone.wav":      `warning: the link to "C:/tone.wav" cannot be opened from a card; link to an address that begins with https:// or mailto:, or to a file in the deck's folder [link]`,
		"www.x.org":        `warning: the link to "www.x.org" cannot be opened from a card; link to an address that begins with https:// or mailto:, or to a file in the deck's folder [link]`,
		"#anchor":          `warning: the link to "#anchor" cannot be opened from a card; link to an address that begins with https:// or mailto:, or to a file in the deck's folder [link]`,
	} {
		folder["deck.md"] = &fstest.MapFile{Data: []byte(head + "## A {#a}\n[x](" + link + ")\n")}
		d, faults, err := deck.Parse(folder)
		if err != nil {
			t.Fatal(err)
		}
		faults = append(faults, deck.Check(d, folder)...)
		if diff := cmp.Diff([]string{"deck.md:6:1: " + want}, brief(faults)); diff != "" {
			t.Errorf("%s: faults differ (-want +got):\n%s", link, diff)
		}
	}
}

// The files of a note are its pictures and what its texts link to.
func TestMedia(t *testing.T) {
	n, faults := deck.ReadNote("## ![f](f.png) {#a .choice}\n[l](l.ogg)\n\n| a |\n|---|\n| [t](t.mp4) |\n\n- [x] ![o](o.png)\n- [ ] [o](o.wav) ![o](o.png)\n\n![i](i.png) [r]\n\n[r]: r.mp3\n\n> > [q](q.mp3) [w](https://x.org/w.mp3)\n", nil)
	if len(faults) > 0 {
		t.Fatal(brief(faults))
	}
	want := []string{"f.png", "l.ogg", "t.mp4", "i.png", "r.mp3", "q.mp3", "o.png", "o.wav"}
	if diff := cmp.Diff(want, n.Media()); diff != "" {
		t.Errorf("files differ (-want +got):\n%s", diff)
	}
	n, _ = deck.ReadNote("## A {#a .occlude}\n![p](p.png)\n- 1: 1 2 3 4\n", nil)
	if diff := cmp.Diff([]string{"p.png"}, n.Media()); diff != "" {
		t.Errorf("files of a masked picture differ (-want +got):\n%s", diff)
	}
}
