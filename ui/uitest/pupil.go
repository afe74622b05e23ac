package uitest

import (
	"container/heap"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A Pupil studies by itself, day after day, and forgets as a person does: by weights of
// its own, which the program does not know and may find out. It stands for a learner of
// a year where tests and benchmarks need one.
type Pupil struct {
	From      time.Time // its first evening
	Days      int       // from the first to the last
	NewPerDay int
	Memory    memory.Weights // how it really forgets; zero: as in [PupilMemory]
	Retention float64        // what it asked for; 0: 0.9
	Skips     float64        // share of days on which it does not come
	Away      [2]int         // from this day to before that one it is on holiday
	Calendar  memory.Calendar
	Seed      uint64
}

// PupilMemory is how a pupil forgets unless it is said: unlike the average learner.
var PupilMemory = memory.Weights{
	0.35, 1.05, 3.4, 14.2, 6.9, 0.62, 2.35, 0.02, 1.55, 0.22, 1.15, 1.62, 0.095, 0.31, 1.35, 0.42, 2.25, 0.72, 0.16, 0.12, 0.29,
}

// Year is a pupil who has come on most evenings of the year before [Start].
func Year() Pupil {
	return Pupil{
		From: Start.AddDate(-1, 0, 0).Add(10 * time.Hour), Days: 365, NewPerDay: 4,
		Skips: 0.12, Away: [2]int{200, 214}, Calendar: memory.Calendar{Zone: time.UTC, Rollover: 4}, Seed: 1,
	}
}

// Study returns what the pupil does with cards, in the order of time. The same pupil
// always does the same.
func (p Pupil) Study(tb testing.TB, cards []deck.CardID) []progress.Entry {
	tb.Helper()
	s := p.sit(tb, cards)
	for day := range p.Days {
		if day >= p.Away[0] && day < p.Away[1] || s.draw.Float64() < p.Skips {
			continue
		}
		s.evening(day)
	}
	return s.entries
}

// Keep puts what the pupil did with all cards of a library into the journal of a folder.
func (p Pupil) Keep(tb testing.TB, folder string, decks *library.Library) {
	tb.Helper()
	var cards []deck.CardID
	for _, c := range decks.Cards() {
		cards = append(cards, c.ID)
	}
	p.KeepCards(tb, folder, cards)
}

// KeepCards is Keep for cards of any decks.
func (p Pupil) KeepCards(tb testing.TB, folder string, cards []deck.CardID) {
	tb.Helper()
	entries := p.Study(tb, cards)
	journal, err := progress.Open(tb.Context(), folder, progress.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	defer func() {
		if err := journal.Close(); err != nil {
			tb.Error(err)
		}
	}()
	if _, err := journal.TakeIn(tb.Context(), entries, nil); err != nil {
		tb.Fatal(err)
	}
}

// sitting is a pupil at work.
type sitting struct {
	Pupil
	scheduler *memory.Scheduler
	truth     *memory.Model
	draw      *rand.Rand
	cards     []pupilCard
	met       int // of cards, in their order
	steps     stepQueue
	now       time.Time
	entries   []progress.Entry
}

// A pupilCard is what the program knows of a card, and what is really so.
type pupilCard struct {
	id    deck.CardID
	known memory.Card
	truth memory.State
}

func (p Pupil) sit(tb testing.TB, cards []deck.CardID) *sitting {
	tb.Helper()
	o := memory.DefaultOptions()
	if p.Retention > 0 {
		o.Retention = p.Retention
	}
	scheduler, err := memory.NewScheduler(o)
	if err != nil {
		tb.Fatal(err)
	}
	if p.Memory == (memory.Weights{}) {
		p.Memory = PupilMemory
	}
	s := &sitting{
		Pupil: p, scheduler: scheduler, truth: memory.NewModel(p.Memory, false),
		draw: rand.New(rand.NewPCG(p.Seed, 6)), cards: make([]pupilCard, len(cards)),
	}
	for i, id := range cards {
		s.cards[i].id = id
	}
	return s
}

// evening studies what is due on a day, new cards among it, and the steps to their end.
func (s *sitting) evening(day int) {
	begin := s.From.AddDate(0, 0, day).Add(time.Duration(s.draw.IntN(100)-50) * time.Minute)
	if s.draw.Float64() < 0.15 {
		begin = begin.Add(-11 * time.Hour) // in the morning, for once
	}
	s.now = begin
	today := s.Calendar.Day(s.now)
	var list []int
	for i := range s.met {
		if c := &s.cards[i].known; c.Phase == memory.Review && c.DueDay <= today {
			list = append(list, i)
		}
	}
	for range s.NewPerDay {
		if s.met < len(s.cards) {
			list = append(list, s.met)
			s.met++
		}
	}
	s.draw.Shuffle(len(list), func(i, k int) { list[i], list[k] = list[k], list[i] })
	for _, i := range list {
		s.answer(i)
		for len(s.steps) > 0 && !s.steps[0].at.After(s.now) {
			s.answer(heap.Pop(&s.steps).(stepDue).card)
		}
	}
	for len(s.steps) > 0 {
		next := heap.Pop(&s.steps).(stepDue)
		if next.at.After(s.now) {
			s.now = next.at
		}
		s.answer(next.card)
	}
}

// answer asks the pupil a card.
func (s *sitting) answer(i int) {
	c := &s.cards[i]
	today := s.Calendar.Day(s.now)
	elapsed := today.Since(c.known.Last)
	r := s.grade(c, elapsed)
	took := time.Duration(1000*math.Exp(1.6+0.5*s.draw.NormFloat64())) * time.Millisecond
	if r == memory.Again {
		took = took * 8 / 5
	}
	s.now = s.now.Add(took)
	next := s.scheduler.Answer(c.known, r, s.now, today, memory.Seed(string(c.id), c.known.Reps))
	if c.known.Phase == memory.New {
		c.truth = s.truth.First(r)
		c.truth.Stability *= math.Exp(0.35 * s.draw.NormFloat64())
	} else {
		c.truth = s.truth.Next(c.truth, r, elapsed)
	}
	c.known = next
	s.entries = append(s.entries, progress.Entry{
		ID: entryID(s.now, len(s.entries)), Card: c.id, At: s.now.Truncate(time.Millisecond), Day: today,
		Kind: progress.Review, Rating: r, Took: took.Truncate(time.Millisecond), Device: "pupil",
		After: progress.Schedule{Phase: next.Phase, Step: next.Step, DueDay: next.DueDay, DueAt: next.DueAt},
	})
	if next.Phase != memory.Review {
		heap.Push(&s.steps, stepDue{next.DueAt, i})
	}
}

// grade is what the pupil answers: remembered or not by what is really so, and with what effort.
func (s *sitting) grade(c *pupilCard, elapsed int) memory.Rating {
	if c.known.Phase == memory.New {
		return s.oneOf(0.24, 0.09, 0.53)
	}
	recall := 0.93
	if elapsed > 0 {
		recall = 0.98 * s.truth.Recall(c.truth, float64(elapsed))
	}
	if s.draw.Float64() >= recall {
		return memory.Again
	}
	return s.oneOf(0, 0.12, 0.76)
}

// oneOf draws a rating, with the chances of Again, Hard and Good; the rest is Easy's.
func (s *sitting) oneOf(again, hard, good float64) memory.Rating {
	switch x := s.draw.Float64(); {
	case x < again:
		return memory.Again
	case x < again+hard:
		return memory.Hard
	case x < again+hard+good:
		return memory.Good
	}
	return memory.Easy
}

// entryID returns the same ID for the same entry in every run.
func entryID(at time.Time, n int) progress.EntryID {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], uint64(at.UnixMilli())<<16)
	binary.BigEndian.PutUint64(id[8:], uint64(n))
	id[6], id[8] = 0x70, 0x80
	return progress.EntryID(id.String())
}

// stepDue is a card whose step is over at a time.
type stepDue struct {
	at   time.Time
	card int
}

// stepQueue has the card first whose step is over first.
type stepQueue []stepDue

func (q stepQueue) Len() int { return len(q) }
func (q stepQueue) Less(i, k int) bool {
	return q[i].at.Before(q[k].at) || q[i].at.Equal(q[k].at) && q[i].card < q[k].card
}
func (q stepQueue) Swap(i, k int) { q[i], q[k] = q[k], q[i] }

// Push implements [heap.Interface].
func (q *stepQueue) Push(x any) { *q = append(*q, x.(stepDue)) }

// Pop implements [heap.Interface].
func (q *stepQueue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = slices.Delete(*q, len(*q)-1, len(*q))
	return last
}
