package anki

import (
	"encoding/json"
	"math"

	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// judge returns how well a card is remembered by its interval in days and the factor that
// stands with it.
//
// An interval is the time in which recall falls to 90 %, which is what stability means. How
// much an answer makes the interval grow, the ease, says how difficult a card is: FSRS lets
// stability grow at a Good answer by 1 + exp(w8)·(11−D)·S^(−w9)·(exp((1−R)·w10)−1), which
// is solved for D with R = 0.9. This is how fsrs-rs takes over cards of SM-2
// (open-spaced-repetition/fsrs-rs, memory_state_from_sm2).
//
// Where Anki goes by FSRS itself, the factor of an answer is the difficulty: 1 to 10 as 100
// to 1100, which no ease is.
func (h *historian) judge(interval, factor int64) memory.State {
	const usual, retention = 2.5, 0.9
	const least, most = 100, 1100
	w := h.weights
	state := memory.State{Stability: float64(interval)}
	if factor >= least && factor <= most {
		const span = memory.MaxDifficulty - memory.MinDifficulty
		state.Difficulty = memory.MinDifficulty + span*float64(factor-least)/(most-least)
		return within(state)
	}
	ease := float64(factor) / 1000
	if ease <= 1 {
		ease = usual
	}
	state = within(state)
	growth := math.Exp(w[8]) * math.Pow(state.Stability, -w[9]) * (math.Exp((1-retention)*w[10]) - 1)
	state.Difficulty = 11 - (ease-1)/growth
	return within(state)
}

// within moves a state into the bounds of the model.
func within(s memory.State) memory.State {
	if !(s.Difficulty >= memory.MinDifficulty) {
		s.Difficulty = memory.MinDifficulty
	}
	return memory.State{
		Stability:  min(max(s.Stability, memory.MinStability), memory.MaxStability),
		Difficulty: min(s.Difficulty, memory.MaxDifficulty),
	}
}

// estimate makes the entry of a card that has an interval and no answers: its memory as
// Anki's own model knew it, or as ease and interval suggest.
func (h *historian) estimate(c *historyCard, at progress.Schedule) {
	state := h.judge(c.card.Interval, c.card.Factor)
	last := at.DueDay - memory.Day(min(c.card.Interval, memory.MaxStability))
	if at.Phase != memory.Review {
		last = h.day(h.moment(c.card.Mod))
	}
	moment := max(h.options.Calendar.Start(last).UnixMilli(), firstMoment)
	var known struct {
		Stability  float64 `json:"s"`
		Difficulty float64 `json:"d"`
		Last       int64   `json:"lrt"`
	}
	if c.card.Data != "" && json.Unmarshal([]byte(c.card.Data), &known) == nil {
		if known.Stability > 0 && known.Difficulty > 0 {
			state = within(memory.State{Stability: known.Stability, Difficulty: known.Difficulty})
		}
		if known.Last > 0 {
			moment = h.moment(known.Last)
		}
	}
	h.judged(c, min(moment, h.now), state, at)
}

// before makes the entry that stands for the answers before the first one in the log, if
// there must have been some: the card was known for days by then. What was written here
// comes with all its answers, or is here.
func (h *historian) before(c *historyCard, r *apkg.Review, day memory.Day) {
	if c.own || r.Type == rowLearning || r.LastInterval <= 0 {
		return
	}
	interval := min(r.LastInterval, int64(memory.MaxStability))
	moment := max(h.options.Calendar.Start(day-memory.Day(interval)).UnixMilli(), firstMoment)
	h.judged(c, min(moment, r.ID-1), h.judge(interval, r.Factor), progress.Schedule{Phase: memory.Review, DueDay: day})
}

// judged adds an Estimate.
func (h *historian) judged(c *historyCard, moment int64, state memory.State, at progress.Schedule) {
	e := h.entry(c, progress.Estimate, saltEstimate, moment, h.day(moment))
	e.Memory, e.After = state, at
	h.entries = append(h.entries, e)
}
