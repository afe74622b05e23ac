package draft_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTypingIsOneStepAWord(t *testing.T) {
	d, clock := open(t, small(t))
	k := entry(t, d, "c").Key
	before := d.Text(k)
	text := before
	for _, r := range " More words" {
		text += string(r)
		clock.advance(100 * time.Millisecond)
		d.SetText(k, text)
	}
	var got []string
	for d.CanUndo() {
		if at, ok := d.Undo(); !ok || at != k {
			t.Errorf("Undo = %q, %v, want the piece %q", at, ok, k)
		}
		got = append(got, d.Text(k)[len(before):])
	}
	if diff := cmp.Diff([]string{" More ", " ", ""}, got); diff != "" {
		t.Errorf("steps differ (-want +got):\n%s", diff)
	}
	for d.CanRedo() {
		d.Redo()
	}
	if d.Text(k) != text {
		t.Errorf("redone to %q, want %q", d.Text(k), text)
	}
}
