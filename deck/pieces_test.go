package deck_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
)

func TestPieces(t *testing.T) {
	src := "\ufeff---\r\nid: d\r\n---\r\n# *Topic* one\r\nstray\r\n\r\n## What is `it`? {#it .cloze}\r\n{{x}}\r\n```\n## code\n```\n## Last\nx"
	want := []deck.Piece{
		{Level: 0, From: 0, To: 20},
		{Level: 1, From: 20, To: 44, Title: "Topic one"},
		{Level: 2, From: 44, To: 98, Title: "What is it?", ID: "it", Kind: deck.Cloze},
		{Level: 2, From: 98, To: 107, Title: "Last", Kind: deck.Basic},
	}
	if diff := cmp.Diff(want, deck.Pieces([]byte(src))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, src := range []string{"", "\ufeff", "\xff\xfe#\x00", "\ufeff## A\nx", "## A", "x\n"} {
		pieces := deck.Pieces([]byte(src))
		if pieces[0].Level != 0 {
			t.Errorf("%q: the first piece is of level %d, want 0", src, pieces[0].Level)
		}
		if n := len(pieces); n == 2 && strings.HasPrefix(src[pieces[1].From:], "\ufeff") {
			t.Errorf("%q: the note begins with the byte order mark", src)
		}
	}
}

// anyText draws a file of pieces of decks, with line breaks of both kinds and a byte order
// mark.
func anyText(t *rapid.T) string {
	piece := rapid.OneOf(rapid.SampledFrom(snippets), rapid.SampledFrom(slips), rapid.SampledFrom([]string{"\xff", "\x00", "\r", "\r\n", "\ufeff"}))
	src := strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "pieces"), "")
	if rapid.Bool().Draw(t, "carriage returns") {
		src = strings.ReplaceAll(strings.ReplaceAll(src, "\r\n", "\n"), "\n", "\r\n")
	}
	if rapid.Bool().Draw(t, "mark") {
		src = "\ufeff" + src
	}
	return src
}

// TestPropertyOfPieces wants pieces that are the file, and of each note what the deck's
// parser has of it.
func TestPropertyOfPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := []byte(anyText(t))
		pieces := deck.Pieces(src)
		if len(pieces) == 0 || pieces[0].Level != 0 || pieces[0].From != 0 || pieces[len(pieces)-1].To != len(src) {
			t.Fatalf("the pieces %+v are not those of %d bytes", pieces, len(src))
		}
		byLine := make(map[int]deck.Piece)
		for i, p := range pieces {
			if p.From > p.To || i > 0 && p.From != pieces[i-1].To || i > 0 && p.Level == 0 {
				t.Fatalf("the pieces %+v do not lie side by side", pieces)
			}
			byLine[1+strings.Count(string(src[:p.From]), "\n")] = p
		}
		d, _ := deck.ParseFile("a.md", src)
		for _, n := range d.Notes {
			p := byLine[n.Pos.Line]
			if p.Level != 2 || p.ID != n.ID && !n.Derived || p.Kind != n.Kind || p.Title != deck.PlainText(n.Front) {
				t.Fatalf("the piece %+v is not of the note %+v", p, n)
			}
			got, faults := deck.ReadNote(string(src[p.From:p.To]), d)
			got.Pos, got.Section = n.Pos, n.Section
			if n.Derived { // of several with one heading only the deck knows which is which
				got.ID = n.ID
			}
			if diff := cmp.Diff(n, got); diff != "" {
				t.Fatalf("ReadNote of %q differs (-parsed +read):\n%s\n%q", src[p.From:p.To], diff, brief(faults))
			}
		}
	})
}

// TestPropertyOfReadNote wants of each note the faults that checking its deck finds in it,
// at their places.
func TestPropertyOfReadNote(t *testing.T) {
	ofDeck := map[string]bool{ // told of only by checking the whole deck
		"duplicate-id": true, "near-duplicate": true, "circular-prerequisite": true, "was-clash": true, "heading-space": true,
		"broken-media": true, "unresolved-prerequisite": true, "deck-id": true, "deck-title": true,
	}
	rapid.Check(t, func(t *rapid.T) {
		src := []byte(anyText(t))
		d, all := faultsOf(src)
		line := 0
		for _, p := range deck.Pieces(src) {
			from := line
			line += strings.Count(string(src[p.From:p.To]), "\n")
			if p.Level != 2 {
				continue
			}
			twice := false
			said := func(faults []deck.Fault, from, to int) (list []string) {
				for _, f := range faults {
					if f.Pos.Line > from && f.Pos.Line <= to {
						twice = twice || f.Rule == "duplicate-id"
						f.Pos.File, f.Pos.Line = "", f.Pos.Line-from
						if f.Fix = ""; !ofDeck[f.Rule] {
							list = append(list, f.Brief())
						}
					}
				}
				return list
			}
			_, faults := deck.ReadNote(string(src[p.From:p.To]), d)
			last := line
			if p.To == len(src) {
				last++
			}
			want := said(all, from, last)
			if twice { // the note was left out of the deck, and nothing more is known of it
				continue
			}
			if diff := cmp.Diff(want, said(faults, 0, last-from)); diff != "" {
				t.Fatalf("faults of %q (-of the deck +of the note):\n%s", src[p.From:p.To], diff)
			}
		}
	})
}
