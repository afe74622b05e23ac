package anki

import (
	"io/fs"
	"strings"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
)

func TestPicturesThatAreNotThereAreNamed(t *testing.T) {
	basic := func(question, answer string) sheet {
		return sheet{fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"}, note: []string{question, answer}}
	}
	both := basic(`<img src="eye.png">`, "Auge")
	both.templates, both.ords = append(both.templates, "{{A}}", showAnswer+"{{Q}}"), []int{0, 1}
	for name, test := range map[string]struct {
		sheet sheet
		want  string
	}{
		"question":      {basic(`<img src="mona_lisa.png">`, "Leonardo"), "## mona_lisa.png {#id}\nLeonardo\n"},
		"answer":        {basic("Who?", `<div><img src="a/b.png"><img src='c%20d.png'></div>`), "## Who? {#id}\nb.png, c%20d.png\n"},
		"from the net":  {basic(`<img src="https://example.org/x/y.png">`, "Y"), "## y.png {#id}\nY\n"},
		"in both ways":  {both, "## eye.png {#id .both}\nAuge\n"},
		"beside a word": {basic(`<img src="gone.png">Whose?`, "Mine"), "## Whose? {#id}\nMine\n"},
	} {
		t.Run(name, func(t *testing.T) {
			_, notes := readNotes(t, test.sheet.collection(), Options{})
			if got := texts(notes); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if len(notes) != 1 || !strings.Contains(strings.Join(notes[0].Lost, "; "), "a picture") || notes[0].Title == "" {
				t.Errorf("the report says %+v", notes)
			}
		})
	}
}

func TestHintsAreSaidToBeLostWhereThereIsOne(t *testing.T) {
	s := sheet{fields: []string{"Q", "A", "H"}, templates: []string{"{{Q}} {{hint:H}}", showAnswer + "{{A}}"}, note: []string{"What?", "This.", ""}}
	if _, notes := readNotes(t, s.collection(), Options{}); len(notes) != 1 || len(notes[0].Lost) != 0 {
		t.Errorf("without one: %+v", notes)
	}
	s.note[2] = "Think."
	if _, notes := readNotes(t, s.collection(), Options{}); len(notes) != 1 || len(notes[0].Lost) != 1 || !strings.Contains(notes[0].Text, "Think.") {
		t.Errorf("with one: %+v", notes)
	}
}

func TestAPictureWithMasksIsCalledByItsHeader(t *testing.T) {
	s := sheet{
		cloze: true, occlusion: true, fields: occlusionFields, templates: []string{"{{cloze:Occlusion}}{{Image}}", "{{cloze:Occlusion}}{{Image}}"},
		note: []string{"{{c1::image-occlusion:rect:left=.2:top=.3:width=.2:height=.1}}", `<img src="a.png">`, "The <b>heart</b>", "", ""},
	}
	if _, notes := readNotes(t, s.collection(), Options{}); len(notes) != 1 || notes[0].Title != "The heart" {
		t.Errorf("got %+v", notes)
	}
	s.note[2] = ""
	if _, notes := readNotes(t, s.collection(), Options{}); len(notes) != 1 || notes[0].Title != "a.png" {
		t.Errorf("got %+v", notes)
	}
}

func TestANoteWithAnEmptyFirstFieldIsCalledByTheNext(t *testing.T) {
	s := sheet{
		cloze: true, fields: []string{"Title", "Text"}, templates: []string{"{{Title}}<br>{{cloze:Text}}", "{{Title}}<br>{{cloze:Text}}"},
		note: []string{"", "A {{c1::cell}}"},
	}
	if _, notes := readNotes(t, s.collection(), Options{}); len(notes) != 1 || notes[0].Title != "A cell" {
		t.Errorf("got %+v", notes)
	}
}

func TestNotesWithoutAGUIDAreToldApart(t *testing.T) {
	c := sheet{fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"}, note: []string{"What?", "This."}}.collection()
	c.Notes[0].GUID = ""
	twin := c.Notes[0]
	twin.ID++
	c.Notes = append(c.Notes, twin)
	c.Cards = append(c.Cards, apkg.Card{ID: c.Cards[0].ID + 1, Note: twin.ID, Deck: 20, Due: 2})
	_, notes := readNotes(t, c, Options{})
	if len(notes) != 2 || notes[0].ID == notes[1].ID {
		t.Fatalf("got %+v", notes)
	}
	known := func(id deck.NoteID) (deck.ID, int64, bool) { return "biology", c.Notes[0].Mod, id == notes[1].ID }
	_, again := readNotes(t, c, Options{Known: known})
	if len(again) != 2 || again[0].Text == "" || again[1].Text != "" || again[1].ID != notes[1].ID {
		t.Errorf("the second time: %+v", again)
	}
}

// TestOurNoteTypesAreKnownWhateverIsDoneToThem gives our types other names and more fields,
// as people do in Anki, and Anki itself where two types differ.
func TestOurNoteTypesAreKnownWhateverIsDoneToThem(t *testing.T) {
	d, fsys := folder(t, map[string]string{"media/a.gif": dot, "deck.md": `---
id: d
title: D
---

## What? {#what}
This.

## Where? {#where .occlude}
![a](media/a.gif)

- 1: 10 10 20 20 there

## Why? {#why .cloze}
Because of the *{{1:sun}}*.

> It shines.
`})
	hint := ""
	for name, change := range map[string]func(*apkg.NoteType){
		"a number":       func(k *apkg.NoteType) { k.Name += "-1a2b3" },
		"another name":   func(k *apkg.NoteType) { k.Name = "Course" },
		"another field":  func(k *apkg.NoteType) { k.Fields = append(k.Fields, "Mine"); hint = "\x1f" },
		"a field filled": func(k *apkg.NoteType) { k.Fields = append(k.Fields, "Mine"); hint = "\x1fRemember." },
	} {
		t.Run(name, func(t *testing.T) {
			hint = ""
			b := there(t, d, fsys, WriteOptions{}, Options{}, func(c *apkg.Collection) {
				for i := range c.Types {
					change(&c.Types[i])
				}
				for i := range c.Notes {
					c.Notes[i].Fields += hint
				}
			})
			checkOurs(t, b, d, fsys, len(hint) > 1)
		})
	}
}

// checkOurs checks that a deck came back with its own notes, as they were or, if they
// were changed, with what was added.
func checkOurs(t *testing.T, b *exchange.Bundle, d *deck.Deck, fsys fs.FS, changed bool) {
	t.Helper()
	if len(b.Parcels) != 1 || b.Parcels[0].ID != d.ID || len(b.Parcels[0].Notes) != 3 {
		t.Fatalf("got %+v", b.Parcels)
	}
	own := readTexts(d, fsys)
	for i, n := range b.Parcels[0].Notes {
		checkNote(t, n)
		if n.ID != d.Notes[i].ID {
			t.Errorf("note %d is %s", i, n.ID)
		}
		want := own.of(&d.Notes[i])
		switch {
		case !changed && n.Text != want:
			t.Errorf("got %q, want %q", n.Text, want)
		case changed && n.Text != strings.TrimRight(want, "\n")+added(n.ID):
			t.Errorf("what was added is not in %q", n.Text)
		case changed && len(n.Lost) == 0:
			t.Errorf("it is not said that %s was changed", n.ID)
		}
	}
}

// added is what a field that somebody filled in adds to the note of an id.
func added(id deck.NoteID) string {
	if id == "why" {
		return "\n>\n> **Mine:** Remember.\n"
	}
	return "\n\n> **Mine:** Remember.\n"
}

func TestWhatSomebodyWroteInTheHiddenFieldIsKept(t *testing.T) {
	s := sheet{
		fields: []string{"Front", "Back", sourceField}, templates: []string{"{{Front}}", showAnswer + "{{Back}}"},
		note: []string{"What?", "This.", "my <b>own</b> words"},
	}
	c := s.collection()
	c.Types[0].Name = typePrefix + "Basic"
	if _, notes := readNotes(t, c, Options{}); len(notes) != 1 || !strings.Contains(notes[0].Text, "my **own** words") {
		t.Errorf("got %+v", notes)
	}
}

func TestNoPicturePassesForText(t *testing.T) {
	f := newFiles([]apkg.Media{{Name: "x.png", Size: 1, Open: opens}}, nil)
	for path, want := range map[string]string{
		"media/cell.png": "media/cell.png", "": "media/x.png", "../x.png": "media/x.png", "/x.png": "media/x.png", ".": "media/x.png",
		"more.md": "media/x.png", "media/More.MD": "media/x.png", "models/m.yaml": "media/x.png", "models/m.yml": "media/x.png",
	} {
		out := noteOut{source: &Source{Files: map[string]string{"x.png": path}}}
		if got := out.pathOf(f, 0); got != want {
			t.Errorf("%q becomes %q, want %q", path, got, want)
		}
	}
}
