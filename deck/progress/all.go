package progress

import (
	"context"
	"database/sql"

	"github.com/google/uuid"
)

// An Addition is an entry that is to be added, and the last entry of its card that the
// caller knows of ("" for none), as [Journal.Append] has it.
type Addition struct {
	Base  EntryID
	Entry Entry
}

// AppendAll adds the entries of one act on many cards, all of them or none, and returns
// the states that follow, in their order. It is [Journal.Append] in all else: one card
// that has had another entry since makes it refuse the whole act with [ErrConflict].
//
// Entries that are several carry the ID of the first as their Act, so that they can be
// told later to be one thing that the learner did, and taken back together.
func (j *Journal) AppendAll(ctx context.Context, additions []Addition) ([]State, error) {
	if err := ctx.Err(); err != nil {
		return nil, explain(ctx, "append", j.path, err)
	}
	if len(additions) == 0 {
		return nil, nil
	}
	ctx = context.WithoutCancel(ctx)
	entries, err := j.completeAll(additions)
	if err != nil {
		return nil, err
	}
	after := make([]State, len(entries))
	err = j.write(ctx, "append", func(tx *sql.Tx) error {
		for i, e := range entries {
			if after[i], err = j.appendEntry(ctx, tx, additions[i].Base, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return after, nil
}

// completeAll fills in what the caller left out, and makes the entries one act.
func (j *Journal) completeAll(additions []Addition) ([]Entry, error) {
	entries := make([]Entry, len(additions))
	for i, a := range additions {
		e, err := j.complete(a.Entry)
		if err != nil {
			return nil, err
		}
		e.Act = ""
		if len(additions) > 1 {
			e.Act = entries[0].ID
			if i == 0 {
				e.Act = e.ID
			}
		}
		entries[i] = e
	}
	return entries, nil
}

// isID reports whether an ID is in the form that the journal keeps.
func isID(id EntryID) bool { return len(id) == 36 && uuid.Validate(string(id)) == nil }
