package study_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
)

// ready is a journal with given states, so that a benchmark measures the desk and
// not the disk. Answers are folded as the real journal does, and forgotten.
type ready map[deck.CardID]progress.State

func (r ready) States(context.Context) (map[deck.CardID]progress.State, error) { return r, nil }

func (r ready) Append(_ context.Context, _ progress.EntryID, e progress.Entry) (progress.State, error) {
	s := r[e.Card]
	s.Card, s.LastAt, s.LastEntry = e.Card, e.At, progress.EntryID(fmt.Sprint(s.LastEntry, "+"))
	s.Memory.Phase, s.Memory.Step = e.After.Phase, e.After.Step
	s.Memory.DueDay, s.Memory.DueAt, s.Memory.Last = e.After.DueDay, e.After.DueAt, e.Day
	r[e.Card] = s
	return s, nil
}

func (r ready) AppendAll(ctx context.Context, additions []progress.Addition) ([]progress.State, error) {
	var after []progress.State
	for _, a := range additions {
		s, _ := r.Append(ctx, a.Base, a.Entry)
		after = append(after, s)
	}
	return after, nil
}

func (ready) Meet(context.Context, []deck.CardID, memory.Day) error          { return nil }
func (ready) Met(context.Context) (map[deck.CardID]memory.Day, error)        { return nil, nil }
func (ready) Setting(context.Context, string, any) (bool, error)             { return false, nil }
func (ready) SetSetting(context.Context, string, any) error                  { return nil }
func (ready) Entries(context.Context, deck.CardID) ([]progress.Entry, error) { return nil, nil }
func (ready) Since(context.Context, memory.Day) ([]progress.Entry, error)    { return nil, nil }
func (ready) Rename(context.Context, map[deck.CardID]deck.CardID, func(deck.CardID) bool) error {
	return nil
}
func (ready) Reclaim(context.Context, func(deck.CardID) bool) error { return nil }
func (ready) Weights() memory.Weights                               { return memory.DefaultWeights() }
func (ready) Changed(context.Context) (bool, error)                 { return false, nil }

// manyCards opens a desk on n cards in twenty decks of ten topics: a fifth are new,
// a twentieth in steps, the others in review, of which a third is due.
func manyCards(b *testing.B, n int) (*study.Desk, *clock) {
	b.Helper()
	const decks, topics = 20, 10
	var sources []library.Source
	for k := range decks {
		var s strings.Builder
		fmt.Fprintf(&s, "---\nid: deck%d\ntitle: Deck %d\n---\n", k, k)
		for i := range n / decks / 2 {
			if i%(n/decks/2/topics) == 0 {
				fmt.Fprintf(&s, "\n# Topic %d\n", i)
			}
			after := ""
			if i > 0 {
				after = fmt.Sprintf(" after=n%d", i-1)
			}
			fmt.Fprintf(&s, "\n## Front %d of %d {#n%d .both%s}\nBack %d\n", i, k, i, after, i)
		}
		sources = append(sources, single(fmt.Sprintf("deck%d.md", k), s.String()))
	}
	lib, err := library.Open(sources...)
	if err != nil {
		b.Fatal(err)
	}
	if got := len(lib.Cards()); got != n {
		b.Fatalf("got %d cards, want %d", got, n)
	}
	c := &clock{now: start}
	today := calendar.Day(start)
	states := make(ready, n)
	for i, card := range lib.Cards() {
		s := progress.State{Card: card.ID, LastEntry: "x", LastAt: start.Add(-time.Hour)}
		s.Memory = memory.Card{Reps: 3, Last: today - memory.Day(1+i%50), State: memory.State{Stability: float64(1 + i%97), Difficulty: 5}}
		switch {
		case i%5 == 0:
			continue
		case i%20 == 1:
			s.Memory.Phase, s.Memory.DueAt = memory.Learning, start.Add(time.Duration(i%40-20)*time.Minute)
		default:
			s.Memory.Phase, s.Memory.DueDay = memory.Review, today+memory.Day(i*7919%30)-10
		}
		states[card.ID] = s
	}
	d, err := study.Open(b.Context(), study.Config{
		Library: lib, Journal: states, Now: c.Now, Calendar: calendar, Preset: study.DefaultPreset(),
	})
	if err != nil {
		b.Fatal(err)
	}
	return d, c
}

// BenchmarkOverview100k is what Today takes to count what is due.
func BenchmarkOverview100k(b *testing.B) {
	d, _ := manyCards(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		o, err := d.Overview(b.Context())
		if err != nil || o.Due != 200 || o.New != 20 {
			b.Fatalf("got %d due, %d new, error %v", o.Due, o.New, err)
		}
	}
}

// BenchmarkOverviewNewDay100k is the same at its dearest: the first time on a study
// day, when the recall of all cards is worked out.
func BenchmarkOverviewNewDay100k(b *testing.B) {
	d, c := manyCards(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		c.advance(24 * time.Hour)
		if _, err := d.Overview(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAnswer100k is from the grade to the next card on the desk, without the disk.
func BenchmarkAnswer100k(b *testing.B) {
	d, c := manyCards(b, 100_000)
	s, err := d.Start(b.Context(), study.Scope{Extra: 1 << 30})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		c.advance(time.Second)
		if err := s.Answer(b.Context(), memory.Good, time.Second); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMoves100k is what it takes to see what would move.
func BenchmarkMoves100k(b *testing.B) {
	d, c := manyCards(b, 100_000)
	today := calendar.Day(c.now)
	for name, moves := range map[string]func() study.Moves{
		"reschedule": d.Reschedule,
		"backlog":    func() study.Moves { return d.SpreadBacklog(14) },
		"holiday":    func() study.Moves { return d.MakeHoliday(study.Holiday{From: today + 3, To: today + 16}) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if m := moves(); m.Cards == 0 {
					b.Fatal("nothing moves")
				}
			}
		})
	}
}

// BenchmarkSnapshots100k is what it takes to copy the cards for work that is done
// elsewhere, which the window waits for.
func BenchmarkSnapshots100k(b *testing.B) {
	d, c := manyCards(b, 100_000)
	e := exam.Exam{On: calendar.Day(c.now) + 30, Target: 90}
	for k := range 20 {
		e.Parts = append(e.Parts, exam.Part{Deck: deck.ID(fmt.Sprintf("deck%d", k))})
	}
	for name, take := range map[string]func() int{
		"survey":   func() int { return len(d.Survey().Retention) },
		"workload": func() int { return len(d.Workload(nil).Cards) },
		"exam":     func() int { return len(d.ExamConfig(e, nil).Cards) },
		"backlog":  func() int { return d.Backlog().Cards },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if take() == 0 {
					b.Fatal("nothing is there")
				}
			}
		})
	}
}

// BenchmarkOverviewOwn100k is the same for decks that each have limits of their own.
func BenchmarkOverviewOwn100k(b *testing.B) {
	d, _ := manyCards(b, 100_000)
	for k := range 20 {
		p := study.DeckPreset{NewPerDay: 3, ReviewsPerDay: 15, Remember: 85, Order: study.Shuffled}
		if err := d.SetDeckPreset(deck.ID(fmt.Sprintf("deck%d", k)), &p); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		o, err := d.Overview(b.Context())
		if err != nil || o.Due != 200 || o.New == 0 {
			b.Fatalf("got %d due, %d new, error %v", o.Due, o.New, err)
		}
	}
}

// BenchmarkSearch is what a key in the search field takes, once the index is made: a
// query of words, and ones that ask for what is known of every card.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{20_000, 100_000} {
		d, _ := manyCards(b, n)
		for _, query := range []string{"front 77 of 3", "deck:deck3 is:due", "prop:s<10", "is:new"} {
			b.Run(fmt.Sprintf("%d/%s", n, query), func(b *testing.B) {
				if r, err := d.Search(b.Context(), query); err != nil || r.Total == 0 {
					b.Fatalf("found %d, error %v", r.Total, err)
				}
				b.ReportAllocs()
				for b.Loop() {
					if _, err := d.Search(b.Context(), query); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
