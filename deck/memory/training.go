package memory

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"
)

// TrainingOptions say what a [Training] is made of.
type TrainingOptions struct {
	RelearningSteps int  // steps of a forgotten card; more than one bound the same-day weights
	LongTermOnly    bool // as in [Options]: same-day answers have no formula of their own
	Since           Day  // cards that were begun before are left out; 0 leaves none out
	Longest         int  // answers of one card after which no more are trained on; 0 is 256
}

// longestTrained keeps a card that is asked for ever from outweighing all others.
const longestTrained = 256

// A Training is a history made ready to fit weights to: the answers from which a memory
// can be judged, in the order of time, without those that say more of chance than of
// the learner. It never changes once it is made, so goroutines may share it.
type Training struct {
	options TrainingOptions
	past    *past
	bound   int32 // only the first items of the past are known to this training

	firsts firsts
	count  int       // items that are trained on
	runs   []run     // what of each card is trained on: no fewer items than runs, as its first item comes before the others
	weight []float64 // of each answer of the past in the loss; 0 for those that are no item
}

// A run is a stretch of answers of one card, from its first to its last item.
type run struct {
	from, to int32 // in the past
	at       int32 // of the first answer in the list of weights
	items    int32
}

// NewTraining reads a history, which is in the order of time.
//
// A card's history begins with the first answer of the last time it was learned; cards
// that were never learned here, as those that came from elsewhere with a due date
// alone, are left out. Every later answer on another study day than the one before it is
// evidence, to be predicted from what came before. Answers on the same day move the
// memory along, but prove nothing.
//
// Of the cards with the same first rating, those whose first evidence came after a delay
// that hardly any other had are not trained on.
//
// The error can only be that of ctx.
func NewTraining(ctx context.Context, log []Answer, o TrainingOptions) (*Training, error) {
	p, err := newPast(ctx, log, o.Since)
	if err != nil {
		return nil, err
	}
	return newTraining(p, int32(len(p.items)), o), nil
}

// newTraining makes a training of the first bound items of a past.
func newTraining(p *past, bound int32, o TrainingOptions) *Training {
	if o.Longest <= 0 {
		o.Longest = longestTrained
	}
	o.Longest = min(o.Longest, math.MaxInt32)
	t := &Training{options: o, past: p, bound: bound}
	outlier := t.filter()
	t.firsts.estimate(t.weigh(outlier))
	return t
}

// Answers returns how many answers are trained on.
func (t *Training) Answers() int { return t.count }

// weigh gives every item that is trained on its weight in the loss. Items of late weigh
// four times as much as the first, because the learner and the cards change. It returns
// the share of the items, also of those beyond the longest, that are passes.
func (t *Training) weigh(outlier []bool) float64 {
	p := t.past
	t.weight = make([]float64, len(p.rating))
	n := 0
	for i := range t.bound {
		if !outlier[p.owner[i]] {
			n++
		}
	}
	last := float64(max(1, n-1))
	i, passed := 0, 0
	for rank := range t.bound {
		card := p.owner[rank]
		if outlier[card] {
			continue
		}
		at := p.items[rank]
		if at-p.cards[card].from < int32(t.options.Longest) {
			t.weight[at] = recency(float64(i) / last)
			t.count++
		}
		if p.rating[at] != Again {
			passed++
		}
		i++
	}
	for card := range p.cards {
		if outlier[card] {
			continue
		}
		if r := t.runOf(p.cards[card]); r.items > 0 {
			t.runs = append(t.runs, r)
		}
	}
	return float64(passed) / float64(max(1, n))
}

// runOf returns the run of a card, with no items when it has none.
func (t *Training) runOf(c pastCard) run {
	r := run{from: c.from, to: c.from, at: c.from}
	for i := c.from; i < c.to; i++ {
		if t.weight[i] > 0 {
			r.to = i + 1
			r.items++
		}
	}
	return r
}

// recency is the weight of an item, by its place in time from 0 to 1.
func recency(place float64) float64 { return 0.25 + 0.75*place*place*place }

// A past is the answers of all cards that were learned, card by card, each from where
// its learning began. Answers after a card's last item say nothing and are left out.
// An item is an answer that is evidence.
type past struct {
	cards   []pastCard
	rating  []Rating
	elapsed []float64       // study days since the answer before; 0 for a card's first
	rank    []int32         // place among the items in the order of time; -1 when it is no item
	items   []int32         // the items in the order of time, as places in rating and elapsed
	owner   []int32         // of each item, an index of cards
	bin     func() []uint16 // of each item, by place; worked out when it is first asked for
}

// A pastCard is one card of a past.
type pastCard struct {
	from, to int32  // its answers
	first    Rating // its first answer
	delay    int32  // days before its first item
}

// newPast reads a history card by card.
func newPast(ctx context.Context, log []Answer, since Day) (*past, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	order, starts := byCard(log)
	p := &past{
		rating:  make([]Rating, 0, len(log)),
		elapsed: make([]float64, 0, len(log)),
		rank:    make([]int32, 0, len(log)),
	}
	p.bin = sync.OnceValue(p.binned)
	itemOf := make([]int32, len(log)) // by place in the log, one more than the place in the past
	ownerOf := make([]int32, len(log))
	for i := range len(starts) - 1 {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		p.add(log, learned(log, order[starts[i]:starts[i+1]]), since, itemOf, ownerOf)
	}
	for i, item := range itemOf {
		if item > 0 {
			p.rank[item-1] = int32(len(p.items))
			p.items = append(p.items, item-1)
			p.owner = append(p.owner, ownerOf[i])
		}
	}
	return p, ctx.Err()
}

// add adds the answers of one card, which are given as places in the log.
func (p *past) add(log []Answer, answers []int32, since Day, itemOf, ownerOf []int32) {
	if len(answers) == 0 || log[answers[0]].Day < since && since != 0 {
		return
	}
	first := int32(len(p.rating))
	end := first
	card := pastCard{from: first, first: log[answers[0]].Rating}
	before := log[answers[0]].Day
	for _, at := range answers {
		a := &log[at]
		days := a.Day.Since(before)
		before = a.Day
		p.rating = append(p.rating, a.Rating)
		p.elapsed = append(p.elapsed, float64(days))
		p.rank = append(p.rank, -1)
		if days == 0 {
			continue
		}
		if end == first {
			card.delay = int32(min(days, math.MaxInt32))
		}
		end = int32(len(p.rating))
		itemOf[at] = end
		ownerOf[at] = int32(len(p.cards))
	}
	p.rating = p.rating[:end]
	p.elapsed = p.elapsed[:end]
	p.rank = p.rank[:end]
	if end > first {
		card.to = end
		p.cards = append(p.cards, card)
	}
}

// byCard returns the places of the log in the order of cards and, for each card, in the
// order of the log; starts holds where each card begins in it, and at last its length.
// Answers that are none, because their rating is not one of the four, are left out.
func byCard(log []Answer) (order, starts []int32) {
	if len(log) == 0 {
		return nil, []int32{0}
	}
	low, high := log[0].Card, log[0].Card
	for i := range log {
		low, high = min(low, log[i].Card), max(high, log[i].Card)
	}
	if span := int64(high) - int64(low) + 1; span <= 4*int64(len(log))+1024 {
		return countCards(log, low, int(span))
	}
	for i := range log { // the numbers lie too far apart to count them
		if log[i].Rating.Valid() {
			order = append(order, int32(i))
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(log[a].Card, log[b].Card) })
	for i, at := range order {
		if i == 0 || log[at].Card != log[order[i-1]].Card {
			starts = append(starts, int32(i))
		}
	}
	return order, append(starts, int32(len(order)))
}

// countCards is byCard for numbers that lie close together, from low on.
func countCards(log []Answer, low int32, span int) (order, starts []int32) {
	next := make([]int32, span+1)
	total := int32(0)
	for i := range log {
		if log[i].Rating.Valid() {
			next[int64(log[i].Card)-int64(low)]++
		}
	}
	for i, count := range next {
		if count > 0 {
			starts = append(starts, total)
		}
		next[i] = total
		total += count
	}
	order = make([]int32, total)
	for i := range log {
		if log[i].Rating.Valid() {
			slot := &next[int64(log[i].Card)-int64(low)]
			order[*slot] = int32(i)
			*slot++
		}
	}
	return order, append(starts, total)
}

// learned returns those of a card's answers that count: from where it was learned for
// the last time, or none when it never was.
func learned(log []Answer, answers []int32) []int32 {
	for i := len(answers) - 1; i >= 0; i-- {
		if !log[answers[i]].learning() {
			continue
		}
		for i > 0 && log[answers[i]].Was != New && log[answers[i-1]].learning() {
			i--
		}
		return answers[i:]
	}
	return nil
}

// learning reports whether the card was being learned when the answer was given.
func (a *Answer) learning() bool { return a.Was == New || a.Was == Learning }
