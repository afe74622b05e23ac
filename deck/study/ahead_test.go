package study_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
)

// A memo is what is known of a card before a test begins.
type memo struct {
	card      deck.CardID
	stability float64
	ago       int // days since its last answer
	in        int // days until it is due; negative when it is overdue
}

// know brings what was learned elsewhere into the journal, and opens the desk on it.
func (l *learner) know(memos ...memo) {
	l.tb.Helper()
	var entries []progress.Entry
	for k, m := range memos {
		at := l.clock.now.AddDate(0, 0, -m.ago).Add(-time.Hour)
		entries = append(entries, progress.Entry{
			ID: progress.EntryID(fmt.Sprintf("01900000-0000-7000-8000-%012d", k)), Card: m.card, At: at, Day: calendar.Day(at),
			Kind: progress.Estimate, Device: "phone", Memory: memory.State{Stability: m.stability, Difficulty: 5},
			After: progress.Schedule{Phase: memory.Review, DueDay: l.today() + memory.Day(m.in)},
		})
	}
	l.takeIn(entries...)
	l.restart()
}

func (l *learner) today() memory.Day { return calendar.Day(l.clock.now) }

// due counts the cards in review by the day they fall due, from today on.
func (l *learner) due() map[int]int {
	l.tb.Helper()
	states, err := l.journal.States(l.tb.Context())
	if err != nil {
		l.tb.Fatal(err)
	}
	counts := make(map[int]int)
	for _, s := range states {
		if s.Memory.Phase == memory.Review && !s.Suspended {
			counts[int(s.Memory.DueDay)-int(l.today())]++
		}
	}
	return counts
}

// fuzzed is the default preset with many cards a day.
func fuzzed() study.Preset {
	p := study.DefaultPreset()
	p.NewPerDay, p.ReviewsPerDay = 1000, 1000
	return p
}

// unevenness is the standard deviation of the cards on the days from first to last.
func unevenness(due map[int]int, first, last int) float64 {
	var sum, squares float64
	for day := first; day <= last; day++ {
		sum += float64(due[day])
		squares += float64(due[day]) * float64(due[day])
	}
	n := float64(last - first + 1)
	return math.Sqrt(squares/n - sum/n*sum/n)
}

// TestBalanceEvensDays lets learners answer two hundred cards Good that all came to wait
// a month.
func TestBalanceEvensDays(t *testing.T) {
	learn := func(balance bool) map[int]int {
		p := fuzzed()
		p.Balance = balance
		l := newLearner(t, p, basics("d", 200))
		var memos []memo
		for k := range 200 {
			memos = append(memos, memo{card: deck.CardID(fmt.Sprintf("d/n%d", k+1)), stability: 15, ago: 15})
		}
		l.know(memos...)
		l.finish(l.session())
		return l.due()
	}
	even, chance := learn(true), learn(false)
	first, last := 1000, 0
	for day := range chance {
		first, last = min(first, day), max(last, day)
	}
	for day := range even {
		if day < first || day > last {
			t.Errorf("a card came to day %d, and fuzz goes from %d to %d", day, first, last)
		}
	}
	if a, b := unevenness(even, first, last), unevenness(chance, first, last); a > 0.8*b {
		t.Errorf("days vary by %.1f cards with balance and by %.1f without; %v and %v", a, b, even, chance)
	}
}

// TestFreeDays holds that next to nothing falls on weekdays and holidays that the learner
// keeps free, where fuzz has another day, with balance and without.
func TestFreeDays(t *testing.T) {
	for _, balance := range []bool{true, false} {
		p := fuzzed()
		p.Balance = balance
		p.Easy[time.Sunday] = 0
		first := calendar.Day(start)
		p.Holidays = []study.Holiday{{From: first + 40, To: first + 41}}
		l := newLearner(t, p, basics("d", 100))
		var memos []memo
		for k := range 100 {
			memos = append(memos, memo{card: deck.CardID(fmt.Sprintf("d/n%d", k+1)), stability: 15, ago: 15})
		}
		l.know(memos...)
		l.finish(l.session())
		for day, n := range l.due() {
			on := l.today() + memory.Day(day)
			if n > 1 && (on.Weekday() == time.Sunday || p.Holidays[0].Has(on)) {
				t.Errorf("balance %t: %d cards fall on day %d, which is kept free", balance, n, day)
			}
		}
	}
}

// TestSiblingsComeApart holds that the two cards of a note do not fall due on one day when
// fuzz has another.
func TestSiblingsComeApart(t *testing.T) {
	together := func(balance bool) (count int) {
		p := fuzzed()
		p.Balance = balance
		var notes []string
		var memos []memo
		for k := range 50 {
			notes = append(notes, fmt.Sprintf("## Front %d {#n%d .both}\nBack", k, k))
			id := deck.CardID(fmt.Sprintf("d/n%d", k))
			memos = append(memos, memo{card: id, stability: 15, ago: 15}, memo{card: id + "#reverse", stability: 15, ago: 14, in: 1})
		}
		l := newLearner(t, p, text("d", notes...))
		l.know(memos...)
		l.finish(l.session())
		l.tomorrow(1)
		l.finish(l.session())
		for k := range 50 {
			id := deck.CardID(fmt.Sprintf("d/n%d", k))
			if a, b := l.state(id), l.state(id+"#reverse"); a.Memory.DueDay == b.Memory.DueDay {
				count++
			}
		}
		return count
	}
	if got := together(true); got > 1 {
		t.Errorf("%d of 50 notes have both cards due on one day", got)
	}
	if got := together(false); got < 3 {
		t.Errorf("without balance %d of 50 notes have both cards due on one day: the test shows nothing", got)
	}
}

func TestPresetOfDays(t *testing.T) {
	good := study.DefaultPreset()
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*study.Preset){
		"no number":      func(p *study.Preset) { p.Easy[1] = math.NaN() },
		"more than all":  func(p *study.Preset) { p.Easy[1] = 1.5 },
		"less than none": func(p *study.Preset) { p.Easy[1] = -1 },
		"backward":       func(p *study.Preset) { p.Holidays = []study.Holiday{{From: 10, To: 9}} },
		"for a year":     func(p *study.Preset) { p.Holidays = []study.Holiday{{From: 10, To: 375}} },
		"for ever":       func(p *study.Preset) { p.Holidays = []study.Holiday{{From: math.MinInt32, To: math.MaxInt32}} },
	} {
		bad := study.DefaultPreset()
		change(&bad)
		if bad.Validate() == nil {
			t.Errorf("%s: the preset is taken for good", name)
		}
	}
}
