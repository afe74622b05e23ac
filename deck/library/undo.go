package library

import (
	"io/fs"
	"path"
	"slices"

	"touchpoint/deck"
)

// An undone act is one that was taken back and can be done again. The versions that it
// brought stand in .before meanwhile.
type undone struct {
	act
	Back   []move             `json:"back"`   // what took it back
	Ground map[deck.ID]string `json:"ground"` // its decks as they were then
}

// LastStep returns the step that Undo takes back, if there is one.
func (h *Home) LastStep() (Step, bool) {
	st, err := h.look()
	if err != nil || len(st.Steps) == 0 {
		return Step{}, false
	}
	return st.Steps[len(st.Steps)-1].Step, true
}

// LastUndone returns the step that Redo does again, if there is one. There is none once
// anything else was done to the decks.
func (h *Home) LastUndone() (Step, bool) {
	st, err := h.look()
	if err != nil || len(st.Undone) == 0 {
		return Step{}, false
	}
	return st.Undone[len(st.Undone)-1].Step, true
}

// Undo takes the last step back. What stands there by now, with all that was changed in
// it since, is kept in .before, and Redo brings it back.
//
// What goes with a step that has an Act stays; [Home.UndoWith] takes that back too.
func (h *Home) Undo(s Step) error { return h.UndoWith(s, nothingElse) }

func nothingElse() error { return nil }

// UndoWith is [Home.Undo] for a step with an Act: also takes back what goes with it, when
// it is certain that the step can be undone and before anything is moved. If also fails
// the step stays; it must bear to be done again.
func (h *Home) UndoWith(s Step, also func() error) error { return h.takeBack(s, also, act{}) }

// Revoke is [Home.Undo] for a step of which nothing came: nobody wants to do it again.
func (h *Home) Revoke(s Step) error { return h.takeBack(s, nothingElse, act{ForGood: true}) }

func (h *Home) takeBack(s Step, also func() error, a act) error {
	st, end, err := h.begin()
	if err != nil {
		return err
	}
	defer end()
	if len(st.Steps) == 0 {
		return refuse(nil, "There is nothing left to undo.")
	}
	last := st.Steps[len(st.Steps)-1]
	if last.ID != s.ID {
		return refuse(nil, "Something else was done to your decks since. Undo that first: %s", last.Text)
	}
	if a.Moves, err = h.reverse(st, last.Moves, "undone"); err != nil {
		return err
	}
	if err := also(); err != nil {
		return err
	}
	a.Step = Step{Kind: last.Kind, Decks: last.Decks, Text: last.Text, Act: last.Act}
	a.Undoes = last.ID
	_, err = h.perform(st, a)
	return err
}

// Redo does the step again that was taken back last, also another day. It is refused once
// the decks that it is about are not as they were when it was taken back.
//
// What goes with a step that has an Act stays; [Home.RedoWith] brings that back too.
func (h *Home) Redo(s Step) (Step, error) { return h.RedoWith(s, nothingElse) }

// RedoWith is [Home.Redo] for a step with an Act, as [Home.UndoWith] is for Undo.
func (h *Home) RedoWith(s Step, also func() error) (Step, error) {
	st, end, err := h.begin()
	if err != nil {
		return Step{}, err
	}
	defer end()
	if len(st.Undone) == 0 || st.Undone[len(st.Undone)-1].ID != s.ID {
		return Step{}, refuse(nil, "Something else was done to your decks since, so this cannot be done again. Nothing was changed.")
	}
	last := st.Undone[len(st.Undone)-1]
	for _, id := range last.Decks {
		if h.standing(st, id) != last.Ground[id] {
			return Step{}, refuse(nil, "The deck %s was changed since this was taken back, so it cannot be done again. Nothing was changed.", id)
		}
	}
	moves, err := h.reverse(st, last.Back, "done again")
	if err != nil {
		return Step{}, err
	}
	if err := also(); err != nil {
		return Step{}, err
	}
	done := last.Step
	if _, err = h.perform(st, act{Step: done, Moves: moves, Redoes: last.ID}); err != nil {
		return Step{}, err
	}
	return done, nil
}

// reverse returns the moves that take others back, so that an act can be undone, or done
// again.
func (h *Home) reverse(st *state, done []move, what string) ([]move, error) {
	var moves []move
	left := make(map[string]bool) // places that are free by then
	for i := len(done) - 1; i >= 0; i-- {
		m := done[i]
		back := move{From: m.To, To: m.From}
		if path.Dir(m.From) == buildDir {
			back.To = h.free(st.before(m.To), moves...) // it may have been worked on
		}
		switch {
		case !h.there(m.To) && path.Dir(m.From) == buildDir:
			continue // it was deleted meanwhile, and is not wanted any more
		case !h.there(m.To):
			return nil, refuse(fs.ErrNotExist, "What was there before is not on this machine any more, so this cannot be %s. Nothing was changed.", what)
		case h.there(back.To) && !left[back.To]:
			return nil, refuse(fs.ErrExist, "Something else is in the place of the deck by now, so this cannot be %s. Nothing was changed.", what)
		}
		left[back.From] = true
		moves = append(moves, back)
	}
	return moves, nil
}

// standing tells states of a deck apart: where it is, and what is in it.
func (h *Home) standing(st *state, id deck.ID) string {
	f, ok := h.find(id)
	if !ok {
		return ""
	}
	if f.source.Embedded {
		return "program " + f.deck.Version
	}
	if from, known := st.Decks[f.rel]; known && from.Hash != "" && !from.changed(f.source) {
		return f.rel + " as it came " + from.Hash
	}
	return f.rel + " " + printOf(f.source)
}

// finish notes that the act that began is done, and what can be undone and done again now.
func (h *Home) finish(st *state) {
	a := *st.Doing
	st.Doing = nil
	for _, m := range a.Moves {
		if from, known := st.Decks[m.From]; known {
			delete(st.Decks, m.From)
			st.Decks[m.To] = from
		}
	}
	switch {
	case a.Undoes != 0:
		i := slices.IndexFunc(st.Steps, func(s act) bool { return s.ID == a.Undoes })
		if i < 0 {
			return
		}
		taken := undone{act: st.Steps[i], Back: a.Moves, Ground: make(map[deck.ID]string)}
		st.Steps = slices.Delete(st.Steps, i, i+1)
		if a.ForGood {
			return
		}
		for _, id := range taken.Decks {
			taken.Ground[id] = h.standing(st, id)
		}
		st.Undone = append(st.Undone, taken)
	case a.Redoes != 0:
		i := slices.IndexFunc(st.Undone, func(u undone) bool { return u.ID == a.Redoes })
		if i < 0 {
			return
		}
		st.Steps = append(st.Steps, st.Undone[i].act)
		st.Undone = slices.Delete(st.Undone, i, i+1)
	default:
		st.Steps, st.Undone = append(st.Steps, a), nil
	}
}
