package study

// Reschedule returns what would move if every card were due when the present weights and
// retention say, counted from its last answer. Only cards that would move materially do:
// those of which the chance of recall on the day they are due lies so far from what is
// wanted that the odds are less than three quarters or more than five quarters of the
// wanted odds. No card becomes due before today. The new days are spread as those of
// answers are, by fuzz and balance.
func (d *Desk) Reschedule() Moves { return d.summed(nil) }
