package fitting_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study/fitting"
)

var (
	start    = time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)
	calendar = memory.Calendar{Rollover: 4}
)

// A pupil forgets in their own way, and has a journal in which they answer cards.
type pupil struct {
	testing.TB
	journal *progress.Journal
	keeper  *fitting.Keeper
	now     time.Time
	random  *rand.Rand
	cards   int
}

func newPupil(tb testing.TB) *pupil {
	p := &pupil{TB: tb, now: start, random: rand.New(rand.NewPCG(7, 1))}
	j, err := progress.Open(tb.Context(), tb.TempDir(), progress.Options{Now: p.clock})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = j.Close() })
	p.journal = j
	p.keeper = fitting.New(j, p.clock, func() memory.Calendar { return calendar })
	return p
}

func (p *pupil) clock() time.Time { return p.now }

// study has the pupil learn new cards, and answer each when it is due for some days. Their
// memory is much better than that of the average learner.
func (p *pupil) study(cards, days int) {
	p.Helper()
	w := memory.DefaultWeights()
	w[2], w[3], w[8] = 9, 30, 2.6
	truth := memory.NewModel(w, false)
	s, err := memory.NewScheduler(memory.DefaultOptions())
	if err != nil {
		p.Fatal(err)
	}
	var entries []progress.Entry
	for range cards {
		p.cards++
		var card, known memory.Card
		name := deck.CardID(fmt.Sprintf("deck/%d", p.cards))
		begin := p.random.IntN(max(1, days/2))
		for day := begin; day < days; day = int(card.DueDay - calendar.Day(p.now)) {
			at := p.now.AddDate(0, 0, day).Add(time.Duration(p.cards) * time.Second)
			on := calendar.Day(at)
			r := memory.Good
			if card.Phase == memory.New {
				known.State = truth.First(r)
			} else {
				if p.random.Float64() > truth.Recall(known.State, float64(on.Since(card.Last))) {
					r = memory.Again
				}
				known.State = truth.Next(known.State, r, on.Since(card.Last))
			}
			card = s.Answer(card, r, at, on, uint64(p.cards))
			if card.Phase != memory.Review { // steps are not what this is about
				card.Phase, card.Step, card.DueDay, card.DueAt = memory.Review, 0, on+1, time.Time{}
			}
			entries = append(entries, progress.Entry{
				ID: progress.NewAct(), Card: name, At: at, Day: on, Kind: progress.Review, Rating: r, Took: 5 * time.Second,
				After: progress.Schedule{Phase: memory.Review, DueDay: card.DueDay},
			})
			if len(entries) > 1 && entries[len(entries)-2].Card != name {
				entries[len(entries)-1].After = progress.Schedule{Phase: memory.Learning, DueAt: at}
			}
		}
	}
	if _, err := p.journal.TakeIn(p.Context(), entries, nil); err != nil {
		p.Fatal(err)
	}
	p.now = p.now.AddDate(0, 0, days)
}

func (p *pupil) due() bool {
	p.Helper()
	due, err := p.keeper.Due(p.Context())
	if err != nil {
		p.Fatal(err)
	}
	return due
}

func (p *pupil) run() fitting.Report {
	p.Helper()
	r, err := p.keeper.Run(p.Context(), memory.FitOptions{}, nil)
	if err != nil {
		p.Fatal(err)
	}
	p.check()
	last, found, err := p.keeper.Last(p.Context())
	if diff := cmp.Diff(r, last); !found || err != nil || diff != "" {
		p.Errorf("Last: %v, %v (-made +kept):\n%s", found, err, diff)
	}
	if !strings.HasSuffix(r.Sentence(), ".") || len(r.Details()) == 0 {
		p.Errorf("%q, %q", r.Sentence(), r.Details())
	}
	return r
}

func (p *pupil) check() {
	p.Helper()
	if problems, err := p.journal.Check(p.Context()); len(problems) > 0 || err != nil {
		p.Fatalf("Check: %v, %v", problems, err)
	}
}

// TestKeeper goes with a pupil through a year: nothing to learn from, then something, then
// nothing better, and back.
func TestKeeper(t *testing.T) {
	p := newPupil(t)
	if p.due() {
		t.Error("fitting is due without an answer")
	}
	if r := p.run(); r.Outcome != fitting.TooFew || r.Changed != 0 || p.journal.Weights() != memory.DefaultWeights() {
		t.Errorf("without an answer: %+v", r)
	}
	p.study(400, 200)
	if !p.due() {
		t.Error("fitting is not due after many answers")
	}
	r := p.run()
	t.Logf("%s %q", r.Sentence(), r.Details())
	if r.Outcome != fitting.Fitted || r.Changed == 0 || r.After.LogLoss >= r.Before.LogLoss || r.Future != 0 {
		t.Fatalf("after many answers: %+v", r)
	}
	fitted := p.journal.Weights()
	if fitted == memory.DefaultWeights() || p.due() {
		t.Errorf("weights %v, due %v", fitted, p.due())
	}
	if r := p.run(); r.Outcome != fitting.Kept || r.Changed != 0 || p.journal.Weights() != fitted {
		t.Errorf("again: %+v", r)
	}

	for i, want := range []memory.Weights{memory.DefaultWeights(), fitted} {
		if can, err := p.keeper.CanGoBack(t.Context()); !can || err != nil {
			t.Errorf("CanGoBack = %v, %v", can, err)
		}
		r, err := p.keeper.GoBack(t.Context(), nil)
		if err != nil || r.Outcome != []fitting.Outcome{fitting.Published, fitting.WentBack}[i] || p.journal.Weights() != want {
			t.Errorf("GoBack = %+v, %v", r, err)
		}
		if p.check(); p.due() {
			t.Error("what was taken back is fitted again at once")
		}
	}
	if r, err := p.keeper.Forget(t.Context(), nil); err != nil || r.Outcome != fitting.Published || p.journal.Weights() != memory.DefaultWeights() {
		t.Errorf("Forget = %+v, %v", r, err)
	}

	p.now = p.now.AddDate(0, 1, 0)
	if p.due() {
		t.Error("fitting is due after a month without answers")
	}
	p.study(20, 40)
	if !p.due() {
		t.Error("fitting is not due after a month with answers")
	}
}

func TestNothingToGoBackTo(t *testing.T) {
	p := newPupil(t)
	if can, err := p.keeper.CanGoBack(t.Context()); can || err != nil {
		t.Errorf("CanGoBack = %v, %v", can, err)
	}
	if _, err := p.keeper.GoBack(t.Context(), nil); !errors.Is(err, progress.ErrInvalid) {
		t.Errorf("GoBack = %v, want it refused", err)
	}
}

// Whoever waits for somebody else's fit can give up.
func TestWaitingForAFitIsEnded(t *testing.T) {
	p := newPupil(t)
	tried := false
	_, err := p.keeper.Run(t.Context(), memory.FitOptions{}, func(int, int) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if _, err := p.keeper.Forget(ctx, nil); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Forget = %v while weights are fitted", err)
		}
		tried = true
	})
	if err != nil || !tried {
		t.Errorf("Run = %v, tried meanwhile: %v", err, tried)
	}
}

// A clock that was years ahead for a while does not spoil what is learned.
func TestFutureAnswers(t *testing.T) {
	p := newPupil(t)
	p.study(100, 100)
	right := p.now
	p.now = right.AddDate(3, 0, 0)
	p.study(10, 10)
	p.now = right
	log, err := p.journal.Log(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r := p.run()
	if r.Future < 10 || r.Future >= len(log.Answers) || !strings.Contains(strings.Join(r.Details(), " "), "after today") {
		t.Errorf("%+v, %q", r, r.Details())
	}
	p.now = start.AddDate(-30, 0, 0)
	if r := p.run(); r.Outcome != fitting.TooFew || r.Future != len(log.Answers) {
		t.Errorf("with everything in the future: %+v", r)
	}
}

// A report that was made while the clock was years ahead does not put fitting off until
// then.
func TestReportFromTheFuture(t *testing.T) {
	p := newPupil(t)
	p.study(100, 100)
	right := p.now
	p.now = right.AddDate(3, 0, 0)
	p.run()
	p.now = right
	if p.due() {
		t.Error("fitting is due without new answers")
	}
	p.study(20, 40)
	if !p.due() {
		t.Error("fitting is not due a month later")
	}
}

// Cancelled at any moment, the weights are what they were and nothing is reported.
func TestCancelled(t *testing.T) {
	p := newPupil(t)
	p.study(300, 150)
	told := 0
	count := func(done, total int) {
		if done < 0 || done > total {
			t.Errorf("told %d of %d", done, total)
		}
		told++
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.keeper.Run(ctx, memory.FitOptions{}, count); !errors.Is(err, context.Canceled) || told > 0 {
		t.Errorf("Run = %v, told %d times", err, told)
	}
	for at := 1; ; at *= 4 {
		ctx, cancel := context.WithCancel(t.Context())
		told, last := 0, 0
		r, err := p.keeper.Run(ctx, memory.FitOptions{}, func(done, total int) {
			if count(done, total); done < last {
				t.Errorf("told %d after %d", done, last)
			}
			last = done
			if told++; told == at {
				cancel()
			}
		})
		cancel()
		p.check()
		if err == nil { // it was over before
			if r.Outcome != fitting.Fitted || last != 1000 {
				t.Errorf("%+v, told %d at the end", r, last)
			}
			break
		}
		_, found, lastErr := p.keeper.Last(t.Context())
		if !errors.Is(err, context.Canceled) || p.journal.Weights() != memory.DefaultWeights() || found || lastErr != nil {
			t.Fatalf("cancelled at %d: %v, report %v, %v", at, err, found, lastErr)
		}
	}
}

// What histories there are: no words fail, and nothing is no number.
func TestStrangeHistories(t *testing.T) {
	for name, rating := range map[string]func(i int) memory.Rating{
		"all again": func(int) memory.Rating { return memory.Again },
		"all easy":  func(int) memory.Rating { return memory.Easy },
		"all hard":  func(int) memory.Rating { return memory.Hard },
		"in turn":   func(i int) memory.Rating { return memory.Rating(1 + i%4) },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPupil(t)
			var entries []progress.Entry
			for i := range 1200 {
				at := start.AddDate(0, 0, i/40*3).Add(time.Duration(i) * time.Second)
				phase := memory.Learning
				if i/40 > 0 {
					phase = memory.Review
				}
				entries = append(entries, progress.Entry{
					ID: progress.NewAct(), Card: deck.CardID(fmt.Sprintf("deck/%d", i%40)), At: at, Day: calendar.Day(at), Kind: progress.Review, Rating: rating(i + i/40),
					After: progress.Schedule{Phase: phase, DueDay: calendar.Day(at) + 3},
				})
			}
			if _, err := p.journal.TakeIn(t.Context(), entries, nil); err != nil {
				t.Fatal(err)
			}
			p.now = start.AddDate(1, 0, 0)
			r := p.run()
			text := r.Sentence() + strings.Join(r.Details(), " ")
			if strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
				t.Error(text)
			}
			for _, x := range p.journal.Weights() {
				if x != x {
					t.Errorf("weights %v", p.journal.Weights())
				}
			}
		})
	}
}
