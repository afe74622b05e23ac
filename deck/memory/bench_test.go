package memory_test

import (
	"testing"
	"time"

	"touchpoint/deck/memory"
)

// benchCards are cards on which each branch of the model has its turn.
var benchCards = [...]memory.Card{
	{},
	{Phase: memory.Learning, Step: 1, State: memory.State{Stability: 2.3, Difficulty: 2.1}, Reps: 1, Last: 20000},
	{Phase: memory.Review, State: memory.State{Stability: 12.5, Difficulty: 5.5}, Reps: 4, Last: 19988, DueDay: 20000},
	{Phase: memory.Review, State: memory.State{Stability: 240, Difficulty: 7.1}, Reps: 9, Last: 19700, DueDay: 19940},
	{Phase: memory.Relearning, State: memory.State{Stability: 3.1, Difficulty: 8.4}, Reps: 6, Lapses: 1, Last: 20000},
}

var benchNow = time.Date(2024, 10, 4, 9, 30, 0, 0, time.UTC)

// BenchmarkAnswer measures one answer, over all kinds of cards and ratings.
func BenchmarkAnswer(b *testing.B) {
	s := mustSchedule(b, memory.DefaultOptions())
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.Answer(benchCards[i%len(benchCards)], memory.Again+memory.Rating(i%4), benchNow, 20000, uint64(i))
	}
}

// BenchmarkAnswerReview measures the dearest answer: of a card under review.
func BenchmarkAnswerReview(b *testing.B) {
	s := mustSchedule(b, memory.DefaultOptions())
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.Answer(benchCards[2], memory.Good, benchNow, 20000, uint64(i))
	}
}

// BenchmarkPreview measures the four intervals that stand on the buttons.
func BenchmarkPreview(b *testing.B) {
	s := mustSchedule(b, memory.DefaultOptions())
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.Preview(benchCards[i%len(benchCards)], benchNow, 20000, uint64(i))
	}
}

// BenchmarkNext measures a step of the model alone, as when a journal is folded.
func BenchmarkNext(b *testing.B) {
	m := memory.NewModel(memory.DefaultWeights(), false)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m.Next(benchCards[2].State, memory.Again+memory.Rating(i%4), 12)
	}
}

// BenchmarkDay measures what a moment costs to become a study day.
func BenchmarkDay(b *testing.B) {
	zone, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		b.Fatal(err)
	}
	c := memory.Calendar{Zone: zone, Rollover: 4}
	b.ReportAllocs()
	for b.Loop() {
		c.Day(benchNow)
	}
}

func mustSchedule(tb testing.TB, o memory.Options) *memory.Scheduler {
	tb.Helper()
	s, err := memory.NewScheduler(o)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}
