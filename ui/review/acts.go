package review

import (
	"context"
	"fmt"

	"touchpoint/deck/progress"
	"touchpoint/deck/study"
)

// UndoKey takes back what the learner wrote or built last for the card on the screen,
// and when there is nothing of it, the last answer.
func (v *Screen) UndoKey() {
	if !v.unwrite(false) {
		v.Undo()
	}
}

// RedoKey does again what [Screen.UndoKey] undid.
func (v *Screen) RedoKey() {
	if !v.unwrite(true) {
		v.Redo()
	}
}

// A writer is a responder that keeps its own steps.
type writer interface {
	unwrite(again bool) bool // undoes a step, or redoes it, and reports whether there was one
}

func (v *Screen) unwrite(again bool) bool {
	if !v.on || v.shown {
		return false
	}
	w, ok := v.respond.(writer)
	return ok && w.unwrite(again)
}

// Undo takes the last act back and puts its card on the desk again.
func (v *Screen) Undo() {
	if !v.session.CanUndo() {
		v.host.Toast("There is nothing to take back today.", "", "", nil)
		return
	}
	v.takeBack("undo", "Taken back: ", v.session.Undo, "Redo", "Ctrl+Shift+Z", v.Redo)
}

// Redo does again what was taken back last.
func (v *Screen) Redo() {
	if !v.session.CanRedo() {
		v.host.Toast("There is nothing to do again.", "", "", nil)
		return
	}
	v.takeBack("redo", "Done again: ", v.session.Redo, "Undo", "Ctrl+Z", v.Undo)
}

func (v *Screen) takeBack(name, said string, do func(context.Context) (study.Act, error), label, key string, reverse func()) {
	act, err := do(v.ctx)
	if err != nil {
		v.failed(err)
		return
	}
	v.host.Trace("%s %s", name, act.Card)
	v.host.Toast(said+act.Title, label, key, reverse)
	v.ask()
}

// Bury puts the card away until tomorrow.
func (v *Screen) Bury() {
	v.act(progress.Bury, v.session.Bury, "Put away until tomorrow.")
}

// Suspend puts the card away until it is taken up again.
func (v *Screen) Suspend() {
	v.act(progress.Suspend, v.session.Suspend, "Put away for good. Settings lists it.")
}

// Forget makes the card new again.
func (v *Screen) Forget() {
	v.act(progress.Forget, v.session.Forget, "This card starts anew. Its history is kept.")
}

// Flag marks the card; the flag that it has, or 0, clears it. The card stays.
func (v *Screen) Flag(flag int) {
	if !v.on {
		return
	}
	if err := v.session.Flag(v.ctx, flag); err != nil {
		v.failed(err)
		return
	}
	turn, ok := v.session.Turn()
	if !ok {
		return
	}
	v.turn.State = turn.State
	v.host.Trace("flag %s %d", turn.Card.ID, turn.State.Flag)
	said := "Flag taken off."
	if turn.State.Flag > 0 {
		said = fmt.Sprintf("Marked with flag %d.", turn.State.Flag)
	}
	v.host.Toast(said, "Undo", "Ctrl+Z", v.Undo)
	v.about.SetLine(v.caption())
}
