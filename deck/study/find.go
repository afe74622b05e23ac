package study

import (
	"context"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/search"
)

// A Result is what was found.
type Result struct {
	Cards   []deck.CardID // in the order of the library
	Total   int           // their number
	Problem string        // what of the query was not understood, as a sentence; the rest of it was looked for
}

// A Row is a card as a list shows it.
type Row struct {
	Card      deck.CardID
	Front     string // in one line
	Deck      deck.ID
	DeckTitle string
	Topic     string
	Kind      deck.Kind
	Phase     memory.Phase
	Due       string  // in words: "new", "now", "tomorrow", "in 4 days", "suspended"
	Stability float64 // days; 0 for a new card
	Recall    float64 // chance that it is remembered today; 0 for a new card
	Lapses    int
	Flag      int
	Suspended bool
	Buried    bool // put away until tomorrow
	Leech     bool
	Tags      []string // the author's, then the learner's own
	Remark    string   // the learner's own note
}

// Index returns the texts of all cards, ready to be searched. It is made when it is first
// asked for, which takes a moment for many cards; unlike all else of a Desk it may be
// asked for from any goroutine, so that it can be made ready in time.
func (d *Desk) Index() *search.Index {
	d.indexed.Do(func() {
		cards := make([]search.Card, len(d.layout.cards))
		for i := range cards {
			cards[i] = search.CardOf(d.layout.cards[i])
		}
		d.index = search.NewIndex(cards)
	})
	return d.index
}

// Search returns the cards that a query means, in the language of deck/search. Of a
// query that is not understood as a whole it looks for the part that is.
func (d *Desk) Search(ctx context.Context, query string) (Result, error) {
	if err := d.sync(ctx); err != nil {
		return Result{}, err
	}
	var r Result
	q, err := search.Parse(query)
	if err != nil {
		r.Problem = err.Error()
	}
	found := d.Index().Find(q, nil)
	r.Cards, r.Total = make([]deck.CardID, len(found)), len(found)
	for k, i := range found {
		r.Cards[k] = d.layout.cards[i].ID
	}
	return r, nil
}

// Row returns a card as a list shows it; the zero Row for one that is in no deck.
func (d *Desk) Row(id deck.CardID) Row {
	i, ok := d.layout.number[id]
	if !ok {
		return Row{}
	}
	c, st := &d.layout.cards[i], &d.states[i]
	return Row{
		Card: id, Front: oneLine(deck.PlainText(c.Note.Front)), Deck: c.Deck.ID, DeckTitle: c.Deck.Title,
		Topic: topicTitle(c.Deck, c.Note), Kind: c.Note.Kind, Phase: st.Memory.Phase, Due: d.standing(*st, d.moment()),
		Stability: st.Memory.State.Stability, Recall: float64(d.slots[i].recall), Lapses: st.Memory.Lapses,
		Flag: st.Flag, Suspended: st.Suspended, Buried: st.BuriedOn == d.today(),
		Tags: append(append([]string(nil), c.Note.Tags...), st.Tags...), Remark: st.Remark,
	}
}

// Archived returns how many cards the journal knows that are in no deck now. Their
// history is kept, and theirs again when they come back.
func (d *Desk) Archived(ctx context.Context) (cards int, err error) {
	if err := d.sync(ctx); err != nil {
		return 0, err
	}
	return d.archived, nil
}
