package insight

import (
	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// A Scope is what a [View] is of: all decks or one, all its topics or one, and how far
// back. What stands now (recall, stability, what is due) is of no period.
type Scope struct {
	Deck   deck.ID // "" for all decks
	Topic  string  // title of a topic of Deck; "" for all its topics
	Period Period
}

// A Period is how far back a view looks.
type Period uint8

// The periods: each ends with today.
const (
	Month   Period = iota // 30 days
	Quarter               // 90 days
	Year                  // 365 days
	Ever                  // since the first answer
)

// Periods lists the periods, the shortest first.
func Periods() []Period { return []Period{Month, Quarter, Year, Ever} }

var periodDays = [...]int{Month: 30, Quarter: 90, Year: 365}

// Days returns how many study days the period has, today among them, and 0 for [Ever].
func (p Period) Days() int {
	if int(p) < len(periodDays) {
		return periodDays[p]
	}
	return 0
}

// String returns the period in words, as they stand on a button: "30 days".
func (p Period) String() string {
	switch p {
	case Month:
		return "30 days"
	case Quarter:
		return "90 days"
	case Year:
		return "A year"
	}
	return "All time"
}

// within returns the period in words, as they stand in a sentence.
func (p Period) within() string {
	switch p {
	case Month:
		return "in the last 30 days"
	case Quarter:
		return "in the last 90 days"
	case Year:
		return "in the last year"
	}
	return "since you began"
}

// first returns the first study day of the period that ends today.
func (p Period) first(today memory.Day) memory.Day {
	if n := p.Days(); n > 0 {
		return memory.Day(max(int64(today)-int64(n)+1, -1<<31))
	}
	return -1 << 31
}

// A Deck is a deck that a view may be of, with its topics.
type Deck struct {
	ID     deck.ID
	Title  string
	Topics []string
}
