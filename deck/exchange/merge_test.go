package exchange_test

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/pack"
)

// note is a note with an answer, as a reader makes it.
func note(id, front, back string, mod int64) exchange.Note {
	return exchange.Note{
		ID: deck.NoteID(id), GUID: "g" + id, Title: front, Mod: mod,
		Text: fmt.Sprintf("## %s {#%s}\n%s\n", front, id, back),
	}
}

func in(section string, n exchange.Note) exchange.Note {
	n.Section = section
	return n
}

func picture(path, data string) exchange.Media {
	return exchange.Media{Path: path, Size: int64(len(data)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(data)), nil
	}}
}

func merge(t *testing.T, p *exchange.Parcel, there fs.FS) *exchange.Merged {
	t.Helper()
	m, err := exchange.Merge(p, there)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// parse reads what was merged and wants no errors in it.
func parse(t *testing.T, m *exchange.Merged) *deck.Deck {
	t.Helper()
	d, faults, err := deck.Parse(m.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(faults, deck.Check(d, m.Files)...) {
		if f.Severity == deck.Error {
			t.Errorf("%s", f)
		}
	}
	return d
}

func read(t *testing.T, m *exchange.Merged, name string) string {
	t.Helper()
	data, err := fs.ReadFile(m.Files, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// snapshot copies what was merged, so that it can be merged into.
func snapshot(t *testing.T, m *exchange.Merged) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(m.Files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(m.Files, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func outcomes(m *exchange.Merged) string {
	var list []string
	for _, x := range m.Items {
		list = append(list, string(x.Note)+" "+string(x.Outcome))
	}
	return strings.Join(list, ", ")
}

func biology() *exchange.Parcel {
	return &exchange.Parcel{
		ID: "biology", Title: "Biology: an *introduction*", Language: "en", Description: "All of it.",
		Notes: []exchange.Note{
			in("Cells", note("anki-a", "What is a cell?", "The smallest unit.\n\n![A cell](media/cell.png)", 100)),
			note("anki-b", "What is life?", "Hard to say.", 100),
			in("Cells / Organelles", note("anki-c", "What is a nucleus?", "The core.", 100)),
			in("Cells", note("anki-d", "Who saw cells first?", "Hooke.", 100)),
		},
		Media: []exchange.Media{picture("media/cell.png", "PNG")},
	}
}

func TestMergeMakesADeck(t *testing.T) {
	m := merge(t, biology(), nil)
	want := `---
id: biology
title: "Biology: an *introduction*"
language: en
version: 1.0.0
---

## What is life? {#anki-b}
Hard to say.

# Cells

## What is a cell? {#anki-a}
The smallest unit.

![A cell](media/cell.png)

## Who saw cells first? {#anki-d}
Hooke.

# Cells / Organelles

## What is a nucleus? {#anki-c}
The core.
`
	if diff := cmp.Diff(want, read(t, m, "deck.md")); diff != "" {
		t.Error(diff)
	}
	if d := parse(t, m); len(d.Notes) != 4 || len(d.Sections) != 3 {
		t.Errorf("%d notes in %d sections", len(d.Notes), len(d.Sections))
	}
	if got := read(t, m, "media/cell.png"); got != "PNG" {
		t.Errorf("the picture is %q", got)
	}
	if got := read(t, m, "README.md"); got != "All of it.\n" {
		t.Errorf("the description is %q", got)
	}
	if got := outcomes(m); !m.Changed || !m.New || got != "anki-a added, anki-b added, anki-c added, anki-d added" {
		t.Errorf("changed %v, new %v, %s", m.Changed, m.New, got)
	}
	if err := fstest.TestFS(m.Files, "deck.md", "media/cell.png", "README.md", exchange.RecordName); err != nil {
		t.Error(err)
	}
	known, err := exchange.KnownIn(m.Files)
	if err != nil {
		t.Fatal(err)
	}
	if d, mod, ok := known("anki-c"); d != "biology" || mod != 100 || !ok {
		t.Errorf("anki-c is known in %q since %d: %v", d, mod, ok)
	}
	if _, _, ok := known("---"); ok {
		t.Error("the front matter is taken for a note")
	}
}

func TestMergeAgain(t *testing.T) {
	here := snapshot(t, merge(t, biology(), nil))
	if m := merge(t, biology(), here); m.Changed {
		t.Errorf("the same again changes the deck: %s", outcomes(m))
	}
	unread := biology()
	for i := range unread.Notes {
		unread.Notes[i].Text = ""
	}
	if m := merge(t, unread, here); m.Changed || strings.Count(outcomes(m), "unchanged") != 4 {
		t.Errorf("unread notes change the deck: %s", outcomes(m))
	}

	// The learner edits one note, deletes another, writes one, and another program breaks lines its way.
	text := string(here["deck.md"].Data)
	text = strings.Replace(text, "Hard to say.", "Very hard to say.", 1)
	text = strings.Replace(text, "## Who saw cells first? {#anki-d}\nHooke.\n\n", "", 1)
	text += "\n## Mine {#mine}\nMy own.\n"
	text = strings.ReplaceAll(text, "\n", "\r\n")
	here["deck.md"] = &fstest.MapFile{Data: []byte(text)}
	if m := merge(t, biology(), here); m.Changed {
		t.Errorf("the same again changes an edited deck: %s", outcomes(m))
	}

	next := biology()
	next.Notes[0] = in("Cells", note("anki-a", "What is a cell?", "The smallest living unit.", 200))
	next.Notes[1] = note("anki-b", "What is life?", "Easy to say.", 200)
	next.Notes[3] = in("Cells", note("anki-d", "Who saw cells first?", "Robert Hooke.", 200))
	next.Notes = append(next.Notes,
		in("Cells", note("anki-e", "What is a wall?", "Around.", 200)),
		in("Cells / Membranes", note("anki-f", "What is a membrane?", "Around, too.", 200)),
		in("Animals", note("anki-g", "What is a dog?", "A friend.", 200)),
		note("anki-h", "Why?", "Because.", 200))
	m := merge(t, next, here)
	if got, want := outcomes(m), "anki-a updated, anki-b kept, anki-c unchanged, anki-d kept, anki-e added, anki-f added, anki-g added, anki-h added"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	want := `---
id: biology
title: "Biology: an *introduction*"
language: en
version: 1.0.0
---

## What is life? {#anki-b}
Very hard to say.

## Why? {#anki-h}
Because.

# Cells

## What is a cell? {#anki-a}
The smallest living unit.

## What is a wall? {#anki-e}
Around.

# Cells / Organelles

## What is a nucleus? {#anki-c}
The core.

## Mine {#mine}
My own.

# Cells / Membranes

## What is a membrane? {#anki-f}
Around, too.

# Animals

## What is a dog? {#anki-g}
A friend.
`
	got := read(t, m, "deck.md")
	if strings.Count(got, "\n") != strings.Count(got, "\r\n") {
		t.Error("a line does not end as the others do")
	}
	if diff := cmp.Diff(want, strings.ReplaceAll(got, "\r\n", "\n")); diff != "" {
		t.Error(diff)
	}
	parse(t, m)
	if again := merge(t, next, snapshot(t, m)); again.Changed {
		t.Errorf("the same again changes the deck: %s", outcomes(again))
	}
}

func TestMergeOwnDeckThatComesBack(t *testing.T) {
	front := "---\nid: own\ntitle: Own\nsources:\n  a2020: A (2020)\n---\n"
	here := fstest.MapFS{"deck.md": {Data: []byte(front + "\n## One {#one}\nEdited here.\n\n## Two {#two}\nTwo.\n\n## Three {#three}\nBoth, here.\n\n## Four {#four}\nFour.\n")}}
	back := func(id, front, base, now string) exchange.Note {
		n := note(id, front, now, 200)
		n.Base = note(id, front, base, 0).Text
		return n
	}
	p := &exchange.Parcel{
		ID: "own", Title: "Own",
		Notes: []exchange.Note{
			back("one", "One", "One.", "One."),
			back("two", "Two", "Two.", "Two, edited. [@b2021]"),
			back("three", "Three", "Three.", "Both, there."),
			back("four", "Four", "Four.", "Four."),
		},
	}
	p.Front = strings.Replace(front, "  a2020: A (2020)\n", "  a2020: A (2020)\n  b2021: B (2021)\n  c2022: C (2022)\n", 1)
	m := merge(t, p, here)
	if got, want := outcomes(m), "one unchanged, two updated, three kept, four unchanged"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	text := read(t, m, "deck.md")
	for _, want := range []string{"Edited here.", "Two, edited.", "Both, here.", "b2021: "} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if strings.Contains(text, "c2022") {
		t.Error("a source came that nothing cites")
	}
	parse(t, m)
}

func TestMergeFrontMatterAndModelsByTheSameRule(t *testing.T) {
	front := "---\nid: own\ntitle: Own\nversion: %s\n---\n"
	parcel := func(version, model string) *exchange.Parcel {
		return &exchange.Parcel{
			ID: "own", Title: "Own", Front: fmt.Sprintf(front, version), Notes: []exchange.Note{note("one", "One", "One.", 100)},
			Models: map[string][]byte{"models/x.yaml": []byte("topic: " + model + "\n")},
		}
	}
	here := snapshot(t, merge(t, parcel("1.0.0", "A"), nil))
	m := merge(t, parcel("1.1.0", "B"), here)
	if got := read(t, m, "deck.md"); !strings.HasPrefix(got, fmt.Sprintf(front, "1.1.0")+"\n## One") {
		t.Errorf("the newer front matter did not come:\n%s", got)
	}
	if got := read(t, m, "models/x.yaml"); got != "topic: B\n" {
		t.Errorf("the newer model did not come: %s", got)
	}
	here["models/x.yaml"] = &fstest.MapFile{Data: []byte("topic: mine\n")}
	here["deck.md"].Data = bytes.Replace(here["deck.md"].Data, []byte("title: Own"), []byte("title: Mine"), 1)
	m = merge(t, parcel("1.2.0", "C"), here)
	if m.Changed || len(m.Warnings) != 1 {
		t.Errorf("what was changed here gave way: changed %v, warnings %q", m.Changed, m.Warnings)
	}
}

func TestMatch(t *testing.T) {
	here := fstest.MapFS{"deck.md": {Data: []byte("---\nid: own\ntitle: Own\n---\n## One {#one}\nOne.\n\n## Two {#two}\nTwo.\n")}}
	for match, want := range map[exchange.Match]string{
		exchange.Newer: "one kept, two unchanged",
		exchange.There: "one updated, two unchanged",
		exchange.Here:  "one kept, two unchanged",
		exchange.Both:  "one-2 added, two unchanged",
	} {
		p := &exchange.Parcel{ID: "own", Match: match, Notes: []exchange.Note{note("one", "One", "Another.", 0), note("two", "Two", "Two.", 0)}}
		m := merge(t, p, here)
		if got := outcomes(m); got != want {
			t.Errorf("%q: got %s, want %s", match, got, want)
		}
		parse(t, m)
		again := merge(t, p, snapshot(t, m))
		if again.Changed {
			t.Errorf("%q: the same again changes the deck: %s", match, outcomes(again))
		}
	}
}

func TestNotesThatDoNotFit(t *testing.T) {
	p := &exchange.Parcel{ID: "odd", Title: "Odd", Notes: []exchange.Note{
		{ID: "a", Title: "A", Text: "## A {#a}\n"},
		{ID: "b", Title: "B", Text: "## B {#b}\nText\n# Section\n## Other {#c}\nText"},
		{ID: "c", Title: "C", Text: "## C {#c}\n```\nnever closed"},
		{ID: "d", Title: "D {#x} [@y] `z`", Text: "## D {#d .cloze}\nno gap"},
		{ID: "e", Title: "E", Text: "## E {#f}\ntext"},
		{ID: "g", Title: "G", Text: "no heading"},
		{ID: "Bad Id", Title: "H", Text: "## H {#Bad Id}\ntext"},
		{ID: "i", Title: "I", Text: "## I {#i}\n" + strings.Repeat("> ", 500) + "x"},
		{ID: "j", Title: "J", Text: "## J {#j}\n" + strings.Repeat("- ", 500) + "x"},
		{ID: "k", Title: "K", Text: "## K {#k}\nbad \xff byte"},
		{ID: "l", Title: "L", Text: "## L {#l}\n" + strings.Repeat("*a ", 1000)},
		{ID: "i", Title: "I", Text: "## I {#i}\ntwice"},
		{ID: "m", Title: "", Text: "## {#m}\ntwice"},
		{ID: "n", Title: "N", Text: ""},
	}}
	m := merge(t, p, nil)
	d := parse(t, m)
	want := "a added, b added, c added, d added, e added, g added, Bad Id skipped, i skipped, j skipped, k added, l added, i skipped, m added, n skipped"
	if got := outcomes(m); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, x := range m.Items {
		if x.Outcome == exchange.Skipped && x.Why == "" || x.Outcome == exchange.Added && len(x.Lost) == 0 && x.Note != "l" {
			t.Errorf("%s: nothing says what is wrong", x.Note)
		}
		t.Log(x.Note, x.Outcome, x.Why, x.Lost)
	}
	if n, ok := d.Note("d"); !ok || deck.PlainText(n.Front) != "D {#x} [@y] `z`" {
		t.Errorf("got %+v", n)
	}
	if n, ok := d.Note("b"); !ok || !strings.Contains(deck.PlainText(n.Back), "## Other {#c}") {
		t.Errorf("got %+v", n)
	}
}

func TestPicturesNeverGiveWay(t *testing.T) {
	show := func(id, text, data string, mod int64) *exchange.Parcel {
		return &exchange.Parcel{
			ID: "d", Title: "D", Notes: []exchange.Note{note(id, "Q", text, mod)},
			Media: []exchange.Media{picture("media/a b.png", data)},
		}
	}
	here := snapshot(t, merge(t, show("x", "![A](<media/a b.png>)", "old", 1), nil))
	m := merge(t, show("y", "![A](media/a%20b.png)", "new", 1), here)
	if got := read(t, m, "media/a b.png"); got != "old" {
		t.Errorf("the picture that was there is %q", got)
	}
	d := parse(t, m)
	y, _ := d.Note("y")
	_, name, _ := strings.Cut(y.Back, "](")
	name = strings.ReplaceAll(strings.TrimSuffix(name, ")"), "%20", " ")
	if got := read(t, m, name); got != "new" || name == "media/a b.png" {
		t.Errorf("the new note shows %s: %q", name, got)
	}
	here = snapshot(t, m)
	if again := merge(t, show("y", "![A](media/a%20b.png)", "new", 2), here); again.Changed {
		t.Errorf("the same again changes the deck: %s", outcomes(again))
	}

	two := show("x", "![A](media/a.png) and ![B](media/A.png)", "", 1)
	two.Media = []exchange.Media{picture("media/a.png", "one"), picture("media/A.png", "two"), picture("media/huge.png", "x"), picture("../out.png", "x")}
	two.Media[2].Size = 1 << 30
	m = merge(t, two, nil)
	parse(t, m)
	entries, _ := fs.ReadDir(m.Files, "media")
	if len(entries) != 2 || len(m.Warnings) != 2 {
		t.Errorf("got files %v, warnings %q", entries, m.Warnings)
	}
}

func TestDamagedPicturesKeepNobodyFromTheNotes(t *testing.T) {
	p := biology()
	short := picture("media/short.png", "less")
	short.Size = 100
	gone := exchange.Media{Path: "media/gone.png", Size: 1, Open: func() (io.ReadCloser, error) { return nil, fs.ErrNotExist }}
	p.Media = append(p.Media, short, gone)
	m := merge(t, p, nil)
	if got := read(t, m, "media/cell.png"); got != "PNG" {
		t.Errorf("the good picture is %q", got)
	}
	entries, _ := fs.ReadDir(m.Files, "media")
	if len(entries) != 1 || len(m.Warnings) != 1 || !strings.Contains(m.Warnings[0], "short.png”, “gone.png") {
		t.Errorf("got files %v, warnings %q", entries, m.Warnings)
	}
}

func TestNamesThatNoDeckCanHave(t *testing.T) {
	p := biology()
	for _, name := range []string{"media/a:b.png", "media/con.png", "media/dot.", "../out.png", "/abs.png", "top.png", "media/.hidden.png", "media/" + strings.Repeat("n", 300), "media/deck.zip", "deck.md"} {
		p.Media = append(p.Media, picture(name, "x"))
	}
	p.Models = map[string][]byte{"models/../x.yaml": nil, "models/a b.yaml": nil, "x.yaml": nil, "models/good.yaml": []byte("topic: x\n")}
	m := merge(t, p, nil)
	if _, err := pack.List(m.Files); err != nil {
		t.Error(err)
	}
	entries, _ := fs.ReadDir(m.Files, "media")
	models, _ := fs.ReadDir(m.Files, "models")
	if len(entries) != 1 || len(models) != 1 || len(m.Warnings) != 4 {
		t.Errorf("got files %v, models %v, warnings %q", entries, models, m.Warnings)
	}
	for _, id := range []deck.ID{"", "../x", "A", "."} {
		p := biology()
		p.ID = id
		if _, err := exchange.Merge(p, nil); err == nil {
			t.Errorf("a deck was made of the id %q", id)
		}
		two := biology()
		if _, err := exchange.WriteOut(t.Context(), t.TempDir(), bundle(nil, p, two)); err == nil {
			t.Errorf("a deck of the id %q was written", id)
		}
	}
}
