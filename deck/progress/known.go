package progress

import "slices"

// A knowledge is where the entries of a card are in its history: by ID, and answers by
// their moment as well.
type knowledge struct {
	byID     map[EntryID]int
	byMoment map[int64]int
	taken    map[EntryID][]*Entry // what takes an entry back, and counts
}

func newKnowledge() *knowledge {
	return &knowledge{byID: make(map[EntryID]int), byMoment: make(map[int64]int), taken: make(map[EntryID][]*Entry)}
}

// learn makes it the knowledge of a history in fold order, and of no other.
func (k *knowledge) learn(history []Entry) {
	clear(k.byID)
	clear(k.byMoment)
	clear(k.taken)
	counts := inForce(history)
	for i := range history {
		e := &history[i]
		k.add(e, i)
		if counts[i] && e.Kind == Retract {
			k.taken[e.Target] = append(k.taken[e.Target], e)
		}
	}
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
// with it; nothing if the learner took it back alone, which stays so.
func (k *knowledge) takenBackBy(history []Entry, at int) []*Entry {
	if at >= len(history) {
		return nil
	}
	by := k.taken[history[at].ID]
	if slices.ContainsFunc(by, func(r *Entry) bool { return !r.TakenIn }) {
		return nil
	}
	return by
}

// revive notes that nothing takes an entry back any more.
func (k *knowledge) revive(history []Entry, at int) { delete(k.taken, history[at].ID) }
