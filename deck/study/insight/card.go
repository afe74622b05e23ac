package insight

import (
	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A Card is one card of the library, with where it belongs.
type Card struct {
	ID         deck.CardID
	Deck       deck.ID
	DeckTitle  string
	Topic      string // title of its topic
	Title      string // what it asks, in one line
	Model      string // id of the model that it is a task of; "" for other cards
	ModelTitle string // title of that model
}

// A Standing is how a card stands: what figures need of its state.
type Standing struct {
	Memory    memory.State
	DueAt     int64 // Learning and Relearning: when the step is over, in Unix ms
	Last      memory.Day
	DueDay    memory.Day // Review: the study day on which it is due
	BuriedOn  memory.Day // buried while this is the study day
	Lapses    int32
	Phase     memory.Phase
	Suspended bool
}

// StandingOf returns how a card of a state stands.
func StandingOf(s *progress.State) Standing {
	m := &s.Memory
	v := Standing{
		Memory: m.State, Last: m.Last, DueDay: m.DueDay, BuriedOn: s.BuriedOn,
		Lapses: int32(m.Lapses), Phase: m.Phase, Suspended: s.Suspended,
	}
	if !m.DueAt.IsZero() {
		v.DueAt = m.DueAt.UnixMilli()
	}
	return v
}

// A Survey is the cards of a library as they stand at one moment. The zero Survey has none.
type Survey struct {
	Shelf     func() *Shelf       // the cards; the first call takes a while, and may be made on any goroutine
	Standings Standings           // of them
	Retention map[deck.ID]float64 // desired, by deck
}

var nobody = NewShelf(nil)

// shelf returns the cards.
func (s *Survey) shelf() *Shelf {
	if s.Shelf == nil {
		return nobody
	}
	return s.Shelf()
}

// pageCards is how many cards stand on a page of Standings.
const pageCards = 128

type page [pageCards]Standing

// Standings are how all cards of a [Shelf] stand, by number. They are kept on pages, so
// that [Standings.Share] costs next to nothing however many cards there are: a page that was
// shared is copied when a card on it changes.
type Standings struct {
	pages  []*page
	shared []bool // by page: somebody else reads it
}

// NewStandings returns those of so many cards, all new.
func NewStandings(cards int) Standings {
	n := (cards + pageCards - 1) / pageCards
	s := Standings{pages: make([]*page, n), shared: make([]bool, n)}
	for i := range s.pages {
		s.pages[i] = new(page)
	}
	return s
}

// At returns how a card stands. It is not to be changed.
func (s *Standings) At(card int) *Standing { return &s.pages[card/pageCards][card%pageCards] }

// Set changes how a card stands.
func (s *Standings) Set(card int, v Standing) {
	p := card / pageCards
	if s.shared[p] {
		if *s.At(card) == v {
			return
		}
		own := *s.pages[p]
		s.pages[p], s.shared[p] = &own, false
	}
	s.pages[p][card%pageCards] = v
}

// Share returns the standings as they are now, for use on another goroutine: what is set
// from now on, here or there, does not change the other.
func (s *Standings) Share() Standings {
	for i := range s.shared {
		s.shared[i] = true
	}
	next := Standings{pages: make([]*page, len(s.pages)), shared: make([]bool, len(s.pages))}
	copy(next.pages, s.pages)
	copy(next.shared, s.shared)
	return next
}

// samePage reports whether a page of two standings is the same or says the same.
func (s *Standings) samePage(o *Standings, p int) bool {
	return s.pages[p] == o.pages[p] || *s.pages[p] == *o.pages[p]
}

// equal reports whether the same cards stand the same.
func (s *Standings) equal(o *Standings) bool {
	if len(s.pages) != len(o.pages) {
		return false
	}
	for p := range s.pages {
		if !s.samePage(o, p) {
			return false
		}
	}
	return true
}
