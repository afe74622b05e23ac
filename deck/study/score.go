package study

import "touchpoint/deck/memory"

// A Response is what the learner gave as the answer.
type Response struct {
	Chosen []int  // Choice: indexes into Question.Options
	Text   string // Typed
	Order  []int  // Order: indexes into Question.Items, in the learner's order
}

// A Score says how right a response is, and the grade that follows from it.
type Score struct {
	Correct  bool
	Share    float64       // of the answer that is right, 0 to 1
	Proposed memory.Rating // 0 when the question is not scored
	Typos    int           // Typed: slips that were let pass
	Diff     []Piece       // Typed: the response against Accepted
	Accepted string        // Typed: the accepted answer that is nearest
	Right    []bool        // Choice: each option chosen or left as it should be. Order: each place of the response
	Solution []int         // Choice: the right options. Order: indexes into Question.Items in the right order
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

// Score compares a response with the right answer.
func (q Question) Score(r Response) Score { return Score{} }
