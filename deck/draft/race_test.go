package draft_test

import (
	"fmt"
	"sync"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/draft"
)

// TestTypingGoesOn types while the deck is checked and kept safe elsewhere. Under the
// race detector it shows that nothing is shared that may not be.
func TestTypingGoesOn(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	k := entry(t, d, "c").Key
	done := make(chan struct{})
	type result struct {
		deck   *deck.Deck
		faults []deck.Fault
	}
	results := make(chan result, 100)
	var work sync.WaitGroup
	work.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
				s := d.Snapshot()
				c, faults := s.Check()
				s.Diff()
				select {
				case results <- result{c, faults}:
				default:
				}
				if err := d.KeepSafe(); err != nil {
					t.Error(err)
				}
			}
		}
	})
	for i := range 300 {
		d.SetText(k, fmt.Sprintf("## What is c? {#c}\nA c, said %d times.", i))
		d.Preview(k)
		if n, err := d.AddNote(k, deck.Basic); err != nil || i%3 == 0 {
			d.Undo()
		} else if i%5 == 0 {
			d.Move(n, -1)
		}
		select {
		case r := <-results:
			d.Took(r.deck, r.faults)
		default:
		}
		d.Outline()
		if i%100 == 99 {
			save(t, d)
		}
	}
	close(done)
	work.Wait()
	if left := draft.Unsaved(dir + "/.recovery"); len(left) > 0 && !d.Dirty() {
		t.Errorf("all is saved, and %v is left", left)
	}
}

// TestLateResultsAreDropped holds that a check that took long does not undo what a later
// one found.
func TestLateResultsAreDropped(t *testing.T) {
	d, _ := open(t, small(t))
	k := entry(t, d, "c").Key
	old := d.Snapshot()
	d.SetText(k, "## What is c? {#c after=nowhere}\nA c.")
	d.Took(d.Snapshot().Check())
	if e := entry(t, d, "c"); e.Errors != 1 {
		t.Errorf("the entry is %+v, want an error", e)
	}
	d.Took(old.Check())
	if e := entry(t, d, "c"); e.Errors != 1 {
		t.Errorf("the entry is %+v after an older check came in, want an error", e)
	}
}
