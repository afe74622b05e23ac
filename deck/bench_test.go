package deck_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"touchpoint/deck"
)

// largeDeck returns a deck of 20,000 notes of mixed kinds in 40 files, worded so that no
// two notes are alike.
func largeDeck() fstest.MapFS {
	const files, notes = 40, 500
	subjects := []string{"loyalty", "trust", "churn", "referral", "satisfaction", "attachment", "complaints", "recovery"}
	fsys := fstest.MapFS{}
	for f := range files {
		var b strings.Builder
		if f == 0 {
			b.WriteString("---\nid: large\ntitle: A large deck\nlanguage: en\nsources:\n")
			for s := range 50 {
				fmt.Fprintf(&b, "  author%d: {text: \"Author %d (2019), Journal of Examples, 1(1)\", doi: 10.1000/%d}\n", s, s, s)
			}
			b.WriteString("---\n")
		}
		fmt.Fprintf(&b, "# Topic %d\n\n", f)
		for n := range notes {
			id := f*notes + n
			subject := subjects[n%len(subjects)]
			fmt.Fprintf(&b, "## What does study %d find about %s in case %d?", id, subject, n)
			after := ""
			if n > 0 {
				after = fmt.Sprintf(` after="n%d"`, id-1)
			}
			cite := fmt.Sprintf("[@author%d; @author%d]", id%50, (id+7)%50)
			switch n % 5 {
			case 0:
				fmt.Fprintf(&b, " {#n%d .cloze%s}\n\nIn sample %d the {{first}} and the {{second::a hint}} part are **clearly** apart. %s\n", id, after, id, cite)
			case 1:
				fmt.Fprintf(&b, " {#n%d .choice%s}\n\n- [ ] One thing that is wrong\n- [x] Another thing that is right\n- [ ] A third thing\n\n%s\n", id, after, cite)
			case 2:
				fmt.Fprintf(&b, " {#n%d .order}\n\n1. Awareness\n2. Consideration\n3. Purchase\n", id)
			default:
				fmt.Fprintf(&b, " {#n%d%s tags=\"case exam\"}\n\nThat it *grows* with the number of contacts, though less each time, as sample %d shows. %s\n", id, after, id, cite)
			}
			b.WriteString("\n> The reason is easy to see: each contact adds less than the one before it.\n\n")
		}
		name := fmt.Sprintf("%02d-topic.md", f)
		if f == 0 {
			name = "deck.md"
		}
		fsys[name] = &fstest.MapFile{Data: []byte(b.String())}
	}
	return fsys
}

func size(fsys fstest.MapFS) int64 {
	var n int64
	for _, f := range fsys {
		n += int64(len(f.Data))
	}
	return n
}

func BenchmarkParse20k(b *testing.B) {
	fsys := largeDeck()
	b.SetBytes(size(fsys))
	b.ReportAllocs()
	for b.Loop() {
		d, faults, err := deck.Parse(fsys)
		if err != nil || len(faults) > 0 || len(d.Notes) != 20_000 {
			b.Fatalf("Parse = %d notes, %d faults, %v, want 20000 notes and no faults", len(d.Notes), len(faults), err)
		}
	}
}

func BenchmarkCheck20k(b *testing.B) {
	fsys := largeDeck()
	d, _, err := deck.Parse(fsys)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if faults := deck.Check(d, fsys); len(faults) > 0 {
			b.Fatalf("Check = %d faults, the first %v, want none", len(faults), faults[0])
		}
	}
}

func BenchmarkCards20k(b *testing.B) {
	d, _, err := deck.Parse(largeDeck())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if got := len(d.Cards()); got != 24_000 {
			b.Fatalf("Cards = %d, want 24000", got)
		}
	}
}

// BenchmarkCheckFaulty20k checks a deck in which every note has something to mend.
func BenchmarkCheckFaulty20k(b *testing.B) {
	fsys := largeDeck()
	for name, f := range fsys {
		fsys[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(f.Data), "> The reason", "> <b>The</b> reason [@author999]"))}
	}
	d, _, err := deck.Parse(fsys)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if faults := deck.Check(d, fsys); len(faults) < 40_000 || len(faults[0].Edits) == 0 {
			b.Fatalf("Check = %d faults, want two for each note, with edits", len(faults))
		}
	}
}

func BenchmarkReadNote(b *testing.B) {
	d, _, err := deck.Parse(largeDeck())
	if err != nil {
		b.Fatal(err)
	}
	const text = "## What does study 7 find about *trust*? {#n700 .cloze after=\"n699\"}\n\nIn sample 3 the {{first}} and the {{second::a hint}} part are **clearly** apart. [@author1; @author2]\n\n> The reason is easy to see.\n"
	b.ReportAllocs()
	for b.Loop() {
		if n, faults := deck.ReadNote(text, d); len(faults) > 0 || len(deck.CardsOf(d, &n)) != 2 {
			b.Fatalf("ReadNote = %d faults, want none", len(faults))
		}
	}
}

// BenchmarkReadLongNote reads a note of many lines that is wrong all over.
func BenchmarkReadLongNote(b *testing.B) {
	text := "## A {#a}\n" + strings.Repeat("<p>Some <b>bold</b> text [@nobody1] of\ta [link](www.x.org) and {{a gap}}.</p>\n", 90)
	d := &deck.Deck{Sources: []deck.Source{{Key: "nobody2"}}}
	b.ReportAllocs()
	for b.Loop() {
		if _, faults := deck.ReadNote(text, d); len(faults) == 0 {
			b.Fatal("ReadNote = no faults")
		}
	}
}

func BenchmarkPieces20k(b *testing.B) {
	var src []byte
	for _, f := range largeDeck() {
		src = append(src, f.Data...)
	}
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if n := len(deck.Pieces(src)); n < 20_000 {
			b.Fatalf("Pieces = %d, want 20000", n)
		}
	}
}

func BenchmarkBlocks(b *testing.B) {
	const text = "In sample 3 the {{first}} and the {{second::a hint}} part are **clearly** apart, see [the page](https://example.org). [@author1]"
	b.ReportAllocs()
	for b.Loop() {
		if len(deck.Blocks(text)) != 1 {
			b.Fatal("Blocks has not one paragraph")
		}
	}
}
