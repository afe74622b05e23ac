package memory

// A Prediction is what a model thought of a card just before an answer.
type Prediction struct {
	Recall    float64 // chance of recall, 0 to 1; 1 on the day of the last answer, 0 when not Known
	Stability float64 // in days, before the answer; 0 when not Known
	Elapsed   int32   // study days since the card's last answer; only where this is above 0 is the answer evidence of recall
	Known     bool    // whether anything was known of the card
}

// Replay predicts every answer of a history, which is in the order of time, from the
// answers of the card before it. The predictions are in the order of the history.
//
// A card's first answer, and all answers of a card that came with a memory from
// elsewhere until it is learned anew, are not Known.
func Replay(log []Answer, m *Model) []Prediction { return make([]Prediction, len(log)) }
