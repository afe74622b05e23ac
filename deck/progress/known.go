package progress

// A knowledge is where the entries of a card are in its history: by ID, and answers by
// their moment as well.
type knowledge struct {
	byID     map[EntryID]int
	byMoment map[int64]int
	taken    map[EntryID]*Entry // what takes an entry back, and counts
}

// know returns the knowledge of a history in fold order.
func know(history []Entry) *knowledge {
	k := &knowledge{byID: make(map[EntryID]int), byMoment: make(map[int64]int), taken: make(map[EntryID]*Entry)}
	counts := inForce(history)
	for i := range history {
		e := &history[i]
		k.add(e, i)
		if counts[i] && e.Kind == Retract {
			k.taken[e.Target] = e
		}
	}
	return k
}

func (k *knowledge) add(e *Entry, at int) {
	k.byID[e.ID] = at
	if e.Kind == Review {
		k.byMoment[e.At.UnixMilli()] = at
	}
}

// find returns where an entry, or an answer of the same moment, is.
func (k *knowledge) find(e *Entry) (at int, there bool) {
	if at, there = k.byID[e.ID]; !there && e.Kind == Review {
		at, there = k.byMoment[e.At.UnixMilli()]
	}
	return at, there
}

// takenBackBy returns what took an entry of the history back together with all that came
// with it, or nil. What the learner took back alone stays taken back.
func (k *knowledge) takenBackBy(history []Entry, at int) *Entry {
	if at >= len(history) {
		return nil
	}
	if by := k.taken[history[at].ID]; by != nil && by.TakenIn {
		return by
	}
	return nil
}

// revive notes that an entry counts again because what took it back does not.
func (k *knowledge) revive(by *Entry) { delete(k.taken, by.Target) }
