package insight

import (
	"cmp"
	"math"
	"slices"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// standing fills in how the cards of a scope stand now. Shares are those of the topics in
// the period.
func (b *Book) standing(v *View, in []bool, shares []Share) {
	var stability, difficulty, recall []float64
	desired, wanted := 0.0, b.wanted()
	var leeches []int
	topics := make([]Topic, len(b.shelf.topics))
	models := make(map[string]int)
	for i, topic := range b.shelf.topicOf {
		if !in[topic] {
			continue
		}
		c := b.card(i)
		v.Cards++
		desired += wanted[b.shelf.deckOf[topic]]
		t := &topics[topic]
		t.Cards++
		due := b.due(i)
		if due {
			t.Due++
		}
		if b.seen(i) {
			v.Seen++
			stability = append(stability, inside(c.Memory.Stability, 0, memory.MaxStability))
			difficulty = append(difficulty, inside(c.Memory.Difficulty, memory.MinDifficulty, memory.MaxDifficulty))
			recall = append(recall, b.recall[i])
			t.Seen++
			t.Recall += b.recall[i]
		}
		if n := b.from.LeechThreshold; n > 0 && int(c.Lapses) >= n && !c.Suspended {
			leeches = append(leeches, i)
		}
		if b.shelf.cards[i].Model != "" {
			v.Models = b.addModel(v.Models, models, i, due)
		}
	}
	v.Stability = distribution(stability, stabilityEdges[:], stabilityLabels[:])
	v.Difficulty = distribution(difficulty, difficultyEdges[:], nil)
	v.Recall = distribution(percents(recall), recallEdges[:], nil)
	if v.Cards > 0 {
		v.Retention.Desired = desired / float64(v.Cards)
	}
	v.Weakest = b.weakest(topics, shares)
	v.Models = weakestModels(v.Models)
	v.Leeches = b.leeches(leeches)
}

// wanted returns the desired retention by deck.
func (b *Book) wanted() []float64 {
	list := make([]float64, len(b.shelf.decks))
	for i := range list {
		list[i] = inside(b.from.Retention[b.shelf.decks[i].ID], 0, 1)
	}
	return list
}

// leeches returns the cards of some numbers, those that were forgotten most first.
func (b *Book) leeches(cards []int) []Leech {
	lapses := func(i int) int { return int(b.card(i).Lapses) }
	slices.SortFunc(cards, func(i, k int) int {
		return cmp.Or(cmp.Compare(lapses(k), lapses(i)), cmp.Compare(b.recall[i], b.recall[k]), cmp.Compare(i, k))
	})
	list := make([]Leech, len(cards))
	for n, i := range cards {
		c := &b.shelf.cards[i]
		list[n] = Leech{ID: c.ID, Deck: c.Deck, Title: c.Title, Topic: c.Topic, Lapses: lapses(i), Recall: b.recall[i]}
	}
	return list
}

// due reports whether a card is asked for now.
func (b *Book) due(i int) bool {
	c := b.card(i)
	if c.Suspended || c.BuriedOn == b.today {
		return false
	}
	switch c.Phase {
	case memory.New:
		return false
	case memory.Review:
		return c.DueDay <= b.today
	}
	return c.DueAt <= b.from.Now.UnixMilli()
}

// addModel counts the task that a card is.
func (b *Book) addModel(list []Model, number map[string]int, i int, due bool) []Model {
	c := &b.shelf.cards[i]
	key := string(c.Deck) + "/" + c.Model
	k, known := number[key]
	if !known {
		k = len(list)
		number[key] = k
		list = append(list, Model{Deck: c.Deck, ID: c.Model, Title: c.ModelTitle})
	}
	m := &list[k]
	m.Tasks++
	if due {
		m.Due++
	}
	if b.seen(i) {
		m.Seen++
		m.Recall += b.recall[i]
	}
	return list
}

// weakest returns the topics that have been begun, the least remembered first.
func (b *Book) weakest(topics []Topic, shares []Share) []Topic {
	var list []Topic
	for i, t := range topics {
		if t.Seen == 0 {
			continue
		}
		d := b.shelf.of(i)
		t.Deck, t.DeckTitle, t.Title = d.ID, d.Title, b.shelf.topics[i]
		t.Recall /= float64(t.Seen)
		t.Share = shares[i]
		list = append(list, t)
	}
	slices.SortStableFunc(list, func(a, c Topic) int { return cmp.Compare(a.Recall, c.Recall) })
	return list
}

func weakestModels(list []Model) []Model {
	list = slices.DeleteFunc(list, func(m Model) bool { return m.Seen == 0 })
	for i := range list {
		list[i].Recall /= float64(list[i].Seen)
	}
	slices.SortStableFunc(list, func(a, c Model) int { return cmp.Compare(a.Recall, c.Recall) })
	return list
}

// forecast fills in what comes due.
func (b *Book) forecast(s Scope, in []bool, t *tally) Forecast {
	days := s.Period.Days()
	if days == 0 {
		days = yearDays
	}
	f := Forecast{Days: make([]int, days)}
	for i, topic := range b.shelf.topicOf {
		c := b.card(i)
		if !in[topic] || c.Suspended || c.Phase == memory.New {
			continue
		}
		on := c.DueDay
		if c.Phase != memory.Review {
			on = b.from.Calendar.Day(time.UnixMilli(c.DueAt))
		}
		if c.BuriedOn == b.today {
			on = max(on, b.today+1) // put away until tomorrow
		}
		switch ahead := int64(on) - int64(b.today); {
		case ahead < 0:
			f.Backlog++
		case ahead < int64(days):
			f.Days[ahead]++
		}
	}
	f.Usual = t.usual()
	if t.reviews > 0 {
		f.Seconds = float64(t.reviewMS) / 1000 / float64(t.reviews)
	}
	return f
}

// usual returns how many cards come back on a day of the last ones, of those on which any
// came back.
func (t *tally) usual() int {
	sum, days := 0, 0
	for _, n := range t.recent {
		if n > 0 {
			sum += n
			days++
		}
	}
	if days == 0 {
		return 0
	}
	return int(math.Round(float64(sum) / float64(days)))
}

// The edges between which cards are counted.
var (
	stabilityEdges  = [...]float64{0, 1, 3, 7, 14, 30, 60, 120, 240, 365, 730, memory.MaxStability}
	stabilityLabels = [...]string{
		"below a day", "1 to 3 days", "3 to 7 days", "1 to 2 weeks", "2 to 4 weeks", "1 to 2 months",
		"2 to 4 months", "4 to 8 months", "8 to 12 months", "1 to 2 years", "over 2 years",
	}
	difficultyEdges = [...]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	recallEdges     = [...]float64{0, 50, 60, 70, 80, 85, 90, 95, 98, 100} // closer where most cards are
)

// distribution counts values between edges; the last range has its end too. Without
// labels ranges are called by their edges. It reorders the values.
func distribution(values, edges []float64, labels []string) Distribution {
	d := Distribution{Cards: len(values), Bins: make([]Bin, len(edges)-1)}
	for i := range d.Bins {
		d.Bins[i] = Bin{From: edges[i], To: edges[i+1]}
		if labels != nil {
			d.Bins[i].Label = labels[i]
		} else {
			d.Bins[i].Label = deck.Number(int(edges[i])) + " to " + deck.Number(int(edges[i+1]))
		}
	}
	for _, v := range values {
		i := 0
		for i < len(d.Bins)-1 && v >= edges[i+1] {
			i++
		}
		d.Bins[i].Cards++
	}
	if len(values) > 0 {
		d.Middle = middle(values)
	}
	return d
}

// middle returns the value that half of the values do not exceed, without sorting them
// all. It reorders them.
func middle(values []float64) float64 {
	at, low, high := (len(values)-1)/2, 0, len(values)-1
	for low < high {
		pivot := values[(low+high)/2]
		i, j := low, high
		for i <= j {
			for values[i] < pivot {
				i++
			}
			for values[j] > pivot {
				j--
			}
			if i <= j {
				values[i], values[j] = values[j], values[i]
				i, j = i+1, j-1
			}
		}
		switch { // up to j values are at most the pivot, from i on at least
		case at <= j:
			high = j
		case at >= i:
			low = i
		default:
			return values[at]
		}
	}
	return values[at]
}

// inside moves a figure into its bounds; what is not a number becomes the lower one.
func inside(v, low, high float64) float64 {
	if !(v >= low) {
		return low
	}
	return min(v, high)
}

func percents(shares []float64) []float64 {
	list := make([]float64, len(shares))
	for i, v := range shares {
		list[i] = v * 100
	}
	return list
}
