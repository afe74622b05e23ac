package study

import (
	"context"
	"fmt"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// metSetting is the setting that says which cards were there when those that are met for
// the first time were last recorded.
const metSetting = "cards met"

// unmet stands for a card of which it is not known when it was met.
const unmet memory.Day = -1 << 31

// meet records the cards that are in a deck for the first time. As a rule there are none,
// which takes one look at a setting.
func (d *Desk) meet(ctx context.Context, held string) error {
	var recorded string
	if _, err := d.journal.Setting(ctx, metSetting, &recorded); err == nil && recorded == held {
		return nil
	}
	met, err := d.journal.Met(ctx)
	if err != nil {
		return err
	}
	var unknown []deck.CardID
	for i := range d.layout.cards {
		id := d.layout.cards[i].ID
		if _, known := met[id]; !known {
			unknown = append(unknown, id)
		}
	}
	if err := d.journal.Meet(ctx, unknown, d.today()); err != nil {
		return err
	}
	return d.journal.SetSetting(ctx, metSetting, held)
}

// A fingerprint tells one set of cards from another. The order of the cards is nothing
// to it, and an author changes that often.
type fingerprint struct {
	cards int
	sum   uint64
}

// add adds a card by its hash, which is mixed first so that sums do not coincide.
func (f *fingerprint) add(hash uint32) {
	x := uint64(hash) + 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	f.cards++
	f.sum += x ^ x>>31
}

func (f fingerprint) String() string { return fmt.Sprintf("%d-%016x", f.cards, f.sum) }

// metDays returns by card the study day on which it was met. It is read when it is first
// asked for, since it does not change while a desk is open.
func (d *Desk) metDays(ctx context.Context) ([]memory.Day, error) {
	if d.met != nil {
		return d.met, nil
	}
	met, err := d.journal.Met(ctx)
	if err != nil {
		return nil, readProblem(err)
	}
	days := make([]memory.Day, len(d.layout.cards))
	for i := range days {
		on, known := met[d.layout.cards[i].ID]
		if !known {
			on = unmet
		}
		days[i] = on
	}
	d.met = days
	return days, nil
}
