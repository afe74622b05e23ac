package model

import (
	"slices"
	"strings"
)

// journey adds the tasks of stages, lanes, flows and scenarios.
func (b *taskList) journey() {
	const least = 3 // there is but one wrong order of two stages
	order := taskID(OrderTask)
	if len(b.m.Stages) >= least {
		t := Task{ID: order, Kind: OrderTask, Prompt: "Put the stages of “" + b.m.Title + "” in order."}
		for _, s := range b.m.Stages {
			t.Elements = append(t.Elements, s.ID)
		}
		b.add(t)
	}
	if len(b.m.cells()) > 1 {
		b.places(order)
		b.walks(order)
	}
	for i := range b.m.Flows {
		f := &b.m.Flows[i]
		if f.Form == Sequence || f.Meaning == "" || len(b.m.otherMeanings(f)) == 0 {
			continue
		}
		b.add(Task{
			ID: taskID(LoopTask, f.ID), Kind: LoopTask, Elements: []string{f.ID}, Was: formerIDs(LoopTask, f.Part),
			After:  []string{order},
			Prompt: "What does the marked arrow do, from " + b.named[f.From] + " to " + b.named[f.To] + "?",
		})
	}
}

// places adds the stories to be placed, and the touchpoints when stories are few.
func (b *taskList) places(order string) {
	stories := 0
	for i := range b.m.Cases {
		c := &b.m.Cases[i]
		cells := b.m.cellsOf(c)
		if len(cells) == 0 || len(cells) == len(b.m.cells()) {
			continue
		}
		stories++
		t := Task{
			ID: taskID(PlaceTask, c.ID), Kind: PlaceTask, Was: formerIDs(PlaceTask, c.part()),
			Elements: []string{cells[0].stage}, After: []string{order},
			Prompt: "Where does this happen? " + c.Text,
		}
		if cells[0].lane != "" {
			t.Elements = append(t.Elements, cells[0].lane)
		}
		b.add(t)
	}
	if stories >= fewStories {
		return
	}
	for i := range b.m.Touchpoints {
		p := &b.m.Touchpoints[i]
		if !slices.Contains(b.m.cells(), cell{p.Stage, p.Lane}) {
			continue
		}
		b.add(Task{
			ID: taskID(PlaceTask, p.ID), Kind: PlaceTask, Elements: []string{p.ID}, Was: formerIDs(PlaceTask, p.Part),
			After: []string{order}, Prompt: "Where does “" + p.Label + "” belong?",
		})
	}
}

func (b *taskList) walks(order string) {
	for i := range b.m.Scenarios {
		s := &b.m.Scenarios[i]
		var elements []string
		whole := len(s.Steps) > 1
		for _, step := range s.Steps {
			whole = whole && len(b.m.cellsAt(step.Stage, step.Lane)) > 0
			if !slices.Contains(elements, step.Stage) {
				elements = append(elements, step.Stage)
			}
		}
		if !whole {
			continue
		}
		b.add(Task{
			ID: taskID(WalkTask, s.ID), Kind: WalkTask, Elements: elements, Was: formerIDs(WalkTask, s.Part),
			After: []string{order}, Prompt: strings.TrimSpace("Walk with the customer: where does each step happen? " + sentence(s.Label)),
		})
	}
}

// part returns what a case has in common with other elements.
func (c *Case) part() Part {
	return Part{ID: c.ID, Meaning: c.Why, Standing: c.Standing, Sources: c.Sources, Was: c.Was}
}

// A cell is where a stage and a lane meet.
type cell struct{ stage, lane string }

func (c cell) id() string { return CellID(c.stage, c.lane) }

// cells returns the cells of a journey's grid in reading order.
func (m *Model) cells() []cell {
	lanes := []string{""}
	if len(m.Lanes) > 0 {
		lanes = lanes[:0]
		for _, l := range m.Lanes {
			lanes = append(lanes, l.ID)
		}
	}
	list := make([]cell, 0, len(lanes)*len(m.Stages))
	for _, lane := range lanes {
		for _, s := range m.Stages {
			list = append(list, cell{s.ID, lane})
		}
	}
	return list
}

// cellsAt returns the cells of a stage and a lane, either of which may be "" for any.
func (m *Model) cellsAt(stage, lane string) []cell {
	var list []cell
	for _, c := range m.cells() {
		if (stage == "" || c.stage == stage) && (lane == "" || c.lane == lane) {
			list = append(list, c)
		}
	}
	return list
}

// cellsOf returns the cells in which a case may rightly be placed, the one that is
// shown first.
func (m *Model) cellsOf(c *Case) []cell {
	anyOf := func(ids []string) []string {
		if len(ids) == 0 {
			return []string{""}
		}
		return ids
	}
	if len(c.In["stage"])+len(c.In["lane"]) == 0 {
		return nil
	}
	var list []cell
	for _, stage := range anyOf(c.In["stage"]) {
		for _, lane := range anyOf(c.In["lane"]) {
			for _, at := range m.cellsAt(stage, lane) {
				if !slices.Contains(list, at) {
					list = append(list, at)
				}
			}
		}
	}
	return list
}

// otherMeanings returns what the other flows do, as wrong answers about one.
func (m *Model) otherMeanings(f *Flow) []string {
	var list []string
	for _, other := range m.Flows {
		if other.ID != f.ID && other.Meaning != "" && other.Meaning != f.Meaning && !slices.Contains(list, other.Meaning) {
			list = append(list, other.Meaning)
		}
	}
	return list
}
