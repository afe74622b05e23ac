package study

import (
	"touchpoint/deck"
	"touchpoint/deck/study/exam"
)

// NewQuestion lets properties make questions without a deck file for each.
var NewQuestion = newQuestion

// SelectLeast brings the n least keys to the front.
func SelectLeast(keys []uint64, n int) []uint64 {
	list := make([]ranked, len(keys))
	for i, k := range keys {
		list[i].key = k
	}
	selectLeast(list, n)
	out := make([]uint64, len(keys))
	for i := range list {
		out[i] = list[i].key
	}
	return out
}

// AheadAgrees reports whether the cards counted by due day, which are kept up to date act
// by act, are those that a count of all cards gives.
func (d *Desk) AheadAgrees() bool {
	kept := d.ahead.due
	d.ahead.due = [aheadDays]int32{}
	for i := range d.slots {
		d.countAhead(&d.slots[i], 1)
	}
	return kept == d.ahead.due
}

// ExamCards returns the cards that count in an exam by the number that the last config has
// for them.
func (d *Desk) ExamCards(e exam.Exam) (ids []deck.CardID) {
	if s := d.snapshotOf(e.Parts); s != nil {
		for _, i := range s.cards {
			ids = append(ids, d.layout.cards[i].ID)
		}
	}
	return ids
}

// Firmness is what a card is worth that is asked some days after its last answer.
var Firmness = firmness
