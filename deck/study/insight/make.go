package insight

import (
	"cmp"
	"slices"

	"touchpoint/deck/memory"
)

// View returns what the history says of a scope. It takes a few milliseconds for
// 200,000 answers. Of a deck or topic that is not in the library it says nothing.
func (b *Book) View(s Scope) View {
	v := View{Scope: s, Title: b.title(s)}
	in, whole := b.within(s)
	t := b.count(s, in, whole)
	v.Answers = t.answers
	b.standing(&v, in, t.shares)
	v.Today = t.now()
	v.Calendar = Calendar{First: b.today - yearDays + 1, Days: t.year}
	v.Forecast = b.forecast(s, in, t)
	v.Retention.Rows, v.Retention.Trail = t.rows[:], t.spans.list
	v.Hours = Hours{Hours: t.hours}
	v.Time = t.time()
	v.Fit = t.fit.fit()
	b.say(&v)
	return v
}

// title says what a scope covers.
func (b *Book) title(s Scope) string {
	if s.Topic != "" {
		return s.Topic
	}
	for i := range b.shelf.decks {
		if b.shelf.decks[i].ID == s.Deck {
			return b.shelf.decks[i].Title
		}
	}
	return "All decks"
}

// now returns what was done today, and how regularly the learner comes.
func (t *tally) now() Today {
	d := t.today
	d.Cards = len(t.met)
	for i := yearDays - recentDays; i < yearDays; i++ {
		if t.year[i].Answers > 0 {
			d.Studied++
		}
	}
	run := 0
	days := t.studied()
	for i, day := range days {
		run++
		if i+1 < len(days) && days[i+1] == day+1 {
			continue
		}
		if t.book.today.Since(day) <= 1 {
			d.Run = run
		}
		d.Longest = max(d.Longest, run)
		run = 0
	}
	return d
}

// studied returns all days with an answer, in order.
func (t *tally) studied() []memory.Day {
	list := slices.Clone(t.old)
	for i := range t.year {
		if t.year[i].Answers > 0 {
			list = append(list, t.book.today-yearDays+1+memory.Day(i))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// mostCards is how many of the cards that took most time are told.
const mostCards = 10

// time returns how long answers took.
func (t *tally) time() Time {
	var d Time
	d.Seconds = float64(t.ms) / 1000
	if t.answers > 0 {
		d.PerAnswer = d.Seconds / float64(t.answers)
		d.PerDay = d.Seconds / float64(max(len(t.daysDone), 1))
	}
	for i, n := range t.lengths {
		d.Lengths = append(d.Lengths, Bin{
			Label: lengthLabel(i), From: lengthEdges[i], To: lengthEdges[i+1], Cards: n,
		})
	}
	for i := range t.topics {
		if k := t.topics[i]; k.Answers > 0 {
			of := t.book.shelf.of(i)
			k.Deck, k.DeckTitle, k.Title = of.ID, of.Title, t.book.shelf.topics[i]
			d.Topics = append(d.Topics, k)
		}
	}
	slices.SortStableFunc(d.Topics, func(a, b TopicTime) int { return -cmp.Compare(a.Seconds, b.Seconds) })
	d.Cards = t.longestCards()
	return d
}

// longestCards returns the cards that took most time.
func (t *tally) longestCards() []CardTime {
	var list []int
	for i := range t.cards {
		if t.cards[i].answers > 0 {
			list = append(list, i)
		}
	}
	slices.SortFunc(list, func(a, b int) int {
		return cmp.Or(cmp.Compare(t.cards[b].ms, t.cards[a].ms), cmp.Compare(a, b))
	})
	var cards []CardTime
	for _, i := range list[:min(len(list), mostCards)] {
		c := &t.book.shelf.cards[i]
		cards = append(cards, CardTime{
			ID: c.ID, Title: c.Title, Topic: c.Topic,
			Answers: int(t.cards[i].answers), Seconds: float64(t.cards[i].ms) / 1000,
		})
	}
	return cards
}
