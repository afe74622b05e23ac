package model

import "touchpoint/deck/yamltext"

// A Kind says what a model is made of and what can be done with it.
type Kind string

// The kinds of model.
const (
	PathKind           Kind = "path"           // constructs and the relations between them
	JourneyKind        Kind = "journey"        // stages and lanes that touchpoints stand in
	ContingencyKind    Kind = "contingency"    // alternatives, and the conditions that favour them
	ClassificationKind Kind = "classification" // facets, their categories and what belongs to them
)

// A Standing says how well a claim is supported.
type Standing string

// The standings.
const (
	Finding   Standing = "finding"   // a study found it
	Concept   Standing = "concept"   // it is so by definition
	Inference Standing = "inference" // the editor concludes it
	NotShown  Standing = "not-shown" // it was tested or asked, and no result is known
)

// A Sign is the direction of a relation, or of the product of several.
type Sign string

// The signs. Depends is never a relation's own: it is what several ways come to
// when they disagree.
const (
	Positive Sign = "+"
	Negative Sign = "-"
	None     Sign = "0" // tested, and no effect was found
	Unknown  Sign = "?" // no result is known
	Depends  Sign = "±"
)

// A Change is what a level of a moderator does to a relation.
type Change string

// The changes.
const (
	Strengthens   Change = "strengthens"
	Weakens       Change = "weakens"
	Reverses      Change = "reverses"
	NoDifference  Change = "no-difference" // tested, and none was found
	UnknownChange Change = "unknown"       // it makes a difference, or was asked whether it does; how is not known
)

// A Model is a concept model as its author wrote it: a picture of a lecture that can
// be operated. What a kind of model does not have is empty.
type Model struct {
	ID       string
	Title    string
	Kind     Kind
	Topic    string // title of the section of the deck that it belongs to; "" for its own
	Question string // what the model answers
	About    string // what there is to know before any part of it is looked at
	Standing Standing
	Sources  []string   // keys of the deck's sources
	Was      []string   // former ids, whose progress the model's cards keep
	Order    [][]string // the author's way through the model: ids of elements, those of one step together
	Cases    []Case     // journey, contingency, classification
	File     string     // slash-separated, relative to the deck's root
	Pos      Pos

	Stages      []Stage     // path: groups of constructs; journey: columns, in order
	Constructs  []Construct // path
	Relations   []Relation  // path; classification: between any of its elements
	Moderators  []Moderator // path
	Net         []Pair      // path: whose net effect is asked
	Distractors []Part      // parts that are not in the model, to make building it harder

	Lanes       []Lane // journey: rows, for instance who controls a touchpoint
	Touchpoints []Touchpoint
	Around      []Around // journey: what stands outside the grid
	Flows       []Flow
	Readings    []Reading
	Scenarios   []Scenario

	Alternatives []Alternative // contingency
	Conditions   []Condition
	Rules        []Rule
	Gaps         []Gap // statements about the model that are asked to be told apart

	Root   *Root // classification: the whole that is divided
	Facets []Facet
	Items  []Item
}

// A Pos is a place in the model's file. Line and Column count from 1, Column in runes.
type Pos struct {
	Line   int
	Column int
}

// A Part is what every element of a model has.
type Part struct {
	ID       string
	Label    string
	Accept   []string // other names that are accepted when the label is asked
	Meaning  string
	Standing Standing
	Sources  []string
	Was      []string // former ids
	At       *At      // where the author wants it drawn; nil to have it laid out
	Pos      Pos
}

// An At is a place in the author's grid, counted from 0. Halves and quarters are allowed.
type At struct{ Column, Row float64 }

// A Pair names two elements.
type Pair struct{ From, To string }

// A Stage is a group of constructs, or a column of a journey.
type Stage struct{ Part }

// A Role is a construct's place in the chain.
type Role string

// The roles.
const (
	Antecedent Role = "antecedent"
	Focal      Role = "focal"
	Mediator   Role = "mediator"
	Outcome    Role = "outcome"
)

// A Construct is a box of a path model.
type Construct struct {
	Part
	Role  Role
	Stage string // id of its stage, "" without
}

// A Relation is an arrow. Its id is "from-to" unless the author gave another; its
// label is empty or a word on the arrow.
type Relation struct {
	Part
	From, To string
	Sign     Sign
	Effect   *Effect // nil when no figure may be printed
}

// An Effect is a figure that a study reports for a relation.
type Effect struct {
	Metric string // "elasticity"
	Value  float64
}

// A Moderator changes relations.
type Moderator struct {
	Part
	Levels []Level
	Acts   []Act
}

// A Level is a value of a moderator or a condition.
type Level struct {
	ID, Label string
	Meaning   string
	Was       []string // former ids within the moderator or condition
}

// An Act is what a moderator does to one relation at one level.
type Act struct {
	On       string // id of the relation
	Together bool   // the author wrote one list of relations: those at a level are one question
	Level    string // id of the level; "" for every level
	Change   Change
	Text     string // what it means, in a sentence
	Standing Standing
	Sources  []string
	Pos      Pos
}

// A Lane is a row of a journey.
type Lane struct{ Part }

// A Touchpoint stands in a stage and, if the journey has lanes, in a lane.
type Touchpoint struct {
	Part
	Stage, Lane string
}

// A Side says where something stands beside a journey's grid.
type Side string

// The sides.
const (
	Left   Side = "left"
	Right  Side = "right"
	Top    Side = "top"
	Bottom Side = "bottom"
)

// An Around is a box outside a journey's grid.
type Around struct {
	Part
	Side Side
}

// A Form says what a flow does.
type Form string

// The forms of flow.
const (
	Sequence Form = "sequence" // one stage follows another
	Loop     Form = "loop"     // leads back to an earlier stage
	Bypass   Form = "bypass"   // leaves stages out
	Carry    Form = "carry"    // is carried over from or to another journey
)

// A Flow leads from one stage or box around the grid to another.
type Flow struct {
	Part
	From, To string
	Form     Form
}

// A Reading is one way to see a journey, for instance as a funnel or as a circle.
// Readings are shown side by side.
type Reading struct {
	Part
	Stages []SetSize // in the order of the reading
	Flows  []string  // ids of the flows that it has
}

// A SetSize is how many alternatives a customer considers in a stage. The number is
// illustrative; no study gives it.
type SetSize struct {
	Stage string
	Size  int
	Text  string // what happens there in this reading
}

// A Scenario is a walk through a journey, fictitious.
type Scenario struct {
	Part
	Steps []ScenarioStep
}

// A ScenarioStep happens in one cell of the grid.
type ScenarioStep struct {
	Stage, Lane string
	Text        string
}

// An Alternative is one thing that a contingency model may favour.
type Alternative struct{ Part }

// A Condition is a question that has a few answers, its values. The id of a value as
// an element is "condition:value".
type Condition struct {
	Part
	Values []Level
}

// A Verdict is what a rule says.
type Verdict string

// The verdicts.
const (
	Favours        Verdict = "favours"
	NoPreference   Verdict = "no-difference" // tested, and none was found
	UnknownVerdict Verdict = "unknown"       // no result is known
)

// A Rule says what is favoured under some conditions; a rule without any holds on average.
// Of the rules that hold, those with most conditions count. One that says no-difference
// means that its conditions do not shift the comparison: it overrides no other rule, counts
// beside them, and decides only where nothing else holds.
type Rule struct {
	Part                          // the meaning is the reason
	When        map[string]string // condition id to value id
	Says        Verdict
	Alternative string // what it favours, or what the result is unknown about; may be empty otherwise
}

// A Gap is a statement about a contingency model that is, or is not, shown.
type Gap struct {
	Part  // the label is the statement
	Shown bool
}

// A Root is the whole that a classification divides.
type Root struct{ Part }

// A Facet is a question by which things are sorted.
type Facet struct {
	Part       // the label is short
	Question   string
	Apart      bool // it does not divide the root: what it sorts is no part of the whole
	Categories []Category
}

// A Category is one answer to a facet.
type Category struct{ Part }

// An Item is something that belongs to categories by theory and is part of the picture.
type Item struct {
	Part
	In map[string][]string // facet id to ids of categories, of which the first is the one it is drawn in
}

// A Case is a story to be judged.
//
//	journey         In["stage"] and In["lane"] are where it happens
//	contingency     Given are the conditions, Answer is the alternative
//	classification  In says its categories by facet
//
// Where several are given, each is accepted and the first is the one that is shown.
type Case struct {
	ID         string
	Text       string
	In         map[string][]string
	Given      map[string]string
	Answer     string // contingency: id of an alternative, or "none" or "unknown"
	Why        string
	Standing   Standing
	Sources    []string
	Was        []string
	Fictitious bool
	Pos        Pos
}

// A Severity says how bad a fault is.
type Severity uint8

// The severities.
const (
	Warning Severity = iota
	Error
)

// A Fault is something in a model's file that its author should mend.
type Fault struct {
	Pos      Pos
	Severity Severity
	Rule     string
	Message  string
	Fix      string
	Insert   []yamltext.Insertion // what mends it, if that is plain
}
