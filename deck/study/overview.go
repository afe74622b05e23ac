package study

import (
	"context"
	"math"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// An Overview is what waits today, after the day's limits.
type Overview struct {
	New, Learning, Due int
	Cards              int           // their sum
	Time               time.Duration // how long they will take, at the learner's own pace
	Studied            int           // answers given today
	Decks              []DeckOverview
	NextAt             time.Time // when nothing is due now: when the next cards are; zero if none ever is
	NextCards          int       // how many are due then
	ModelsOnly         bool      // the learner asked for the models alone
	ClockBack          time.Time // when not zero: the clock is earlier than this, the last entry of the journal
}

// A DeckOverview is a deck's part of an Overview.
type DeckOverview struct {
	ID                 deck.ID
	Title              string
	New, Learning, Due int
	Cards              int // their sum
	Alone              int // cards that a session of this deck alone would begin with
	Topics             []TopicOverview
}

// A TopicOverview is a topic's part of a DeckOverview. Notes that stand in no section
// are a topic with the deck's title. Alone may be 0 where there are new cards: when
// all of them wait for notes of other topics.
type TopicOverview struct {
	Title              string
	New, Learning, Due int
	Cards              int     // their sum
	Alone              int     // cards that a session of this topic alone would begin with
	Total              int     // all cards of the topic
	Seen               int     // of them, cards that have been answered
	Recall             float64 // mean chance that a seen card is remembered today; 0 when none is seen
}

// clockTolerance is how far the clock may go back without a word: machines set
// their clocks all the time.
const clockTolerance = time.Minute

// Overview returns what waits now, also after what other windows did. The counts of
// decks and topics are their parts of the whole, after the day's limits, and add up
// to it; Alone says what a session of the deck or topic alone would begin with.
func (d *Desk) Overview(ctx context.Context) (Overview, error) {
	if err := d.sync(ctx); err != nil {
		return Overview{}, err
	}
	at := d.moment()
	d.turnDay(at.today)
	h := d.gather(d.layout.intro, at)
	l := d.besides(h, d.limits(0))

	topics := d.topicsSeen()
	alone := make([]counts, len(topics))
	d.share(h, l, topics, alone)

	c := d.count(h, d.layout.intro, l)
	o := Overview{
		New:      c.fresh,
		Learning: c.learning,
		Due:      c.reviews,
		Cards:    c.sum(),
		Time:     d.estimate(c, h),
		Studied:  d.tally.answers,

		ModelsOnly: d.preset.ModelsOnly,
		Decks:      d.decks(h, l, topics, alone),
	}
	if o.Cards == 0 {
		o.NextAt, o.NextCards = d.nextCards()
	}
	if at.now.Before(d.latest.Add(-clockTolerance)) {
		o.ClockBack = d.latest
	}
	return o, nil
}

// topicsSeen returns all topics with their titles and how well they are remembered.
func (d *Desk) topicsSeen() []TopicOverview {
	topics := make([]TopicOverview, len(d.layout.topics))
	for i := range topics {
		t := &d.layout.topics[i]
		topics[i] = TopicOverview{Title: t.title, Total: t.cards}
	}
	for n := range d.layout.notes {
		t := &topics[d.layout.notes[n].topic]
		for i := d.layout.notes[n].first; i < d.layout.notes[n].end; i++ {
			if s := &d.slots[i]; s.answered {
				t.Seen++
				t.Recall += float64(s.recall)
			}
		}
	}
	for i := range topics {
		if topics[i].Seen > 0 {
			topics[i].Recall /= float64(topics[i].Seen)
		}
	}
	return topics
}

// share counts the cards of a hand by topic: in topics those that are asked today,
// in alone those that would be if there were no other topic. It caps the hand's reviews.
func (d *Desk) share(h *hand, l limits, topics []TopicOverview, alone []counts) {
	of := func(card int32) int32 { return d.layout.notes[d.layout.noteOf[card]].topic }
	for _, i := range h.learning {
		topics[of(i)].Learning++
		alone[of(i)].learning++
	}
	for _, i := range h.reviews {
		alone[of(i)].reviews++
	}
	for _, i := range h.planned {
		if d.isNew(i) {
			topics[of(i)].New++
		} else {
			topics[of(i)].Due++
		}
		alone[of(i)].learning++ // no limit cuts these either
	}
	d.capReviews(h, l)
	for _, i := range d.firstReviews(h, l.reviews) {
		topics[of(i)].Due++
	}
	d.introduce(h, d.layout.intro, l, func(i int32) { topics[of(i)].New++ })
	for t := range topics {
		alone[t].fresh = d.introduce(h, d.layout.topics[t].intro, l, nil)
		topics[t].Cards = topics[t].New + topics[t].Learning + topics[t].Due
		topics[t].Alone = alone[t].learning + alone[t].fresh + min(alone[t].reviews, l.of(d.layout.topics[t].deck).reviews)
	}
}

// decks adds the topics up.
func (d *Desk) decks(h *hand, l limits, topics []TopicOverview, alone []counts) []DeckOverview {
	list := make([]DeckOverview, len(d.layout.decks))
	for k := range d.layout.decks {
		v := &d.layout.decks[k]
		o := DeckOverview{ID: v.deck.ID, Title: v.deck.Title, Topics: topics[v.first:v.end:v.end]}
		reviews, unlimited := 0, 0
		for t := v.first; t < v.end; t++ {
			o.New += topics[t].New
			o.Learning += topics[t].Learning
			o.Due += topics[t].Due
			reviews += alone[t].reviews
			unlimited += alone[t].learning
		}
		o.Cards = o.New + o.Learning + o.Due
		o.Alone = unlimited + min(reviews, l.of(int32(k)).reviews) + d.introduce(h, v.intro, l, nil)
		list[k] = o
	}
	return list
}

// firstReviews returns the reviews of a hand that come first, at most limit, in no
// order. It reorders the hand's reviews.
func (d *Desk) firstReviews(h *hand, limit int) []int32 {
	return d.first(h, h.reviews, limit)
}

// first brings the reviews to the front that come first, at most limit, and returns them.
func (d *Desk) first(h *hand, reviews []int32, limit int) []int32 {
	if limit >= len(reviews) {
		return reviews
	}
	h.ranked = h.ranked[:0]
	for _, i := range reviews {
		key := d.reviewKey(i, h.at.today)
		if i == h.last {
			key = math.MaxUint64
		}
		h.ranked = append(h.ranked, ranked{key: key, card: i})
	}
	selectLeast(h.ranked, limit)
	for k := range h.ranked {
		reviews[k] = h.ranked[k].card
	}
	return reviews[:limit]
}

// ranked is a card with its place in an order.
type ranked struct {
	key  uint64
	card int32
}

// selectLeast brings the n elements with the least keys to the front. Sorting them
// all would take ten times as long.
func selectLeast(list []ranked, n int) {
	for len(list) > 1 && 0 < n && n < len(list) {
		pivot := list[len(list)/2].key
		i, j := 0, len(list)-1
		for i <= j {
			for list[i].key < pivot {
				i++
			}
			for list[j].key > pivot {
				j--
			}
			if i <= j {
				list[i], list[j] = list[j], list[i]
				i, j = i+1, j-1
			}
		}
		// Up to j keys are at most the pivot, from i on at least.
		switch {
		case n <= j:
			list = list[:j+1]
		case n > i:
			list, n = list[i:], n-i
		default:
			return
		}
	}
}

// nextCards returns when cards are due next, now if some are, and how many. The
// time is zero when none will ever be due as things stand.
func (d *Desk) nextCards() (time.Time, int) {
	at := d.moment()
	d.turnDay(at.today)
	all := d.layout.intro
	h := d.gather(all, at)
	l := d.besides(h, d.limits(0))
	d.capReviews(h, l)
	if n := d.count(h, all, l).sum(); n > 0 {
		return at.now, n
	}
	step, review := h.nextStep, h.nextReview
	if h.follow != nil {
		review = min(review, h.follow.nextDay(at.today))
	}

	// On a later day the limits are whole again, siblings are free and buried cards back.
	later, cards := d.onDay(at.today+1, at.ahead)
	if cards == 0 && review != math.MaxInt32 && review > at.today+1 {
		later, cards = d.onDay(review, at.ahead)
	}
	if step == math.MaxInt64 {
		if cards == 0 {
			return time.Time{}, 0
		}
		return later, cards
	}
	if over := time.UnixMilli(step).In(at.now.Location()); cards == 0 || over.Before(later) {
		then := moment{now: over, today: d.calendar.Day(over), ahead: at.ahead}
		return over, len(d.gather(all, then).learning)
	}
	return later, cards
}

// onDay returns when a later study day begins and how many cards will be due then.
func (d *Desk) onDay(day memory.Day, ahead time.Duration) (time.Time, int) {
	start := d.calendar.Start(day)
	h := d.gather(d.layout.intro, moment{now: start, today: day, ahead: ahead})
	whole := d.limitsAfter(d.newTally(day), 0)
	var planned counts
	if h.follow != nil {
		planned = h.follow.asksFor(day)
		whole = whole.less(planned)
	}
	d.capReviews(h, whole)
	return start, d.count(h, d.layout.intro, whole).sum() + planned.sum()
}
