package study_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
)

// move does moves and checks what they said of it.
func (l *learner) move(m study.Moves) study.Act {
	l.tb.Helper()
	before := l.due()
	a, err := l.desk.Move(l.tb.Context(), m)
	if err != nil {
		l.tb.Fatal(err)
	}
	after := l.due()
	if a.Cards != m.Cards || m.Earlier+m.Later != m.Cards {
		l.tb.Errorf("%d cards moved; said were %d, %d earlier and %d later", a.Cards, m.Cards, m.Earlier, m.Later)
	}
	sum := func(due map[int]int) (n int) {
		for day, cards := range due {
			if day <= 0 {
				n += cards
			}
		}
		return n
	}
	if m.Today != sum(before) || m.TodayNew != sum(after) {
		l.tb.Errorf("said were %d cards today and then %d, there were %d and %d", m.Today, m.TodayNew, sum(before), sum(after))
	}
	for k, day := range m.Days {
		if day.Day != l.today()+memory.Day(k) {
			l.tb.Fatalf("day %d of the moves is %d, want %d", k, day.Day, l.today()+memory.Day(k))
		}
		if k > 0 && (day.Before != before[k] || day.After != after[k]) {
			l.tb.Errorf("said were %d cards on day %d and then %d, there were %d and %d", day.Before, k, day.After, before[k], after[k])
		}
	}
	for day := range after {
		if day >= len(m.Days) && after[day] != before[day] {
			l.tb.Errorf("day %d changes from %d to %d cards, and is not said to", day, before[day], after[day])
		}
	}
	return a
}

// scattered are cards of many ages, of which some are overdue.
func scattered(n int) (memos []memo) {
	for k := range n {
		stability := float64(2 + k*7%60)
		memos = append(memos, memo{
			card: deck.CardID(fmt.Sprintf("d/n%d", k+1)), stability: stability, ago: 1 + k*11%90, in: int(stability) - 1 - k*11%90,
		})
	}
	return memos
}

func TestMovesAreOneActThatIsUndone(t *testing.T) {
	l := newLearner(t, fuzzed(), basics("d", 120))
	l.know(scattered(120)...)
	before := l.standings()
	a := l.move(l.desk.SpreadBacklog(10))
	if a.Cards < 20 || a.Kind != progress.Reschedule || a.Title != fmt.Sprintf("Moved to another day: %d cards", a.Cards) {
		t.Fatalf("got act %+v", a)
	}
	after := l.standings()
	for id, s := range after {
		s.Memory.DueDay = before[id].Memory.DueDay
		if diff := gocmp.Diff(before[id], s); diff != "" {
			t.Errorf("%s: more than the day has changed (-before +after):\n%s", id, diff)
		}
	}
	undo := func() {
		t.Helper()
		if back, err := l.desk.Undo(t.Context()); err != nil || back.Cards != a.Cards || back.Title != a.Title {
			t.Fatalf("got %+v, %v; want %+v taken back", back, err, a)
		}
		if diff := gocmp.Diff(before, l.standings()); diff != "" {
			t.Fatalf("after undo (-want +got):\n%s", diff)
		}
	}
	undo()
	if _, err := l.desk.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(after, l.standings()); diff != "" {
		t.Fatalf("after redo (-want +got):\n%s", diff)
	}
	if _, err := l.desk.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.move(l.desk.SpreadBacklog(10))
	l.restart()
	undo()
}

func TestMovesLeaveOutWhatChangedSince(t *testing.T) {
	l := newLearner(t, fuzzed(), basics("d", 3))
	l.know(
		memo{card: "d/n1", stability: 10, ago: 20, in: -9},
		memo{card: "d/n2", stability: 12, ago: 20, in: -8},
		memo{card: "d/n3", stability: 14, ago: 20, in: -7},
	)
	m := l.desk.SpreadBacklog(3)
	if m.Cards != 2 { // the third stays today
		t.Fatalf("got %d moves, want 2", m.Cards)
	}
	s := l.session()
	for onDesk(s) != "" {
		l.answer(s, memory.Good)
	}
	a, err := l.desk.Move(t.Context(), m)
	if err != nil || a.Cards != 0 {
		t.Errorf("got %+v, %v; want nothing moved", a, err)
	}
	if last, _ := s.Last(); last.Kind != progress.Review {
		t.Errorf("the last act is %q", last.Title)
	}
}

// TestBacklogIsSpread holds that a spread backlog leaves no day fuller than it must be,
// and the dearest cards today.
func TestBacklogIsSpread(t *testing.T) {
	p := fuzzed()
	p.Easy[time.Sunday] = 0
	l := newLearner(t, p, basics("d", 200))
	l.know(scattered(200)...)
	b := l.desk.Backlog()
	overdue := 0
	for day, n := range l.due() {
		if day < 0 {
			overdue += n
		}
	}
	if b.Cards != overdue || !b.Large || b.Days < 2 {
		t.Fatalf("got backlog %+v, want %d cards", b, overdue)
	}
	m := l.desk.SpreadBacklog(10)
	l.move(m)
	for _, day := range m.Days[:10] {
		if day.Day.Weekday() == time.Sunday {
			if day.After > day.Before {
				t.Errorf("day %d is kept free, and gets %d cards", day.Day, day.After)
			}
			continue
		}
		for _, other := range m.Days[:10] {
			if other.Day.Weekday() != time.Sunday && day.After > other.After+1 && day.After > day.Before {
				t.Errorf("day %d gets %d cards while day %d has %d", day.Day, day.After, other.Day, other.After)
			}
		}
	}
	if got := l.desk.SpreadBacklog(1); got.Cards != 0 {
		t.Errorf("a backlog spread over one day moves %d cards", got.Cards)
	}
}

// TestBacklogSavesMost holds the rule against orders that come to mind: with as many cards
// on each day, more of the stability that was built up is left.
func TestBacklogSavesMost(t *testing.T) {
	p := fuzzed()
	l := newLearner(t, p, basics("d", 150))
	memos := scattered(150)
	l.know(memos...)
	const days = 8
	model := memory.NewModel(p.Weights, false)
	recall := func(m memo) float64 {
		return model.Recall(memory.State{Stability: m.stability, Difficulty: 5}, float64(m.ago))
	}
	kept := func(m memo, wait int) float64 {
		s := memory.State{Stability: m.stability, Difficulty: 5}
		elapsed := m.ago + wait
		r := model.Recall(s, float64(elapsed))
		return r*math.Log(model.Next(s, memory.Good, elapsed).Stability) + (1-r)*math.Log(model.Next(s, memory.Again, elapsed).Stability)
	}
	l.move(l.desk.SpreadBacklog(days))
	counts := make([]int, days)
	known := 0.0
	var late []memo
	for _, m := range memos {
		if m.in < 0 {
			late = append(late, m)
			day := max(0, int(l.state(m.card).Memory.DueDay)-int(l.today()))
			counts[day]++
			known += kept(m, day)
		}
	}
	for name, order := range map[string]func(a, b memo) int{
		"oldest":      func(a, b memo) int { return cmp.Compare(a.in, b.in) },
		"best known":  func(a, b memo) int { return cmp.Compare(recall(b), recall(a)) },
		"least known": func(a, b memo) int { return cmp.Compare(recall(a), recall(b)) },
		"firmest":     func(a, b memo) int { return cmp.Compare(b.stability, a.stability) },
		"weakest":     func(a, b memo) int { return cmp.Compare(a.stability, b.stability) },
	} {
		ordered := slices.SortedStableFunc(slices.Values(late), order)
		other, next := 0.0, 0
		for day, n := range counts {
			for range n {
				other += kept(ordered[next], day)
				next++
			}
		}
		if known <= other {
			t.Errorf("%.3f is left by the rule, %.3f with the %s first", known, other, name)
		}
	}
}

// TestRescheduleMovesWhatIsMaterial changes how much is to be remembered.
func TestRescheduleMovesWhatIsMaterial(t *testing.T) {
	l := newLearner(t, fuzzed(), basics("d", 100))
	var memos []memo
	for k := range 100 {
		memos = append(memos, memo{card: deck.CardID(fmt.Sprintf("d/n%d", k+1)), stability: 30, ago: 1 + k%25, in: 30 - 1 - k%25})
	}
	l.know(memos...)
	if m := l.desk.Reschedule(); m.Cards != 0 {
		t.Errorf("%d cards move that are where they belong", m.Cards)
	}
	for _, tt := range []struct {
		retention      float64
		moves, earlier bool
	}{
		{0.905, false, false}, {0.89, false, false}, {0.95, true, true}, {0.80, true, false},
	} {
		p := fuzzed()
		p.Retention = tt.retention
		if err := l.desk.SetPreset(p); err != nil {
			t.Fatal(err)
		}
		m := l.desk.Reschedule()
		if (m.Cards > 0) != tt.moves || tt.moves && (m.Earlier == m.Cards) != tt.earlier {
			t.Errorf("for %v: %d move, %d of them earlier", tt.retention, m.Cards, m.Earlier)
		}
		if !tt.moves {
			continue
		}
		l.move(m)
		for day := range l.due() {
			if day < 0 {
				t.Errorf("for %v: a card is due %d days ago", tt.retention, -day)
			}
		}
		if again := l.desk.Reschedule(); again.Cards > m.Cards/10 {
			t.Errorf("for %v: %d of %d cards would move again", tt.retention, again.Cards, m.Cards)
		}
		if _, err := l.desk.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRescheduleOfLateCards holds that a card does not wait longer for being late.
func TestRescheduleOfLateCards(t *testing.T) {
	l := newLearner(t, fuzzed(), basics("d", 90))
	var memos []memo
	for k := range 90 {
		memos = append(memos, memo{card: deck.CardID(fmt.Sprintf("d/n%d", k+1)), stability: 30, ago: 20 + k%30, in: 10 - k%30})
	}
	l.know(memos...)
	p := fuzzed()
	p.Retention = 0.97
	if err := l.desk.SetPreset(p); err != nil {
		t.Fatal(err)
	}
	m := l.desk.Reschedule()
	l.move(m)
	if m.Later != 0 || m.Earlier == 0 {
		t.Errorf("%d late cards move to a later day, %d to an earlier one", m.Later, m.Earlier)
	}
	for _, c := range memos {
		due := int(l.state(c.card).Memory.DueDay) - int(l.today())
		if c.in <= 0 && due != c.in || c.in > 0 && due < 0 {
			t.Errorf("%s, due in %d days, is due in %d now", c.card, c.in, due)
		}
	}
}

// TestHolidayFromToday holds that a learner who goes away today leaves nothing behind that
// waits: what is overdue comes after the holiday as well, not all of it on one day.
func TestHolidayFromToday(t *testing.T) {
	l := newLearner(t, fuzzed(), basics("d", 120))
	l.know(scattered(120)...)
	h := study.Holiday{From: l.today() - 2, To: l.today() + 6} // two days of it are over
	overdue := l.desk.Backlog().Cards
	m := l.desk.MakeHoliday(h)
	if overdue < 20 || m.Cards < overdue || m.Earlier != 0 || m.TodayNew != 0 {
		t.Fatalf("%d cards are overdue; got %+v", overdue, m)
	}
	l.move(m)
	if b := l.desk.Backlog(); b.Cards != 0 {
		t.Errorf("%d cards wait from earlier days", b.Cards)
	}
	most := 0
	for day, n := range l.due() {
		if n > 0 && h.Has(l.today()+memory.Day(day)) {
			t.Errorf("%d cards are due on day %d of the holiday", n, day)
		}
		most = max(most, n)
	}
	if most > m.Cards/3 {
		t.Errorf("%d of %d cards that moved are due on one day", most, m.Cards)
	}
}

// TestHolidayIsKeptFree moves what is due in a week off.
func TestHolidayIsKeptFree(t *testing.T) {
	l := newLearner(t, fuzzed(), basics("d", 200))
	var memos []memo
	for k := range 200 {
		stability := float64(3 + k*13%80)
		ago := int(stability) * (k % 5) / 5
		memos = append(memos, memo{card: deck.CardID(fmt.Sprintf("d/n%d", k+1)), stability: stability, ago: ago, in: int(stability) - ago})
	}
	l.know(memos...)
	h := study.Holiday{From: l.today() + 6, To: l.today() + 12}
	m := l.desk.MakeHoliday(h)
	l.move(m)
	before, most := 0, 0
	for _, day := range m.Days {
		if h.Has(day.Day) {
			before += day.Before
			if day.After != 0 {
				t.Errorf("%d cards are due on day %d of the holiday", day.After, day.Day)
			}
		}
		most = max(most, day.Before)
	}
	if before == 0 || m.Earlier == 0 || m.Later == 0 {
		t.Errorf("%d cards were due; %d go before, %d after", before, m.Earlier, m.Later)
	}
	for _, day := range m.Days {
		if day.After > 2*most {
			t.Errorf("day %d gets %d cards, and the fullest had %d", day.Day, day.After, most)
		}
	}
	if m := l.desk.MakeHoliday(study.Holiday{From: 100, To: 90}); m.Cards != 0 {
		t.Errorf("a holiday that ends before it begins moves %d cards", m.Cards)
	}
	for _, from := range []memory.Day{l.today() + 181, math.MaxInt32 - 10, math.MinInt32} {
		if m := l.desk.MakeHoliday(study.Holiday{From: from, To: from + 7}); m.Cards != 0 {
			t.Errorf("a holiday from day %d moves %d cards", from, m.Cards)
		}
	}
	if m := l.desk.MakeHoliday(study.Holiday{From: l.today() - 9, To: l.today() - 3}); m.Cards != 0 {
		t.Errorf("a holiday that is over moves %d cards", m.Cards)
	}
}

func TestMovesInHistory(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 2))
	l.know(memo{card: "d/n1", stability: 10, ago: 20, in: -10}, memo{card: "d/n2", stability: 12, ago: 20, in: -8})
	l.move(l.desk.SpreadBacklog(2))
	found := ""
	for _, id := range []deck.CardID{"d/n1", "d/n2"} {
		info, err := l.desk.Info(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range info.History {
			if e.Kind == progress.Reschedule {
				found += e.Text
			}
		}
	}
	if found != "Moved to 5 March" {
		t.Errorf("the history says %q", found)
	}
}

// TestRescheduleKnowsTheLongestInterval holds that cards that come sooner than their memory
// asks, because no interval is longer, are where they belong.
func TestRescheduleKnowsTheLongestInterval(t *testing.T) {
	p := fuzzed()
	p.MaximumInterval = 30
	l := newLearner(t, p, basics("d", 60))
	var memos []memo
	for k := range 60 {
		memos = append(memos, memo{card: deck.CardID(fmt.Sprintf("d/n%d", k+1)), stability: 300, ago: 5, in: 20 + k%6})
	}
	l.know(memos...)
	if m := l.desk.Reschedule(); m.Cards != 0 {
		t.Errorf("%d cards move that cannot come later", m.Cards)
	}
	p.MaximumInterval = 10
	if err := l.desk.SetPreset(p); err != nil {
		t.Fatal(err)
	}
	if m := l.desk.Reschedule(); m.Earlier != 60 {
		t.Errorf("%d of 60 cards move to an earlier day when intervals become shorter", m.Earlier)
	}
}
