package study_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
)

// A question is one card through all edits: the note as its author knows it, and which of
// the note's cards it is.
type question struct {
	note  int
	facet string
}

// A student studies what an author publishes, with a real journal, and remembers what was
// done to which question.
type student struct {
	*learner
	author *author
	home   *library.Home

	published []*written // the notes as they were published last
	done      map[question][]progress.EntryID
	names     map[question]deck.CardID // by which it was last seen
}

// question returns the question that a card of a note asks.
func (s *student) question(n *written, facet string) question {
	return question{note: n.number, facet: facet}
}

// update publishes what the author wrote, brings it into the student's library as a person
// does, and starts the program on it. Now and then the student takes the update back, goes
// on with what was there before, and does it again.
func (s *student) update(t *rapid.T) {
	before := s.published
	s.author.publish()
	s.published = copies(s.author.notes)
	steps := s.install(t)
	s.tomorrow(1)
	if len(steps) > 0 && rapid.IntRange(0, 2).Draw(t, "hesitates") == 0 {
		now := s.author.notes
		for range steps {
			last, _ := s.home.LastStep()
			if err := s.home.Undo(last); err != nil {
				t.Fatal(err)
			}
		}
		s.author.notes = before
		s.sit(t)
		s.check(t)
		s.study(t)
		s.check(t)
		for _, want := range steps {
			undone, _ := s.home.LastUndone()
			if step, err := s.home.Redo(undone); err != nil || step.ID != want.ID {
				t.Fatalf("redone %+v, %v, want %+v", step, err, want)
			}
		}
		s.author.notes = now
	}
	s.sit(t)
}

// install brings both decks into the library: a version that is another one, or into the
// archive a deck that has no notes any more.
func (s *student) install(t *rapid.T) (steps []library.Step) {
	for _, id := range authorDecks {
		var step library.Step
		var err error
		if slices.ContainsFunc(s.author.notes, func(n *written) bool { return n.deck == id }) {
			var p *library.Plan
			if p, err = s.home.Plan(t.Context(), filepath.Join(s.author.dir, string(id))); err != nil {
				t.Fatal(err)
			}
			if p.Kind == library.Same {
				continue
			}
			step, err = s.home.Carry(t.Context(), p)
		} else {
			if !slices.ContainsFunc(s.holdings(t), func(x library.Holding) bool { return x.ID == id && !x.Archived }) {
				continue
			}
			step, err = s.home.Archive(id)
		}
		if err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	return steps
}

func (s *student) holdings(t *rapid.T) []library.Holding {
	list, err := s.home.Holdings()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// sit starts the program on the decks that are in the library.
func (s *student) sit(t *rapid.T) {
	var err error
	if s.library, err = s.home.Open(); err != nil {
		t.Fatal(err)
	}
	for _, r := range s.library.Reports() {
		for _, f := range r.Faults {
			if f.Severity == deck.Error {
				t.Fatalf("what the author wrote has an error: %v", f)
			}
		}
	}
	s.desk = s.openDesk(s.journal)
	for _, n := range s.author.notes {
		for _, f := range facets(n.kind) {
			s.names[s.question(n, f)] = deck.MakeCardID(n.deck, n.id, f)
		}
	}
}

// copies are notes as they are now, whatever their author does to them afterwards.
func copies(notes []*written) []*written {
	list := make([]*written, len(notes))
	for i, n := range notes {
		same := *n
		list[i] = &same
	}
	return list
}

// study does something to a card: an answer, a mark, or something to several at once.
func (s *student) study(t *rapid.T) {
	if len(s.author.notes) == 0 {
		return
	}
	n := rapid.SampledFrom(s.author.notes).Draw(t, "studied")
	f := rapid.SampledFrom(facets(n.kind)).Draw(t, "card")
	id := deck.MakeCardID(n.deck, n.id, f)
	if rapid.IntRange(0, 3).Draw(t, "how") == 0 {
		_, err := s.desk.Do(t.Context(), n.cards(), study.Bulk{Kind: progress.Tag, Text: fmt.Sprint("tag", len(s.done[question{n.number, f}]))})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range facets(n.kind) {
			s.did(t, n, f)
		}
		return
	}
	state, err := s.journal.State(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	today := calendar.Day(s.clock.now)
	s.clock.advance(time.Second)
	_, err = s.journal.Append(t.Context(), state.LastEntry, progress.Entry{
		Card: id, Kind: progress.Review, At: s.clock.now, Day: today, Rating: memory.Good, Took: time.Second,
		After: progress.Schedule{Phase: memory.Review, DueDay: today + 3},
	})
	if err != nil {
		t.Fatal(err)
	}
	s.did(t, n, f)
	// The desk is to know of it, as of what it did itself.
	s.desk = s.openDesk(s.journal)
}

// did remembers the last entry of a card, if it is a new one.
func (s *student) did(t *rapid.T, n *written, facet string) {
	state, err := s.journal.State(t.Context(), deck.MakeCardID(n.deck, n.id, facet))
	if err != nil {
		t.Fatal(err)
	}
	q := s.question(n, facet)
	if !slices.Contains(s.done[q], state.LastEntry) {
		s.done[q] = append(s.done[q], state.LastEntry)
	}
}

// check holds what the program knows of every question against what was done to it: of
// those that are in a deck, and of those that are not.
func (s *student) check(t *rapid.T) {
	present := make(map[question]deck.CardID)
	for _, n := range s.author.notes {
		for _, f := range facets(n.kind) {
			present[s.question(n, f)] = deck.MakeCardID(n.deck, n.id, f)
		}
	}
	if got, want := len(s.library.Cards()), len(present); got != want {
		t.Fatalf("%d cards are in the library, want %d", got, want)
	}
	archived := 0
	for q, want := range s.done {
		id, here := present[q]
		if !here {
			archived++
			id = s.names[q]
		}
		s.checkHistory(t, q, id, want)
		if here {
			s.checkCard(t, q, id, want)
		} else if _, err := s.desk.Info(t.Context(), id); err == nil {
			t.Fatalf("%s is in a deck, and should have left", id)
		}
	}
	if got, err := s.desk.Archived(t.Context()); got != archived || err != nil {
		t.Fatalf("%d cards are archived, %v, want %d", got, err, archived)
	}
	s.checkWhole(t)
}

// checkHistory checks that a card has the entries that were made for it and no others.
func (s *student) checkHistory(t *rapid.T, q question, id deck.CardID, want []progress.EntryID) {
	entries, err := s.journal.Entries(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var got []progress.EntryID
	for _, e := range entries {
		got = append(got, e.ID)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("history of %+v, now %s (-want +got):\n%s", q, id, diff)
	}
}

// checkCard checks what the desk says of a card.
func (s *student) checkCard(t *rapid.T, q question, id deck.CardID, want []progress.EntryID) {
	info, err := s.desk.Info(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if len(info.History) != len(want) || info.State.LastEntry != want[len(want)-1] {
		t.Fatalf("the desk knows %d acts on %+v, now %s, want %d", len(info.History), q, id, len(want))
	}
	if info.Reps+len(s.desk.Tags(id)) != len(want) {
		t.Fatalf("%s has %d answers and %d tags, want %d of both", id, info.Reps, len(s.desk.Tags(id)), len(want))
	}
}

// checkWhole checks that not one entry was lost, changed or counted twice.
func (s *student) checkWhole(t *rapid.T) {
	all, err := s.journal.Since(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[progress.EntryID]int)
	for _, e := range all {
		got[e.ID]++
	}
	want := make(map[progress.EntryID]int)
	for entries := range maps.Values(s.done) {
		for _, id := range entries {
			want[id]++
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("entries of the journal (-done +kept):\n%s", diff)
	}
	if problems, err := s.journal.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Fatalf("journal: %v, %v", problems, err)
	}
}

// TestHistoryFollowsEveryEdit proves that notes keep their identity: whatever an author
// does to the text of decks, every card has the history that it should, and what is no
// longer in a deck keeps its own, which is there when it comes back.
func TestHistoryFollowsEveryEdit(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "identity")
		if err != nil {
			rt.Fatal(err)
		}
		s := &student{
			learner: &learner{tb: t, clock: &clock{now: start}, dir: dir, preset: preset()},
			author:  &author{t: rt, dir: dir + "/author"},
			home:    library.NewHome(dir + "/decks"),
			done:    make(map[question][]progress.EntryID),
			names:   make(map[question]deck.CardID),
		}
		s.journal = openJournal(t, dir, s.clock)
		defer func() { _ = s.journal.Close() }()
		for range rapid.IntRange(1, 5).Draw(rt, "notes") {
			s.author.add()
		}
		for range rapid.IntRange(2, 6).Draw(rt, "versions") {
			s.update(rt)
			s.check(rt)
			for range rapid.IntRange(0, 4).Draw(rt, "studied") {
				s.study(rt)
			}
			s.check(rt)
			for range rapid.IntRange(1, 5).Draw(rt, "edits") {
				s.author.edit()
			}
		}
		// At the end all that ever was comes back, and has what was done to it.
		for len(s.author.gone) > 0 {
			s.author.bringBack()
		}
		s.update(rt)
		s.check(rt)
	})
}
