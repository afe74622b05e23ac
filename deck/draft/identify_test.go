package draft_test

import (
	"strings"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/draft"
)

// TestNamesakesKeepTheirIDs holds that notes without an id, of which several have one
// heading, are known by the ids that they had when one of them comes, goes or moves.
func TestNamesakesKeepTheirIDs(t *testing.T) {
	const head = "---\nid: d\ntitle: D\n---\n# S\n\n"
	files := map[string]string{
		"deck.md": head + "## Same\n\none\n\n## Same\n\ntwo\n\n## Last\n\nlast\n",
		"more.md": "# T\n\n## Same\n\nthree\n",
	}
	tests := map[string]struct {
		change func(d *draft.Draft, outline []draft.Entry) error
		want   map[string]string // ids by answer
	}{
		"one is removed": {
			func(d *draft.Draft, o []draft.Entry) error { return d.Remove(o[2].Key) },
			map[string]string{"two": "same-2", "three": "same-3", "last": "last"},
		},
		"one comes before": {
			func(d *draft.Draft, o []draft.Entry) error {
				k, err := d.AddNote(o[1].Key, deck.Basic)
				d.SetText(k, "## Same\n\nzero")
				return err
			},
			map[string]string{"one": "same", "two": "same-2", "three": "same-3", "last": "last"},
		},
		"one moves": {
			func(d *draft.Draft, o []draft.Entry) error { return d.Move(o[2].Key, 1) },
			map[string]string{"one": "same", "two": "same-2", "three": "same-3", "last": "last"},
		},
		"one is called otherwise": {
			func(d *draft.Draft, o []draft.Entry) error {
				d.SetText(o[2].Key, "## Other\n\none")
				return nil
			},
			map[string]string{"one": "same", "two": "same-2", "three": "same-3", "last": "last"},
		},
		"another is called so": {
			func(d *draft.Draft, o []draft.Entry) error {
				d.SetText(o[4].Key, "## Same\n\nlast")
				return nil
			},
			map[string]string{"one": "same", "two": "same-2", "three": "same-3", "last": "last"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := write(t, files)
			d, _ := open(t, dir)
			if err := test.change(d, d.Outline()); err != nil {
				t.Fatal(err)
			}
			save(t, d)
			checked, _ := d.Snapshot().Check()
			got := make(map[string]string)
			for _, n := range checked.Notes {
				got[strings.TrimSpace(n.Back)] = string(n.ID)
			}
			for answer, id := range test.want {
				if got[answer] != id {
					t.Errorf("%q has the id %q, want %q", answer, got[answer], id)
				}
			}
			if id, ok := got["zero"]; ok && id != "same-4" {
				t.Errorf("the new note has the id %q, want one of its own", id)
			}
		})
	}
}
