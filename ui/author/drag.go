package author

import (
	"touchpoint/deck/draft"
)

// A carry is a note, or a topic with what is beneath it, that is dragged in the outline.
type carry struct {
	key    draft.Key
	places map[draft.Key]bool // after which it can land
	with   map[draft.Key]bool // what moves along, itself among it
}

// lift begins to carry the piece of a row, if it is one that has a place of its own choice:
// models stand in the order of their files.
func (o *outline) lift(row int) bool {
	at := o.shown[row]
	e := o.s.entries[at]
	if e.Kind != draft.Note && e.Kind != draft.Section {
		return false
	}
	places := o.s.d.Places(e.Key)
	if len(places) == 0 {
		return false
	}
	o.carry = carry{key: e.Key, places: places, with: map[draft.Key]bool{e.Key: true}}
	for _, n := range o.s.entries[at+1:] {
		if e.Kind != draft.Section || n.Kind != draft.Note || n.File != e.File {
			break
		}
		o.carry.with[n.Key] = true
	}
	return true
}

// land finds the place for what is carried that is nearest to a gap between rows: above which
// row it is, or -1 where that is its own.
func (o *outline) land(_, gap int) int {
	for far := 0; far <= len(o.shown); far++ {
		for _, at := range []int{gap - far, gap + far} {
			switch {
			case at < 0 || at > len(o.shown):
			case o.own(at):
				return -1
			case at > 0 && o.carry.places[o.s.entries[o.shown[at-1]].Key]:
				return at
			}
		}
	}
	return -1
}

// own reports whether what is carried stands at a gap already.
func (o *outline) own(gap int) bool {
	for _, row := range []int{gap - 1, gap} {
		if row >= 0 && row < len(o.shown) && o.carry.with[o.s.entries[o.shown[row]].Key] {
			return true
		}
	}
	return false
}

// drop moves what is carried to the gap above a row, as one step that can be undone.
func (o *outline) drop(_, gap int) {
	k, s := o.carry.key, o.s
	o.carry = carry{}
	if gap <= 0 || gap > len(o.shown) {
		o.list.Refresh()
		return
	}
	if err := s.d.MoveAfter(k, s.entries[o.shown[gap-1]].Key); err != nil {
		o.list.Refresh()
		s.host.Problem(err)
		return
	}
	s.rewritten(k)
	s.host.Canvas().Focus(o.list)
	e, _ := s.entry(k)
	s.host.Trace("moved %s", e.ID)
	s.host.Toast("“"+titleOf(e)+"” is moved.", "Undo", "Ctrl+Z", func() { s.Undo() })
}
