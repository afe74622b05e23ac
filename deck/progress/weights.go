package progress

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"touchpoint/deck/memory"
)

// The settings in which the journal keeps weights. They can be changed by [Journal.Adopt]
// alone, because the states of the cards must agree with them.
const (
	weightsKey = "weights"
	formerKey  = "weights.former"
)

// keepFormer is how many weights are kept besides those that hold.
const keepFormer = 5

// An Adoption says which weights held from when on.
type Adoption struct {
	Weights memory.Weights `json:"weights"`
	At      time.Time      `json:"at"` // when they were adopted; zero for the published ones, which hold from the start
}

// A weighing is the model of the weights that the journal names, with the text in which it
// names them: "" for the published ones.
type weighing struct {
	text  string
	held  Adoption
	model *memory.Model
}

// newWeighing makes the model of what the setting says. What cannot be read, which nobody
// writes, is as if it were not there.
func newWeighing(text string) *weighing {
	w := &weighing{text: text, held: Adoption{Weights: memory.DefaultWeights()}}
	if text != "" {
		var held Adoption
		if err := json.Unmarshal([]byte(text), &held); err == nil {
			if sound, err := memory.ParseWeights(held.Weights[:]); err == nil {
				w.held = Adoption{Weights: sound, At: held.At}
			}
		}
	}
	w.model = memory.NewModel(w.held.Weights, false)
	return w
}

// weighingAt returns the model that holds where q looks. Making one takes longer than asking
// whether it is still the same, which is asked at every act: another program may have
// adopted other weights, and the state that is written must be folded with them.
func (j *Journal) weighingAt(ctx context.Context, q querier) (*weighing, error) {
	var text string
	err := q.QueryRowContext(ctx, `SELECT value FROM setting WHERE key = '`+weightsKey+`'`).Scan(&text)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	if w := j.weighing.Load(); w != nil && w.text == text {
		return w, nil
	}
	return newWeighing(text), nil
}

// modelToWrite is weighingAt for whose turn it is: what is found holds here from then on.
func (j *Journal) modelToWrite(ctx context.Context, tx *sql.Tx) (*memory.Model, error) {
	w, err := j.weighingAt(ctx, tx)
	if err != nil {
		return nil, err
	}
	j.weighing.Store(w)
	return w.model, nil
}

// Weights returns the weights of the memory model by which the states of all cards are
// folded: the published ones, until others are adopted. What another program adopted holds
// here from the next act on, or when [Journal.Changed] was asked.
func (j *Journal) Weights() memory.Weights { return j.weighing.Load().held.Weights }

// Adoptions returns the weights that held last, the newest first: those that hold now, and
// the few before them. It never is empty.
func (j *Journal) Adoptions(ctx context.Context) ([]Adoption, error) {
	var all []Adoption
	err := j.read(ctx, "read weights", func(tx *sql.Tx) (err error) {
		all, err = j.adoptions(ctx, tx)
		return err
	})
	return all, err
}

func (j *Journal) adoptions(ctx context.Context, tx *sql.Tx) ([]Adoption, error) {
	now, err := j.weighingAt(ctx, tx)
	if err != nil {
		return nil, err
	}
	var text string
	err = tx.QueryRowContext(ctx, `SELECT value FROM setting WHERE key = '`+formerKey+`'`).Scan(&text)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	var former []Adoption
	_ = json.Unmarshal([]byte(text), &former) // what cannot be read cannot be gone back to
	return append([]Adoption{now.held}, former...), nil
}

// setWeights names the weights that hold, and keeps those that did.
func (j *Journal) setWeights(ctx context.Context, tx *sql.Tx, next Adoption) error {
	all, err := j.adoptions(ctx, tx)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(a Adoption) bool { return a.Weights == next.Weights })
	if err := putSetting(ctx, tx, weightsKey, next, next.At); err != nil {
		return err
	}
	return putSetting(ctx, tx, formerKey, all[:min(len(all), keepFormer)], next.At)
}
