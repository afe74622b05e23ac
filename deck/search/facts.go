package search

import "touchpoint/deck/memory"

// Facts are what a learner's journal knows of a card on one day.
type Facts struct {
	Phase     memory.Phase
	Due       bool // it is to be answered today, limits aside
	DueIn     int  // days from today until it is due, negative when it has waited; nothing for a new card
	Suspended bool
	Buried    bool
	Leech     bool
	Flag      int // 0 for none

	Tags   []string // the learner's own
	Remark string   // the learner's own note

	Stability  float64 // days; 0 while nothing is known
	Difficulty float64 // 1 to 10; 0 while nothing is known
	Recall     float64 // 0 to 1
	Reps       int
	Lapses     int
	Interval   int // days

	Added      int    // days since it came into the library; -1 when that is not known
	Introduced int    // days since the first answer; -1 for never
	RatedAgo   int    // days since the last answer; -1 for never
	GradedAgo  [4]int // days since the last Again, Hard, Good, Easy; -1 for never, or not within [Query.Graded] days
}

// known reports whether the card has been answered, so that there is a memory of it.
func (f *Facts) known() bool { return f.Stability > 0 }
