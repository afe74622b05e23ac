package main_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"touchpoint/cmd/touchpoint/internal/desktop"
	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/model"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/ui/settings"
)

const embedded deck.ID = "customer-engagement"

// TestModels is what a student does with models, by keys alone: opens the framework,
// traces a way through it, flips a moderator, builds the journey from memory, and answers
// cards about a model, which are found in the journal afterwards.
func TestModels(t *testing.T) {
	l := newLearner(t, desktop.Start(t, 1400, 1000), "")
	l.open(monday)

	framework := l.openModel("framework")
	l.w.Key("t")
	l.w.WaitLine("tool Trace")
	l.reach(framework, nil, "task")
	l.w.Key("Return")
	l.w.WaitLine("select task")
	l.reach(framework, nil, "outcomes")
	l.w.Key("Return")
	line := l.w.WaitLine("trace task outcomes ")
	ways, _ := framework.Paths("task", "outcomes")
	net, _ := framework.NetEffect("task", "outcomes")
	if want := fmt.Sprintf("trace task outcomes %s %d", net, len(ways)); line != want {
		t.Errorf("the program says %q, want %q", line, want)
	}
	l.w.Shot("models/1-traced")

	l.w.Key("c")
	l.w.WaitLine("tool Moderators")
	moderator := framework.Moderators[0]
	l.reach(framework, nil, moderator.ID)
	l.w.Key("Return")
	l.w.WaitLine(fmt.Sprintf("switch %s %s", moderator.ID, moderator.Levels[0].ID))
	l.w.Shot("models/2-switched")
	l.w.Key("Escape", "Escape") // puts the tool down, and leaves
	l.w.WaitLine("screen models")

	l.buildJourney()

	l.quiz("dimensions", 6)
	l.w.Close()
	l.checkJournal(monday)
}

// openModel opens a model from the gallery, which is on the screen or a key away.
func (l *learner) openModel(id string) *model.Model {
	l.tb.Helper()
	d, ok := l.decks.Deck(embedded)
	if !ok {
		l.tb.Fatal("the embedded deck is gone")
	}
	m, ok := d.Model(id)
	if !ok {
		l.tb.Fatalf("there is no model %s", id)
	}
	l.w.Key("ctrl+m")
	l.w.WaitLine("screen models")
	keys := slices.Repeat([]string{"Right"}, l.before(embedded)+slices.Index(d.Models, m))
	l.w.Key(append(keys, "Return")...)
	l.w.WaitLine("screen model " + id)
	return m
}

// before is how many models of other decks stand in the gallery before those of a deck.
func (l *learner) before(id deck.ID) int {
	n := 0
	for _, d := range l.decks.Decks() {
		if d.ID == id {
			break
		}
		n += len(d.Models)
	}
	return n
}

// reach moves the cursor of the drawing on the screen to an element, by the arrow that
// leads towards it; where that did not help before, by another. Only targets can be
// reached, unless they are nil.
func (l *learner) reach(m *model.Model, drawing *model.Drawing, id string) {
	l.tb.Helper()
	if drawing == nil {
		drawing = model.Draw(m, model.DrawOptions{})
	}
	goal, ok := middle(drawing, id)
	if !ok {
		l.tb.Fatalf("%s is not drawn", id)
	}
	arrows := []struct {
		key    string
		dx, dy float64
	}{{"Right", 1, 0}, {"Down", 0, 1}, {"Left", -1, 0}, {"Up", 0, -1}}
	tried := map[string]int{}
	at := ""
	for range 80 {
		if at == id {
			return
		}
		from, _ := middle(drawing, at)
		best, least := 0, math.Inf(1)
		for i, a := range arrows {
			cost := 1000*float64(tried[at+a.key]) - a.dx*(goal.X-from.X) - a.dy*(goal.Y-from.Y)
			if cost < least {
				best, least = i, cost
			}
		}
		tried[at+arrows[best].key]++
		l.w.Key(arrows[best].key)
		at = strings.TrimPrefix(l.w.WaitLine("cursor "), "cursor ")
	}
	l.tb.Fatalf("the arrows do not lead to %s; the cursor is on %s", id, at)
}

// middle returns where an element is drawn.
func middle(d *model.Drawing, id string) (model.Point, bool) {
	if n, ok := d.Node(id); ok {
		return model.Point{X: n.Rect.X + n.Rect.Width/2, Y: n.Rect.Y + n.Rect.Height/2}, true
	}
	if e, ok := d.Edge(id); ok {
		return e.Disc, true
	}
	return model.Point{}, false
}

// buildJourney builds the customer journey by keys: each part of the bank is taken, its
// cell is found with the arrows, and it is put there.
func (l *learner) buildJourney() {
	l.tb.Helper()
	journey := l.openModel("journey")
	l.w.Key("b")
	l.w.WaitLine("build journey")
	work := model.NewRebuild(journey, model.RebuildOptions{})
	cells := map[string]string{}
	for _, p := range journey.Touchpoints {
		cells[p.ID] = model.CellID(p.Stage, p.Lane)
	}
	for _, part := range work.Bank() {
		l.w.Key("Return") // takes the part: the bank goes on to the next by itself
		l.reach(journey, work.Drawing(), cells[part.ID])
		l.w.Key("Return")
		if err := work.Put(part.ID, cells[part.ID]); err != nil {
			l.tb.Fatal(err)
		}
	}
	l.w.Shot("models/3-built")
	l.w.Key("c")
	if line := l.w.WaitLine("checked journey "); line != "checked journey 1.00" {
		l.tb.Errorf("the journey built by keys: %s", line)
	}
	l.w.Shot("models/4-checked")
}

// quiz asks the cards of a model and answers some of them rightly, so that the program
// proposes Good.
func (l *learner) quiz(id string, answers int) {
	l.tb.Helper()
	m := l.openModel(id)
	session := l.beside(study.Scope{Deck: embedded, Model: id, Extra: 10})
	l.w.Key("q")
	l.seen(l.w.WaitLine("show "))
	for n := range answers {
		turn, ok := session.Turn()
		if !ok || turn.Card.ID != l.card {
			l.tb.Fatalf("the program asks %s, the session beside it %s", l.card, turn.Card.ID)
		}
		l.solve(m, turn.Question)
		l.w.WaitLine(fmt.Sprintf("reveal %s", l.card))
		l.w.Shot(fmt.Sprintf("models/5-card-%d", n+1))
		card := l.card
		if got := l.grade("space"); got != memory.Good {
			l.tb.Errorf("%s answered rightly is graded %s, want Good", card, got)
		}
		if err := session.Answer(l.tb.Context(), memory.Good, 0); err != nil {
			l.tb.Fatal(err)
		}
	}
}

// beside opens a session like the one on the screen, on progress of its own.
func (l *learner) beside(scope study.Scope) *study.Session {
	l.tb.Helper()
	desk := l.deskBeside()
	session, err := desk.Start(l.tb.Context(), scope)
	if err != nil {
		l.tb.Fatal(err)
	}
	return session
}

// solve answers a task rightly by keys: the answer is found by trying out beside the
// program what would be right.
func (l *learner) solve(m *model.Model, q study.Question) {
	l.tb.Helper()
	ask := q.Task
	switch ask.Way {
	case model.Choose:
		for i, o := range q.Options {
			if o.Correct {
				l.w.Key(fmt.Sprint(i+1), "Return")
				return
			}
		}
	case model.Type:
		e, _ := m.Element(ask.Task.Elements[0])
		l.w.Type(e.Label)
		l.w.Key("Return")
		return
	case model.List:
		for _, name := range l.names(m, ask) {
			l.w.Type(name)
			l.w.Key("Return")
		}
		l.w.Key("Return")
		return
	case model.Tap:
		var tapped []string
		for i, step := range ask.Steps {
			for _, target := range step.Targets {
				if s := ask.Score(model.Answer{Tapped: append(slices.Clone(tapped), target)}); i < len(s.Steps) && s.Steps[i] {
					l.reach(m, ask.Drawing, target)
					l.w.Key("space")
					tapped = append(tapped, target)
					break
				}
			}
		}
		l.w.Key("Return")
		return
	}
	l.tb.Fatalf("the test does not know how to answer %s, a task to %s", l.card, ask.Way)
}

// names are the labels that a task to list several wants.
func (l *learner) names(m *model.Model, ask *model.Ask) []string {
	var list []string
	for _, e := range m.Elements() {
		s := ask.Score(model.Answer{Names: []string{e.Label}})
		if len(s.Steps) == 1 && s.Steps[0] && !slices.Contains(list, e.Label) {
			list = append(list, e.Label)
		}
	}
	return list
}

// TestModelsAlone lets a learner study models alone: everything that is
// asked is a task, and undo takes it back.
func TestModelsAlone(t *testing.T) {
	l := newLearner(t, desktop.Start(t, 1400, 1000), "")
	l.choose(func(c *settings.Choices) { c.ModelsOnly = true })
	l.open(monday)
	l.study()
	for range 3 {
		if l.kind() != deck.Modelled {
			t.Fatalf("%s is asked, which is no task of a model", l.card)
		}
		l.answer(memory.Good)
	}
	l.undo(3)
	l.answer(memory.Hard)
	l.w.Close()
	l.checkJournal(monday)
	for _, a := range l.did {
		if a.Kind == progress.Review && !strings.Contains(string(a.Card), "#") {
			t.Errorf("%s was asked", a.Card)
		}
	}
}
