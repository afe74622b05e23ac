package anki

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/progress"
)

// there writes a deck into a package and reads that again, with what change does to it in
// between.
func there(t testing.TB, d *deck.Deck, fsys fs.FS, w WriteOptions, o Options, change func(*apkg.Collection)) *exchange.Bundle {
	t.Helper()
	file := filepath.Join(t.TempDir(), "deck.apkg")
	w.Now, w.Calendar, w.Media = noon, calendar, fsys
	if _, err := Write(t.Context(), file, d, w); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		p, err := apkg.Open(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		c, err := p.Read(t.Context(), apkg.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		change(c)
		changed := filepath.Join(t.TempDir(), "changed.apkg")
		if err := errors.Join(apkg.Write(t.Context(), changed, c, apkg.WriteOptions{Now: noon}), p.Close()); err != nil {
			t.Fatal(err)
		}
		file = changed
	}
	o.Now, o.Calendar = benchNow, calendar
	b, err := Read(t.Context(), file, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// says returns what a deck says, card by card and note by note.
func says(d *deck.Deck) map[string]string {
	m := make(map[string]string)
	for _, c := range d.Cards() {
		m["card "+string(c.ID)] = fmt.Sprint(c.Front(), c.Back())
	}
	for i := range d.Notes {
		n := &d.Notes[i]
		m["note "+string(n.ID)] = strings.Join([]string{
			string(n.Kind), n.Section, n.Front, n.Lead, n.Back, n.Explanation, strings.Join(n.Tags, " "), strings.Join(n.Cites, " "), n.Model,
		}, "\n")
	}
	for _, s := range d.Sources {
		m["source "+s.Key] = s.Text + s.DOI + s.URL
	}
	return m
}

func TestADeckOfOursComesBackAsItWent(t *testing.T) {
	for name, make := range map[string]func() (*deck.Deck, fs.FS){
		"the embedded deck": func() (*deck.Deck, fs.FS) { return embedded(t) },
		"every kind": func() (*deck.Deck, fs.FS) {
			files := kinds()
			files["deck.md"], _, _ = strings.Cut(files["deck.md"], "## No picture") // which is not in the package
			return folder(t, files)
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, fsys := make()
			b := there(t, d, fsys, WriteOptions{}, Options{}, nil)
			if len(b.Parcels) != 1 || b.Report.Skipped > 0 {
				t.Fatalf("%d decks, and %+v", len(b.Parcels), b.Report.Items)
			}
			m, err := exchange.Merge(b.Parcels[0], nil)
			if err != nil {
				t.Fatal(err)
			}
			back, faults, err := deck.Parse(m.Files)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range faults {
				if f.Severity == deck.Error {
					t.Error(f)
				}
			}
			if back.ID != d.ID || back.Title != d.Title || back.Language != d.Language || cmp.Diff(d.Authors, back.Authors) != "" {
				t.Errorf("the deck is %s, %q", back.ID, back.Title)
			}
			if diff := cmp.Diff(says(d), says(back)); diff != "" {
				t.Error(diff)
			}
			for _, n := range b.Parcels[0].Notes {
				if n.Text == "" || len(n.Lost) > 0 {
					t.Errorf("%+v", n)
				}
			}
		})
	}
}

func TestANoteOfOursThatWasChangedInAnki(t *testing.T) {
	d, fsys := folder(t, map[string]string{"deck.md": `---
id: d
title: D
sources: {a2011: A}
---

## What is a cell? {#cell tags="one" after="b"}
The *smallest* part. [@a2011]
> It lives.

## What is a leaf? {#leaf}
Green.

## Both? {#b .both}
Ways.

## Gaps {#c .cloze}
A {{cell}} lives.

## Type? {#t .typed}
word
= term
= expression

> Why.

## Choose? {#k .choice}
- [x] this
- [ ] that
`})
	change := func(c *apkg.Collection) {
		for i := range c.Notes {
			n := &c.Notes[i]
			for _, r := range [][2]string{{"smallest", "tiniest"}, {"Ways.", "Ways &amp; means."}, {"}} lives", "}} grows"}, {"word\x1f", "words\x1f"}, {"Choose?", "Pick?"}} {
				visible, source, _ := strings.Cut(n.Fields, sourceOpen)
				if strings.Contains(visible, r[0]) {
					n.Fields, n.Mod = strings.Replace(visible, r[0], r[1], 1)+sourceOpen+source, n.Mod+10
				}
			}
		}
	}
	added := func(c *apkg.Collection) {
		change(c)
		n := c.Notes[0] // somebody wrote one more in Anki, of our own type
		for _, typ := range c.Types {
			if typ.Name == typePrefix+"Basic" {
				n.Type = typ.ID
			}
		}
		n.ID, n.GUID, n.Tags, n.Fields = n.ID+999, "new", "", "New?\x1fYes.\x1fOf course.\x1f\x1fSmith 2020\x1f"
		c.Notes = append(c.Notes, n)
		c.Cards = append(c.Cards, apkg.Card{ID: n.ID, Note: n.ID, Deck: c.Cards[0].Deck, Due: 9})
	}
	b := there(t, d, fsys, WriteOptions{}, Options{}, added)
	if len(b.Parcels) != 1 || b.Parcels[0].ID != "d" {
		t.Fatalf("the decks are %+v", b.Parcels)
	}
	got := make(map[deck.NoteID]exchange.Note)
	for _, n := range b.Parcels[0].Notes {
		checkNote(t, n)
		got[n.ID] = n
	}
	if n := got[exchange.AnkiID("new")]; n.Text != "## New? {#"+string(n.ID)+"}\nYes.\n\n> Of course.\n>\n> Smith 2020\n" {
		t.Errorf("the new one is %+v", n)
	}
	for id, want := range map[deck.NoteID]string{
		"cell": "## What is a cell? {#cell after=\"b\" tags=\"one\"}\nThe *tiniest* part.\n\n> It lives.\n\n[@a2011]\n",
		"leaf": "## What is a leaf? {#leaf}\nGreen.\n\n",
		"b":    "## Both? {#b .both}\nWays & means.\n",
		"c":    "## Gaps {#c .cloze}\nA {{1:cell}} grows.\n",
		"t":    "## Type? {#t .typed}\nwords\n= term\n= expression\n\n> Why.\n",
	} {
		n := got[id]
		if diff := cmp.Diff(want, n.Text); diff != "" {
			t.Error(diff)
		}
		if changed := id != "leaf"; changed != (len(n.Lost) > 0) || n.Base == "" {
			t.Errorf("%s: lost %q, left as %q", id, n.Lost, n.Base)
		}
	}
	if n := got["k"]; !strings.HasPrefix(n.Text, "## Pick? {#k}\n") || !strings.Contains(n.Text, "this") || len(n.Lost) < 2 {
		t.Errorf("the choice is %+v", n)
	}
}

func TestProgressOfOursComesBack(t *testing.T) {
	d, fsys := embedded(t)
	j, err := progress.Open(t.Context(), t.TempDir(), progress.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	l := studied(t, d)
	for _, history := range l.history {
		for i := range history {
			history[i].Text = strings.ReplaceAll(history[i].Text, " ", "-")
		}
	}
	o := l.options()
	b := there(t, d, fsys, o, Options{History: true}, nil)
	var entries []progress.Entry
	for id, history := range o.History {
		for i, e := range history {
			e.ID = entryID(string(id), i, "test", e.At.UnixMilli())
			entries = append(entries, e)
		}
	}
	if _, err := j.TakeIn(t.Context(), entries, nil); err != nil {
		t.Fatal(err)
	}
	before, err := j.States(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	in, err := j.TakeIn(t.Context(), b.History, nil)
	if err != nil {
		t.Fatal(err)
	}
	after, err := j.States(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for id, s := range before {
		a := after[id]
		tagged := len(s.Tags) == 0 || cmp.Diff(a.Tags, s.Tags) == "" // a tag in Anki is of all cards of a note
		if a.Memory != s.Memory || a.Suspended != s.Suspended || a.Flag != s.Flag || !tagged {
			t.Errorf("%s was\n%+v and is\n%+v", id, s, a)
		}
	}
	reviews := 0
	for _, e := range b.History {
		if e.Kind == progress.Review {
			reviews++
		}
	}
	if in.Known != reviews || reviews < 800 {
		t.Errorf("%+v: not all %d answers are known", in, reviews)
	}
}
