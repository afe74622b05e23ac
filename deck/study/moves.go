package study

import (
	"context"

	"touchpoint/deck/memory"
)

// Moves are cards that could be asked on other days than they are due, to be looked at
// before [Desk.Move] does it. Nothing has happened yet. The zero Moves are none.
type Moves struct {
	Cards    int // how many would move
	Earlier  int // of them, to an earlier day
	Later    int // of them, to a later day
	Today    int // all cards due today, those overdue among them, as things are
	TodayNew int // the same after the moves

	// Days are all cards in review that fall due, by day: from today, on which those
	// overdue count, to the last day that the moves change.
	Days []DayLoad

	list []moved
}

// A DayLoad is how many cards fall due on a day, without moves and with them.
type DayLoad struct {
	Day           memory.Day
	Before, After int
}

// moved is one card that is to be due on another day.
type moved struct {
	card     int32
	from, to memory.Day
}

// Move does what the moves say. It is one act, which one [Desk.Undo] takes back, also
// after the program was closed on the same day. A card that was answered, suspended or
// moved since the moves were worked out is left out: Act.Cards says how many there were.
// The memory of the cards is not touched.
func (d *Desk) Move(ctx context.Context, m Moves) (Act, error) {
	if err := d.sync(ctx); err != nil {
		return Act{}, err
	}
	return Act{}, nil
}

// summed returns the moves with what they come to.
func (d *Desk) summed(list []moved) Moves {
	return Moves{Cards: len(list), list: list}
}
