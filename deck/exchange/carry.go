package exchange

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/progress"
)

// Done is what came of a plan.
type Done struct {
	Step   library.Step    // by which [Undo] takes it back; the zero value if nothing was new
	Intake progress.Intake // what came into the journal
	Report Report
}

// Carry carries the plan out: the decks are installed and the history is taken into the
// journal, which is backed up first, as one step. If anything fails, or the context ends
// before all is done, everything is as it was. It tells, unless tell is nil, how much of
// the history is in.
func (p *Plan) Carry(ctx context.Context, j *progress.Journal, tell func(done, total int)) (Done, error) {
	if p.Nothing {
		return Done{}, Refuse(nil, "All of “%s” is here already. There is nothing to do.", p.Bundle.Name)
	}
	var act progress.EntryID
	if len(p.history) > 0 {
		if _, err := j.Backup(ctx); err != nil {
			return Done{}, unless(ctx, err)
		}
		act = progress.NewAct()
	}
	step, err := p.home.CarryAll(ctx, p.Decks, library.Together{Kind: library.StepImport, Text: p.text(), Act: string(act)})
	if err != nil {
		return Done{}, unless(ctx, err)
	}
	done := Done{Step: step}
	if act != "" {
		history := slices.Clone(p.history)
		for i := range history {
			history[i].Act = act
		}
		done.Intake, err = j.TakeIn(ctx, history, tell)
		nothing := err == nil && len(p.Decks) == 0 && done.Intake.Added+done.Intake.Revived == 0
		if err != nil || nothing {
			if back := p.home.Revoke(step); back != nil {
				return done, Refuse(errors.Join(err, back), "The answers of “%s” could not be taken in, and its decks could not be taken away again. Your progress is as it was; undo the import to have your decks as they were.", p.Bundle.Name)
			}
			done.Step = library.Step{}
		}
		if err != nil {
			return Done{}, unless(ctx, err)
		}
	}
	done.Report = p.Report
	done.Report.Made = p.places()
	done.Report.Settle()
	return done, nil
}

// unless returns the error of the context rather than one that follows from it.
func unless(ctx context.Context, err error) error {
	if ended := ctx.Err(); ended != nil {
		return ended
	}
	return err
}

// text says in a sentence what the step was.
func (p *Plan) text() string {
	switch {
	case len(p.made) == 1 && p.made[0].New:
		return fmt.Sprintf("“%s” was imported.", p.made[0].Title)
	case len(p.made) == 1:
		return fmt.Sprintf("“%s” was brought up to date from “%s”.", p.made[0].Title, p.Bundle.Name)
	}
	return fmt.Sprintf("“%s” was imported.", p.Bundle.Name)
}

// places returns the decks that were made or changed with where they are.
func (p *Plan) places() []Made {
	list := slices.Clone(p.made)
	holdings, err := p.home.Holdings()
	if err != nil {
		return list // where they are is good to know, and no more
	}
	path := make(map[deck.ID]string, len(holdings))
	for _, x := range holdings {
		if !x.Archived {
			path[x.ID] = x.Path
		}
	}
	for i := range list {
		list[i].Path = path[list[i].ID]
	}
	return list
}

// Undo takes an import back: the decks are as they were before, and its entries in the
// journal do not count any more. It is for a step that [Plan.Carry] returned or, after a
// restart, that the library says was the last; for a step without anything in the journal
// it is the library's own undo.
func Undo(ctx context.Context, h *library.Home, j *progress.Journal, step library.Step) error {
	return h.UndoWith(step, func() error {
		if step.Act == "" {
			return nil
		}
		_, err := j.TakeBack(ctx, progress.EntryID(step.Act))
		return err
	})
}

// Redo does an import again that was taken back last, and its entries in the journal count
// again.
func Redo(ctx context.Context, h *library.Home, j *progress.Journal, step library.Step) (library.Step, error) {
	return h.RedoWith(step, func() error {
		if step.Act == "" {
			return nil
		}
		_, err := j.BringBack(ctx, progress.EntryID(step.Act))
		return err
	})
}
