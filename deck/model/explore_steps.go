package model

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strconv"
	"unicode/utf8"
)

// plan lays down the steps: the author's, and what they leave out as one more at the end.
// Without the author's, the main elements come one by one in reading order. What is not
// named comes by itself: a relation with its second end, a moderator with the first of
// its relations, a value with its condition.
func (x *Exploration) plan() {
	x.at, x.settled = make(map[string]int, len(x.elements)), make(map[string]bool, len(x.elements))
	for _, ids := range x.m.Order {
		x.addStep(ids)
	}
	if len(x.steps) == 0 {
		for _, e := range x.elements {
			if x.main(e) {
				x.addStep([]string{e.ID})
			}
		}
	} else {
		var rest []string
		for _, e := range x.elements {
			if x.main(e) && x.at[e.ID] == 0 && !x.comesWith(e) {
				rest = append(rest, e.ID)
			}
		}
		x.addStep(rest)
	}
	for _, e := range x.elements {
		x.arrival(e.ID)
	}
	x.beginWithNode()
}

// beginWithNode joins the first steps until they show more than an empty field.
func (x *Exploration) beginWithNode() {
	for len(x.steps) > 1 {
		if slices.ContainsFunc(x.elements, func(e Element) bool { return x.at[e.ID] == 1 && x.noded(e) }) {
			return
		}
		x.steps[1] = append(slices.Clone(x.steps[0]), x.steps[1]...)
		x.steps = x.steps[1:]
		for id, at := range x.at {
			x.at[id] = max(1, at-1)
		}
	}
}

// noded reports whether an element is drawn as a node: not as a field, an arrow or nothing.
func (x *Exploration) noded(e Element) bool {
	switch e.Kind {
	case IsStage:
		return x.m.Kind == JourneyKind
	case IsCondition, IsFacet, IsGap, IsReading:
		return false
	}
	return !arrowed(e.Kind)
}

// arrowed reports whether elements of a kind are drawn as arrows.
func arrowed(k ElementKind) bool { return k == IsRelation || k == IsFlow || k == IsRule }

// addStep adds a step of the elements that there are and that no step has shown.
func (x *Exploration) addStep(ids []string) {
	var step []string
	for _, id := range ids {
		if _, ok := x.index[id]; ok && x.at[id] == 0 {
			x.at[id] = len(x.steps) + 1
			step = append(step, id)
		}
	}
	if len(step) > 0 {
		x.steps = append(x.steps, step)
	}
}

// main reports whether an element has a step of its own when the author gives no order.
func (x *Exploration) main(e Element) bool {
	switch e.Kind {
	case IsConstruct, IsLane, IsAround, IsCondition, IsAlternative, IsRoot, IsCategory:
		return true
	case IsStage:
		return x.m.Kind == JourneyKind
	}
	return false
}

// comesWith reports whether a main element that no step names comes with another.
func (x *Exploration) comesWith(e Element) bool {
	switch e.Kind {
	case IsCategory:
		return x.at[e.Within] > 0
	case IsCondition:
		return slices.ContainsFunc(x.elements, func(v Element) bool { return v.Within == e.ID && x.at[v.ID] > 0 })
	case IsStage, IsLane:
		return !slices.ContainsFunc(x.elements, func(s Element) bool { return s.Kind == e.Kind && x.at[s.ID] > 0 })
	}
	return false
}

// arrival returns the step that shows an element, and keeps it. What hangs on others does
// not come before them, whatever the author wrote.
func (x *Exploration) arrival(id string) int {
	named := x.at[id]
	e, ok := x.element(id)
	if !ok || x.settled[id] {
		return max(named, 1)
	}
	x.settled[id] = true // an element that waits for itself does not wait
	if named > 0 && !hanging(e.Kind) {
		return named
	}
	at := 1
	switch e.Kind {
	case IsRelation, IsFlow:
		at = max(x.arrival(e.From), x.arrival(e.To))
	case IsModerator:
		at = x.earliest(x.actedOn(id))
	case IsTouchpoint:
		at = x.arrivalOfTouchpoint(id)
	case IsValue, IsCategory, IsItem:
		if e.Within != "" {
			at = x.arrival(e.Within)
		}
	case IsCondition, IsFacet, IsStage:
		at = x.earliest(x.inside(e))
	case IsRule:
		at = x.arrivalOfRule(id)
	}
	x.at[id] = max(at, named)
	return x.at[id]
}

// hanging reports whether elements of a kind are drawn on or in others.
func hanging(k ElementKind) bool {
	switch k {
	case IsRelation, IsFlow, IsTouchpoint, IsItem, IsRule:
		return true
	}
	return false
}

// earliest is the first step that shows any of some elements.
func (x *Exploration) earliest(ids []string) int {
	at := 0
	for _, id := range ids {
		if n := x.arrival(id); at == 0 || n < at {
			at = n
		}
	}
	return max(at, 1)
}

// inside returns what is named in a step and stands in an element. A journey's stages are
// there from the start, for they hold everything else.
func (x *Exploration) inside(e Element) []string {
	var ids []string
	for _, in := range x.elements {
		if in.Within == e.ID && x.at[in.ID] > 0 && x.m.Kind != JourneyKind {
			ids = append(ids, in.ID)
		}
	}
	return ids
}

func (x *Exploration) actedOn(moderator string) []string {
	var ids []string
	for _, m := range x.m.Moderators {
		for _, a := range m.Acts {
			if m.ID == moderator {
				ids = append(ids, a.On)
			}
		}
	}
	return ids
}

func (x *Exploration) arrivalOfTouchpoint(id string) int {
	for _, t := range x.m.Touchpoints {
		if t.ID == id {
			return max(x.arrival(t.Stage), x.arrival(t.Lane))
		}
	}
	return 1
}

func (x *Exploration) arrivalOfRule(id string) int {
	at := 1
	for _, r := range x.m.Rules {
		if r.ID != id {
			continue
		}
		for _, a := range x.m.about(r) {
			at = max(at, x.arrival(a))
		}
		for c, v := range r.When {
			at = max(at, x.arrival(ValueID(c, v)))
		}
	}
	return at
}

// shown reports whether the step that is shown has an element or cell.
func (x *Exploration) shown(id string) bool {
	if x.step == 0 {
		return true
	}
	if at, ok := x.at[id]; ok {
		return at <= x.step
	}
	x.Drawing()
	for _, p := range x.drawn {
		if p.id == id {
			return x.partsShown(p)
		}
	}
	return true
}

func (x *Exploration) partsShown(p drawn) bool {
	return !slices.ContainsFunc(p.parts, func(id string) bool { return x.at[id] > x.step })
}

// Steps returns how many steps the way through the model has.
func (x *Exploration) Steps() int { return len(x.steps) }

// Step returns the step that is shown, from 1; 0 when the whole model is.
func (x *Exploration) Step() int { return x.step }

// StartSteps shows the first step only.
func (x *Exploration) StartSteps() {
	x.ClearTrace()
	x.ScenarioStop()
	x.goTo(min(1, len(x.steps)))
}

// Next shows one step more. It reports whether there was one.
func (x *Exploration) Next() bool {
	if x.step == 0 || x.step >= len(x.steps) {
		return false
	}
	x.goTo(x.step + 1)
	return true
}

// Previous shows one step less. It reports whether there was one.
func (x *Exploration) Previous() bool {
	if x.step <= 1 {
		return false
	}
	x.goTo(x.step - 1)
	return true
}

// StopSteps shows the whole model.
func (x *Exploration) StopSteps() { x.step = 0 }

func (x *Exploration) goTo(step int) {
	x.step = step
	if x.selected != "" && !x.shown(x.selected) {
		x.Clear()
	}
}

// overlaySteps hides what later steps show and lights what this one does.
func (x *Exploration) overlaySteps(o Overlay) {
	if x.step == 0 {
		return
	}
	for _, id := range x.steps[x.step-1] {
		touch(o, id, func(f *Face) { f.Lit = true })
		for _, r := range x.m.Readings {
			for _, flow := range r.Flows {
				if r.ID == id {
					touch(o, flow, func(f *Face) { f.Lit = true })
				}
			}
		}
	}
	for _, p := range x.drawn {
		hidden := !x.partsShown(p)
		if _, known := x.at[p.id]; known {
			hidden = x.at[p.id] > x.step
		}
		if hidden {
			touch(o, p.id, func(f *Face) { *f = Face{Hidden: true} })
		}
	}
}

// guesses is how many wrong options a prediction has at most.
const guesses = 3

// Prediction asks what Next will show; false when nothing is left to be guessed. The
// wrong options are what later steps show and, at the end, what is not in the model.
func (x *Exploration) Prediction() (Prediction, bool) {
	if x.step == 0 || x.step >= len(x.steps) {
		return Prediction{}, false
	}
	var wrong []Option
	for _, later := range x.steps[x.step+1:] {
		wrong = append(wrong, x.optionOf(later))
	}
	if len(wrong) < 2 {
		for _, d := range x.m.Distractors {
			if _, taken := x.index[d.ID]; !taken {
				wrong = append(wrong, Option{d.ID, d.Label})
			}
		}
	}
	if len(wrong) == 0 {
		return Prediction{}, false
	}
	random := dice(x.m.ID, uint64(x.step))
	random.Shuffle(len(wrong), func(i, k int) { wrong[i], wrong[k] = wrong[k], wrong[i] })
	options := append([]Option{x.optionOf(x.steps[x.step])}, wrong[:min(guesses, len(wrong))]...)
	random.Shuffle(len(options), func(i, k int) { options[i], options[k] = options[k], options[i] })
	return Prediction{Prompt: "What comes next?", Options: options}, true
}

// Predict judges an option of Prediction, in words. It does not go on to the next step.
func (x *Exploration) Predict(option string) (right bool, text string) {
	if x.step == 0 || x.step >= len(x.steps) {
		return false, ""
	}
	next := x.steps[x.step]
	parts := x.telling(next)
	text = "Next: " + enumerate(x.told(parts)) + "."
	if e, ok := x.element(parts[0]); ok && len(parts) == 1 && e.Meaning != "" {
		text += " " + e.Meaning
	}
	return option == next[0], text
}

// longOption is how many characters an option has before it names one part only.
const longOption = 100

// optionOf makes an option of a step. It names two of its parts at most.
func (x *Exploration) optionOf(step []string) Option {
	names := x.told(x.telling(step))
	text := enumerate(names)
	if len(names) > 2 {
		text = names[0] + ", " + names[1] + ", …"
	}
	if len(names) > 1 && utf8.RuneCountInString(text) > longOption {
		text = names[0] + ", …"
	}
	return Option{step[0], capital(text)}
}

// told names the parts of a step. A field that holds others is called one, since what it
// holds may have nearly the same name.
func (x *Exploration) told(parts []string) []string {
	names := make([]string, len(parts))
	for i, id := range parts {
		names[i] = x.title(id)
		switch e, _ := x.element(id); {
		case e.Kind == IsFacet, e.Kind == IsStage && x.m.Kind == PathKind:
			names[i] = "the group “" + names[i] + "”"
		case e.Kind == IsCondition:
			names[i] = "the condition “" + names[i] + "”"
		}
	}
	return names
}

// telling returns what names a step: its parts, or its arrows if it has nothing else.
func (x *Exploration) telling(step []string) []string {
	parts := slices.DeleteFunc(slices.Clone(step), func(id string) bool {
		e, _ := x.element(id)
		return arrowed(e.Kind)
	})
	if len(parts) == 0 {
		return step
	}
	return parts
}

// dice throws the same whenever it is made of the same.
func dice(name string, seed uint64) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// Scenarios returns the walks through a journey.
func (x *Exploration) Scenarios() []Scenario { return x.m.Scenarios }

// StartScenario begins a walk at its first step. It reports whether there is such a walk.
func (x *Exploration) StartScenario(id string) bool {
	for i, s := range x.m.Scenarios {
		if s.ID == id && len(s.Steps) > 0 {
			x.ClearTrace()
			x.StopSteps()
			x.scenario, x.stop = i, 0
			return true
		}
	}
	return false
}

// ScenarioNext goes on with the walk. It reports whether there was a step left.
func (x *Exploration) ScenarioNext() bool {
	if x.scenario < 0 || x.stop+1 >= len(x.m.Scenarios[x.scenario].Steps) {
		return false
	}
	x.stop++
	return true
}

// ScenarioPrevious goes back in the walk. It reports whether there was a step before.
func (x *Exploration) ScenarioPrevious() bool {
	if x.scenario < 0 || x.stop == 0 {
		return false
	}
	x.stop--
	return true
}

// ScenarioStop ends the walk.
func (x *Exploration) ScenarioStop() { x.scenario, x.stop = -1, 0 }

// ScenarioStep returns where the walk stands, counted from 0; false without a walk.
func (x *Exploration) ScenarioStep() (int, ScenarioStep, bool) {
	if x.scenario < 0 {
		return 0, ScenarioStep{}, false
	}
	return x.stop, x.m.Scenarios[x.scenario].Steps[x.stop], true
}

// overlayScenario numbers the cells that the walk has been to.
func (x *Exploration) overlayScenario(o Overlay) {
	if x.scenario < 0 {
		return
	}
	for i, s := range x.m.Scenarios[x.scenario].Steps[:x.stop+1] {
		touch(o, CellID(s.Stage, s.Lane), func(f *Face) {
			if f.Tag != "" {
				f.Tag += ", "
			}
			f.Tag += strconv.Itoa(i + 1)
			f.Lit = f.Lit || i == x.stop
		})
	}
}
