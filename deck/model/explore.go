package model

// An Exploration is a model that is being looked at: what is selected, which switches are
// set, where a walk through it stands. It holds everything a screen has to know, so that
// the screen draws Overlay over Drawing, shows Panel and turns keys into calls.
//
// Stepping, tracing and a scenario are told one at a time: to begin one ends the others.
type Exploration struct {
	m        *Model
	drawing  *Drawing
	elements []Element
	index    map[string]int // of elements, by id

	selected string
	near     bool
	from, to string            // what is traced; "" when nothing is
	levels   map[string]string // what is switched on: moderator or condition to level

	steps    [][]string
	at       map[string]int // element to the step that shows it
	step     int
	scenario int // index of the scenario, -1 without
	stop     int // index of its step

	recall map[string]Recall
}

// A Trace is what one element does to another over all ways between them.
type Trace struct {
	From, To string
	Ways     []TracedWay
	Net      Sign
	TooMany  bool     // there are too many ways to follow
	Words    []string // the same for reading, a sentence each
}

// A TracedWay is one chain of relations, and what it comes to.
type TracedWay struct {
	Relations []string
	Sign      Sign
}

// A Switch is a moderator or a condition that can be set.
type Switch struct {
	ID, Label string
	Options   []Option // the id of each is the level to set
	Chosen    string   // "" when it is off
	Meaning   string   // of the level that is chosen, or of the whole
}

// A Judgement is what a contingency model says under the conditions that are set.
type Judgement struct {
	Favoured string // id of an alternative, "" for none
	Kind     Verdict
	Conflict bool // the rules that hold disagree
	Title    string
	Reasons  []Reason
}

// A Reason is a rule that holds.
type Reason struct {
	Rule, Text string
	Standing   Standing
	Sources    []string
	Counts     bool // false: a rule for more exactly these conditions counts instead
}

// A Prediction asks what the next step will show.
type Prediction struct {
	Prompt  string
	Options []Option
}

// A Projection is what a change of the input would go with, in percent.
type Projection struct {
	Relation, Label    string
	Elasticity, Change float64
	Text               string
}

// A ReadingView is one reading of a journey, to be shown beside the others: the same
// drawing under another overlay.
type ReadingView struct {
	Reading Reading
	Overlay Overlay
	Sets    []SetSize
}

// A Panel is what is told about what is selected, or about the model as a whole.
type Panel struct {
	Title    string
	Kind     string // "Construct", "Relation" …
	Meaning  string
	Evidence []string
	Standing Standing // "" when nothing is claimed
	Sources  []string // keys
}

// Explore begins to look at a model.
func Explore(m *Model) *Exploration {
	x := &Exploration{m: m, scenario: -1, levels: map[string]string{}, elements: m.Elements()}
	x.index = make(map[string]int, len(x.elements))
	for i, e := range x.elements {
		x.index[e.ID] = i
	}
	return x
}

// Model returns what is looked at.
func (x *Exploration) Model() *Model { return x.m }

// Drawing returns the model's picture. It is drawn once.
func (x *Exploration) Drawing() *Drawing {
	if x.drawing == nil {
		x.drawing = &Drawing{}
	}
	return x.drawing
}

// Select turns to an element, a cell of a journey's grid or a moderator's thin line. It
// reports whether there is such a thing to be seen; if not, the selection stays.
func (x *Exploration) Select(id string) bool {
	if _, ok := x.index[id]; !ok {
		return false
	}
	x.selected = id
	return true
}

// Selected returns the element that is selected. A cell is one of kind IsCell.
func (x *Exploration) Selected() (Element, bool) {
	i, ok := x.index[x.selected]
	if !ok {
		return Element{}, false
	}
	return x.elements[i], true
}

// Clear selects nothing.
func (x *Exploration) Clear() { x.selected = "" }

// SetNeighbours says whether all stands back that does not touch the selected element.
func (x *Exploration) SetNeighbours(on bool) { x.near = on }

// Neighbours reports whether it does.
func (x *Exploration) Neighbours() bool { return x.near }

// Trace follows all ways from one element to another.
func (x *Exploration) Trace(from, to string) Trace {
	x.from, x.to = from, to
	return Trace{From: from, To: to}
}

// ClearTrace ends the tracing.
func (x *Exploration) ClearTrace() { x.from, x.to = "", "" }

// Traced returns what is being traced.
func (x *Exploration) Traced() (Trace, bool) { return Trace{From: x.from, To: x.to}, x.from != "" }

// Switches returns what can be set: a path's moderators, the conditions of a contingency.
func (x *Exploration) Switches() []Switch { return nil }

// Switch sets a moderator or a condition to a level, "" to turn it off.
func (x *Exploration) Switch(id, level string) { x.levels[id] = level }

// Changes says in sentences what the switches do.
func (x *Exploration) Changes() []string { return nil }

// Verdict returns what is favoured under the conditions that are set; false for a model
// that has no alternatives.
func (x *Exploration) Verdict() (Judgement, bool) { return Judgement{}, false }

// Reverse says in sentences when an alternative is favoured.
func (x *Exploration) Reverse(string) []string { return nil }

// Steps returns how many steps the way through the model has.
func (x *Exploration) Steps() int { return len(x.steps) }

// Step returns the step that is shown, from 1; 0 when the whole model is.
func (x *Exploration) Step() int { return x.step }

// StartSteps shows the first step only.
func (x *Exploration) StartSteps() { x.step = min(1, len(x.steps)) }

// Next shows one step more. It reports whether there was one.
func (x *Exploration) Next() bool {
	if x.step == 0 || x.step >= len(x.steps) {
		return false
	}
	x.step++
	return true
}

// Previous shows one step less. It reports whether there was one.
func (x *Exploration) Previous() bool {
	if x.step <= 1 {
		return false
	}
	x.step--
	return true
}

// StopSteps shows the whole model.
func (x *Exploration) StopSteps() { x.step = 0 }

// Prediction asks what Next will show; false when nothing is left to be guessed.
func (x *Exploration) Prediction() (Prediction, bool) { return Prediction{}, false }

// Predict judges an option of Prediction, in words. It does not go on to the next step.
func (x *Exploration) Predict(string) (right bool, text string) { return false, "" }

// Scenarios returns the walks through a journey.
func (x *Exploration) Scenarios() []Scenario { return x.m.Scenarios }

// StartScenario begins a walk at its first step. It reports whether there is such a walk.
func (x *Exploration) StartScenario(string) bool { return false }

// ScenarioNext goes on with the walk. It reports whether there was a step left.
func (x *Exploration) ScenarioNext() bool { return false }

// ScenarioPrevious goes back in the walk. It reports whether there was a step before.
func (x *Exploration) ScenarioPrevious() bool { return false }

// ScenarioStop ends the walk.
func (x *Exploration) ScenarioStop() { x.scenario = -1 }

// ScenarioStep returns where the walk stands, counted from 0; false without a walk.
func (x *Exploration) ScenarioStep() (int, ScenarioStep, bool) { return 0, ScenarioStep{}, false }

// Readings returns the readings of a journey, to be shown side by side.
func (x *Exploration) Readings() []ReadingView { return nil }

// ReadingNote says what the numbers in the readings are worth. Show it once beside them.
func (x *Exploration) ReadingNote() string { return "" }

// WhatIf says what a change of the input by some percent would go with, for every
// relation with an elasticity.
func (x *Exploration) WhatIf(float64) []Projection { return nil }

// WhatIfNote says what WhatIf rests on. Show it beside the figures.
func (x *Exploration) WhatIfNote() string { return "" }

// HasWhatIf reports whether any relation has an elasticity.
func (x *Exploration) HasWhatIf() bool { return false }

// Mastery shows on every element how well it is remembered; nil ends that.
func (x *Exploration) Mastery(by map[string]Recall) { x.recall = by }

// Overlay says how the drawing looks now.
func (x *Exploration) Overlay() Overlay { return Overlay{} }

// Panel tells about what is selected, or about the model as a whole.
func (x *Exploration) Panel() Panel { return Panel{Title: x.m.Title, Kind: "Model"} }
