package study

import "touchpoint/deck"

// A Question is what a card asks, ready to be drawn.
type Question struct {
	Kind        deck.Kind
	Prompt      []deck.Block
	Answer      []deck.Block
	Explanation []deck.Block
	Gap         int      // Cloze: the gap to hide in Prompt and to show in Answer
	Options     []Option // Choice: shuffled
	Several     bool     // Choice: more than one option is right
	Items       []string // Order: shuffled, as plain text
	Sources     []deck.Source
	Model       string // id of the concept model to draw beside the answer
}

// An Option is one answer to choose.
type Option struct {
	Text    string // plain
	Blocks  []deck.Block
	Correct bool
	Index   int // its place in the note
}

// Scored reports whether the answer can be compared with the right one: [Question.Score]
// then proposes a grade.
func (q Question) Scored() bool { return false }
