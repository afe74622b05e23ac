package study_test

import (
	"slices"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
)

// The rules of what may be asked, written once more in the plainest way, from the
// journal alone. The properties hold the desk against them.
type rules struct {
	cards  []deck.Card
	preset study.Preset
	decks  map[deck.ID]study.DeckPreset
	states map[deck.CardID]progress.State
	day    []asked // the answers of the study day that count
	now    time.Time
	today  memory.Day
}

// asked is an answer with the phase that its card was in before.
type asked struct {
	card deck.Card
	was  memory.Phase
}

// rulesNow reads the journal.
func rulesNow(l *learner) *rules {
	l.tb.Helper()
	r := &rules{cards: l.library.Cards(), preset: l.preset, decks: l.decks, now: l.clock.now, today: calendar.Day(l.clock.now)}
	var err error
	if r.states, err = l.journal.States(l.tb.Context()); err != nil {
		l.tb.Fatal(err)
	}
	r.day = answersOn(l, r.today)
	return r
}

// answersOn returns the answers of a study day that were not taken back.
func answersOn(l *learner, day memory.Day) (list []asked) {
	l.tb.Helper()
	entries, err := l.journal.Since(l.tb.Context(), 0)
	if err != nil {
		l.tb.Fatal(err)
	}
	phase := make(map[deck.CardID]memory.Phase)
	for _, e := range progress.Effective(entries) {
		switch e.Kind {
		case progress.Review:
			if card, ok := l.library.Card(e.Card); ok && e.Day == day {
				list = append(list, asked{card, phase[e.Card]})
			}
			phase[e.Card] = e.After.Phase
		case progress.Forget:
			phase[e.Card] = memory.New
		}
	}
	return list
}

// spent returns how many new cards and reviews the day has had, of one deck or of all.
func (r *rules) spent(of deck.ID) (fresh, reviews int) {
	for _, a := range r.day {
		if of != "" && a.card.Deck.ID != of {
			continue
		}
		switch a.was {
		case memory.New:
			fresh++
		case memory.Review:
			reviews++
		}
	}
	return fresh, reviews
}

// askable returns the cards that may be asked now, by tier: those whose step is
// over, then reviews and new cards, then those whose step is over soon.
func (r *rules) askable() (over, main, soon []deck.CardID) {
	for _, c := range r.cards {
		s := r.states[c.ID]
		fresh, reviews := r.allowed(c.Deck.ID)
		if s.Suspended || s.BuriedOn == r.today {
			continue
		}
		switch s.Memory.Phase {
		case memory.Learning, memory.Relearning:
			switch {
			case !s.Memory.DueAt.After(r.now):
				over = append(over, c.ID)
			case !s.Memory.DueAt.After(r.now.Add(r.preset.LearnAhead)):
				soon = append(soon, c.ID)
			}
		case memory.Review:
			if s.Memory.DueDay <= r.today && reviews && !r.siblingTook(c) {
				main = append(main, c.ID)
			}
		case memory.New:
			if fresh && !r.siblingTook(c) && !r.siblingDue(c) && r.ready(c) {
				main = append(main, c.ID)
			}
		}
	}
	return over, main, soon
}

// allowed reports whether the limits leave room for a new card and for a review of a deck.
func (r *rules) allowed(id deck.ID) (fresh, reviews bool) {
	f, v := r.spent("")
	fresh, reviews = f < r.preset.NewPerDay, v < r.preset.ReviewsPerDay
	if own, ok := r.decks[id]; ok {
		f, v = r.spent(id)
		fresh, reviews = fresh && f < own.NewPerDay, reviews && v < own.ReviewsPerDay
	}
	return fresh, reviews
}

// siblingTook reports whether the note has had its card of the day.
func (r *rules) siblingTook(c deck.Card) bool {
	return slices.ContainsFunc(r.cards, func(o deck.Card) bool {
		s := r.states[o.ID]
		inSteps := s.Memory.Phase == memory.Learning || s.Memory.Phase == memory.Relearning
		return o.Note == c.Note && (s.Memory.Phase != memory.New && s.Memory.Last == r.today ||
			inSteps && !s.Suspended && s.BuriedOn != r.today)
	})
}

// siblingDue reports whether a card of the note is due for review, or comes before
// c as a new one.
func (r *rules) siblingDue(c deck.Card) bool {
	for _, o := range r.cards {
		s := r.states[o.ID]
		if o.ID == c.ID {
			break
		}
		if o.Note == c.Note && !s.Suspended && s.BuriedOn != r.today && s.Memory.Phase == memory.New {
			return true
		}
	}
	return slices.ContainsFunc(r.cards, func(o deck.Card) bool {
		s := r.states[o.ID]
		return o.Note == c.Note && !s.Suspended && s.BuriedOn != r.today &&
			s.Memory.Phase == memory.Review && s.Memory.DueDay <= r.today
	})
}

// ready reports whether the prerequisites of a new card are met.
func (r *rules) ready(c deck.Card) bool {
	for _, id := range c.Note.After {
		met, blocks := false, false
		for _, o := range r.cards {
			if o.Deck == c.Deck && o.Note.ID == id {
				met = met || r.states[o.ID].Memory.Phase != memory.New
				blocks = blocks || !r.states[o.ID].Suspended
			}
		}
		if blocks && !met {
			return false
		}
	}
	return true
}
