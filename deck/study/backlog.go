package study

// A Backlog is what has piled up: review cards that are overdue.
type Backlog struct {
	Cards int     // overdue, due before today
	Usual float64 // review cards that fall due on a usual day, the mean of the next two weeks
	Days  int     // over how many days it is best spread: so that no day has much more than half again its usual load
	Large bool    // it is more than two usual days
}

// Backlog returns what has piled up.
func (d *Desk) Backlog() Backlog { return Backlog{} }

// SpreadBacklog returns what would move if the overdue cards were spread over so many
// days, of which today is the first. Those that are most worth saving per minute come
// first.
func (d *Desk) SpreadBacklog(days int) Moves { return d.summed(nil) }
