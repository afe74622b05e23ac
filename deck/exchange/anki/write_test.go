package anki

import (
	"context"
	"io/fs"
	"os"
	"testing"
	"testing/fstest"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/memory"
)

// noon is when packages of these tests are written.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

var calendar = memory.Calendar{Zone: time.UTC, Rollover: 4}

// embedded is the deck that the program comes with.
func embedded(t testing.TB) (*deck.Deck, fs.FS) {
	t.Helper()
	fsys := os.DirFS("../../../assets/decks/customer-engagement")
	d, _, err := deck.Parse(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return d, fsys
}

// folder makes a deck of files.
func folder(t testing.TB, files map[string]string) (*deck.Deck, fs.FS) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	d, faults, err := deck.Parse(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		if f.Severity == deck.Error {
			t.Fatal(f)
		}
	}
	return d, fsys
}

// packed returns what is put into a package of a deck.
func packed(t testing.TB, d *deck.Deck, o WriteOptions) *packing {
	t.Helper()
	if o.Now.IsZero() {
		o.Now, o.Calendar = noon, calendar
	}
	p := newPacking(d, o)
	notes, err := p.notes(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	p.collect(notes)
	return p
}

// noteOf returns the note of a guid with its fields by name.
func noteOf(t testing.TB, c *apkg.Collection, guid string) (apkg.Note, map[string]string) {
	t.Helper()
	for _, n := range c.Notes {
		if n.GUID != guid {
			continue
		}
		fields := make(map[string]string)
		for _, typ := range c.Types {
			if typ.ID == n.Type {
				for i, name := range typ.Fields {
					fields[name] = n.Field(i)
				}
				fields["type"] = typ.Name
			}
		}
		return n, fields
	}
	t.Fatalf("there is no note %s", guid)
	return apkg.Note{}, nil
}

func TestEveryNoteAndSectionIsThere(t *testing.T) {
	d, fsys := embedded(t)
	p := packed(t, d, WriteOptions{Media: fsys})
	c := &p.collection
	for i := range d.Notes {
		n := &d.Notes[i]
		got, fields := noteOf(t, c, string(deck.MakeCardID(d.ID, n.ID, "")))
		s, same, ok := ReadSource(fields[sourceField], got.Split()[:len(got.Split())-1]...)
		if !ok || !same || s.Section != n.Section {
			t.Fatalf("%s: source %v, same %v, in %q", n.ID, ok, same, s.Section)
		}
		again, faults := deck.ReadNote(s.Text, d)
		if len(faults) > 0 || again.ID != n.ID || again.Back != n.Back {
			t.Errorf("%s comes back otherwise: %v\n%s", n.ID, faults, s.Text)
		}
	}
	decks := make(map[string]bool)
	for _, x := range c.Decks {
		decks[x.Name] = true
	}
	for _, s := range d.Sections {
		if name := deckName(d.Title) + "::" + deckName(s.Title); !decks[name] {
			t.Errorf("there is no deck %q", name)
		}
	}
	r := p.reportOn("deck.apkg")
	if r.Notes != len(d.Notes)+2*len(d.Models) || r.Added != r.Notes || r.Media < 2*len(d.Models) || r.Decks != len(c.Decks)+1 {
		t.Errorf("report: %+v", r)
	}
}
