package model

import (
	"cmp"
	"slices"
	"strings"
)

// Tasks returns everything that can be asked about the model, in the order of
// introduction: in that of the author's steps, and within a step names before signs,
// signs before what builds on them, and what judges stories after what it judges by.
// No task comes before one of its prerequisites, and the rebuild comes last.
//
// What would be trivial is not asked: to sort by a facet with a single category, to
// tap the only arrow, to order two stages.
func (m *Model) Tasks() []Task {
	b := newTaskList(m)
	switch m.Kind {
	case PathKind:
		b.path()
	case JourneyKind:
		b.journey()
	case ContingencyKind:
		b.contingency()
	case ClassificationKind:
		b.classification()
	}
	b.rebuild()
	return b.ordered()
}

// Task returns the task with an id.
func (m *Model) Task(id string) (Task, bool) {
	for _, t := range m.Tasks() {
		if t.ID == id {
			return t, true
		}
	}
	return Task{}, false
}

// fewStories is the number of cases from which a model's own touchpoints and items are
// not asked too: the stories ask the same, and better.
const fewStories = 4

// A taskList collects the tasks of a model.
type taskList struct {
	m     *Model
	named map[string]string // titles by id of element
	tasks []Task
	index map[string]int // by id
	steps map[string]int // of the author's order, by id of element
}

func newTaskList(m *Model) *taskList {
	b := &taskList{m: m, named: m.titles(), index: map[string]int{}, steps: map[string]int{}}
	for i, together := range m.Order {
		for _, id := range together {
			if _, twice := b.steps[id]; !twice {
				b.steps[id] = i
			}
		}
	}
	return b
}

// titles returns what the elements are called, by id.
func (m *Model) titles() map[string]string {
	named := map[string]string{}
	for _, e := range m.Elements() {
		if _, twice := named[e.ID]; !twice {
			named[e.ID] = e.Title
		}
	}
	return named
}

// add appends a task unless its id is taken; prerequisites that do not exist are left
// out later.
func (b *taskList) add(t Task) {
	if _, taken := b.index[t.ID]; taken {
		return
	}
	t.Model = b.m
	b.index[t.ID] = len(b.tasks)
	b.tasks = append(b.tasks, t)
}

// rebuild adds the task to build the model, after all others.
func (b *taskList) rebuild() {
	if !b.m.buildable() || NewRebuild(b.m, RebuildOptions{}).Parts() == 0 {
		return
	}
	t := Task{ID: taskID(RebuildTask), Kind: RebuildTask, Prompt: "Build “" + b.m.Title + "” from memory."}
	for _, other := range b.tasks {
		t.After = append(t.After, other.ID)
	}
	b.add(t)
}

// buildable reports whether there is something to put together.
func (m *Model) buildable() bool {
	const least = 2 // a single part has only one place
	switch m.Kind {
	case PathKind:
		return len(m.Constructs) >= least && len(m.Relations) > 0
	case JourneyKind:
		return len(m.Touchpoints) >= least && len(m.cells()) >= least
	case ContingencyKind:
		return len(m.Alternatives) >= least && len(m.Rules) > 0
	case ClassificationKind:
		return (len(m.Items) >= least || len(m.Cases) >= least) && len(m.Facets) > 0 && len(m.Facets[0].Categories) >= least
	}
	return false
}

// taskID joins a kind and the ids of what is asked.
func taskID(kind TaskKind, ids ...string) string {
	return strings.Join(append([]string{string(kind)}, ids...), ":")
}

// ordered returns the tasks in the order of introduction, with no more prerequisites
// than are needed.
func (b *taskList) ordered() []Task {
	place := make(map[string]int, len(b.tasks))
	for _, t := range b.tasks {
		place[t.ID] = b.stepOf(t)
	}
	sorted := slices.Clone(b.tasks)
	slices.SortStableFunc(sorted, func(x, y Task) int {
		if x.Kind == RebuildTask || y.Kind == RebuildTask {
			return cmp.Compare(x.rank(), y.rank())
		}
		return cmp.Or(cmp.Compare(place[x.ID], place[y.ID]), cmp.Compare(x.rank(), y.rank()))
	})
	list := make([]Task, 0, len(sorted))
	done := make(map[string]bool, len(sorted))
	var emit func(t Task)
	emit = func(t Task) {
		if done[t.ID] {
			return
		}
		done[t.ID] = true
		known := t.After[:0:0]
		for _, id := range t.After {
			if i, ok := b.index[id]; ok && id != t.ID && !slices.Contains(known, id) {
				known = append(known, id)
				emit(b.tasks[i])
			}
		}
		t.After = known
		list = append(list, t)
	}
	for _, t := range sorted {
		emit(t)
	}
	reduce(list)
	return list
}

// rank says what a learner meets first within a step: what things are called, then what
// holds between them, then what takes both.
func (t Task) rank() int {
	if t.Kind == RecallTask && len(t.After) == 0 {
		return 0 // the categories themselves, before what belongs to them
	}
	return 1 + slices.Index([]TaskKind{
		NameTask, SignTask, ModeratorTask, EffectTask, NetTask, AlteredTask,
		OrderTask, PlaceTask, LoopTask, WalkTask, ConditionTask, DecideTask, GapTask,
		SortTask, OddTask, RecallTask, RebuildTask,
	}, t.Kind)
}

// reduce takes out of the prerequisites what others of them imply. Prerequisites stand
// before what they are for.
func reduce(list []Task) {
	index := make(map[string]int, len(list))
	before := make([][]uint64, len(list)) // bits of all that comes before a task
	for i := range list {
		index[list[i].ID] = i
		implied := make([]uint64, len(list)/64+1)
		for _, id := range list[i].After {
			for k, bits := range before[index[id]] {
				implied[k] |= bits
			}
		}
		list[i].After = slices.DeleteFunc(list[i].After, func(id string) bool {
			k := index[id]
			return implied[k/64]>>(k%64)&1 != 0
		})
		for _, id := range list[i].After {
			k := index[id]
			implied[k/64] |= 1 << (k % 64)
		}
		before[i] = implied
	}
}

// stepOf returns the author's step from which a task can be asked: the last of those
// of its elements. What the order does not reach comes after it.
func (b *taskList) stepOf(t Task) int {
	if len(b.m.Order) == 0 {
		return 0
	}
	if len(t.Elements) == 0 {
		return len(b.m.Order)
	}
	step := 0
	for _, id := range t.Elements {
		step = max(step, b.stepOfElement(id))
	}
	for _, id := range t.After {
		if i, ok := b.index[id]; ok {
			step = max(step, b.stepOf(b.tasks[i]))
		}
	}
	return step
}

// stepOfElement returns the step of an element, or of what it hangs on.
func (b *taskList) stepOfElement(id string) int {
	if step, ok := b.steps[id]; ok {
		return step
	}
	step, last := -1, len(b.m.Order)
	add := func(ids ...string) {
		for _, other := range ids {
			s, ok := b.steps[other]
			if !ok {
				s = last
			}
			step = max(step, s)
		}
	}
	if condition, _, isValue := strings.Cut(id, ":"); isValue {
		add(condition)
	}
	for _, r := range b.m.Relations {
		if r.ID == id {
			add(r.From, r.To)
		}
	}
	for _, f := range b.m.Flows {
		if f.ID == id {
			add(f.From, f.To)
		}
	}
	for _, f := range b.m.Facets {
		for _, c := range f.Categories {
			if c.ID == id {
				add(f.ID)
			}
		}
	}
	for _, t := range b.m.Touchpoints {
		if t.ID == id {
			add(t.Stage)
		}
	}
	if step < 0 {
		return last
	}
	return step
}
