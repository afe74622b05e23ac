package study

import (
	"context"

	"touchpoint/deck/memory"
)

// Renew takes over the weights that the journal has adopted, with the states of all cards
// that follow from them. When it fails nothing has changed.
func (d *Desk) Renew(ctx context.Context, w memory.Weights) error {
	before := d.preset
	p := before
	p.Weights = w
	if err := d.SetPreset(p); err != nil {
		return err
	}
	if _, err := d.load(ctx); err != nil {
		_ = d.SetPreset(before) // it was in force already
		return readProblem(err)
	}
	return nil
}
