package draft

import (
	"maps"
	"slices"
	"time"
)

// maxHistory is how many bytes of former texts the history keeps.
const maxHistory = 64 << 20

// A change puts pieces of a file in the place of others.
type change struct {
	file     *file
	at       int
	old, now []*piece
	made     bool // the file was not there before
	gone     bool // the file is not there afterwards
}

// A step is what one undo takes back.
type step struct {
	changes []change
	key     Key // what to look at
	typing  typing
	opens   bool // it is one with what is typed next
	size    int
}

// A typing is where in a text its author typed last, so that what is typed in one go is
// one step.
type typing struct {
	deleting bool
	from     int  // offset in the text where it began
	at       int  // offset where it goes on; -1: it does not
	word     bool // it begins with no space
	space    bool // it ends with one
	when     time.Time
}

// An edit is a step while it is made.
type edit struct {
	d    *Draft
	step step
}

func (d *Draft) begin() *edit { return &edit{d: d, step: step{typing: typing{at: -1}}} }

// splice replaces n pieces of a file from index at on.
func (e *edit) splice(f *file, at, n int, now ...*piece) {
	c := change{file: f, at: at, old: f.pieces[at : at+n : at+n], now: now, made: f.pieces == nil}
	e.step.changes = append(e.step.changes, c)
	e.d.put(f, at, n, now, false)
}

// exchange puts others in the place of some pieces of a file, all at once, as each change of
// a file takes time that grows with it.
func (e *edit) exchange(f *file, by map[int]*piece) {
	if len(by) == 0 {
		return
	}
	places := slices.Sorted(maps.Keys(by))
	first, last := places[0], places[len(places)-1]
	now := slices.Clone(f.pieces[first : last+1])
	for at, p := range by {
		now[at-first] = p
	}
	e.splice(f, first, len(now), now...)
}

// remove takes a file away.
func (e *edit) remove(f *file) {
	e.step.changes = append(e.step.changes, change{file: f, old: f.pieces, gone: true})
	e.d.put(f, 0, len(f.pieces), nil, true)
}

// rollback takes back what was done of an edit that cannot be finished.
func (e *edit) rollback() {
	e.d.revert(e.step.changes)
	e.step.changes = nil
}

// commit makes the edit a step of the history.
func (e *edit) commit(key Key) {
	if len(e.step.changes) == 0 {
		return
	}
	e.step.key = key
	e.step.size = sizeOf(e.step.changes)
	d := e.d
	d.undone = nil
	d.done = append(d.done, e.step)
	d.size += e.step.size
	for d.size > maxHistory && len(d.done) > 1 {
		d.size -= d.done[0].size
		d.done[0] = step{}
		d.done = d.done[1:]
	}
	d.version++
}

// join makes the edit part of the last step.
func (e *edit) join() {
	d := e.d
	if len(d.done) == 0 || len(d.undone) > 0 {
		e.commit(e.step.key)
		return
	}
	last := &d.done[len(d.done)-1]
	last.changes = append(last.changes, e.step.changes...)
	last.typing.at, last.opens = -1, false
	n := sizeOf(e.step.changes)
	last.size += n
	d.size += n
	d.version++
}

func sizeOf(changes []change) int {
	n := 0
	for _, c := range changes {
		n += size(c.old) + size(c.now)
	}
	return n
}

// size returns about how many bytes pieces take.
func size(pieces []*piece) int {
	n := 0
	for _, p := range pieces {
		n += 200 + len(p.raw)
	}
	return n
}

// put replaces pieces of a file. The list that was is left as it is, since snapshots
// may hold it.
func (d *Draft) put(f *file, at, n int, now []*piece, gone bool) {
	was := f.pieces
	if gone {
		f.pieces = nil
		d.rehome(f, was, nil)
		d.outline = nil
		return
	}
	list := make([]*piece, 0, len(f.pieces)-n+len(now))
	list = append(list, f.pieces[:at]...)
	list = append(list, now...)
	list = append(list, f.pieces[at+n:]...)
	f.pieces = list
	if n == 1 && len(now) == 1 && was[at].key == now[0].key {
		d.retitle(now[0])
		return
	}
	d.rehome(f, was[at:at+n], now)
	d.relist(f, was, at, n, now)
}

// rehome notes that pieces stand in a file, and that others do not any more.
func (d *Draft) rehome(f *file, old, now []*piece) {
	if d.homes == nil {
		return
	}
	for _, p := range old {
		if d.homes[p.key] == f {
			delete(d.homes, p.key)
		}
	}
	for _, p := range now {
		d.homes[p.key] = f
	}
}

// revert takes changes back, the last first.
func (d *Draft) revert(changes []change) {
	for i := len(changes) - 1; i >= 0; i-- {
		c := changes[i]
		d.put(c.file, c.at, len(c.now), c.old, c.made)
	}
}

// apply makes changes again.
func (d *Draft) apply(changes []change) {
	for _, c := range changes {
		d.put(c.file, c.at, len(c.old), c.now, c.gone)
	}
}

// CanUndo reports whether there is anything to undo.
func (d *Draft) CanUndo() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.done) > 0
}

// CanRedo reports whether there is anything to redo.
func (d *Draft) CanRedo() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.undone) > 0
}

// Undo takes back the last step, whatever it was, and returns the piece to show.
func (d *Draft) Undo() (Key, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.done) == 0 {
		return "", false
	}
	s := d.done[len(d.done)-1]
	d.done = d.done[:len(d.done)-1]
	d.size -= s.size
	s.typing.at = -1
	d.revert(s.changes)
	d.undone = append(d.undone, s)
	d.pause()
	d.version++
	return d.near(s), true
}

// Redo makes the step again that was undone last.
func (d *Draft) Redo() (Key, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.undone) == 0 {
		return "", false
	}
	s := d.undone[len(d.undone)-1]
	d.undone = d.undone[:len(d.undone)-1]
	d.apply(s.changes)
	d.done = append(d.done, s)
	d.size += s.size
	d.version++
	return d.near(s), true
}

// takeBack takes back the last step as a step that follows it.
func (d *Draft) takeBack() {
	if len(d.done) == 0 {
		return
	}
	last := d.done[len(d.done)-1]
	e := d.begin()
	for _, c := range slices.Backward(last.changes) {
		e.step.changes = append(e.step.changes, change{file: c.file, at: c.at, old: c.now, now: c.old, made: c.gone, gone: c.made})
	}
	d.apply(e.step.changes)
	e.commit(last.key)
}

// pause makes what is typed next a step of its own.
func (d *Draft) pause() {
	if len(d.done) > 0 {
		d.done[len(d.done)-1].typing.at = -1
	}
}

// near returns the piece to show after a step was made or taken back: its own, or one
// that stands where it was.
func (d *Draft) near(s step) Key {
	if _, ok := d.find(s.key); ok {
		return s.key
	}
	for i := len(s.changes) - 1; i >= 0; i-- {
		c := s.changes[i]
		for _, list := range [][]*piece{c.now, c.old} {
			for _, p := range list {
				if at, ok := d.find(p.key); ok && at.file.kind != mediaFile {
					return p.key
				}
			}
		}
	}
	for i := len(s.changes) - 1; i >= 0; i-- {
		c := s.changes[i]
		if c.file.kind == textFile && len(c.file.pieces) > 0 {
			return c.file.pieces[max(0, min(c.at-1, len(c.file.pieces)-1))].key
		}
	}
	return d.head().pieces[0].key
}
