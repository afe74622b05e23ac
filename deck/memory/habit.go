package memory

// A Habit is how a learner uses Hard.
type Habit struct {
	Answers     int     // to cards under review, on another day than the one before
	Hard, Again int     // of those
	AfterHard   float64 // share of Hard whose next answer on another day is Again; 0 without any
	AfterGood   float64 // the same of Good
	Likely      bool    // Hard seems to be used for cards that were forgotten
}

// HardHabit looks whether Hard, which is a pass, is used for cards that were
// forgotten, in a history in the order of time.
func HardHabit(log []Answer) Habit { return Habit{} }
