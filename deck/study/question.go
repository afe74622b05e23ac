package study

import (
	"math/rand/v2"
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

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
	Model       string     // id of the concept model to draw beside the answer
	Lit         []string   // its elements that stand out there
	Task        *model.Ask // of a task: what is asked about the model; nil otherwise

	accepted []string // Typed: what is accepted, the answer first
	inOrder  []int    // Order: indexes into Items in the right order
}

// An Option is one answer to choose.
type Option struct {
	Text    string // plain
	Blocks  []deck.Block
	Correct bool
	Index   int // its place in the note
}

// newQuestion makes the question of a card. Options and items are shuffled by the
// seed, so that they stand still while the card is on the desk but not from one
// time to the next.
func newQuestion(c deck.Card, seed uint64) Question {
	n := c.Note
	q := Question{
		Kind:        n.Kind,
		Prompt:      c.Front(),
		Answer:      c.Back(),
		Explanation: deck.Blocks(n.Explanation),
		Gap:         c.Gap(),
		Model:       n.Model,
		Lit:         n.Lit,
	}
	if c.Task != nil {
		q.put(c.Task.Ask(seed))
	}
	for _, key := range n.Cites {
		if s, ok := c.Deck.Source(key); ok {
			q.Sources = append(q.Sources, *s)
		}
	}
	random := rand.New(rand.NewPCG(seed, 0))
	switch n.Kind {
	case deck.Choice:
		q.offer(n.Options, random)
	case deck.Order:
		q.scramble(n.Items, random)
	case deck.Typed:
		for _, answer := range n.Answers {
			q.accepted = append(q.accepted, oneLine(deck.PlainText(answer)))
		}
	}
	return q
}

// put makes the question that of a task. Its options and items are shuffled already.
func (q *Question) put(ask model.Ask) {
	q.Task = &ask
	q.Prompt = deck.Plain(ask.Prompt)
	for i, o := range ask.Options {
		q.Options = append(q.Options, Option{
			Text: o.Text, Blocks: deck.Plain(o.Text), Index: i,
			Correct: ask.Score(model.Answer{Chosen: o.ID}).Correct,
		})
	}
	q.Items = ask.Items
	if ask.Way == model.Type && len(ask.Task.Elements) > 0 {
		if e, ok := ask.Task.Model.Element(ask.Task.Elements[0]); ok {
			q.accepted = append([]string{e.Label}, e.Accept...)
		}
	}
}

// offer shuffles the options of a choice.
func (q *Question) offer(options []deck.Option, random *rand.Rand) {
	right := 0
	for _, i := range random.Perm(len(options)) {
		o := options[i]
		q.Options = append(q.Options, Option{
			Text:    oneLine(deck.PlainText(o.Text)),
			Blocks:  deck.Blocks(o.Text),
			Correct: o.Correct,
			Index:   i,
		})
		if o.Correct {
			right++
		}
	}
	q.Several = right > 1
}

// scramble shuffles the items of an order so that they are not in order already.
func (q *Question) scramble(items []string, random *rand.Rand) {
	shown := random.Perm(len(items))
	if slices.IsSorted(shown) && len(shown) > 1 {
		shown = append(shown[1:], shown[0])
	}
	q.inOrder = make([]int, len(items))
	for at, place := range shown {
		q.Items = append(q.Items, oneLine(deck.PlainText(items[place])))
		q.inOrder[place] = at
	}
}

// oneLine returns text with every run of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Scored reports whether a response can be compared with the right answer, so that
// [Question.Score] proposes a grade.
func (q Question) Scored() bool {
	switch q.Kind {
	case deck.Choice:
		return len(q.Options) > 0
	case deck.Typed:
		return len(q.accepted) > 0
	case deck.Order:
		return len(q.Items) > 0
	case deck.Modelled:
		return q.Task != nil
	}
	return false
}
