package memory

// A Model predicts recall and moves memory states along.
type Model struct{ w Weights }

// NewModel returns the model of the given weights.
func NewModel(w Weights, longTermOnly bool) *Model { return &Model{w: w} }

// First returns the state after the first answer.
func (m *Model) First(r Rating) State { return State{} }

// Next returns the state after a later answer.
func (m *Model) Next(s State, r Rating, elapsed int) State { return s }

// Recall returns the chance of remembering after elapsed days.
func (m *Model) Recall(s State, elapsed float64) float64 { return 0 }

// Interval returns the days until recall falls to retention.
func (m *Model) Interval(stability, retention float64) float64 { return 0 }
