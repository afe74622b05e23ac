package progress

import (
	"cmp"
	"slices"
	"time"

	"touchpoint/deck/memory"
)

// Fold returns what the entries of one card, in any order, say of it: the state after
// all that was not taken back. LastAt and LastEntry are of the last entry whatever its
// kind, so a retraction counts there; in all else Fold(m, entries) and
// Fold(m, Effective(entries)) are the same.
func Fold(m *memory.Model, entries []Entry) State {
	if len(entries) == 0 {
		return State{}
	}
	entries = inOrder(entries)
	var s State
	for _, e := range Effective(entries) {
		s = step(m, s, e)
	}
	last := entries[len(entries)-1]
	s.Card, s.LastAt, s.LastEntry = last.Card, last.At, last.ID
	return s
}

// Effective returns, in fold order, the entries that count: neither retractions nor
// what they take back. A retraction that is itself retracted takes nothing back.
func Effective(entries []Entry) []Entry {
	entries = inOrder(entries)
	counts := inForce(entries)
	var effective []Entry
	for i, e := range entries {
		if counts[i] && e.Kind != Retract {
			effective = append(effective, e)
		}
	}
	return effective
}

// inForce says of each entry, in fold order, whether no retraction in force takes it
// back. A retraction is always later than its target, so going from the last entry to
// the first settles the fate of every retraction before that of its target.
func inForce(entries []Entry) []bool {
	force := make([]bool, len(entries))
	var taken map[EntryID]bool
	for i, e := range slices.Backward(entries) {
		force[i] = !taken[e.ID]
		if force[i] && e.Kind == Retract {
			if taken == nil {
				taken = make(map[EntryID]bool)
			}
			taken[e.Target] = true
		}
	}
	return force
}

// inOrder returns the entries by time, those of one moment by ID. It leaves the
// caller's slice as it is.
func inOrder(entries []Entry) []Entry {
	if slices.IsSortedFunc(entries, byTime) {
		return entries
	}
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, byTime)
	return entries
}

func byTime(a, b Entry) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
}

// step returns the state of a card after one more entry, which is no retraction: those
// change what came before them, and need the whole history.
func step(m *memory.Model, s State, e Entry) State {
	switch e.Kind {
	case Review:
		s = answered(m, s, e)
	case Estimate:
		s = estimated(s, e)
	case Reschedule:
		// The interval goes on from the last answer, which stays where it is.
		if s.Memory.Phase == memory.Review {
			s.Memory.DueDay = e.After.DueDay
		}
	case Forget:
		s.Memory, s.Introduced = memory.Card{}, 0
	case Suspend:
		s.Suspended = true
	case Unsuspend:
		s.Suspended = false
	case Bury:
		s.BuriedOn = e.Day
	case Unbury:
		s.BuriedOn = 0
	case Flag:
		s.Flag = e.Flag
	case Tag:
		s.Tags = withTag(s.Tags, e.Text)
	case Untag:
		s.Tags = withoutTag(s.Tags, e.Text)
	case Remark:
		s.Remark = e.Text
	case Retract:
	}
	s.Card, s.LastAt, s.LastEntry = e.Card, e.At, e.ID
	return s
}

// withTag returns the tags with one more, in order. Tags are shared between states, so
// the list that is given stays as it is.
func withTag(tags []string, tag string) []string {
	at, found := slices.BinarySearch(tags, tag)
	if found {
		return tags
	}
	return slices.Concat(tags[:at], []string{tag}, tags[at:])
}

// withoutTag returns the tags without one of them, nil when none is left.
func withoutTag(tags []string, tag string) []string {
	at, found := slices.BinarySearch(tags, tag)
	if !found {
		return tags
	}
	return slices.Concat(tags[:at], tags[at+1:])
}

// answered moves the memory of a card along. Stability and difficulty follow from the
// answers and the model; where the answer put the card is as the scheduler decided then.
func answered(m *memory.Model, s State, e Entry) State {
	c := &s.Memory
	if c.Phase == memory.New {
		c.State = m.First(e.Rating)
		s.Introduced = e.Day
	} else {
		c.State = m.Next(c.State, e.Rating, e.Day.Since(c.Last))
	}
	c.Reps++
	if e.Rating == memory.Again && c.Phase == memory.Review {
		c.Lapses++
	}
	put(c, e)
	return s
}

// estimated sets the memory of a card to what another program says of it. What was
// answered before is counted still.
func estimated(s State, e Entry) State {
	if s.Memory.Phase == memory.New {
		s.Introduced = e.Day
	}
	s.Memory.State = e.Memory
	put(&s.Memory, e)
	return s
}

// put moves a card to where an entry put it.
func put(c *memory.Card, e Entry) {
	c.Phase, c.Step = e.After.Phase, e.After.Step
	c.DueDay, c.DueAt = e.After.DueDay, e.After.DueAt
	c.Last = e.Day
}

// milliseconds cuts a moment to the precision of the journal, in UTC so that equal
// moments are equal values. The zero Time stays zero.
func milliseconds(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return time.UnixMilli(t.UnixMilli()).UTC()
}
