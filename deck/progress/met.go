package progress

import (
	"context"
	"database/sql"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// Meet records that cards were first seen in a deck on a study day. Those that were met
// before keep the day that they have.
func (j *Journal) Meet(ctx context.Context, cards []deck.CardID, on memory.Day) error {
	if len(cards) == 0 {
		return nil
	}
	return j.write(ctx, "record new cards", func(tx *sql.Tx) error {
		for _, card := range cards {
			if card == "" {
				return invalid("a card that was met must have a name")
			}
			if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO card_met (card, met_on) VALUES (?, ?)`, string(card), int64(on)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Met returns the study day on which each card was first seen in a deck, by the card's
// present name: the first under any of its names.
func (j *Journal) Met(ctx context.Context) (map[deck.CardID]memory.Day, error) {
	met := make(map[deck.CardID]memory.Day)
	err := j.read(context.WithoutCancel(ctx), "read when cards were met", func(tx *sql.Tx) error {
		names, err := selectAliases(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, `SELECT card, met_on FROM card_met`)
		if err != nil {
			return err
		}
		return eachRow(rows, func(r row) {
			card, on := names.present(deck.CardID(r.text(0))), memory.Day(r.number(1))
			if before, known := met[card]; !known || on < before {
				met[card] = on
			}
		})
	})
	return met, err
}
