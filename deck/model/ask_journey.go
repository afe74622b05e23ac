package model

import (
	"slices"
	"strconv"
	"strings"
)

// order asks for the order of the stages. No drawing is shown: it would say it.
func (q *asking) order() {
	q.Way = Sort
	n := len(q.m.Stages)
	at := q.random.Perm(n)
	if n > 1 && slices.IsSorted(at) {
		at[0], at[1] = at[1], at[0] // nothing would be left to do
	}
	q.key.order = make([]int, n)
	var labels, why []string
	for i, k := range at {
		q.Items = append(q.Items, q.m.Stages[k].Label)
		q.key.order[k] = i
	}
	for _, s := range q.m.Stages {
		labels = append(labels, s.Label)
		if s.Meaning != "" {
			why = append(why, s.Label+": "+s.Meaning)
		}
		q.cite(s.Sources)
		q.key.wanted = append(q.key.wanted, s.ID)
	}
	q.key.words = strings.Join(labels, ", ")
	q.because(q.m.Standing, q.m.Sources, why...)
}

// bare hides what stands in a journey's cells: all of it, since a gap would tell too.
func (q *asking) bare() Overlay {
	o := Overlay{}
	for _, t := range q.m.Touchpoints {
		o[t.ID] = Face{Hidden: true}
	}
	return o
}

// cellIDs returns the ids of cells.
func cellIDs(cells []cell) []string {
	ids := make([]string, len(cells))
	for i, c := range cells {
		ids[i] = c.id()
	}
	return ids
}

// cellInWords names a cell by its stage and lane.
func (q *asking) cellInWords(c cell) string {
	if c.lane == "" {
		return q.named[c.stage]
	}
	return q.named[c.stage] + ", " + q.named[c.lane]
}

// cellsInWords names the cells that are right, the one that is shown first.
func (q *asking) cellsInWords(cells []cell) string {
	const most = 4 // that are worth reading
	var words []string
	for i, c := range cells {
		if i == most {
			words = append(words, "and others")
			break
		}
		words = append(words, q.cellInWords(c))
	}
	return strings.Join(words, "; or ")
}

func (q *asking) place() {
	q.Way = Tap
	all := cellIDs(q.m.cells())
	for i := range q.m.Cases {
		if c := &q.m.Cases[i]; taskID(PlaceTask, c.ID) == q.Task.ID {
			cells := q.m.cellsOf(c)
			if c.Fictitious {
				q.Note = fictitious
			}
			q.key.steps, q.key.words = [][]string{cellIDs(cells)}, q.cellsInWords(cells)
			q.belongs(c.Standing, c.Sources, c.Why)
			break
		}
	}
	if q.key.steps == nil {
		for i := range q.m.Touchpoints {
			if p := &q.m.Touchpoints[i]; taskID(PlaceTask, p.ID) == q.Task.ID {
				at := cell{p.Stage, p.Lane}
				q.key.steps, q.key.words = [][]string{{at.id()}}, q.cellInWords(at)
				q.belongs(p.Standing, p.Sources, p.Meaning)
				q.key.shown = light(p.ID)
				break
			}
		}
	}
	if q.key.steps == nil {
		return
	}
	q.Steps = []AskStep{{Text: "Tap the place.", Targets: all}}
	q.draw(q.bare())
}

func (q *asking) walk() {
	q.Way, q.Note = Tap, fictitious
	all := cellIDs(q.m.cells())
	for i := range q.m.Scenarios {
		s := &q.m.Scenarios[i]
		if taskID(WalkTask, s.ID) != q.Task.ID {
			continue
		}
		var words []string
		for k, step := range s.Steps {
			cells := q.m.cellsAt(step.Stage, step.Lane)
			q.Steps = append(q.Steps, AskStep{Text: step.Text, Targets: all})
			q.key.steps = append(q.key.steps, cellIDs(cells))
			words = append(words, strconv.Itoa(k+1)+". "+q.cellsInWords(cells))
		}
		q.key.words = strings.Join(words, "\n")
		q.belongs(s.Standing, s.Sources, s.Meaning)
		q.draw(q.bare())
		return
	}
}

func (q *asking) loop() {
	q.Way = Choose
	const most = 3 // wrong answers
	for i := range q.m.Flows {
		f := &q.m.Flows[i]
		if f.ID != q.only() {
			continue
		}
		others := q.m.otherMeanings(f)
		q.random.Shuffle(len(others), func(i, k int) { others[i], others[k] = others[k], others[i] })
		options := []Option{{f.ID, f.Meaning}}
		for _, text := range others[:min(most, len(others))] {
			at := slices.IndexFunc(q.m.Flows, func(o Flow) bool { return o.Meaning == text })
			options = append(options, Option{q.m.Flows[at].ID, text})
		}
		q.Options = q.shuffled(options)
		q.key.right, q.key.subjects, q.key.words = []string{f.ID}, []string{f.ID}, f.Meaning
		q.because(f.Standing, f.Sources, f.Label, f.Meaning)
		q.draw(Overlay{f.ID: {Asked: true}})
		return
	}
}
