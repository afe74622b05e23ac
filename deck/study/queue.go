package study

import (
	"math"
	"time"

	"touchpoint/deck/memory"
)

// none stands for no card.
const none = -1

// A slot is what the queues need of a card's state, packed so that a hundred
// thousand of them are walked in a millisecond.
type slot struct {
	due       int64      // in steps: Unix ms at which the step is over; in review: study day
	last      memory.Day // study day of the last answer
	buriedOn  memory.Day
	shuffle   uint32  // orders reviews that fell due on one day
	recall    float32 // on Desk.recallOn
	phase     memory.Phase
	suspended bool
	answered  bool // last says something
}

// inSteps reports whether the card is in the learning or relearning steps.
func (s *slot) inSteps() bool { return s.phase == memory.Learning || s.phase == memory.Relearning }

// A moment is a point in time with what follows from it.
type moment struct {
	now   time.Time
	today memory.Day
	ahead time.Duration
}

// over returns the Unix ms by which a step must be over to count as waiting.
func (m moment) over() int64 { return m.now.Add(m.ahead).UnixMilli() }

// A hand is the cards of some notes that could be asked at one moment, before the
// day's limits. It is filled anew each time, into the same memory.
type hand struct {
	at       moment
	last     int32   // the card asked last, or none: of reviews that not all may be asked it comes last
	learning []int32 // cards whose step is over, or will be within LearnAhead
	reviews  []int32 // cards due for review, one of a note; deck by deck until firstReviews
	fresh    []int32 // by note: the new card that may be introduced, or none
	planned  []int32 // cards of the plan of an exam, in its order, which no limit cuts

	follow *following // by whose plan some of the notes are asked, nil if none are

	nextStep   int64      // Unix ms of the first step that is over later; MaxInt64 if none is
	nextReview memory.Day // the first later study day with a review; MaxInt32 if none is

	ranked []ranked // scratch of firstReviews

	left   []int    // scratch of introduce, by deck: how many more may be introduced
	marked []uint32 // by note: number of the last walk that planned to introduce it
	walk   uint32
}

// gather fills the hand with what could be asked of the notes.
func (d *Desk) gather(notes []int32, at moment) *hand {
	h := &d.hand
	h.at, h.last = at, none
	h.learning, h.reviews, h.planned = h.learning[:0], h.reviews[:0], h.planned[:0]
	h.follow = d.planFor(at.today)
	h.nextStep, h.nextReview = math.MaxInt64, math.MaxInt32
	if h.fresh == nil {
		h.fresh = make([]int32, len(d.layout.notes))
		h.marked = make([]uint32, len(d.layout.notes))
	}
	over := at.over()
	for _, n := range notes {
		d.deal(h, n, over)
	}
	d.orderPlanned(h)
	return h
}

// deal puts the cards of one note into the hand. Siblings keep apart here: a card
// in its steps, or answered today, is the note's card of the day; failing that the
// review that is longest due; failing that the first new card.
func (d *Desk) deal(h *hand, n int32, over int64) {
	at := &h.at
	h.fresh[n] = none
	if h.follow.covers(n) {
		d.dealPlanned(h, n, over)
		return
	}
	if d.preset.ModelsOnly && d.layout.notes[n].model == none {
		return
	}
	taken := false
	review, fresh := int32(none), int32(none)
	for i := d.layout.notes[n].first; i < d.layout.notes[n].end; i++ {
		s := &d.slots[i]
		if s.answered && s.last == at.today {
			taken = true
		}
		switch {
		case s.suspended, s.buriedOn == at.today:
		case s.inSteps():
			taken = true
			h.step(i, s, over)
		case s.phase == memory.New:
			if fresh == none {
				fresh = i
			}
		case s.due > int64(at.today):
			h.nextReview = min(h.nextReview, memory.Day(s.due))
		case review == none || d.reviewKey(i, at.today) < d.reviewKey(review, at.today):
			review = i
		}
	}
	switch {
	case taken:
	case review != none:
		h.reviews = append(h.reviews, review)
	default:
		h.fresh[n] = fresh
	}
}

// reviewKey orders the reviews: by the day on which they fell due, then shuffled,
// differently each day.
func (d *Desk) reviewKey(i int32, today memory.Day) uint64 {
	s := &d.slots[i]
	x := s.shuffle ^ uint32(today)*0x9e3779b1
	x ^= x >> 15
	x *= 0x85ebca6b
	x ^= x >> 13
	return uint64(max(s.due, 0))<<32 | uint64(x)
}

// capReviews leaves of the reviews of a hand those that their decks' own limits allow:
// the first ones. The limit of all decks together is left to others.
func (d *Desk) capReviews(h *hand, l limits) {
	if l.decks == nil {
		return
	}
	kept := h.reviews[:0]
	for from := 0; from < len(h.reviews); {
		k, to := d.layout.deckOf(h.reviews[from]), from+1
		for to < len(h.reviews) && d.layout.deckOf(h.reviews[to]) == k {
			to++
		}
		kept = append(kept, d.first(h, h.reviews[from:to], l.decks[k].reviews)...)
		from = to
	}
	h.reviews = kept
}

// introduce walks notes in their order and calls plan with each new card that can
// be introduced today, up to the limits; plan may be nil. It returns their number.
// A prerequisite counts as introduced when the walk has come by it first.
func (d *Desk) introduce(h *hand, notes []int32, l limits, plan func(card int32)) int {
	h.walk++
	if l.decks != nil {
		h.left = h.left[:0]
		for k := range l.decks {
			h.left = append(h.left, l.decks[k].fresh)
		}
	}
	count := 0
	for _, n := range notes {
		if count >= l.fresh {
			break
		}
		i := h.fresh[n]
		if i == none || l.decks != nil && h.left[d.layout.notes[n].deck] == 0 || !d.ready(n, h) {
			continue
		}
		if l.decks != nil {
			h.left[d.layout.notes[n].deck]--
		}
		h.marked[n] = h.walk
		count++
		if plan != nil {
			plan(i)
		}
	}
	return count
}

// ready reports whether the prerequisites of a note allow it to be introduced. With
// a hand, those that the present walk has planned count as introduced.
func (d *Desk) ready(n int32, h *hand) bool {
	for _, before := range d.layout.notes[n].after {
		if h != nil && h.marked[before] == h.walk {
			continue
		}
		if !d.metOrSuspended(before) {
			return false
		}
	}
	return true
}

// metOrSuspended reports whether a card of the note has been answered, or none can be.
func (d *Desk) metOrSuspended(n int32) bool {
	asked := false
	for i := d.layout.notes[n].first; i < d.layout.notes[n].end; i++ {
		s := &d.slots[i]
		if s.phase != memory.New {
			return true
		}
		asked = asked || !s.suspended
	}
	return !asked
}

// counts are the cards that wait, after the limits.
type counts struct {
	fresh, learning, reviews int
}

func (c counts) sum() int { return c.fresh + c.learning + c.reviews }

// count applies the limits to a hand of the notes whose reviews have been capped.
func (d *Desk) count(h *hand, notes []int32, l limits) counts {
	c := counts{
		fresh:    d.introduce(h, notes, l, nil),
		learning: len(h.learning),
		reviews:  min(len(h.reviews), l.reviews),
	}
	for _, i := range h.planned {
		of := d.countPlanned(i)
		c.fresh += of.fresh
		c.reviews += of.reviews
	}
	return c
}

// countPlanned counts a card of a plan.
func (d *Desk) countPlanned(i int32) counts {
	if d.isNew(i) {
		return counts{fresh: 1}
	}
	return counts{reviews: 1}
}

// A pick is the rule by which one card is taken from a hand.
type pick struct {
	limits limits
	not    int32 // the card asked last, which only comes again when it is alone
	done   tempo // how the session has gone, to spread the new cards
}

// A tempo counts the cards of a session that the new ones are spread among.
type tempo struct {
	fresh, reviews int
}

// choose takes the card to be asked next from a hand of the notes, or none.
func (d *Desk) choose(h *hand, notes []int32, p pick) int32 {
	step, over := d.firstStep(h, p.not)
	if over {
		return step
	}
	if i := d.firstPlanned(h, p.not); i != none {
		return i
	}
	if i := d.fromMain(h, notes, p); i != none {
		return i
	}
	if step != none {
		return step
	}
	if p.not == none {
		return none
	}
	// Only the card that was asked last can be left.
	p.not = none
	return d.choose(h, notes, p)
}

// firstStep returns the card whose step is over first, and whether it is over yet.
func (d *Desk) firstStep(h *hand, not int32) (card int32, over bool) {
	card = none
	for _, i := range h.learning {
		if i != not && (card == none || d.slots[i].due < d.slots[card].due) {
			card = i
		}
	}
	return card, card != none && d.slots[card].due <= h.at.now.UnixMilli()
}

// fromMain returns the next of the reviews and new cards. After k cards of a
// session with n new ones among m, k*n/m of them, rounded, have been new.
func (d *Desk) fromMain(h *hand, notes []int32, p pick) int32 {
	review, reviews := d.firstReview(h, p)
	fresh, freshes := d.firstFresh(h, notes, p)
	if review == none || fresh == none {
		return max(review, fresh)
	}
	n := p.done.fresh + freshes
	m := n + p.done.reviews + reviews
	k := p.done.fresh + p.done.reviews + 1
	if 2*k*n+m >= 2*m*(p.done.fresh+1) {
		return fresh
	}
	return review
}

// firstReview returns the review to be asked first, and how many there are today.
func (d *Desk) firstReview(h *hand, p pick) (int32, int) {
	first, key := int32(none), uint64(math.MaxUint64)
	count := min(len(h.reviews), p.limits.reviews)
	if count == 0 {
		return none, 0
	}
	for _, i := range h.reviews {
		if i == p.not {
			continue
		}
		if k := d.reviewKey(i, h.at.today); k < key || first == none {
			first, key = i, k
		}
	}
	return first, count
}

// firstFresh returns the new card to be introduced first, and how many there are
// today. Its prerequisites have really been met, not only planned.
func (d *Desk) firstFresh(h *hand, notes []int32, p pick) (int32, int) {
	count := d.introduce(h, notes, p.limits, nil)
	if count == 0 {
		return none, 0
	}
	for _, n := range notes {
		if i := h.fresh[n]; i != none && i != p.not && p.limits.of(d.layout.notes[n].deck).fresh > 0 && d.ready(n, nil) {
			return i, count
		}
	}
	return none, count
}
