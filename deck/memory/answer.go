package memory

// An Answer is one answer in a learner's history, as training, statistics and forecasts
// need it: small, because there may be millions. A history is a list of them in the order
// of time.
type Answer struct {
	At     int64  // the moment of the answer, Unix ms
	Card   int32  // number of the card; who makes the history numbers them
	Day    Day    // study day of the answer
	Took   int32  // from question shown to graded, ms
	Rating Rating // an answer with none of the four counts for nothing
	Was    Phase  // of the card before the answer
}
