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
	leastHards  = 50   // that have a next answer, below which nothing is said
	failedShare = 0.25 // of Hard, from which so many are forgotten next that they cannot have been known
	timesGood   = 2    // as often as after Good, at least

	timesAgain = 4    // as many Hard as Again, from which Again is hardly used
	weakShare  = 0.2  // of Hard, from which the next answer is Again or Hard too often
	timesWeak  = 1.5  // as often as after Good, at least
	leastHard  = 0.05 // of all answers that are Hard
)

// HardHabit looks whether Hard, which is a pass, is used for cards that were
// forgotten, in a history in the order of time.
//
// It looks at cards under review that were answered Hard, and at their next answer on
// another day. A card that was remembered with effort is then remembered nearly as often
// as one that was Good; one that was forgotten got an interval it cannot bear, and is
// forgotten again. So the habit is likely, once 50 Hards have a next answer, when
//
//   - a quarter of these answers or more are Again, twice as many as after Good; or
//   - Again is hardly used at all: there are four times as many Hards, a twentieth of all
//     answers or more, and then the next answer is Again or Hard in a fifth of the cases
//     or more, half as often again as after Good.
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
	if next[Hard] < leastHards {
		return h
	}
	weakHard, weakGood := share(weak[Hard], next[Hard]), share(weak[Good], next[Good])
	h.Likely = h.AfterHard >= max(failedShare, timesGood*h.AfterGood) ||
		h.Hard >= timesAgain*h.Again && share(h.Hard, h.Answers) >= leastHard &&
			weakHard >= max(weakShare, timesWeak*weakGood)
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
