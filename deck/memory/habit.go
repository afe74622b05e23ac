package memory

// A Habit is how a learner uses Hard.
type Habit struct {
	Answers     int     // to cards under review, on another day than the one before
	Hard, Again int     // of those
	AfterHard   float64 // share of Hard whose next answer on another day is Again; 0 without any
	AfterGood   float64 // the same of Good
	Likely      bool    // Hard seems to be used for cards that were forgotten
}

// What it takes to say that Hard is used as a failure.
const (
	leastHards   = 30   // that have a next answer, below which nothing is said
	failedShare  = 0.25 // of Hard, from which so many are forgotten next that they cannot have been known
	hardestShare = 0.5  // the same when a next Hard counts as forgotten too
	timesGood    = 2    // as often as after Good, at least
	timesAgain   = 4    // as many Hards as Agains, from which Again is hardly used
)

// HardHabit looks whether Hard, which is a pass, is used for cards that were
// forgotten, in a history in the order of time.
//
// It looks at cards under review that were answered Hard, and at their next answer on
// another day. A card that was remembered with effort is then remembered nearly as often
// as one that was Good; one that was forgotten got an interval it cannot bear, and is
// forgotten again. So the habit is likely, once 30 Hards have a next answer, when that
// answer is at least twice as often a failure as after Good, and either
//
//   - a quarter of them or more are Again, or
//   - there are at least four times as many Hards as Agains, so that Again is hardly used
//     at all, and half of the next answers are Again or Hard.
func HardHabit(log []Answer) Habit {
	var h Habit
	var next, again, weak [Easy + 1]int // by rating: those with a next answer, and what it was
	order, starts := byCard(log)
	for i := range len(starts) - 1 {
		var last *Answer
		var rated Rating // the last answer that counts; 0 before there is one
		for _, at := range order[starts[i]:starts[i+1]] {
			a := &log[at]
			later := last != nil && a.Day.Since(last.Day) > 0
			last = a
			if a.Was != Review || !later {
				if a.learning() {
					rated = 0 // it is learned anew
				}
				continue
			}
			h.count(a.Rating)
			if rated != 0 {
				next[rated]++
				if a.Rating == Again {
					again[rated]++
				}
				if a.Rating <= Hard {
					weak[rated]++
				}
			}
			rated = a.Rating
		}
	}
	h.AfterHard = share(again[Hard], next[Hard])
	h.AfterGood = share(again[Good], next[Good])
	weakHard, weakGood := share(weak[Hard], next[Hard]), share(weak[Good], next[Good])
	if next[Hard] >= leastHards {
		h.Likely = h.AfterHard >= max(failedShare, timesGood*h.AfterGood) ||
			h.Hard >= timesAgain*h.Again && weakHard >= max(hardestShare, timesGood*weakGood)
	}
	return h
}

// count counts one answer.
func (h *Habit) count(r Rating) {
	h.Answers++
	switch r {
	case Again:
		h.Again++
	case Hard:
		h.Hard++
	}
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
