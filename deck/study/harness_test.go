package study_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
)

// start is a Wednesday morning, well within a study day.
var start = time.Date(2026, time.March, 4, 9, 0, 0, 0, time.UTC)

// A clock is set by the test.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time          { return c.now }
func (c *clock) advance(d time.Duration) { c.now = c.now.Add(d) }

// A learner is a desk on a real journal, with a clock that the test sets.
type learner struct {
	tb      testing.TB
	clock   *clock
	library *library.Library
	dir     string
	journal *progress.Journal
	desk    *study.Desk
	preset  study.Preset
	decks   map[deck.ID]study.DeckPreset
}

var calendar = memory.Calendar{Zone: time.UTC, Rollover: 4}

// preset is the default one without fuzz, so that intervals can be told in advance.
func preset() study.Preset {
	p := study.DefaultPreset()
	p.Fuzz = false
	return p
}

// newLearner opens a desk on decks of one file each, with an empty journal.
func newLearner(tb testing.TB, p study.Preset, decks ...string) *learner {
	tb.Helper()
	l := &learner{tb: tb, clock: &clock{now: start}, library: open(tb, decks...), dir: tb.TempDir(), preset: p}
	l.restart()
	return l
}

// open reads decks of one file each, which must be without errors.
func open(tb testing.TB, decks ...string) *library.Library {
	tb.Helper()
	var sources []library.Source
	for i, text := range decks {
		sources = append(sources, single(fmt.Sprintf("deck%d.md", i), text))
	}
	lib, err := library.Open(sources...)
	if err != nil {
		tb.Fatalf("open library: %v", err)
	}
	for _, r := range lib.Reports() {
		if r.Problem != "" {
			tb.Fatalf("deck %s: %s", r.Source, r.Problem)
		}
		for _, f := range r.Faults {
			if f.Severity == deck.Error {
				tb.Fatalf("deck %s: %v", r.Source, f)
			}
		}
	}
	return lib
}

// restart opens the journal and the desk as a program that is started does.
func (l *learner) restart() {
	l.tb.Helper()
	if l.journal != nil {
		if err := l.journal.Close(); err != nil {
			l.tb.Fatalf("close journal: %v", err)
		}
	}
	l.journal = openJournal(l.tb, l.dir, l.clock)
	l.desk = l.openDesk(l.journal)
}

func openJournal(tb testing.TB, dir string, c *clock) *progress.Journal {
	tb.Helper()
	j, err := progress.Open(tb.Context(), dir, progress.Options{Device: "test", Now: c.Now})
	if err != nil {
		tb.Fatalf("open journal: %v", err)
	}
	tb.Cleanup(func() { _ = j.Close() })
	return j
}

func (l *learner) openDesk(j study.Journal) *study.Desk {
	l.tb.Helper()
	d, err := study.Open(l.tb.Context(), study.Config{
		Library: l.library, Journal: j, Now: l.clock.Now, Calendar: calendar, Preset: l.preset, Decks: l.decks, Seed: 7,
	})
	if err != nil {
		l.tb.Fatalf("open desk: %v", err)
	}
	return d
}

// session starts a session on everything.
func (l *learner) session() *study.Session {
	l.tb.Helper()
	return l.sessionOn(study.Scope{})
}

func (l *learner) sessionOn(scope study.Scope) *study.Session {
	l.tb.Helper()
	s, err := l.desk.Start(l.tb.Context(), scope)
	if err != nil {
		l.tb.Fatalf("start session: %v", err)
	}
	return s
}

// answer grades the card on the desk after ten seconds.
func (l *learner) answer(s *study.Session, r memory.Rating) deck.CardID {
	l.tb.Helper()
	return l.answerIn(s, r, 10*time.Second)
}

// answerIn answers the card on the desk after a while.
func (l *learner) answerIn(s *study.Session, r memory.Rating, takes time.Duration) deck.CardID {
	l.tb.Helper()
	id := onDesk(s)
	l.clock.advance(takes)
	if err := s.Answer(l.tb.Context(), r, takes); err != nil {
		l.tb.Fatalf("answer %s on %s: %v", r, id, err)
	}
	return id
}

// finish answers Good until the session is over, waiting for steps never, and
// returns the cards in the order they came.
func (l *learner) finish(s *study.Session) []deck.CardID {
	l.tb.Helper()
	var asked []deck.CardID
	for onDesk(s) != "" {
		if len(asked) > 10000 {
			l.tb.Fatal("the session does not end")
		}
		asked = append(asked, l.answer(s, memory.Good))
	}
	return asked
}

// graduate answers Easy until the session is over, so that no card stays in steps.
func (l *learner) graduate(s *study.Session) (asked []deck.CardID) {
	l.tb.Helper()
	for onDesk(s) != "" {
		asked = append(asked, l.answer(s, memory.Easy))
	}
	return asked
}

func (l *learner) state(id deck.CardID) progress.State {
	l.tb.Helper()
	s, err := l.journal.State(l.tb.Context(), id)
	if err != nil {
		l.tb.Fatalf("state of %s: %v", id, err)
	}
	return s
}

func (l *learner) overview() study.Overview {
	l.tb.Helper()
	o, err := l.desk.Overview(l.tb.Context())
	if err != nil {
		l.tb.Fatalf("overview: %v", err)
	}
	return o
}

// tomorrow sets the clock to nine in the morning some study days later.
func (l *learner) tomorrow(days int) {
	l.clock.now = calendar.Start(calendar.Day(l.clock.now) + memory.Day(days)).Add(5 * time.Hour)
}

// onDesk returns the card on the desk, "" when the session is over.
func onDesk(s *study.Session) deck.CardID {
	t, ok := s.Turn()
	if !ok {
		return ""
	}
	return t.Card.ID
}

// kindOf returns the kind of a problem, and fails the test for any other error.
func kindOf(tb testing.TB, err error) study.ProblemKind {
	tb.Helper()
	var p *study.Problem
	if !errors.As(err, &p) {
		tb.Fatalf("got error %v, want a *study.Problem", err)
	}
	if p.Message == "" || !strings.HasSuffix(p.Message, ".") {
		tb.Errorf("message %q is not a sentence", p.Message)
	}
	return p.Kind
}

// basics writes a deck of basic notes: n1, n2, ...
func basics(id string, n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\nid: %s\ntitle: Deck %s\n---\n# Topic\n", id, id)
	for i := range n {
		fmt.Fprintf(&b, "\n## Front %d of %s {#n%d}\nBack %d\n", i+1, id, i+1, i+1)
	}
	return b.String()
}

// text writes a deck of one topic from notes.
func text(id string, notes ...string) string {
	return fmt.Sprintf("---\nid: %s\ntitle: Deck %s\n---\n# Topic\n\n%s\n", id, id, strings.Join(notes, "\n\n"))
}

// flaky is a journal that fails when told to.
type flaky struct {
	*progress.Journal
	appendErr, statesErr error
}

func (f *flaky) Append(ctx context.Context, base progress.EntryID, e progress.Entry) (progress.State, error) {
	if f.appendErr != nil {
		return progress.State{}, f.appendErr
	}
	return f.Journal.Append(ctx, base, e)
}

func (f *flaky) AppendAll(ctx context.Context, additions []progress.Addition) ([]progress.State, error) {
	if f.appendErr != nil {
		return nil, f.appendErr
	}
	return f.Journal.AppendAll(ctx, additions)
}

func (f *flaky) States(ctx context.Context) (map[deck.CardID]progress.State, error) {
	if f.statesErr != nil {
		return nil, f.statesErr
	}
	return f.Journal.States(ctx)
}

// loose reads a deck that has errors, such as circular prerequisites.
func loose(tb testing.TB, text string) *library.Library {
	tb.Helper()
	lib, err := library.Open(single("deck.md", text))
	if err != nil {
		tb.Fatalf("open library: %v", err)
	}
	return lib
}

// single is a deck of one file.
func single(name, text string) library.Source {
	return library.Source{Name: name, FS: fstest.MapFS{name: {Data: []byte(text)}}, File: name}
}
