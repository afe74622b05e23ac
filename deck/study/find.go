package study

import (
	"context"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/search"
)

// A Result is what was found.
type Result struct {
	Cards   []deck.CardID // in the order of the library
	Total   int           // their number
	Problem string        // what of the query was not understood, as a sentence; the rest of it was looked for
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
	at := d.moment()
	d.turnDay(at.today)
	f := finder{ctx: ctx, desk: d, at: at}
	if days := q.Graded(); days > 0 {
		if f.graded, err = d.gradedSince(ctx, at.today, days); err != nil {
			return Result{}, err
		}
	}
	found := d.Index().Find(q, f.facts)
	if f.err != nil {
		return Result{}, f.err
	}
	r.Cards, r.Total = make([]deck.CardID, len(found)), len(found)
	for k, i := range found {
		r.Cards[k] = d.layout.cards[i].ID
	}
	return r, nil
}

// A finder tells a search what is known of cards at one moment.
type finder struct {
	ctx    context.Context
	desk   *Desk
	at     moment
	met    []memory.Day
	graded map[int32][4]memory.Day // by card: when it last got each grade
	err    error                   // the first
}

// facts returns what is known of a card.
func (f *finder) facts(card int) search.Facts {
	d, i := f.desk, int32(card)
	if f.met == nil && f.err == nil {
		f.met, f.err = d.metDays(f.ctx)
	}
	st, m := &d.states[i], &d.states[i].Memory
	facts := search.Facts{
		Phase: m.Phase, Due: d.waits(i, f.at), DueIn: d.dueIn(m, f.at),
		Suspended: st.Suspended, Buried: st.BuriedOn == f.at.today, Leech: d.isLeech(*m), Flag: st.Flag,
		Tags: st.Tags, Remark: st.Remark,
		Stability: m.State.Stability, Difficulty: m.State.Difficulty, Recall: float64(d.slots[i].recall),
		Reps: m.Reps, Lapses: m.Lapses,
		Added: -1, Introduced: -1, RatedAgo: -1, GradedAgo: [4]int{-1, -1, -1, -1},
	}
	if m.Phase == memory.Review {
		facts.Interval = m.DueDay.Since(m.Last)
	}
	if len(f.met) > 0 && f.met[i] != unmet {
		facts.Added = f.at.today.Since(f.met[i])
	}
	if m.Phase != memory.New {
		facts.Introduced, facts.RatedAgo = f.at.today.Since(st.Introduced), f.at.today.Since(m.Last)
	}
	if on, ok := f.graded[i]; ok {
		for k := range on {
			if on[k] != 0 {
				facts.GradedAgo[k] = f.at.today.Since(on[k])
			}
		}
	}
	return facts
}

// dueIn returns the days from today until a card is due, negative when it has waited.
func (d *Desk) dueIn(m *memory.Card, at moment) int {
	switch m.Phase {
	case memory.Review:
		return int(m.DueDay - at.today)
	case memory.Learning, memory.Relearning:
		return int(d.calendar.Day(m.DueAt) - at.today)
	}
	return 0
}

// isLeech reports whether a card has been forgotten so often that it needs rewording.
func (d *Desk) isLeech(m memory.Card) bool {
	threshold := d.preset.LeechThreshold
	return threshold > 0 && m.Lapses >= threshold
}

// A grading is what was read for a search by grades. It is good until something is done.
type grading struct {
	today  memory.Day
	days   int
	latest time.Time
	graded map[int32][4]memory.Day
}

// gradedSince returns by card the days on which it last got each grade, of the last days.
func (d *Desk) gradedSince(ctx context.Context, today memory.Day, days int) (map[int32][4]memory.Day, error) {
	if g := d.grading; g.graded != nil && g.today == today && g.days == days && g.latest.Equal(d.latest) {
		return g.graded, nil
	}
	entries, err := d.journal.Since(ctx, today-memory.Day(days)+1)
	if err != nil {
		return nil, readProblem(err)
	}
	graded := make(map[int32][4]memory.Day)
	for _, e := range progress.Effective(entries) {
		if i, ok := d.layout.number[e.Card]; ok && e.Kind == progress.Review {
			on := graded[i]
			on[e.Rating-memory.Again] = max(e.Day, on[e.Rating-memory.Again])
			graded[i] = on
		}
	}
	d.grading = grading{today: today, days: days, latest: d.latest, graded: graded}
	return graded, nil
}

// Archived returns how many cards the journal knows that are in no deck now. Their
// history is kept, and theirs again when they come back.
func (d *Desk) Archived(ctx context.Context) (cards int, err error) {
	if err := d.sync(ctx); err != nil {
		return 0, err
	}
	return d.archived, nil
}
