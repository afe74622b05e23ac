package model

import (
	"maps"
	"slices"
	"strings"
)

// IsCell is the kind of a cell of a journey's grid when it is selected. Cells are not
// among the elements of a model.
const IsCell ElementKind = "cell"

// An Exploration is a model that is being looked at: what is selected, which switches are
// set, where a walk through it stands. It holds everything a screen has to know, so that
// the screen draws Overlay over Drawing, shows Panel and turns keys into calls.
//
// Stepping, tracing and a scenario are told one at a time: to begin one ends the others.
type Exploration struct {
	m        *Model
	elements []Element
	index    map[string]int // of elements, by id; the first counts

	drawing *Drawing
	drawn   []drawn // what Drawing consists of

	selected string
	near     bool
	traced   *Pair
	levels   map[string]string // what is switched on: moderator or condition to level

	steps    [][]string      // elements that a step names
	at       map[string]int  // element to the step that shows it
	settled  map[string]bool // whether at is final
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
	Counts     bool // false: a rule with more conditions counts instead
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
	Sets    []SetSize // in the order of the reading; a size of 0 is not given
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
	if m == nil {
		m = &Model{}
	}
	x := &Exploration{m: m, scenario: -1, levels: map[string]string{}, elements: m.Elements()}
	x.index = make(map[string]int, len(x.elements))
	for i := range x.elements {
		e := &x.elements[i]
		if e.Kind == IsRule && strings.TrimSpace(e.Title) == "" {
			e.Title = x.ruleTitle(e.ID)
		}
		if _, twice := x.index[e.ID]; !twice {
			x.index[e.ID] = i
		}
	}
	x.plan()
	return x
}

// Model returns what is looked at.
func (x *Exploration) Model() *Model { return x.m }

// Drawing returns the model's picture. It is drawn once.
func (x *Exploration) Drawing() *Drawing {
	if x.drawing == nil {
		x.drawing = Draw(x.m, DrawOptions{})
		x.drawn = x.pieces(x.drawing)
	}
	return x.drawing
}

// Select turns to an element, a cell of a journey's grid, or by its thin line to a
// moderator. It reports whether there is such a thing to be seen; if not, the selection
// stays.
func (x *Exploration) Select(id string) bool {
	if _, ok := x.index[id]; !ok {
		if _, ok := x.cell(id); !ok {
			if id, ok = x.owner(id); !ok {
				return false
			}
		}
	}
	if !x.shown(id) {
		return false
	}
	x.selected = id
	return true
}

// Selected returns the element that is selected. A cell is one of kind IsCell.
func (x *Exploration) Selected() (Element, bool) {
	if e, ok := x.element(x.selected); ok {
		return e, true
	}
	return x.cell(x.selected)
}

// Clear selects nothing.
func (x *Exploration) Clear() { x.selected = "" }

// SetNeighbours says whether all stands back that does not touch the selected element.
func (x *Exploration) SetNeighbours(on bool) { x.near = on }

// Neighbours reports whether it does.
func (x *Exploration) Neighbours() bool { return x.near }

// Mastery shows on every element how well it is remembered; nil ends that.
func (x *Exploration) Mastery(by map[string]Recall) { x.recall = maps.Clone(by) }

// Overlay says how the drawing looks now: all of the above and below at once. What one
// of them lights does not stand back for another.
func (x *Exploration) Overlay() Overlay {
	x.Drawing()
	o := Overlay{}
	x.overlaySelection(o)
	x.overlayTrace(o)
	x.overlaySwitches(o)
	x.overlayVerdict(o)
	x.overlayScenario(o)
	for id, r := range x.recall {
		touch(o, id, func(f *Face) { f.Recall = &r })
	}
	x.overlaySteps(o)
	for id, f := range o {
		if f.Lit && f.Dim {
			f.Dim = false
			o[id] = f
		}
	}
	return o
}

func (x *Exploration) overlaySelection(o Overlay) {
	if x.selected == "" {
		return
	}
	if x.near {
		x.dimOthers(o, x.m.touching(x.selected))
	}
	touch(o, x.selected, func(f *Face) { f.Lit = true })
}

// element returns the element with an id, without going through all of them.
func (x *Exploration) element(id string) (Element, bool) {
	i, ok := x.index[id]
	if !ok {
		return Element{}, false
	}
	return x.elements[i], true
}

// title is what an element is called in a sentence.
func (x *Exploration) title(id string) string {
	e, ok := x.element(id)
	if !ok || strings.TrimSpace(e.Title) == "" {
		return id
	}
	return e.Title
}

// titles joins what elements are called: "A, B and C".
func (x *Exploration) titles(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = x.title(id)
	}
	return enumerate(names)
}

// cell returns a cell of the grid as an element.
func (x *Exploration) cell(id string) (Element, bool) {
	for _, s := range x.m.Stages {
		if x.m.Kind != JourneyKind {
			break
		}
		if len(x.m.Lanes) == 0 && id == CellID(s.ID, "") {
			return Element{Part: Part{ID: id}, Kind: IsCell, Within: s.ID, Title: s.Label}, true
		}
		for _, l := range x.m.Lanes {
			if id == CellID(s.ID, l.ID) {
				return Element{Part: Part{ID: id}, Kind: IsCell, Within: s.ID, Title: s.Label + " · " + l.Label}, true
			}
		}
	}
	return Element{}, false
}

// owner returns the element that a drawn line belongs to.
func (x *Exploration) owner(id string) (string, bool) {
	x.Drawing()
	for _, p := range x.drawn {
		if p.id == id && len(p.parts) > 0 && p.kind != ofCell {
			return p.parts[0], true
		}
	}
	return "", false
}

// What a drawn thing is, beside an element.
const (
	ofElement = iota
	ofCell    // of the grid: it stands for its stage and lane
	ofLine    // between two elements: a moderator's thin line, the division of a whole
)

// A drawn is a thing in the drawing and the elements that it stands for.
type drawn struct {
	id    string
	kind  int
	parts []string
}

// pieces lists what a drawing consists of, and the elements that are not drawn.
func (x *Exploration) pieces(d *Drawing) []drawn {
	var list []drawn
	seen := map[string]bool{}
	add := func(p drawn) {
		if p.id != "" && !seen[p.id] {
			seen[p.id] = true
			list = append(list, p)
		}
	}
	for _, e := range x.elements {
		add(drawn{e.ID, ofElement, []string{e.ID}})
	}
	for _, n := range d.Nodes {
		p := drawn{id: n.ID, kind: ofCell}
		if e, ok := x.cell(n.ID); ok {
			p.parts = []string{e.Within}
			if _, lane, _ := strings.Cut(n.ID, "/"); lane != "" {
				p.parts = append(p.parts, lane)
			}
		}
		add(p)
	}
	for _, e := range d.Edges {
		p := drawn{e.ID, ofLine, []string{e.From, e.To}}
		if from, to, ok := strings.Cut(e.ID, ">"); ok && e.Tether {
			p.parts = []string{from, to}
		}
		add(p)
	}
	return list
}

// dimOthers lets stand back what is not to be kept. A line is kept with both its ends.
func (x *Exploration) dimOthers(o Overlay, keep map[string]bool) {
	for _, p := range x.drawn {
		kept := keep[p.id]
		if !kept && p.kind == ofLine {
			kept = !slices.ContainsFunc(p.parts, func(id string) bool { return !keep[id] })
		}
		if !kept {
			touch(o, p.id, func(f *Face) { f.Dim = true })
		}
	}
}

// touch changes how one thing looks.
func touch(o Overlay, id string, change func(*Face)) {
	f := o[id]
	change(&f)
	o[id] = f
}

// enumerate joins words: "A, B and C".
func enumerate(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}
