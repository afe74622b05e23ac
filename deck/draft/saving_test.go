package draft_test

import (
	"path/filepath"
	"strings"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/draft"
)

// TestTypingWhileSaving types between the steps of a save: nothing of it is lost, nothing
// of it is on disk yet, and no look outside takes the draft's own writing for another's.
func TestTypingWhileSaving(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	recovery := filepath.Join(dir, ".recovery")
	added, err := d.AddNote(entry(t, d, "c").Key, deck.Basic)
	if err != nil {
		t.Fatal(err)
	}
	d.SetText(added, "## Why d?\n\nBecause.")
	s := d.Prepare()
	d.SetText(added, "## Why d then?\n\nBecause.")
	if _, ok, err := d.Begin(s); ok || err != nil {
		t.Fatalf("a save that was prepared of an older text begins: %v, %v", ok, err)
	}
	begun, ok, err := d.Begin(d.Prepare())
	if !ok || err != nil || begun.Files() != 1 {
		t.Fatalf("begun is %v, %v, %+v", ok, err, begun)
	}
	text := d.Text(added)
	if !strings.Contains(text, "{#why-d-then}") {
		t.Errorf("the id is not in the text: %q", text)
	}
	d.SetText(added, text+" And so.")
	if second, ok, err := d.Begin(d.Prepare()); !ok || err != nil || second.Files() != 0 {
		t.Errorf("a second save meanwhile is %v, %v, %+v", ok, err, second)
	} else if err := second.Write(); err != nil {
		t.Error(err)
	}
	if err := begun.Write(); err != nil {
		t.Fatal(err)
	}
	if found, err := d.LookOutside(); err != nil || found.State != draft.Unchanged {
		t.Errorf("outside is %+v, %v", found, err)
	}
	file := entry(t, d, "why-d-then").File
	if src := get(t, dir, file); !strings.Contains(src, "{#why-d-then}") || strings.Contains(src, "And so.") {
		t.Errorf("the file is %q", src)
	}
	if !d.Dirty() || !strings.HasSuffix(d.Text(added), "And so.") {
		t.Errorf("what was typed meanwhile is lost: %q, dirty %v", d.Text(added), d.Dirty())
	}
	if err := d.KeepSafe(); err != nil || len(draft.Unsaved(recovery)) != 1 {
		t.Errorf("what was typed meanwhile is not kept safe: %v, %v", draft.Unsaved(recovery), err)
	}
	save(t, d)
	for d.CanUndo() {
		d.Undo()
	}
	save(t, d)
	if got := get(t, dir, file); got != get(t, small(t), file) {
		t.Errorf("after undoing all the file is\n%s", got)
	}
}

// TestLookingOutsideWhileSaving looks between the steps as a window does.
func TestLookingOutsideWhileSaving(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	k := entry(t, d, "c").Key
	d.SetText(k, "## What is c? {#c}\nA c indeed.")
	begun, ok, err := d.Begin(nil)
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	done := make(chan error)
	go func() { done <- begun.Write() }()
	for i := range 200 {
		d.SetText(k, "## What is c? {#c}\nA c indeed"+strings.Repeat("!", i))
		if found, err := d.LookOutside(); err != nil || found.State != draft.Unchanged {
			t.Fatalf("outside is %+v, %v", found, err)
		}
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	if found, err := d.LookOutside(); err != nil || found.State != draft.Unchanged {
		t.Errorf("outside is %+v, %v", found, err)
	}
}
