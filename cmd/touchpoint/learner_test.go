package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"touchpoint/assets"
	"touchpoint/cmd/touchpoint/internal/desktop"
	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/model"
	"touchpoint/deck/progress"
	"touchpoint/ui/settings"
)

// monday is when the tests begin to study, a Monday morning in winter.
var monday = time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)

// seed decides how the program shuffles.
const seed = 1

// built is the program, built once for all tests of this package.
var built struct {
	once sync.Once
	dir  string
	path string
}

func TestMain(m *testing.M) {
	code := m.Run()
	if built.dir != "" {
		os.RemoveAll(built.dir)
	}
	os.Exit(code)
}

// touchpoint builds the real program, the first time that it is asked for.
func touchpoint(tb testing.TB) string {
	tb.Helper()
	built.once.Do(func() {
		dir, err := os.MkdirTemp("", "touchpoint")
		if err != nil {
			tb.Fatal(err)
		}
		built.dir = dir
		built.path = desktop.Build(tb, dir, "touchpoint/cmd/touchpoint")
	})
	if built.path == "" {
		tb.Fatal("the program could not be built; an earlier test says why")
	}
	return built.path
}

// A learner sits at a window of Touchpoint and answers by keys, and remembers what
// the journal must say afterwards.
type learner struct {
	tb    testing.TB
	desk  *desktop.Desktop
	decks *library.Library
	data  string // the folder with the learner's progress
	w     *desktop.Window
	card  deck.CardID // the one on the desk, "" without
	did   []act       // what the journal must hold, in order
}

// An act is what a test expects of an entry in the journal.
type act struct {
	Kind   progress.Kind
	Card   deck.CardID
	Rating memory.Rating
	Undoes int // Retract: the place in the journal of what is taken back, from 1
}

// newLearner returns somebody who has never studied, with the embedded deck and
// those of the folder decks, if it is not empty.
func newLearner(tb testing.TB, d *desktop.Desktop, decks string) *learner {
	tb.Helper()
	l := &learner{tb: tb, desk: d, data: tb.TempDir()}
	if decks != "" {
		if err := os.CopyFS(filepath.Join(l.data, "decks"), os.DirFS(decks)); err != nil {
			tb.Fatal(err)
		}
	}
	l.read()
	return l
}

// read reads the decks as the program does: those of the learner, and the embedded ones.
func (l *learner) read() {
	l.tb.Helper()
	var embedded []library.Source
	for _, name := range assets.Decks() {
		fsys, err := assets.Deck(name)
		if err != nil {
			l.tb.Fatal(err)
		}
		embedded = append(embedded, library.Source{Name: name, FS: fsys, Embedded: true})
	}
	var err error
	if l.decks, err = library.NewHome(filepath.Join(l.data, "decks"), embedded...).Open(); err != nil {
		l.tb.Fatal(err)
	}
}

// open starts the program at a time, on the learner's progress.
func (l *learner) open(at time.Time) {
	l.tb.Helper()
	args := []string{"-data", l.data, "-now", at.Format(time.RFC3339), "-seed", fmt.Sprint(seed), "-trace"}
	if _, test := l.tb.(*testing.T); test { // a benchmark runs the program as people do
		args = append(args, "-checks")
	}
	l.w = l.desk.Run(touchpoint(l.tb), args...)
	l.card = ""
}

// choose changes the learner's choices, as the Settings screen keeps them.
func (l *learner) choose(change func(*settings.Choices)) {
	l.tb.Helper()
	choices := settings.Default()
	change(&choices)
	j := l.journal(monday)
	defer j.Close()
	if err := j.SetSetting(l.tb.Context(), "choices", choices); err != nil {
		l.tb.Fatal(err)
	}
}

// study begins a session on Today, where Enter does it.
func (l *learner) study() {
	l.tb.Helper()
	l.w.Key("Return")
	l.seen(l.w.WaitLine("show "))
}

// seen notes which card a line puts on the desk.
func (l *learner) seen(line string) {
	id, _ := strings.CutPrefix(line, "show ")
	if line == "finished" {
		id = ""
	}
	l.card = deck.CardID(id)
}

func (l *learner) kind() deck.Kind {
	l.tb.Helper()
	card, ok := l.decks.Card(l.card)
	if !ok {
		l.tb.Fatalf("the program shows %q, and no deck has such a card", l.card)
	}
	return card.Note.Kind
}

// respond gives an answer to the card on the desk, as its kind asks for, so that
// the right one is shown. Typed answers are right; the others may be or not, and tasks of
// models are given up.
func (l *learner) respond() {
	l.tb.Helper()
	switch l.kind() {
	case deck.Choice:
		l.w.Key("1", "Return")
	case deck.Typed:
		card, _ := l.decks.Card(l.card)
		l.w.Type(deck.PlainText(card.Note.Answers[0]))
		l.w.Key("Return")
	case deck.Order:
		l.w.Key("Return")
	case deck.Modelled:
		card, _ := l.decks.Card(l.card)
		if card.Task.Ask(seed).Way == model.Build {
			l.w.Key("c")
		} else {
			l.w.Key("Return")
		}
	default:
		l.w.Key("space")
	}
	l.w.WaitLine(fmt.Sprintf("reveal %s", l.card))
}

// answer responds to the card and grades it by its digit.
func (l *learner) answer(r memory.Rating) {
	l.tb.Helper()
	l.respond()
	if got := l.grade(fmt.Sprint(int(r))); got != r {
		l.tb.Errorf("key %d graded %s, want %s", r, got, r)
	}
}

// grade presses a key that grades, once the answer is shown, and returns what the
// program says the grade was.
func (l *learner) grade(key string) memory.Rating {
	l.tb.Helper()
	prefix := fmt.Sprintf("answer %s ", l.card)
	l.w.Key(key)
	name := strings.TrimPrefix(l.w.WaitLine(prefix), prefix)
	for r := memory.Again; r <= memory.Easy; r++ {
		if r.String() == name {
			l.did = append(l.did, act{Kind: progress.Review, Card: l.card, Rating: r})
			l.seen(l.w.WaitLine("show ", "finished"))
			return r
		}
	}
	l.tb.Fatalf("the program graded %q, which is no grade", name)
	return 0
}

// undo takes the entry at a place of the journal back, and expects its card on the
// desk again. A redo takes the undo back.
func (l *learner) undo(place int) {
	l.tb.Helper()
	card := l.did[place-1].Card
	l.w.Key("ctrl+z")
	l.w.WaitLine(fmt.Sprintf("undo %s", card))
	l.did = append(l.did, act{Kind: progress.Retract, Card: card, Undoes: place})
	l.seen(l.w.WaitLine("show "))
	if l.card != card {
		l.tb.Errorf("after undo the card on the desk is %q, want %q", l.card, card)
	}
}

// redo does again what the entry at a place of the journal, an undo, took back.
func (l *learner) redo(place int) {
	l.tb.Helper()
	card := l.did[place-1].Card
	l.w.Key("ctrl+shift+z")
	l.w.WaitLine(fmt.Sprintf("redo %s", card))
	l.did = append(l.did, act{Kind: progress.Retract, Card: card, Undoes: place})
	l.seen(l.w.WaitLine("show ", "finished"))
}

// journal opens the learner's progress as another program would.
func (l *learner) journal(now time.Time) *progress.Journal {
	l.tb.Helper()
	j, err := progress.Open(l.tb.Context(), l.data, progress.Options{
		Device: "test",
		Now:    func() time.Time { return now },
	})
	if err != nil {
		l.tb.Fatal(err)
	}
	return j
}

// entries are the acts that the journal holds, in order.
func (l *learner) entries(j *progress.Journal) []act {
	l.tb.Helper()
	list, err := j.Since(l.tb.Context(), 0)
	if err != nil {
		l.tb.Fatal(err)
	}
	place := map[progress.EntryID]int{}
	var acts []act
	for i, e := range list {
		place[e.ID] = i + 1
		acts = append(acts, act{Kind: e.Kind, Card: e.Card, Rating: e.Rating, Undoes: place[e.Target]})
	}
	return acts
}
