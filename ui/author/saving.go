package author

import (
	"errors"

	"touchpoint/deck/draft"
)

// saving is the state of bringing the deck to disk beside the author's typing.
type saving struct {
	running bool
	again   bool   // it was asked for once more meanwhile
	then    func() // to be done once everything is saved; nil for nothing
	first   bool   // makes a deck of the program its author's
}

// Save writes the files that changed. Before a new version is saved its author sees what
// students will see.
func (s *Screen) Save() { s.save(nil) }

// save saves, and then does something if there is nothing left to save.
func (s *Screen) save(then func()) {
	s.d.Settle(s.key)
	if v := s.about().Version; v != s.version && !s.sure {
		s.sure = true
		s.showChanges("Save version "+v, func() { s.write(then) })
		return
	}
	s.write(then)
}

// write saves, or when a save is under way saves once more after it.
func (s *Screen) write(then func()) {
	if then != nil {
		s.saving.then = then
	}
	if s.saving.running {
		s.saving.again = true
		return
	}
	s.saving.running, s.saving.again, s.saving.first = true, false, s.d.Dir() == ""
	s.head.show()
	s.prepare(1)
}

// mostTries is how often a save is prepared anew because its author typed on. Only in a
// large deck does one take long enough for that.
const mostTries = 3

// prepare finds out what saving adds to the text, on a goroutine of its own.
func (s *Screen) prepare(try int) {
	s.behind(func() func() {
		ready := s.d.Prepare()
		return func() {
			if try == mostTries {
				ready = nil // now, with what is there now
			}
			begun, ok, err := s.d.Begin(ready)
			switch {
			case err != nil:
				s.wrote(nil, err)
			case ok:
				s.rewritten(s.key) // with the ids that it has now
				s.bring(begun)
			default:
				s.prepare(try + 1)
			}
		}
	})
}

// bring writes the files, on a goroutine of its own.
func (s *Screen) bring(files *draft.Saving) {
	s.behind(func() func() {
		err := files.Write()
		return func() { s.wrote(files, err) }
	})
}

// wrote tells what has become of a save.
func (s *Screen) wrote(files *draft.Saving, err error) {
	again, then, first := s.saving.again, s.saving.then, s.saving.first
	s.saving = saving{}
	if err != nil {
		s.head.show()
		var both *draft.ConflictError
		if errors.As(err, &both) { // the answer is what saving waits for
			s.rewritten(s.key)
			s.host.Trace("conflict")
			s.ask(both.Conflicts, func() { s.write(then) })
			return
		}
		s.host.Problem(err)
		return
	}
	s.version, s.sure = s.about().Version, false
	s.host.Trace("saved %d files", files.Files())
	s.reread()
	s.dirty = s.d.Dirty()
	s.head.show()
	switch {
	case again && s.dirty:
		s.host.Saved(s.id) // what follows may fail
		s.write(then)
		return
	case first && files.Files() > 0:
		s.host.Toast("Saved. The deck is a copy of your own from now on, with all progress.", "", "", nil)
	case !s.dirty:
		s.host.Toast("Saved.", "", "", nil)
	}
	s.host.Saved(s.id)
	if then != nil && !s.dirty {
		then()
	}
}

// Finish ends a save that is under way, before the screen is closed.
func (s *Screen) Finish() {
	if !s.saving.running {
		return
	}
	s.work.Wait()
	s.saving = saving{}
	if err := s.d.Save(); err != nil {
		s.host.Problem(err) // and it is kept safe
		return
	}
	s.host.Saved(s.id)
}

// WhenSaved does something with the deck as it is on disk: at once, or after what was
// changed is saved.
func (s *Screen) WhenSaved(do func()) {
	if s.d.Dirty() {
		s.save(do)
		return
	}
	do()
}
