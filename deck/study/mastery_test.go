package study_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/model"
	"touchpoint/deck/study"
)

// bakery is a model of three names, two signs, a net effect and the rebuild. Two of its
// names are a slip apart.
const bakery = `id: bakery
title: What fills a bakery
kind: path
topic: Topic
question: Why do people come?
standing: concept
sources: [s]
constructs:
  - {id: smell, label: Former, role: antecedent, meaning: What reaches the nose., standing: concept, source: s}
  - {id: visit, label: Visit, role: focal, meaning: Coming in., standing: concept, source: s}
  - {id: queue, label: Farmer, role: outcome, meaning: People who wait., standing: concept, source: s}
relations:
  - {from: smell, to: visit, sign: "+", meaning: It draws people in., standing: finding, source: s}
  - {from: visit, to: queue, sign: "-", meaning: Made up., standing: finding, source: s}
net: [[smell, queue]]
`

const modelHead = "---\nid: d\ntitle: Deck\nsources:\n  s: {text: \"Author, A. (2020). A title.\"}\n---\n"

// modelNotes are three notes, of which one draws on the model.
const modelNotes = `# Topic

## First? {#a}
One.

## Second? {#b model="bakery#smell-visit"}
Two.

## Third? {#c}
Three.
`

// modelled reads a deck with a model.
func modelled(tb testing.TB, notes string, models ...string) *library.Library {
	tb.Helper()
	files := fstest.MapFS{"deck.md": {Data: []byte(modelHead + notes)}}
	for _, m := range models {
		id, _, _ := strings.Cut(strings.TrimPrefix(m, "id: "), "\n")
		files["models/"+id+".yaml"] = &fstest.MapFile{Data: []byte(m)}
	}
	lib, err := library.Open(library.Source{Name: "d", FS: files})
	if err != nil {
		tb.Fatal(err)
	}
	for _, r := range lib.Reports() {
		for _, f := range r.Faults {
			if f.Severity == deck.Error {
				tb.Fatalf("the deck is not as it should be: %v", f)
			}
		}
	}
	return lib
}

func modelLearner(tb testing.TB, p study.Preset) *learner {
	tb.Helper()
	l := &learner{tb: tb, clock: &clock{now: start}, library: modelled(tb, modelNotes, bakery), dir: tb.TempDir(), preset: p}
	l.restart()
	return l
}

func task(id string) deck.CardID { return deck.CardID("d/bakery#" + id) }

func isTask(id deck.CardID) bool { return strings.Contains(string(id), "#") }

// tasksOf returns the tasks of the model in their order.
func (l *learner) tasksOf() []deck.CardID {
	var list []deck.CardID
	for _, c := range l.library.Cards() {
		if c.Task != nil {
			list = append(list, c.ID)
		}
	}
	return list
}

func (l *learner) models() []study.ModelOverview {
	l.tb.Helper()
	list, err := l.desk.Models(l.tb.Context())
	if err != nil {
		l.tb.Fatal(err)
	}
	return list
}

func TestModelsCountTasks(t *testing.T) {
	l := modelLearner(t, preset())
	total := len(l.tasksOf())
	of := func() study.ModelOverview { return l.models()[0] }
	if o := of(); o.Model.ID != "bakery" || o.Total != total || o.Seen != 0 || o.Waits != 0 || o.Recall != 0 {
		t.Errorf("before anything: %d tasks, %d seen, %d wait, recall %v; want %d and none", o.Total, o.Seen, o.Waits, o.Recall, total)
	}
	s := l.sessionOn(study.Scope{Deck: "d", Model: "bakery"})
	l.answer(s, memory.Easy)
	l.answer(s, memory.Again)
	if o := of(); o.Seen != 2 || o.Waits != 1 || math.Abs(o.Recall-1) > 1e-6 {
		t.Errorf("after two answers: %d seen, %d wait, recall %v; want 2, the one in its steps, 1", o.Seen, o.Waits, o.Recall)
	}
	l.tomorrow(200)
	if o := of(); o.Waits != 2 || o.Recall <= 0 || o.Recall >= 0.95 {
		t.Errorf("200 days later: %d wait, recall %v; want 2, and less than before", o.Waits, o.Recall)
	}
}

func TestWeakestIsWhatIsRememberedLeast(t *testing.T) {
	list := []study.ModelOverview{{Seen: 0, Recall: 0}, {Seen: 2, Recall: 0.9}, {Seen: 1, Recall: 0.7}, {Seen: 4, Recall: 0.8}}
	if o, ok := study.Weakest(list); !ok || o.Recall != 0.7 {
		t.Errorf("got %v, %v; want the one with 0.7", o.Recall, ok)
	}
	if _, ok := study.Weakest(list[:1]); ok {
		t.Error("a model that is not begun is not weak")
	}
	if _, ok := study.Weakest(nil); ok {
		t.Error("there is none among none")
	}
}

func TestMasteryAndAboutFollowTheElements(t *testing.T) {
	l := modelLearner(t, preset())
	mastery := func() map[string]model.Recall {
		t.Helper()
		by, err := l.desk.Mastery(t.Context(), "d", "bakery")
		if err != nil {
			t.Fatal(err)
		}
		return by
	}
	about := func(m, element string) []study.CardAbout {
		list, err := l.desk.About(t.Context(), "d", m, element)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	by := mastery()
	if got := by["smell-visit"]; got.Cards < 2 || got.Seen != 0 {
		t.Errorf("the arrow has %d cards, %d seen; want its task and the note that names it, none seen", got.Cards, got.Seen)
	}
	for element, r := range by {
		if list := about("bakery", element); len(list) != r.Cards {
			t.Errorf("%s: About has %d cards, Mastery %d", element, len(list), r.Cards)
		}
	}
	s := l.sessionOn(study.Scope{Deck: "d", Model: "bakery"})
	l.answer(s, memory.Good)
	first := l.tasksOf()[0]
	element := strings.TrimPrefix(string(first), "d/bakery#name:")
	if got := mastery()[element]; got.Seen != 1 || got.Chance != 1 {
		t.Errorf("after its answer: %+v, want one seen card that is surely remembered", got)
	}
	for _, a := range about("bakery", element) {
		if seen := a.Card.ID == first; a.Seen != seen || a.Text == "" {
			t.Errorf("%s: seen %v in words %q, want seen %v", a.Card.ID, a.Seen, a.Text, seen)
		}
	}
	var whole []deck.CardID
	for _, a := range about("bakery", "") {
		whole = append(whole, a.Card.ID)
	}
	if diff := cmp.Diff([]deck.CardID{task("rebuild")}, whole); diff != "" {
		t.Errorf("cards about the whole (-want +got):\n%s", diff)
	}
	if list := about("nothing", "smell"); list != nil {
		t.Errorf("cards about a model that there is not: %v", list)
	}
}

// Every task is asked once on the first day: tasks of one model are no siblings. None
// comes before its prerequisites, and the rebuild comes last.
func TestScopeOfAModel(t *testing.T) {
	l := modelLearner(t, preset())
	asked := l.graduate(l.sessionOn(study.Scope{Deck: "d", Model: "bakery"}))
	if diff := cmp.Diff(l.tasksOf(), asked); diff != "" {
		t.Errorf("asked (-want the tasks in their order +got):\n%s", diff)
	}
	if last := asked[len(asked)-1]; last != task("rebuild") {
		t.Errorf("the last is %s, want the rebuild", last)
	}
	for _, c := range l.library.Cards() {
		for _, before := range c.Note.After {
			if slices.Index(asked, deck.MakeCardID("d", before, "")) > slices.Index(asked, c.ID) {
				t.Errorf("%s was asked before %s", c.ID, before)
			}
		}
	}
	for _, scope := range []study.Scope{{Deck: "d", Model: "none"}, {Model: "bakery"}} {
		if _, err := l.desk.Start(t.Context(), scope); kindOf(t, err) != study.Invalid {
			t.Errorf("a session on %+v begins", scope)
		}
	}
}

func TestRebuildWaitsForItsParts(t *testing.T) {
	p := preset()
	p.NewPerDay = 3
	l := modelLearner(t, p)
	scope := study.Scope{Deck: "d", Model: "bakery"}
	var asked []deck.CardID
	for day := 0; len(unique(asked)) < len(l.tasksOf()); day++ {
		if day > 30 {
			t.Fatal("the tasks are never all introduced")
		}
		asked = append(asked, l.graduate(l.sessionOn(scope))...)
		l.tomorrow(1)
	}
	first := unique(asked)
	if first[len(first)-1] != task("rebuild") {
		t.Errorf("the rebuild came before %s", first[len(first)-1])
	}
}

// A part that was put away for good does not hold up the rebuild.
func TestSuspendedPartDoesNotHoldUpTheRebuild(t *testing.T) {
	l := modelLearner(t, preset())
	s := l.sessionOn(study.Scope{Deck: "d", Model: "bakery"})
	if err := s.Suspend(t.Context()); err != nil {
		t.Fatal(err)
	}
	if asked := l.graduate(s); asked[len(asked)-1] != task("rebuild") {
		t.Errorf("the rebuild was not asked: %v", asked)
	}
}

func TestModelsOnly(t *testing.T) {
	p := preset()
	l := modelLearner(t, p)
	l.graduate(l.session())
	due := map[deck.CardID]memory.Day{}
	for _, id := range ids("a", "b", "c") {
		due[id] = l.state(id).Memory.DueDay
	}
	l.tomorrow(100)
	p.ModelsOnly = true
	if err := l.desk.SetPreset(p); err != nil {
		t.Fatal(err)
	}
	before := l.overview()
	if want := len(l.tasksOf()); before.Due != want || before.Cards != want || before.Decks[0].Alone != want {
		t.Errorf("%d are due of %d cards, %d in the deck alone; want the %d tasks", before.Due, before.Cards, before.Decks[0].Alone, want)
	}
	s := l.session()
	if got := s.Progress().Left; got != before.Cards {
		t.Errorf("the session begins with %d cards, Today says %d", got, before.Cards)
	}
	for _, id := range l.graduate(s) {
		if !isTask(id) {
			t.Errorf("%s was asked, which is no task", id)
		}
	}
	if o := l.overview(); o.Cards != 0 || o.NextAt.IsZero() {
		t.Errorf("afterwards %d cards wait, the next at %v", o.Cards, o.NextAt)
	}
	for id, day := range due {
		if got := l.state(id).Memory.DueDay; got != day {
			t.Errorf("%s is due on day %d now, and was on %d", id, got, day)
		}
	}
	p.ModelsOnly = false
	if err := l.desk.SetPreset(p); err != nil {
		t.Fatal(err)
	}
	if o := l.overview(); o.Due != len(due) {
		t.Errorf("%d are due when all is asked again, want the %d notes", o.Due, len(due))
	}
}

// New notes wait too, and a topic with nothing but notes offers nothing.
func TestModelsOnlyWhenNothingIsMet(t *testing.T) {
	p := preset()
	p.ModelsOnly = true
	l := modelLearner(t, p)
	o := l.overview()
	sum := 0
	for _, topic := range o.Decks[0].Topics {
		sum += topic.Alone
	}
	if want := len(l.tasksOf()); o.New != want || sum != want {
		t.Errorf("%d new, %d by topic; want the %d tasks", o.New, sum, want)
	}
	asked := l.graduate(l.session())
	if diff := cmp.Diff(l.tasksOf(), asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if id := onDesk(l.sessionOn(study.Scope{Extra: 10})); id != "" {
		t.Errorf("%s is asked beyond the models", id)
	}
}

func TestModelsOnlyWithoutModels(t *testing.T) {
	p := preset()
	p.ModelsOnly = true
	l := newLearner(t, p, basics("d", 2))
	if o := l.overview(); o.Cards != 0 || !o.NextAt.IsZero() {
		t.Errorf("%d cards wait, the next at %v; want none ever", o.Cards, o.NextAt)
	}
	if id := onDesk(l.session()); id != "" {
		t.Errorf("%s is asked", id)
	}
}

// A model and an element are given other ids, and keep what is known of them.
func TestRenamedModelKeepsItsProgress(t *testing.T) {
	l := modelLearner(t, preset())
	l.graduate(l.session())
	want := map[string]memory.Day{}
	for _, id := range l.tasksOf() {
		_, name, _ := strings.Cut(string(id), "#")
		want[strings.ReplaceAll(name, "smell", "scent")] = l.state(id).Memory.DueDay
	}
	renamed := strings.NewReplacer(
		"id: bakery\n", "id: shop\nwas: [bakery]\n",
		"{id: smell,", "{id: scent, was: [smell],",
		"{from: smell, to: visit,", "{from: scent, to: visit, was: [smell-visit],",
		"[[smell, queue]]", "[[scent, queue]]",
	).Replace(bakery)
	l.library = modelled(t, strings.NewReplacer(`"bakery#`, `"shop#`, "smell-visit", "scent-visit").Replace(modelNotes), renamed)
	l.restart()
	for _, id := range l.tasksOf() {
		_, name, _ := strings.Cut(string(id), "#")
		if got := l.state(id).Memory.DueDay; got != want[name] || got == 0 {
			t.Errorf("%s is due on day %d, want %d", id, got, want[name])
		}
	}
	if o := l.models()[0]; o.Seen != o.Total {
		t.Errorf("%d of %d tasks are known as met", o.Seen, o.Total)
	}
}

// What is nearly the name of another part is not the name that is asked, and is not
// proposed as known.
func TestAnotherPartsNameIsNoSlip(t *testing.T) {
	l := modelLearner(t, preset())
	s := l.sessionOn(study.Scope{Deck: "d", Model: "bakery"})
	turn, _ := s.Turn()
	if turn.Card.ID != task("name:smell") {
		t.Fatalf("the first task is %s", turn.Card.ID)
	}
	for answer, want := range map[string]memory.Rating{"Former": memory.Good, "Formr": memory.Good, "Farmer": memory.Again, "": memory.Again} {
		got := turn.Question.Score(study.Response{Text: answer})
		if got.Proposed != want || got.Correct != (want == memory.Good) {
			t.Errorf("%q: proposes %v, correct %v; want %v", answer, got.Proposed, got.Correct, want)
		}
	}
}
