package anki

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
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
	if r.Notes < len(d.Notes)+2*len(d.Models) || r.Added != r.Notes || r.Media < 2*len(d.Models) || r.Decks != len(c.Decks)+1 {
		t.Errorf("report: %+v", r)
	}
}

// TestModelsComeAsTwoNotes: one asks for all of a model, and one for each word and sign in
// its picture; the tasks that say the same keep their progress.
func TestModelsComeAsTwoNotes(t *testing.T) {
	d, fsys := embedded(t)
	p := packed(t, d, WriteOptions{Media: fsys})
	_, whole := noteOf(t, &p.collection, "customer-engagement/drivers")
	if whole["type"] != "Touchpoint Model" || !strings.Contains(whole[blankField], "drivers-blank-") || !strings.Contains(whole[descriptionField], "<li>Trust") {
		t.Errorf("the model: %v", whole)
	}
	n, labels := noteOf(t, &p.collection, "customer-engagement/drivers#labels")
	s, same, ok := ReadSource(labels[sourceField], n.Split()[:len(n.Split())-1]...)
	if !ok || !same || s.Text != "" {
		t.Fatalf("the source of the labels: %+v", s)
	}
	m, _ := d.Model("drivers")
	named := 0
	for _, task := range s.Facets {
		if _, known := m.Task(task); !known {
			t.Errorf("there is no task %s", task)
		}
		if strings.HasPrefix(task, "name:") {
			named++
		}
	}
	if named < len(m.Constructs) || len(s.Facets) < named+len(m.Relations)/2 {
		t.Errorf("%d of %d constructs are asked, %d tasks in all", named, len(m.Constructs), len(s.Facets))
	}
	for _, c := range p.collection.Cards {
		if c.Note == n.ID && !strings.Contains(labels[pictureField], "{{c"+deck.Number(c.Ord+1)+"::<b>") {
			t.Errorf("there is no gap for card %d", c.Ord)
		}
	}
}

// TestTasksComeInWords: a task of a model is a question with an answer, but for the few
// that are nothing without the drawing.
func TestTasksComeInWords(t *testing.T) {
	d, fsys := embedded(t)
	p := packed(t, d, WriteOptions{Media: fsys})
	asked := make(map[string]int)
	for _, n := range p.collection.Notes {
		fields := n.Split()
		s, _, _ := ReadSource(fields[len(fields)-1])
		model, _, _ := strings.Cut(strings.TrimPrefix(n.GUID, "customer-engagement/"), "#")
		for _, task := range s.Facets {
			asked[model+"#"+task]++
		}
		for _, field := range fields[:2] {
			if strings.TrimSpace(apkg.StripHTML(field)) == "" {
				t.Errorf("%s has an empty side: %q", n.GUID, fields[:2])
			}
		}
	}
	lost := 0
	for _, m := range d.Models {
		for _, task := range m.Tasks() {
			switch n := asked[m.ID+"#"+task.ID]; {
			case n == 0 && task.Kind != "altered":
				t.Errorf("%s of %s is not asked", task.ID, m.ID)
			case n == 0:
				lost++
			case n > 1:
				t.Errorf("%s of %s is asked %d times", task.ID, m.ID, n)
			}
		}
	}
	if r := p.reportOn("x"); !strings.Contains(strings.Join(r.Warnings, " "), deck.Number(lost)+" of the ") {
		t.Errorf("%d tasks are lost, the report says %q", lost, r.Warnings)
	}
}

// TestLabelsKeepTheirCards: the number of a label follows from its element alone, or nearly.
func TestLabelsKeepTheirCards(t *testing.T) {
	d, _ := embedded(t)
	media := newMediaList(nil)
	moved, all := 0, 0
	for _, drawn := range drawModels(d, media) {
		full := labelNumbers(drawn.spots)
		for i := range drawn.spots {
			fewer := labelNumbers(append(append(drawn.spots[:0:0], drawn.spots[:i]...), drawn.spots[i+1:]...))
			for id, n := range fewer {
				if all++; full[id] != n {
					moved++
				}
			}
		}
	}
	if all == 0 || moved*100 > all {
		t.Errorf("%d of %d labels have another number when one is taken away", moved, all)
	}
}

func TestSamePackageEachTime(t *testing.T) {
	d, fsys := embedded(t)
	o := studied(t, d).options()
	o.Media = fsys
	var first []byte
	for range 3 {
		file, _ := wrote(t, d, o)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if first != nil && !bytes.Equal(data, first) {
			t.Fatal("the same deck gives other bytes")
		}
		first = data
	}
}

func TestNothingIsWrittenByHalf(t *testing.T) {
	d, fsys := embedded(t)
	dir := t.TempDir()
	o := WriteOptions{Media: fsys, Now: noon, Calendar: calendar}
	cancelled, cancel := context.WithCancel(t.Context())
	o.Tell = func(done, _ int) {
		if done > 0 {
			cancel()
		}
	}
	if _, err := Write(cancelled, filepath.Join(dir, "a.apkg"), d, o); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	o.Tell = nil
	var refused *exchange.Error
	if _, err := Write(t.Context(), filepath.Join(dir, "none", "a.apkg"), d, o); !errors.As(err, &refused) {
		t.Errorf("into a folder that is not there: %v", err)
	}
	if _, err := Write(t.Context(), filepath.Join(dir, "a.apkg"), &deck.Deck{ID: "empty", Title: "Empty"}, o); !errors.As(err, &refused) {
		t.Errorf("without notes: %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("something is left: %v, %v", entries, err)
	}
}

// TestWithoutFiles: a deck whose files are not at hand is written all the same.
func TestWithoutFiles(t *testing.T) {
	d, _ := embedded(t)
	p := packed(t, d, WriteOptions{})
	if len(p.collection.Notes) < len(d.Notes) {
		t.Errorf("%d notes", len(p.collection.Notes))
	}
	d, _ = folder(t, kinds())
	p = packed(t, d, WriteOptions{Media: os.DirFS(t.TempDir())})
	if r := p.reportOn("x"); len(r.Warnings) < 2 || r.Skipped != 2 {
		t.Errorf("report: %+v", r)
	}
}

// TestIDsStay: ids follow from the deck's own, so these must be the same in every version.
func TestIDsStay(t *testing.T) {
	d, fsys := folder(t, kinds())
	p := packed(t, d, WriteOptions{Media: fsys})
	n, _ := noteOf(t, &p.collection, "kinds/plain")
	got := []int64{p.collection.Decks[0].ID, p.collection.Decks[1].ID, p.collection.Types[0].ID, p.collection.Types[5].ID, n.ID}
	want := []int64{1660043134814, 1690693652979, 1_740_000_000_001, 1_740_000_000_006, 1683714577750}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("ids are %d, want %d", got, want)
			break
		}
	}
	for _, c := range p.collection.Cards {
		if c.ID < firstID || c.ID > noon.UnixMilli() {
			t.Errorf("%d is no moment that has passed", c.ID)
		}
	}
}

func TestNames(t *testing.T) {
	for title, want := range map[string]string{
		"Cells": "Cells", " a  b\t": "a b", "std::vector": "std:vector", "a:::b": "a:b", "::": "Untitled", "": "Untitled",
		`the "one"`: "the ”one”", "æøå 顧客": "æøå 顧客", "a\x00b": "a b",
	} {
		if got := deckName(title); got != want {
			t.Errorf("the deck of %q is %q, want %q", title, got, want)
		}
	}
	for tag, want := range map[string]string{"a::b": "a::b", "no\u00a0break": "no_break", "\u3000": ""} {
		if got := tagName(tag); got != want {
			t.Errorf("the tag %q is %q, want %q", tag, got, want)
		}
	}
	for base, want := range map[string]string{
		"cell.png": "cell-e3b0c44298fc.png", "a b/c.PNG": "a-b-c-e3b0c44298fc.png", ".hidden": "file-e3b0c44298fc.hidden",
		"Größe 図.png": "Größe-図-e3b0c44298fc.png", "con": "con-e3b0c44298fc",
	} {
		if got := mediaName(base, nil); got != want {
			t.Errorf("the file %q is %q, want %q", base, got, want)
		}
	}
}

// TestOneFile: a deck that is one file is written with its notes' own text, and those that
// have no id get theirs into it.
func TestOneFile(t *testing.T) {
	const text = "\ufeff---\r\nid: one\r\ntitle: One\r\n---\r\n## Who?\r\nNobody.\r\n\r\n## Why? {#why}\r\nBecause.\r\n"
	d, _ := deck.ParseFile("one.md", []byte(text))
	p := packed(t, d, WriteOptions{Media: fstest.MapFS{"one.md": {Data: []byte(text)}}})
	for id, want := range map[string]string{
		"one/who": "## Who? {#who}\r\nNobody.\r\n\r\n", "one/why": "## Why? {#why}\r\nBecause.\r\n",
	} {
		_, fields := noteOf(t, &p.collection, id)
		if s, _, _ := ReadSource(fields[sourceField]); s.Text != want {
			t.Errorf("%s has the text %q, want %q", id, s.Text, want)
		}
	}
	s, _, _ := ReadSource(p.collection.Decks[0].Description)
	if want := "\ufeff---\r\nid: one\r\ntitle: One\r\n---\r\n"; s.Text != want {
		t.Errorf("the front matter is %q, want %q", s.Text, want)
	}
}
