package memory

import (
	"context"
	"math"
)

// A Prediction is what a model thought of a card just before an answer.
type Prediction struct {
	Recall    float64 // chance of recall, 0 to 1; 1 on the day of the last answer, 0 when not Known
	Stability float64 // in days, before the answer; 0 when not Known
	Elapsed   int32   // study days since the card's last answer; only where this is above 0 is the answer evidence of recall
	Known     bool    // whether anything was known of the card
}

// replayedTogether is how many cards are shared out at a time.
const replayedTogether = 256

// Replay predicts every answer of a history, which is in the order of time, from the
// answers of the card before it. The predictions are in the order of the history.
//
// A card's first answer, and all answers of a card that came with a memory from
// elsewhere until it is learned anew, are not Known. When a card is learned once more,
// what was known of it before counts no longer.
//
// The error can only be that of ctx.
func Replay(ctx context.Context, log []Answer, m *Model) ([]Prediction, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	predictions := make([]Prediction, len(log))
	order, starts := byCard(log)
	inParts(ctx, len(starts)-1, replayedTogether, func(from, to int) {
		for i := from; i < to; i++ {
			replay(predictions, log, order[starts[i]:starts[i+1]], m)
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return predictions, nil
}

// replay predicts the answers of one card, which are given as places in the log.
func replay(predictions []Prediction, log []Answer, answers []int32, m *Model) {
	var s State
	learned := false
	for i, at := range answers {
		a := &log[at]
		elapsed := 0
		if i > 0 {
			elapsed = a.Day.Since(log[answers[i-1]].Day)
		}
		if a.Was == New || a.learning() && (i == 0 || !log[answers[i-1]].learning()) {
			s, learned = State{}, true
		}
		p := &predictions[at]
		p.Elapsed = int32(min(elapsed, math.MaxInt32))
		if !learned {
			continue
		}
		before := m.prior(s, elapsed)
		if s.known() {
			p.Recall, p.Stability, p.Known = 1-before.lost, before.Stability, true
		}
		s = m.after(&before, a.Rating)
	}
}
