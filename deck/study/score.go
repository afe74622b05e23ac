package study

import (
	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/model"
)

// A Response is what the learner gave as the answer.
type Response struct {
	Chosen []int  // Choice: indexes into Question.Options
	Text   string // Typed
	Order  []int  // Order: indexes into Question.Items, in the learner's order
	Task   model.Answer
}

// A Score says how right a response is, and the grade that follows from it.
type Score struct {
	Correct  bool
	Share    float64       // of the answer that is right, 0 to 1
	Proposed memory.Rating // 0 when the question is not scored
	Typos    int           // Typed: words with a slip that was let pass
	Diff     []Piece       // Typed: the response against Accepted
	Accepted string        // Typed: the accepted answer that is nearest
	Right    []bool        // Choice: by option, whether it is rightly chosen or rightly left. Order: by place
	Solution []int         // Choice: the right options. Order: indexes into Question.Items in the right order
	Task     model.Score   // of a task
}

// A Piece is a run of a typed answer.
type Piece struct {
	Text string
	Kind PieceKind
}

// A PieceKind says how a piece of text differs from the accepted answer.
type PieceKind uint8

// The kinds of piece. The Same and Missing pieces together are the accepted answer.
const (
	Same    PieceKind = iota
	Missing           // in the accepted answer, but not typed
	Extra             // typed, but not in the accepted answer
)

// shortOrder is the number of items below which an order with two neighbours
// swapped is wrong: too much of it is.
const shortOrder = 4

// Score compares a response with the right answer and proposes a grade:
//
//	choice   the right option, or exactly the right ones     Good
//	         anything else                                   Again
//	typed    an accepted answer; case, accents, punctuation
//	         and spacing aside, with at most one slip in
//	         each word of five letters or more               Good
//	         anything else                                   Again
//	order    every item in its place                         Good
//	         two neighbours swapped, among four or more      Hard
//	         anything else                                   Again
//	task     right                                           Good
//	         four fifths or more of an answer of many parts  Hard
//	         anything else                                   Again
//
// Hard is a pass, so it is proposed only where the learner knew the matter. Easy is
// never proposed: only the learner knows how easy it was. A kind that is not scored
// gets the zero Score.
func (q Question) Score(r Response) Score {
	if !q.Scored() {
		return Score{}
	}
	switch q.Kind {
	case deck.Choice:
		return q.scoreChoice(r.Chosen)
	case deck.Order:
		return q.scoreOrder(r.Order)
	case deck.Modelled:
		return q.scoreTask(r)
	default:
		return scoreTyped(q.accepted, r.Text)
	}
}

// nearlyAll is the share of an answer of many parts that shows that its matter is known.
const nearlyAll = 0.8

func (q Question) scoreTask(r Response) Score {
	given := r.Task
	given.Text, given.Order = r.Text, r.Order
	if len(r.Chosen) == 1 && 0 <= r.Chosen[0] && r.Chosen[0] < len(q.Task.Options) {
		given.Chosen = q.Task.Options[r.Chosen[0]].ID
	}
	t := q.Task.Score(given)
	var s Score
	if len(q.accepted) > 0 {
		if s = scoreTyped(q.accepted, r.Text); !t.Correct {
			s = scoreTyped(q.accepted[:1], r.Text) // told apart from the label, not from another name
		}
	}
	// Whether it is right the model says: what is a slip for one name may be another's.
	s.Correct, s.Share, s.Task, s.Solution, s.Proposed = t.Correct, t.Share, t, t.Solution, memory.Again
	switch {
	case t.Correct:
		s.Proposed = memory.Good
	case t.Share >= nearlyAll:
		s.Proposed = memory.Hard
	}
	return s
}

func (q Question) scoreChoice(chosen []int) Score {
	is := make([]bool, len(q.Options))
	for _, i := range chosen {
		if 0 <= i && i < len(is) {
			is[i] = true
		}
	}
	s := Score{Right: make([]bool, len(q.Options)), Proposed: memory.Again}
	right := 0
	for i, o := range q.Options {
		if o.Correct {
			s.Solution = append(s.Solution, i)
		}
		if s.Right[i] = is[i] == o.Correct; s.Right[i] {
			right++
		}
	}
	s.Correct = right == len(q.Options)
	switch {
	case s.Correct:
		s.Share, s.Proposed = 1, memory.Good
	case q.Several:
		s.Share = float64(right) / float64(len(q.Options))
	}
	return s
}

func (q Question) scoreOrder(order []int) Score {
	s := Score{
		Right:    make([]bool, len(q.Items)),
		Solution: append([]int(nil), q.inOrder...),
		Proposed: memory.Again,
	}
	at := func(place int) string {
		if place >= len(order) || order[place] < 0 || order[place] >= len(q.Items) {
			return ""
		}
		return q.Items[order[place]]
	}
	right, wrong := 0, -1 // wrong is the first wrong place
	for place, i := range q.inOrder {
		// Items with the same text can stand for each other.
		if s.Right[place] = at(place) == q.Items[i]; s.Right[place] {
			right++
		} else if wrong < 0 {
			wrong = place
		}
	}
	s.Share = float64(right) / float64(len(q.Items))
	switch {
	case right == len(q.Items):
		s.Correct, s.Proposed = true, memory.Good
	case len(q.Items) >= shortOrder && right == len(q.Items)-2 && wrong+1 < len(q.Items) &&
		at(wrong) == q.Items[q.inOrder[wrong+1]] && at(wrong+1) == q.Items[q.inOrder[wrong]]:
		s.Proposed = memory.Hard
	}
	return s
}
