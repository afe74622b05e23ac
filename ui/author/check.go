package author

import (
	"slices"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/draft"
)

// checks is the state of checking the whole deck beside the author's typing.
type checks struct {
	wanted           bool // something has changed since the last one began
	running          bool
	done             int // how many there were
	errors, warnings int
	faults           []deck.Fault
}

// settle is how long a check waits after a change, so that typing on does not keep a
// processor busy. Tests set it to nothing.
var settle = 300 * time.Millisecond

// later checks the whole deck soon, on a goroutine of its own: a large one takes half a
// second. While one runs the next waits for it.
func (s *Screen) later() {
	s.checks.wanted = true
	if s.checks.running || s.ctx.Err() != nil {
		return
	}
	s.checks.wanted, s.checks.running = false, true
	wait := settle
	if s.checks.done == 0 {
		wait = 0
	}
	s.work.Go(func() {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-s.ctx.Done():
			return
		case <-timer.C:
		}
		d, faults := s.d.Snapshot().Check()
		faults = told(faults)
		s.host.Schedule(func() { s.took(d, faults) })
	})
}

// took shows what a check found.
func (s *Screen) took(d *deck.Deck, faults []deck.Fault) {
	s.checks.running = false
	if s.ctx.Err() != nil {
		return
	}
	s.checks.done++
	s.checks.faults, s.checks.errors, s.checks.warnings = faults, 0, 0
	for _, f := range faults {
		if f.Severity == deck.Error {
			s.checks.errors++
		} else {
			s.checks.warnings++
		}
	}
	if d != nil {
		s.checked = d
		s.id = d.ID
	}
	s.d.Took(d, faults)
	if s.checks.wanted {
		s.later()
	}
	s.reread()
	if e, ok := s.entry(s.key); ok {
		v := s.reading(s.key)
		s.pane.mark(v)
		s.see(e, v)
	}
	if n := len(faults); s.checks.done == 1 || n != s.traced.faults {
		s.traced.faults = n
		s.host.Trace("faults %d", n)
	}
}

// behind does work on a goroutine of its own and then what it returns on this one.
func (s *Screen) behind(work func() func()) {
	s.work.Go(func() {
		then := work()
		s.host.Schedule(func() {
			if s.ctx.Err() == nil && then != nil {
				then()
			}
		})
	})
}

// unwritten is the rule that finds notes without an id. Saving writes one, so nobody who
// writes in the window has to be told.
const unwritten = "missing-id"

// told returns the faults that an author is told of.
func told(faults []deck.Fault) []deck.Fault {
	if !slices.ContainsFunc(faults, saves) {
		return faults
	}
	return slices.DeleteFunc(slices.Clone(faults), saves)
}

func saves(f deck.Fault) bool { return f.Rule == unwritten }

// reading is what a piece comes to, with the faults that its author is told of.
func (s *Screen) reading(k draft.Key) draft.Preview {
	v := s.d.Preview(k)
	v.Faults = told(v.Faults)
	return v
}
