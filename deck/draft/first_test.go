package draft_test

import (
	"strings"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/draft"
)

// A note that was never saved can be what another is learned after: it gets its id then, the
// one that saving would have given it, and one undo takes back both.
func TestLearningAfterANoteThatIsNotSaved(t *testing.T) {
	d, _ := open(t, small(t))
	c := entry(t, d, "c").Key
	first, err := d.AddNote(c, deck.Basic)
	if err != nil {
		t.Fatal(err)
	}
	d.SetText(first, "## What is it?\n\nThis.")
	began := d.Text(c)
	if err := d.LearnFirst(c, first); err != nil {
		t.Fatal(err)
	}
	if got := d.Text(first); !strings.Contains(got, "{#what-is-it}") {
		t.Errorf("what is learned first is %q", got)
	}
	if got := d.Form(c).After; len(got) != 1 || got[0] != "what-is-it" {
		t.Errorf("c is learned after %q", got)
	}
	if err := d.LearnFirst(c, first); err != nil || len(d.Form(c).After) != 1 {
		t.Errorf("a second time: %q, %v", d.Form(c).After, err)
	}
	d.Undo()
	if got := d.Text(first) + d.Text(c); strings.Contains(got, "#what") || d.Text(c) != began {
		t.Errorf("undone to %q", got)
	}
	d.Redo()
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	if _, faults := d.Snapshot().Check(); countErrors(faults) > 0 {
		t.Errorf("the deck has faults: %v", faults)
	}
}

// A note that has its id from its heading, with what learners know of it, keeps that one.
func TestLearningAfterANoteWithoutAnID(t *testing.T) {
	dir := write(t, map[string]string{"deck.md": "---\nid: x\ntitle: X\n---\n## Same\na\n\n## Same\nb\n\n## Other {#o}\nc\n"})
	d, _ := open(t, dir)
	var same []draft.Key
	for _, e := range d.Outline() {
		if e.Title == "Same" {
			same = append(same, e.Key)
		}
	}
	checked, _ := d.Snapshot().Check()
	if err := d.LearnFirst(entry(t, d, "o").Key, same[1]); err != nil {
		t.Fatal(err)
	}
	if got, want := d.Form(same[1]).ID, string(checked.Notes[1].ID); got != want {
		t.Errorf("the id is %q, want %q as it was read", got, want)
	}
	if err := d.LearnFirst(d.Outline()[0].Key, same[1]); err == nil {
		t.Error("what tells of the deck is learned after a note")
	}
	if err := d.LearnFirst(same[0], "gone"); err == nil {
		t.Error("a note is learned after one that is not there")
	}
}
