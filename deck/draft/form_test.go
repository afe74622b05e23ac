package draft_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"touchpoint/deck"
	"touchpoint/deck/draft"
)

func TestForms(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	k := entry(t, d, "b").Key
	want := draft.Form{Front: "What is b?", ID: "b", Kind: deck.Basic, After: []string{"a"}}
	got := d.Form(k)
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("the form differs (-want +got):\n%s", diff)
	}
	if err := d.SetForm(k, got); err != nil || d.CanUndo() {
		t.Errorf("a form that is as it was made a step, %v", err)
	}
	got.Kind, got.Tags, got.Front = deck.Both, []string{"exam", "hard"}, "B"
	if err := d.SetForm(k, got); err != nil {
		t.Fatal(err)
	}
	if text, want := d.Text(k), `## B {#b .both after="a" tags="exam hard"}`+"\nA b."; text != want {
		t.Errorf("the text is %q, want %q", text, want)
	}
	if diff := cmp.Diff(got, d.Form(k), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("the form read back differs (-want +got):\n%s", diff)
	}
	d.Undo()
	if d.Dirty() {
		t.Error("undone, the draft is dirty")
	}
}

func TestAnotherIDKeepsProgress(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	k := entry(t, d, "a").Key
	f := d.Form(k)
	f.ID = "alpha"
	if err := d.SetForm(k, f); err != nil {
		t.Fatal(err)
	}
	if got := d.Text(k); !strings.Contains(got, "#alpha") || !strings.Contains(got, `was="a"`) && !strings.Contains(got, "was=a") {
		t.Errorf("the heading is %q, want the former id in it", got)
	}
	if got := d.Form(entry(t, d, "b").Key).After; !cmp.Equal(got, []string{"alpha"}) {
		t.Errorf("b comes after %v, want the new id", got)
	}
	if _, faults := d.Snapshot().Check(); countErrors(faults) > 0 {
		t.Errorf("faults: %v", faults)
	}
	f.ID = "a" // as it was
	if err := d.SetForm(k, f); err != nil {
		t.Fatal(err)
	}
	if _, faults := d.Snapshot().Check(); countErrors(faults) > 0 {
		t.Errorf("faults: %v in %q", faults, d.Text(k))
	}
	d.Undo()
	d.Undo()
	if d.Dirty() {
		t.Error("undone, the draft is dirty")
	}

	// Of a note that nobody has learned yet no former id is kept.
	n, err := d.AddNote(k, deck.Basic)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"one", "two"} {
		f := d.Form(n)
		f.ID = id
		if err := d.SetForm(n, f); err != nil {
			t.Fatal(err)
		}
	}
	if got := d.Text(n); strings.Contains(got, "was") {
		t.Errorf("the heading is %q, want no former id", got)
	}
}

func TestHead(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	h, sources := d.Head()
	if h.Title != "A small deck" || len(sources) != 1 || sources[0].Key != "a" {
		t.Errorf("Head = %+v, %+v", h, sources)
	}
	h.Version, h.Authors = "2", []string{"A. Author"}
	if err := d.SetHead(h); err != nil {
		t.Fatal(err)
	}
	if err := d.SetSource(deck.Source{Key: "b2020", Text: "B (2020)"}); err != nil {
		t.Fatal(err)
	}
	if err := d.RemoveSource("a"); err != nil {
		t.Fatal(err)
	}
	got, sources := d.Head()
	if diff := cmp.Diff(h, got); diff != "" || len(sources) != 1 || sources[0].Key != "b2020" {
		t.Errorf("sources %+v, the head differs (-want +got):\n%s", sources, diff)
	}
	if err := d.SetSource(deck.Source{Key: "no key", Text: "B"}); err == nil || !strings.HasSuffix(err.Error(), ".") {
		t.Errorf("SetSource = %v, want a sentence", err)
	}
	for range 3 {
		d.Undo()
	}
	if d.Dirty() || d.CanUndo() {
		t.Error("undone, the draft is dirty")
	}
}

func TestPreviewKnowsTheDeck(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	c, faults := d.Snapshot().Check()
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	d.Took(c, faults)
	if e := entry(t, d, "a"); e.Cards != 1 || e.Errors+e.Warnings > 0 {
		t.Errorf("the entry is %+v, want a card and no faults", e)
	}
	k := entry(t, d, "c").Key
	d.SetText(k, "## What is c? {#c}\nA c. [@new]")
	v := d.Preview(k)
	if !hasRule(v.Faults, "unknown-source") || len(v.Cards) != 1 {
		t.Errorf("%d cards, faults %v, want one of the source", len(v.Cards), v.Faults)
	}
	if err := d.SetSource(deck.Source{Key: "new", Text: "New (2026)"}); err != nil {
		t.Fatal(err)
	}
	if v := d.Preview(k); len(v.Faults) > 0 {
		t.Errorf("the source is there now, and still: %v", v.Faults)
	}
}

// TestFaultsStandInTheirPieces holds that what the whole check finds is told of where it
// stands in the piece, in files of every kind of line end.
func TestFaultsStandInTheirPieces(t *testing.T) {
	text := "\ufeff" + strings.ReplaceAll(first+"\n## What is e? {#e after=nowhere}\n\nAn e. [@nobody]\n", "\n", "\r\n")
	dir := write(t, map[string]string{"deck.md": text})
	d, _ := open(t, dir)
	c, faults := d.Snapshot().Check()
	d.Took(c, faults)
	e := entry(t, d, "e")
	if e.Errors != 2 {
		t.Errorf("the entry has %d errors, want 2: %v", e.Errors, faults)
	}
	lines := strings.Split(d.Text(e.Key), "\n")
	for _, f := range d.Preview(e.Key).Faults {
		rest := string([]rune(lines[f.Pos.Line-1])[f.Pos.Column-1:])
		if !strings.HasPrefix(rest, "nowhere") && !strings.HasPrefix(rest, "@nobody") {
			t.Errorf("the fault %v stands at %q", f, rest)
		}
	}
}

func TestMending(t *testing.T) {
	dir := write(t, map[string]string{"deck.md": first + "\n## No id yet\nText. [@aa]\n"})
	d, _ := open(t, dir)
	k := entry(t, d, "No id yet").Key
	c, faults := d.Snapshot().Check()
	d.Took(c, faults)
	mended := 0
	for range 5 {
		for _, f := range d.Preview(k).Faults {
			if len(f.Edits) > 0 {
				if err := d.Mend(k, f); err != nil {
					t.Fatal(err)
				}
				mended++
				break
			}
		}
		c, faults = d.Snapshot().Check()
		d.Took(c, faults)
	}
	if mended == 0 || hasRule(faults, "missing-id") {
		t.Errorf("%d faults were mended; still there: %v", mended, faults)
	}
	if err := d.Mend(k, deck.Fault{Edits: []deck.Edit{{From: deck.Pos{Line: 99, Column: 1}, To: deck.Pos{Line: 99, Column: 2}}}}); err == nil {
		t.Error("a fault beyond the text was mended")
	}
	for range mended {
		d.Undo()
	}
	if d.Dirty() {
		t.Error("undone, the draft is dirty")
	}
}

func TestDiffSaysWhatLearnersWillSee(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	if got := d.Diff(); !got.Empty() {
		t.Errorf("nothing changed, and there is a difference: %+v", got)
	}
	if err := d.Remove(entry(t, d, "c").Key); err != nil {
		t.Fatal(err)
	}
	d.SetText(entry(t, d, "d").Key, "## What is a d? {#d}\nA d.")
	if got := d.Diff(); len(got.Changes) < 2 {
		t.Errorf("a note is removed and one reworded: %+v", got)
	}
}

func TestBrokenHeadingIsNotOverwritten(t *testing.T) {
	dir := write(t, map[string]string{"deck.md": first + "\n## Broken {#x .nokind colour=red}\nText.\n"})
	d, _ := open(t, dir)
	k := d.Outline()[len(d.Outline())-1].Key
	f := d.Form(k)
	f.Tags = []string{"t"}
	if err := d.SetForm(k, f); err == nil || !strings.Contains(err.Error(), "Mend its text first.") {
		t.Errorf("SetForm = %v, want a refusal", err)
	}
	if d.Dirty() {
		t.Error("the heading was changed")
	}
}

// TestRewordingWithoutAnID holds that learners keep the progress that they have under an
// id which was made of the heading.
func TestRewordingWithoutAnID(t *testing.T) {
	text := "---\nid: x\ntitle: X\n---\n# One\n\n## Old words\nText.\n\n## Old words\nMore.\n\n## Third\nText.\n"
	dir := write(t, map[string]string{"deck.md": text})
	d, _ := open(t, dir)
	list := d.Outline()
	d.SetText(list[3].Key, "## New words\nMore.")
	f := d.Form(list[4].Key)
	f.Front, f.ID = "Last", "last"
	if err := d.SetForm(list[4].Key, f); err != nil {
		t.Fatal(err)
	}
	save(t, d)
	want := strings.Replace(text, "## Old words\nMore", "## New words {#old-words-2}\nMore", 1)
	want = strings.Replace(want, "## Third", `## Last {#last was="third"}`, 1)
	if diff := cmp.Diff(want, get(t, dir, "deck.md")); diff != "" {
		t.Errorf("the file differs (-want +got):\n%s", diff)
	}
	if got := d.Diff(); !got.Empty() {
		t.Errorf("saved, and there is a difference: %+v", got)
	}
}
