package draft_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/deck/model"
)

// shape writes an outline in one line: files, sections and notes by what names them.
func shape(d *draft.Draft) string {
	var list []string
	for _, e := range d.Outline() {
		switch e.Kind {
		case draft.Head, draft.File:
			list = append(list, "|")
		case draft.Section:
			list = append(list, "#"+e.Title)
		default:
			name := e.ID
			if name == "" {
				name = strings.ReplaceAll(e.Title, " ", "-")
			}
			list = append(list, name)
		}
	}
	return strings.Join(list, " ")
}

func TestMoving(t *testing.T) {
	const began = "| #One a b #Two c | #Three d"
	for _, test := range []struct {
		name string
		by   int
		want string
	}{
		{"b", -1, "| #One b a #Two c | #Three d"},
		{"b", -2, "| b #One a #Two c | #Three d"},
		{"b", 1, "| #One a #Two b c | #Three d"},
		{"b", 2, "| #One a #Two c b | #Three d"},
		{"b", 3, "| #One a #Two c | b #Three d"},
		{"b", 99, "| #One a #Two c | #Three d b"},
		{"d", -1, "| #One a b #Two c | d #Three"},
		{"d", -2, "| #One a b #Two c d | #Three"},
		{"Two", -1, "| #Two c #One a b | #Three d"},
		{"Two", 1, "| #One a b | #Two c #Three d"},
		{"Three", -1, "| #One a b #Two c #Three d |"},
		{"One", 99, "| #Two c | #Three d #One a b"},
		{"a", -1, "| a #One b #Two c | #Three d"},
		{"a", 0, began},
	} {
		t.Run(fmt.Sprint(test.name, test.by), func(t *testing.T) {
			dir := small(t)
			d, _ := open(t, dir)
			k := entry(t, d, test.name).Key
			if err := d.Move(k, test.by); err != nil {
				t.Fatal(err)
			}
			if got := shape(d); got != test.want {
				t.Errorf("moved to %s, want %s", got, test.want)
			}
			if got := entry(t, d, test.name).Key; got != k {
				t.Errorf("the key is %s, want %s as before", got, k)
			}
			if _, faults := d.Snapshot().Check(); countErrors(faults) > 0 {
				t.Errorf("the deck has faults: %v", faults)
			}
			d.Undo()
			if got := shape(d); got != began || d.Dirty() {
				t.Errorf("undone to %s, dirty %v", got, d.Dirty())
			}
		})
	}
	d, _ := open(t, small(t))
	if err := d.Move(entry(t, d, "One").Key, -1); err == nil {
		t.Error("the first section was moved up")
	}
	if err := d.Move(d.Outline()[0].Key, 1); err == nil {
		t.Error("the front matter was moved")
	}
}

func countErrors(faults []deck.Fault) int {
	n := 0
	for _, f := range faults {
		if f.Severity == deck.Error {
			n++
		}
	}
	return n
}

func TestMoveAfter(t *testing.T) {
	for _, test := range []struct{ name, after, want string }{
		{"a", "d", "| #One b #Two c | #Three d a"},
		{"d", "", "| d #One a b #Two c | #Three"},
		{"c", "a", "| #One a c b #Two | #Three d"},
		{"Three", "a", "| #One a b #Three d #Two c |"},
		{"One", "02-more.md", "| #Two c | #One a b #Three d"},
		{"a", "One", "| #One a b #Two c | #Three d"},
	} {
		d, _ := open(t, small(t))
		after := d.Outline()[0].Key
		if test.after != "" {
			after = entry(t, d, test.after).Key
		}
		if err := d.MoveAfter(entry(t, d, test.name).Key, after); err != nil {
			t.Errorf("%s after %q: %v", test.name, test.after, err)
		}
		if got := shape(d); got != test.want {
			t.Errorf("%s after %q is %s, want %s", test.name, test.after, got, test.want)
		}
	}
	d, _ := open(t, small(t))
	if err := d.MoveAfter(entry(t, d, "One").Key, entry(t, d, "b").Key); err == nil {
		t.Error("a section was moved into itself")
	}
}

func TestMovingKeepsTheBytesTidy(t *testing.T) {
	dir := write(t, map[string]string{
		"deck.md":    "---\nid: x\ntitle: X\n---\n## A {#a}\nA.\n\n## B {#b}\nB.",
		"02-more.md": "# More\r\n\r\n## C {#c}\r\nC.\r\n",
	})
	d, _ := open(t, dir)
	if err := d.MoveAfter(entry(t, d, "a").Key, entry(t, d, "b").Key); err != nil {
		t.Fatal(err)
	}
	if err := d.MoveAfter(entry(t, d, "b").Key, entry(t, d, "More").Key); err != nil {
		t.Fatal(err)
	}
	save(t, d)
	want := map[string]string{
		"deck.md":    "---\nid: x\ntitle: X\n---\n## A {#a}\nA.\n\n",
		"02-more.md": "# More\r\n\r\n## B {#b}\r\nB.\r\n\r\n## C {#c}\r\nC.\r\n",
	}
	if diff := cmp.Diff(want, texts(d)); diff != "" {
		t.Errorf("the text differs (-want +got):\n%s", diff)
	}
}

func TestAdding(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	if _, err := d.AddSection(entry(t, d, "a").Key, "New"); err != nil {
		t.Fatal(err)
	}
	if got, want := shape(d), "| #One a b #New #Two c | #Three d"; got != want {
		t.Errorf("a section is added: %s, want %s", got, want)
	}
	last := entry(t, d, "New").Key
	for _, kind := range append(kinds, deck.Occlude) {
		k, err := d.AddNote(last, kind)
		if err != nil {
			t.Fatal(err)
		}
		v := d.Preview(k)
		if v.Note == nil || v.Note.Kind != kind || len(v.Cards) == 0 {
			t.Errorf("a new note of the kind %s is %+v with %d cards", kind, v.Note, len(v.Cards))
		}
		for _, f := range v.Faults {
			if f.Severity == deck.Error && f.Rule != "broken-media" {
				t.Errorf("a new note of the kind %s has the fault %v", kind, f)
			}
		}
		last = k
	}
	for _, kind := range []model.Kind{model.PathKind, model.JourneyKind, model.ContingencyKind, model.ClassificationKind} {
		k, err := d.AddModel(kind, "The model")
		if err != nil {
			t.Fatal(err)
		}
		if v := d.Preview(k); v.Model == nil || v.Model.Kind != kind {
			t.Errorf("a new model of the kind %s is %+v, %v", kind, v.Model, v.Faults)
		}
		last = k
	}
	k, err := d.AddNote(last, deck.Basic)
	if err != nil {
		t.Fatal(err)
	}
	if e := entry(t, d, "New question"); e.Key == k || !strings.HasSuffix(shapeOfTexts(d), "New-question") {
		t.Errorf("a note after a model does not stand at the end: %s", shape(d))
	}
	save(t, d)
	if _, err := d.AddNote("no such key", deck.Basic); err == nil {
		t.Error("a note was added nowhere")
	}
	if _, err := d.AddNote(k, "essay"); err == nil {
		t.Error("a note of no kind was added")
	}
}

// shapeOfTexts is shape without the models.
func shapeOfTexts(d *draft.Draft) string {
	s := shape(d)
	for _, e := range d.Outline() {
		if e.Kind == draft.Model {
			s = strings.Replace(s, " "+e.ID, "", 1)
		}
	}
	return s
}

func TestTypedHeadingsBecomePieces(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	k := entry(t, d, "a").Key
	text := "## What is a? {#a}\nAn a. [@a]\n\n## New {#new}\nNew.\n\n# Section\n"
	d.SetText(k, text)
	if got := d.Text(k); got != text {
		t.Errorf("while it is typed in the piece says %q", got)
	}
	d.Settle(k)
	if got, want := shape(d), "| #One a new #Section b #Two c | #Three d"; got != want {
		t.Errorf("settled: %s, want %s", got, want)
	}
	if got := d.Text(k); got != "## What is a? {#a}\nAn a. [@a]" {
		t.Errorf("settled, the first says %q", got)
	}
	d.Undo()
	if got := shape(d); got != "| #One a b #Two c | #Three d" || d.Dirty() {
		t.Errorf("undone: %s, dirty %v", got, d.Dirty())
	}
	d.Redo()
	save(t, d)
	again, _ := open(t, dir)
	if shape(again) != shape(d) {
		t.Errorf("opened again: %s, want %s", shape(again), shape(d))
	}
}

func TestRemoving(t *testing.T) {
	d, _ := open(t, small(t))
	for _, name := range []string{"Two", "a", "d", "Three"} {
		if err := d.Remove(entry(t, d, name).Key); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := shape(d), "| #One b c |"; got != want {
		t.Errorf("removed: %s, want %s", got, want)
	}
	if err := d.Remove(d.Outline()[0].Key); err == nil {
		t.Error("the beginning of the deck was removed")
	}
	if err := d.Remove(entry(t, d, "02-more.md").Key); err != nil {
		t.Error(err)
	}
	for d.CanUndo() {
		d.Undo()
	}
	if err := d.Remove(entry(t, d, "02-more.md").Key); err == nil {
		t.Error("a file with notes was removed")
	}
	if d.Dirty() {
		t.Error("all undone, the draft is dirty")
	}
}

// What stands beside a new note is not said to be changed on account of the line between them.
func TestANewNoteLeavesTheOthersUnchanged(t *testing.T) {
	d, _ := open(t, write(t, map[string]string{"deck.md": "---\nid: x\ntitle: X\n---\n## One {#one}\na\n"}))
	if _, err := d.AddNote(entry(t, d, "one").Key, deck.Basic); err != nil {
		t.Fatal(err)
	}
	for _, e := range d.Outline() {
		if added := e.Title == "New question"; e.Changed != added {
			t.Errorf("%q: changed %v", e.Title, e.Changed)
		}
	}
}
