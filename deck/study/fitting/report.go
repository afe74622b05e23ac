package fitting

import (
	"fmt"
	"math"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// An Outcome says what became of the weights.
type Outcome string

// The outcomes.
const (
	Fitted    Outcome = "fitted"    // new weights hold
	Kept      Outcome = "kept"      // what was fitted was not better
	TooFew    Outcome = "few"       // too few answers to fit anything
	WentBack  Outcome = "back"      // the weights before hold again
	Published Outcome = "published" // the published weights hold again
)

// A Report says what was done about the weights last. It is kept as a setting.
type Report struct {
	At      time.Time      `json:"at"`
	Outcome Outcome        `json:"outcome"`
	Counted int            `json:"counted"` // answers that there were, as Journal.AnswerCount has it
	Answers int            `json:"answers"` // answers that were learned from: of another day than the one before
	Future  int            `json:"future"`  // answers of days that have not come yet, which were left out
	Extent  memory.Extent  `json:"extent"`  // of what was fitted
	Before  memory.Metrics `json:"before"`  // of the weights that held
	After   memory.Metrics `json:"after"`   // of those that hold now
	Changed int            `json:"changed"` // cards of which something else is thought now
}

// judge takes over what was found out.
func (r *Report) judge(v memory.Verdict) {
	r.Answers, r.Extent, r.Before, r.After = v.Answers, v.Extent, v.Before, v.After
	switch {
	case v.Better:
		r.Outcome = Fitted
	case v.Reason == memory.TooFew:
		r.Outcome = TooFew
	default:
		r.Outcome = Kept
	}
}

// Sentence says in one sentence what was done.
func (r Report) Sentence() string {
	switch r.Outcome {
	case Fitted:
		return fmt.Sprintf("Touchpoint learned from %s how you forget.", plural(r.Answers, "answer"))
	case Kept:
		return "What Touchpoint knows of your memory still fits best."
	case WentBack:
		return "Your cards are spaced as before again."
	case Published:
		return "Your cards are spaced as suits most people."
	case TooFew:
	}
	return "There are too few answers to learn from yet."
}

// Details says more, a sentence each.
func (r Report) Details() []string {
	var list []string
	add := func(format string, a ...any) { list = append(list, fmt.Sprintf(format, a...)) }
	switch r.Outcome {
	case Fitted:
		if r.Extent == memory.FirstAnswers {
			add("So far it learned how long a first answer lasts; the rest takes more answers.")
		}
		r.compare(add)
	case Kept:
		add("It looked at %s and found nothing that foretells them better, so nothing has changed.", plural(r.Answers, "answer"))
		if r.After.Answers > 0 {
			add("It foretells what you remember to within %s on average.", percent(r.After.RMSE))
		}
	case TooFew:
		switch r.Answers {
		case 0:
			add("It learns from cards that come back on a later day; there are none so far.")
		case 1:
			add("It learns from cards that come back on a later day; there is 1 such answer so far.")
		default:
			add("It learns from cards that come back on a later day; there are %s such answers so far.", deck.Number(r.Answers))
		}
	case WentBack, Published:
		if r.Changed > 0 {
			add("What held until now is kept, and you can go back to it.")
		}
	}
	if r.Future > 0 {
		add("Left out: %s dated after today. If you did not expect that, look at the clock of this computer.", plural(r.Future, "answer"))
	}
	if r.Changed > 0 {
		add("It thinks anew of %s; the days on which they are due stay.", plural(r.Changed, "card"))
	}
	return list
}

// compare says how much better the weights are.
func (r Report) compare(add func(string, ...any)) {
	if r.Before.Answers == 0 || r.After.Answers == 0 {
		return
	}
	before, after := percent(r.Before.RMSE), percent(r.After.RMSE)
	switch {
	case before == after:
		add("It foretells what you remember to within %s on average, as before, and is surprised less often.", after)
	case r.After.RMSE < r.Before.RMSE:
		add("It foretells what you remember to within %s on average; before it was %s.", after, before)
	}
	add("How much your answers surprise it went from %.4f to %.4f; less is better (log loss).", r.Before.LogLoss, r.After.LogLoss)
}

// percent says a share as people do.
func percent(share float64) string {
	if math.IsNaN(share) || math.IsInf(share, 0) {
		return "0 %"
	}
	return fmt.Sprintf("%.1f %%", 100*share)
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return deck.Number(n) + " " + noun + "s"
}
