package model

import (
	"cmp"
	"slices"
)

// What is kept of former ids. An element that was renamed more often, or a task about
// several such elements, forgets the combinations with most changes.
const (
	mostFormer      = 8  // of one of several elements
	mostFormerTasks = 64 // of a task
)

// formerIDs returns the ids that a task had when its elements had their former ids.
func formerIDs(kind TaskKind, parts ...Part) []string {
	var former []string
	for _, ids := range formerNames(parts) {
		former = append(former, taskID(kind, ids...))
	}
	return former
}

// formerNames returns what some elements were called together, each by one of its ids and
// at least one by a former one. Those with fewest former ids stand first.
func formerNames(parts []Part) [][]string {
	type names struct {
		ids     []string
		changed int
	}
	list := []names{{}}
	for _, p := range parts {
		was := p.Was
		if len(parts) > 1 {
			was = was[:min(mostFormer, len(was))]
		}
		var longer []names
		for _, head := range list {
			for i, id := range append([]string{p.ID}, was...) {
				if i > 0 && id == p.ID {
					continue
				}
				longer = append(longer, names{append(slices.Clone(head.ids), id), head.changed + min(i, 1)})
			}
		}
		list = longer
	}
	slices.SortStableFunc(list, func(a, b names) int { return cmp.Compare(a.changed, b.changed) })
	var former [][]string
	for _, n := range list[1:min(len(list), 1+mostFormerTasks)] { // the first is how they are called now
		former = append(former, n.ids)
	}
	return former
}

// remembered returns a relation with its former ids. A relation whose id is made of those
// of its ends was called by the former ids of these.
func (b *taskList) remembered(r *Relation) Part {
	p := r.Part
	from, to := b.m.construct(r.From), b.m.construct(r.To)
	if from == nil || to == nil || r.ID != relationID(r.From, r.To) {
		return p
	}
	p.Was = slices.Clone(p.Was)
	for _, ends := range formerNames([]Part{from.Part, to.Part}) {
		id := relationID(ends[0], ends[1])
		if b.m.relation(id) == nil && !slices.Contains(p.Was, id) {
			p.Was = append(p.Was, id)
		}
	}
	return p
}

// relationID is the id of a relation to which its author gave none.
func relationID(from, to string) string { return from + "-" + to }

// levelPart returns a level as a part, with the former ids that it has.
func levelPart(levels []Level, id string) Part {
	for _, l := range levels {
		if l.ID == id {
			return Part{ID: l.ID, Was: l.Was}
		}
	}
	return Part{ID: id}
}
