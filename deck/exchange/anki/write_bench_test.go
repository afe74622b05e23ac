package anki

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"touchpoint/deck"
)

// large is a deck of so many notes of all the common kinds in ten files.
func large(t testing.TB, notes int) (*deck.Deck, fs.FS) {
	t.Helper()
	fsys := fstest.MapFS{}
	for f := range 10 {
		var b strings.Builder
		if f == 0 {
			b.WriteString("---\nid: large\ntitle: A large deck\nsources:\n  s1: {text: \"Somebody (2020)\", doi: 10.1/1}\n---\n")
		}
		fmt.Fprintf(&b, "# Topic %d\n\n", f)
		for i := f * notes / 10; i < (f+1)*notes/10; i++ {
			fmt.Fprintf(&b, "## What is to be known of the matter with the number %d? ", i)
			switch i % 5 {
			case 0:
				fmt.Fprintf(&b, "{#n%d .cloze}\nA {{first}} side, a {{second::hint}} side and much else that stands around them.\n", i)
			case 1:
				fmt.Fprintf(&b, "{#n%d .choice}\n- [ ] One thing that is wrong\n- [x] Another thing that is right\n", i)
			default:
				fmt.Fprintf(&b, "{#n%d tags=\"exam\"}\nThat it *grows* with the number of contacts, though less each time, as a study shows. [@s1]\n", i)
			}
			b.WriteString("\n> The reason is easy to see: each contact adds less than the one before it.\n\n")
		}
		name := fmt.Sprintf("%02d.md", f)
		if f == 0 {
			name = "deck.md"
		}
		fsys[name] = &fstest.MapFile{Data: []byte(b.String())}
	}
	d, _, err := deck.Parse(fsys)
	if err != nil || len(d.Notes) != notes {
		t.Fatal(len(d.Notes), err)
	}
	return d, fsys
}

func BenchmarkWrite20k(b *testing.B) {
	d, fsys := large(b, 20_000)
	file := filepath.Join(b.TempDir(), "large.apkg")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Write(b.Context(), file, d, WriteOptions{Media: fsys, Now: noon, Calendar: calendar}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCollect20k is Write without what package apkg does.
func BenchmarkCollect20k(b *testing.B) {
	d, fsys := large(b, 20_000)
	b.ReportAllocs()
	for b.Loop() {
		packed(b, d, WriteOptions{Media: fsys})
	}
}
