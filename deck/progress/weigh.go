package progress

import (
	"context"
	"database/sql"
	"slices"
)

// Weigh says what [Journal.TakeIn] would make of entries, and changes nothing: how many are
// new, how many would count again, and how many are known. The Act of the result is "".
func (j *Journal) Weigh(ctx context.Context, entries []Entry) (Intake, error) {
	if err := ctx.Err(); err != nil || len(entries) == 0 {
		return Intake{}, explain(ctx, "look into", j.path, err)
	}
	in := intake{journal: j, known: newKnowledge(), now: milliseconds(j.o.Now())}
	if err := in.prepare(entries); err != nil {
		return Intake{}, err
	}
	inside := context.WithoutCancel(ctx) // see carry
	err := inTx(inside, j.reader, func(tx *sql.Tx) (err error) {
		if in.names, err = selectAliases(inside, tx); err != nil {
			return err
		}
		cards, err := in.find(inside, tx)
		if err != nil {
			return err
		}
		for some := range slices.Chunk(sortedKeys(cards), together) {
			if err := ctx.Err(); err != nil {
				return err
			}
			histories, err := in.histories(inside, tx, some)
			if err != nil {
				return err
			}
			for _, card := range some {
				in.unite(cards[card], histories[card])
			}
		}
		return nil
	})
	in.Act = ""
	return in.Intake, explain(ctx, "look into", j.path, err)
}
