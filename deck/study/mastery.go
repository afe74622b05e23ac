package study

import (
	"context"
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/model"
)

// A ModelOverview is how a learner stands with a model.
type ModelOverview struct {
	Deck   *deck.Deck
	Model  *model.Model
	Total  int     // tasks
	Seen   int     // of them, tasks that have been answered
	Waits  int     // of them, tasks that are due now or in their steps
	Recall float64 // mean chance that a seen task is remembered today; 0 when none is seen
}

// Models returns how the learner stands with every model of the library, in the order
// of the decks.
func (d *Desk) Models(ctx context.Context) ([]ModelOverview, error) {
	if err := d.sync(ctx); err != nil {
		return nil, err
	}
	at := d.moment()
	d.turnDay(at.today)
	var list []ModelOverview
	for _, v := range d.layout.decks {
		from := len(list)
		for _, m := range v.deck.Models {
			list = append(list, ModelOverview{Deck: v.deck, Model: m})
		}
		for _, n := range v.intro {
			if k := d.layout.notes[n].model; k >= 0 {
				d.standWith(&list[from+int(k)], n, at)
			}
		}
	}
	return list, nil
}

// standWith adds the task of a note to an overview.
func (d *Desk) standWith(o *ModelOverview, n int32, at moment) {
	for i := d.layout.notes[n].first; i < d.layout.notes[n].end; i++ {
		s := &d.slots[i]
		o.Total++
		if s.answered {
			o.Recall = (o.Recall*float64(o.Seen) + float64(s.recall)) / float64(o.Seen+1)
			o.Seen++
		}
		if d.waits(i, at) {
			o.Waits++
		}
	}
}

// waits reports whether a card that has been met is asked for now.
func (d *Desk) waits(i int32, at moment) bool {
	s := &d.slots[i]
	switch {
	case s.suspended, s.buriedOn == at.today, s.phase == memory.New:
		return false
	case s.inSteps():
		return s.due <= at.over()
	}
	if f := d.planFor(at.today); f.covers(d.layout.noteOf[i]) {
		return f.asks(i, at.today) && s.last != at.today
	}
	return s.due <= int64(at.today)
}

// Weakest returns the model that a learner has begun and remembers least, and false
// when none is begun.
func Weakest(list []ModelOverview) (ModelOverview, bool) {
	weakest := -1
	for i := range list {
		if list[i].Seen > 0 && (weakest < 0 || list[i].Recall < list[weakest].Recall) {
			weakest = i
		}
	}
	if weakest < 0 {
		return ModelOverview{}, false
	}
	return list[weakest], true
}

// A CardAbout is a card that is about an element of a model.
type CardAbout struct {
	Card   deck.Card
	Seen   bool
	Recall float64 // chance that it is remembered today
	Text   string  // in words: "In review, due in 3 days"
}

// About returns the cards that are about an element of a model: its tasks, and the notes
// that name it. For the element "" it returns the cards about the model as a whole.
func (d *Desk) About(ctx context.Context, id deck.ID, m, element string) ([]CardAbout, error) {
	if err := d.sync(ctx); err != nil {
		return nil, err
	}
	at := d.moment()
	d.turnDay(at.today)
	var list []CardAbout
	for i := range d.layout.cards {
		c := &d.layout.cards[i]
		if c.Deck.ID != id || c.Note.Model != m || !about(c.Note, element) {
			continue
		}
		s := &d.slots[i]
		list = append(list, CardAbout{
			Card: *c, Seen: s.answered, Recall: float64(s.recall), Text: d.standing(d.states[i], at),
		})
	}
	return list, nil
}

func about(n *deck.Note, element string) bool {
	if element == "" {
		return len(n.Lit) == 0
	}
	return slices.Contains(n.Lit, element)
}

// Mastery returns by element how well the learner remembers the cards about it today.
// Elements without a card are left out.
func (d *Desk) Mastery(ctx context.Context, id deck.ID, m string) (map[string]model.Recall, error) {
	if err := d.sync(ctx); err != nil {
		return nil, err
	}
	d.turnDay(d.today())
	known := make(map[string]model.Recall)
	for i := range d.layout.cards {
		c := &d.layout.cards[i]
		if c.Deck.ID != id || c.Note.Model != m {
			continue
		}
		s := &d.slots[i]
		for _, element := range c.Note.Lit {
			r := known[element]
			r.Cards++
			if s.answered {
				r.Chance = (r.Chance*float64(r.Seen) + float64(s.recall)) / float64(r.Seen+1)
				r.Seen++
			}
			known[element] = r
		}
	}
	return known, nil
}
