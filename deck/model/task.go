package model

// A TaskKind says what a task asks.
type TaskKind string

// The kinds of task, with the kinds of model that have them.
const (
	NameTask      TaskKind = "name"      // path: name a construct that is masked
	SignTask      TaskKind = "sign"      // path: predict the sign of a relation
	ModeratorTask TaskKind = "moderator" // path: tap the relation that a moderator acts on
	EffectTask    TaskKind = "effect"    // path: what a moderator does to a relation
	NetTask       TaskKind = "net"       // path: what one construct does to another over all ways
	AlteredTask   TaskKind = "altered"   // path: find the arrow that was altered
	RebuildTask   TaskKind = "rebuild"   // all: build the model from memory

	OrderTask TaskKind = "order" // journey: order the stages
	PlaceTask TaskKind = "place" // journey: place a touchpoint or a story
	WalkTask  TaskKind = "walk"  // journey: follow a scenario from cell to cell
	LoopTask  TaskKind = "loop"  // journey: what a loop, bypass or carry-over does

	DecideTask    TaskKind = "decide"    // contingency: decide a case
	ConditionTask TaskKind = "condition" // contingency: what a rule's conditions favour
	GapTask       TaskKind = "gap"       // contingency: which statement is not shown

	SortTask   TaskKind = "sort"   // classification: sort a case or an item
	OddTask    TaskKind = "odd"    // classification: find what belongs to another category
	RecallTask TaskKind = "recall" // classification: name all members of a category or facet
)

// TaskKinds are all kinds of task, in the order in which they are listed.
var TaskKinds = []TaskKind{
	NameTask, SignTask, ModeratorTask, EffectTask, NetTask, AlteredTask,
	OrderTask, PlaceTask, WalkTask, LoopTask, DecideTask, ConditionTask, GapTask,
	SortTask, OddTask, RecallTask, RebuildTask,
}

// A Task is something to be asked about a model. Each is a card. Its id depends on
// the ids of the elements that it is about, never on wording nor on the order in which
// they stand: "name:trust", "sign:trust-ce", "rebuild".
type Task struct {
	Model    *Model
	ID       string
	Kind     TaskKind
	Elements []string // what it is about
	After    []string // ids of tasks to be introduced before it
	Was      []string // former ids
	Prompt   string   // the question
}

// A Way is how a task is answered.
type Way string

// The ways.
const (
	Choose Way = "choose" // one of Options
	Tap    Way = "tap"    // one target of the drawing in each of Steps
	Type   Way = "type"   // a name
	List   Way = "list"   // several names
	Sort   Way = "sort"   // Items into order
	Build  Way = "build"  // a Rebuild
)

// An Ask is a task put to a learner once.
type Ask struct {
	Task    Task
	Prompt  string
	Note    string // what to know before answering, for instance that a story is fictitious
	Way     Way
	Options []Option // Choose
	Steps   []AskStep
	Items   []string // Sort: shuffled
	Count   int      // List: how many there are to name
	Drawing *Drawing // what is shown while it is asked; nil when nothing is
	Overlay Overlay

	key key
}

// An Option is one answer to choose.
type Option struct{ ID, Text string }

// An AskStep is answered by tapping one of its targets, which are elements or cells,
// in reading order.
type AskStep struct {
	Text    string
	Targets []string
}

// An Answer is what the learner gave.
type Answer struct {
	Chosen string   // Choose: id of an option, "" for none
	Tapped []string // Tap: a target for each step
	Text   string   // Type
	Names  []string // List
	Order  []int    // Sort: indexes into Items
	Built  *Rebuild // Build
}

// A Score says how right an answer is, and why.
type Score struct {
	Correct     bool
	Share       float64  // of the answer that is right, 0 to 1
	Right       string   // the right answer in words
	Explanation string   // why, with the standing of the claim
	Sources     []string // keys of what it rests on
	Drawing     *Drawing // the model as it is, nil when nothing is shown
	Overlay     Overlay  // with what was right and wrong
	Steps       []bool   // Tap: by step. Sort: by place. List: by name given
	Solution    []int    // Sort: indexes into Ask.Items in the right order
}
