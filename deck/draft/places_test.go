package draft_test

import (
	"slices"
	"testing"

	"touchpoint/deck/draft"
)

// Every place that is offered is one where the piece comes to stand right after it, and no
// other place is left out.
func TestPlaces(t *testing.T) {
	for _, name := range []string{"a", "b", "c", "d", "One", "Two", "Three"} {
		d, _ := open(t, small(t))
		began := shape(d)
		moved := entry(t, d, name)
		places := d.Places(moved.Key)
		for _, e := range d.Outline() {
			d, _ := open(t, small(t)) // whose keys are the same
			err := d.MoveAfter(moved.Key, e.Key)
			list := d.Outline()
			at := slices.IndexFunc(list, func(o draft.Entry) bool { return o.Key == moved.Key })
			there := err == nil && shape(d) != began && list[at-1].Key == e.Key
			if there != places[e.Key] {
				t.Errorf("%s after %q: offered %v, comes to stand there %v (%s)", name, e.Title, places[e.Key], there, shape(d))
			}
			if there {
				d.Undo()
			}
			if got := shape(d); there && got != began {
				t.Errorf("%s after %q: undone to %s", name, e.Title, got)
			}
		}
	}
	d, _ := open(t, small(t))
	for _, e := range d.Outline() {
		if e.Kind != draft.Note && e.Kind != draft.Section && d.Places(e.Key) != nil {
			t.Errorf("%q can be moved", e.Title)
		}
	}
}
