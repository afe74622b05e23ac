package insight_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study/insight"
)

// noon is when the tests look at a history: on day 20,000 of a calendar that turns at four.
var noon = time.Unix(20_000*86400, 0).UTC().Add(12 * time.Hour)

var calendar = memory.Calendar{Zone: time.UTC, Rollover: 4}

const today = memory.Day(20_000)

// A given is one answer of a test.
type given struct {
	card   int32
	ago    int // study days before today
	hour   int
	rating memory.Rating
	was    memory.Phase
	took   time.Duration
}

// history numbers as many cards as there are, all of deck d and topic T.
func history(list ...given) progress.Log {
	var l progress.Log
	for _, g := range list {
		for int(g.card) >= len(l.Cards) {
			l.Cards = append(l.Cards, cardID(len(l.Cards)))
		}
		at := time.Unix(int64(20_000-g.ago)*86400, 0).UTC().Add(time.Duration(g.hour) * time.Hour)
		l.Answers = append(l.Answers, memory.Answer{
			At: at.UnixMilli(), Card: g.card, Day: today - memory.Day(g.ago), Took: int32(g.took.Milliseconds()), Rating: g.rating, Was: g.was,
		})
	}
	return l
}

func cardID(i int) deck.CardID { return deck.CardID(fmt.Sprintf("d/n%d", i)) }

// A card is a card of a test, with its state.
type card struct {
	insight.Card
	State progress.State
}

// survey returns the cards as they stand, 90 % of which are to be remembered.
func survey(cards []card) insight.Survey {
	list, v := make([]insight.Card, len(cards)), insight.Survey{Standings: insight.NewStandings(len(cards)), Retention: make(map[deck.ID]float64)}
	for i := range cards {
		list[i] = cards[i].Card
		v.Standings.Set(i, insight.StandingOf(&cards[i].State))
		v.Retention[cards[i].Deck] = 0.9
	}
	shelf := insight.NewShelf(list)
	v.Shelf = func() *insight.Shelf { return shelf }
	return v
}

// cards returns n cards of one topic, with states folded from a log.
func cards(n int, l progress.Log) []card {
	m := memory.NewModel(memory.DefaultWeights(), false)
	list := make([]card, n)
	for i := range list {
		list[i].Card = insight.Card{ID: cardID(i), Deck: "d", DeckTitle: "A deck", Topic: "T", Title: fmt.Sprint("Card ", i)}
	}
	for _, a := range l.Answers {
		if int(a.Card) >= n {
			continue
		}
		c := &list[a.Card].State.Memory
		if c.Phase == memory.New {
			c.State = m.First(a.Rating)
		} else {
			c.State = m.Next(c.State, a.Rating, a.Day.Since(c.Last))
		}
		if a.Rating == memory.Again && a.Was == memory.Review {
			c.Lapses++
		}
		c.Phase, c.Last, c.DueDay = memory.Review, a.Day, a.Day+memory.Day(max(1, c.State.Stability))
	}
	return list
}

func read(t testing.TB, l progress.Log, cards []card) *insight.Book {
	t.Helper()
	b, err := insight.Read(t.Context(), config(l, cards))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func config(l progress.Log, cards []card) insight.Config {
	return insight.Config{
		Log: l, Survey: survey(cards), Model: memory.NewModel(memory.DefaultWeights(), false),
		Calendar: calendar, Now: noon, LeechThreshold: 2,
	}
}

func TestEmptyHistory(t *testing.T) {
	v := read(t, progress.Log{}, nil).View(insight.Scope{})
	finite(t, v)
	if v.Title != "All decks" || v.Today.Words != "Nothing answered so far today." || v.Today.Habit != "" {
		t.Errorf("an empty history says %q, %q, %q", v.Title, v.Today.Words, v.Today.Habit)
	}
	if n := len(v.Calendar.Days); n != 365 {
		t.Errorf("the calendar has %d days, want a year", n)
	}
}

func TestToday(t *testing.T) {
	l := history(
		given{0, 3, 9, memory.Good, memory.New, 10 * time.Second},
		given{0, 1, 9, memory.Good, memory.Review, 10 * time.Second},
		given{0, 0, 9, memory.Again, memory.Review, 10 * time.Second},
		given{0, 0, 9, memory.Good, memory.Relearning, 10 * time.Second},
		given{1, 0, 9, memory.Good, memory.New, 5 * time.Minute},
	)
	got := read(t, l, cards(2, l)).View(insight.Scope{}).Today
	got.Words, got.Habit = "", ""
	want := insight.Today{
		Answers: 3, Cards: 2, New: 1, Seconds: 80, // an answer counts for a minute at most
		Share: insight.Share{Asked: 1}, Run: 2, Longest: 2, Studied: 3,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A day that is still young does not end a run of days.
func TestRunLastsUntilTheDayIsOver(t *testing.T) {
	for ago, want := range []int{3, 3, 0} {
		l := history(
			given{0, ago + 2, 9, memory.Good, memory.New, 0},
			given{0, ago + 1, 9, memory.Good, memory.Review, 0},
			given{0, ago, 9, memory.Good, memory.Review, 0},
		)
		got := read(t, l, cards(1, l)).View(insight.Scope{}).Today
		if got.Run != want || got.Longest != 3 {
			t.Errorf("%d days after: a run of %d, the longest %d; want %d and 3", ago, got.Run, got.Longest, want)
		}
	}
	l := history(given{0, 365, 9, memory.Good, memory.New, 0}, given{0, 364, 9, memory.Good, memory.Review, 0})
	if got := read(t, l, cards(1, l)).View(insight.Scope{}).Today; got.Longest != 2 {
		t.Errorf("a run over the beginning of the year is %d days, want 2", got.Longest)
	}
}

func TestTrueRetention(t *testing.T) {
	l := history(
		given{0, 100, 9, memory.Good, memory.New, 0},
		given{0, 100, 9, memory.Again, memory.Learning, 0}, // the same day: no evidence
		given{0, 98, 9, memory.Good, memory.Review, 0},
		given{0, 90, 9, memory.Hard, memory.Review, 0},
		given{1, 60, 9, memory.Easy, memory.New, 0},
		given{1, 45, 9, memory.Good, memory.Review, 0},
		given{1, 5, 9, memory.Again, memory.Review, 0},
		given{1, 4, 9, memory.Good, memory.Relearning, 0}, // left over from a step: not asked for by retention
	)
	v := read(t, l, cards(2, l)).View(insight.Scope{Period: insight.Ever})
	want := map[string][3]insight.Share{
		"Today":    {},
		"7 days":   {{}, {Asked: 1}, {Asked: 1}},
		"30 days":  {{}, {Asked: 1}, {Asked: 1}},
		"90 days":  {{Asked: 1, Recalled: 1}, {Asked: 1}, {Asked: 2, Recalled: 1}},
		"A year":   {{Asked: 3, Recalled: 3}, {Asked: 1}, {Asked: 4, Recalled: 3}},
		"All time": {{Asked: 3, Recalled: 3}, {Asked: 1}, {Asked: 4, Recalled: 3}},
	}
	for _, row := range v.Retention.Rows {
		if diff := cmp.Diff(want[row.Label], [3]insight.Share{row.Young, row.Mature, row.All}); diff != "" {
			t.Errorf("%s: %s", row.Label, diff)
		}
	}
	if v.Retention.Desired != 0.9 {
		t.Errorf("%v was asked for, want 0.9", v.Retention.Desired)
	}
	if v.Fit.Answers != 5 {
		t.Errorf("%d forecasts are compared, want the five answers on a later day", v.Fit.Answers)
	}
}

func TestForecast(t *testing.T) {
	list := cards(6, progress.Log{})
	for i, ahead := range []memory.Day{-40, -1, 0, 3, 29, 30} {
		list[i].State.Memory = memory.Card{Phase: memory.Review, State: memory.State{Stability: 5, Difficulty: 5}, Last: today - 50, DueDay: today + ahead}
	}
	list = append(list, list[2])
	list[6].ID, list[6].State.Suspended = "d/away", true
	list = append(list, list[1])
	list[7].ID, list[7].State.BuriedOn = "d/tomorrow", today
	v := read(t, progress.Log{}, list).View(insight.Scope{})
	f := v.Forecast
	if f.Backlog != 2 || f.Days[0] != 1 || f.Days[1] != 1 || f.Days[3] != 1 || f.Days[29] != 1 || len(f.Days) != 30 {
		t.Errorf("forecast %+v", f)
	}
	if want := "2 cards wait from earlier days and 1 is due today. As things stand, 3 cards come back in the 29 days after today."; f.Words != want {
		t.Errorf("it says %q, want %q", f.Words, want)
	}
	if v.Weakest[0].Due != 3 {
		t.Errorf("%d cards are due, want 3: one is put away, and one until tomorrow", v.Weakest[0].Due)
	}
}

// Days that come again, because a clock was set back, are one day each.
func TestDaysThatComeAgain(t *testing.T) {
	l := history(
		given{0, 2, 9, memory.Good, memory.New, 10 * time.Second},
		given{0, 1, 9, memory.Good, memory.Review, 10 * time.Second},
		given{1, 2, 9, memory.Good, memory.New, 10 * time.Second},
		given{1, 1, 9, memory.Good, memory.Review, 10 * time.Second},
	)
	v := read(t, l, cards(2, l)).View(insight.Scope{})
	if v.Time.PerDay != 20 || v.Today.Run != 2 || v.Today.Longest != 2 {
		t.Errorf("%.0f seconds a day and %d days in a row, want 20 and 2", v.Time.PerDay, v.Today.Run)
	}
}

// What a clock left behind that ran ahead is told of and left out.
func TestAnswersFromTheFuture(t *testing.T) {
	l := history(
		given{0, 2, 9, memory.Good, memory.New, 0},
		given{0, -400, 9, memory.Good, memory.Review, 0},
	)
	v := read(t, l, cards(1, l)).View(insight.Scope{Period: insight.Ever})
	finite(t, v)
	if v.Answers != 1 || len(v.Notes) != 1 || !strings.HasPrefix(v.Notes[0], "1 answer is dated after today") {
		t.Errorf("%d answers, notes %q", v.Answers, v.Notes)
	}
}

func TestScopes(t *testing.T) {
	l := history(
		given{0, 50, 9, memory.Good, memory.New, time.Second},
		given{1, 5, 22, memory.Good, memory.New, time.Second},
		given{2, 5, 22, memory.Good, memory.New, time.Second},
		given{3, 5, 3, memory.Good, memory.New, time.Second}, // of a card that is gone
	)
	list := cards(3, l)
	list[1].Topic, list[2].Deck, list[2].DeckTitle = "U", "e", "Another"
	b := read(t, l, list)
	want := []insight.Deck{{ID: "d", Title: "A deck", Topics: []string{"T", "U"}}, {ID: "e", Title: "Another", Topics: []string{"T"}}}
	if diff := cmp.Diff(want, b.Decks()); diff != "" {
		t.Error(diff)
	}
	for _, c := range []struct {
		scope          insight.Scope
		title          string
		answers, cards int
	}{
		{insight.Scope{}, "All decks", 3, 3},
		{insight.Scope{Period: insight.Ever}, "All decks", 4, 3},
		{insight.Scope{Deck: "d"}, "A deck", 1, 2},
		{insight.Scope{Deck: "d", Topic: "U"}, "U", 1, 1},
		{insight.Scope{Deck: "d", Topic: "T"}, "T", 0, 1},
		{insight.Scope{Deck: "gone"}, "All decks", 0, 0},
	} {
		v := b.View(c.scope)
		if v.Title != c.title || v.Answers != c.answers || v.Cards != c.cards {
			t.Errorf("%+v: %q has %d answers and %d cards, want %q, %d, %d", c.scope, v.Title, v.Answers, v.Cards, c.title, c.answers, c.cards)
		}
	}
	if h := b.View(insight.Scope{}).Hours.Hours; h[22].Answers != 2 || h[3].Answers != 1 {
		t.Errorf("answers by hour: %+v", h)
	}
}

func TestHoursFollowTheClockOnTheWall(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Fatal(err)
	}
	calendar := memory.Calendar{Zone: zone, Rollover: 4}
	var l progress.Log
	l.Cards = []deck.CardID{"d/n0"}
	var want [24]int
	for at := time.Date(2024, 3, 29, 0, 0, 0, 0, zone); at.Before(time.Date(2024, 4, 2, 0, 0, 0, 0, zone)); at = at.Add(17 * time.Minute) {
		l.Answers = append(l.Answers, memory.Answer{At: at.UnixMilli(), Day: calendar.Day(at), Rating: memory.Good, Was: memory.Review})
		want[at.Hour()]++
	}
	c := config(l, nil)
	c.Calendar, c.Now = calendar, time.Date(2024, 4, 3, 0, 0, 0, 0, zone)
	b, err := insight.Read(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	for h, x := range b.View(insight.Scope{}).Hours.Hours {
		if x.Answers != want[h] {
			t.Errorf("%d answers at %d o'clock, want %d", x.Answers, h, want[h])
		}
	}
}

func TestLeechesAndModels(t *testing.T) {
	list := cards(4, progress.Log{})
	for i := range list {
		list[i].State.Memory = memory.Card{Phase: memory.Review, State: memory.State{Stability: 10, Difficulty: 5}, Last: today - memory.Day(i), DueDay: today, Lapses: i}
		list[i].Model, list[i].ModelTitle = []string{"", "m", "m", "o"}[i], []string{"", "A model", "A model", "Other"}[i]
	}
	v := read(t, progress.Log{}, list).View(insight.Scope{})
	if len(v.Leeches) != 2 || v.Leeches[0].ID != "d/n3" || v.Leeches[1].ID != "d/n2" {
		t.Errorf("leeches %+v, want those with two lapses or more, the worst first", v.Leeches)
	}
	if len(v.Models) != 2 || v.Models[0].ID != "o" || v.Models[1].Tasks != 2 || v.Models[1].Title != "A model" {
		t.Errorf("models %+v, want the least remembered first", v.Models)
	}
}

// The figures of the fit are those that training is judged by.
func TestFitIsAsTrainingMeasuresIt(t *testing.T) {
	l := random(3000, 200, 1)
	v := read(t, l, nil).View(insight.Scope{Period: insight.Ever})
	fit, err := memory.Fit(t.Context(), l.Answers, memory.DefaultWeights(), memory.FitOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := fit.Before
	if m.Answers != v.Fit.Answers || math.Abs(m.LogLoss-v.Fit.LogLoss) > 1e-5 ||
		math.Abs(m.RMSE-v.Fit.RMSE) > 1e-5 || math.Abs(m.AUC-v.Fit.AUC) > 1e-3 {
		t.Errorf("%d answers, log loss %.6f, RMSE %.6f, AUC %.6f; training says %+v", v.Fit.Answers, v.Fit.LogLoss, v.Fit.RMSE, v.Fit.AUC, m)
	}
	sum := 0
	for _, p := range v.Fit.Points {
		sum += p.Share.Asked
		if p.Predicted < p.From-1e-6 || p.Predicted > p.To+1e-6 {
			t.Errorf("a point from %.3f to %.3f has a mean of %.3f", p.From, p.To, p.Predicted)
		}
	}
	if sum != v.Fit.Answers {
		t.Errorf("the points have %d answers of %d", sum, v.Fit.Answers)
	}
}

func TestReadStopsWhenItIsCalledOff(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := insight.Read(ctx, config(progress.Log{}, nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the error of the context", err)
	}
}

// Whatever the history, every figure is a number, and every scope adds up.
func TestNoHistoryBreaksAFigure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 60).Draw(t, "answers")
		var list []given
		for range n {
			list = append(list, given{
				card: rapid.Int32Range(0, 5).Draw(t, "card"), ago: rapid.SampledFrom([]int{-900, -1, 0, 0, 1, 1, 2, 5, 30, 364, 365, 366, 4000, 19_000}).Draw(t, "ago"),
				hour: rapid.IntRange(0, 23).Draw(t, "hour"), rating: memory.Rating(rapid.IntRange(1, 4).Draw(t, "rating")),
				was: memory.Phase(rapid.IntRange(0, 3).Draw(t, "was")), took: time.Duration(rapid.Int64Range(-1e9, 1e12).Draw(t, "took")),
			})
		}
		l := history(list...)
		b, err := insight.Read(context.Background(), config(l, cards(4, l)))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range insight.Periods() {
			v := b.View(insight.Scope{Period: p})
			finite(t, v)
			if v.Today.Run > v.Today.Longest || v.Answers > n {
				t.Fatalf("%+v", v.Today)
			}
		}
	})
}

// A history of two million answers is only a longer one.
func TestTwoMillionAnswers(t *testing.T) {
	l := random(2_000_000, 20_000, 3)
	for i := range l.Answers {
		if i%4 == 0 {
			l.Answers[i].Rating = memory.Again
		}
	}
	v := read(t, l, cards(20_000, l)).View(insight.Scope{Period: insight.Ever})
	finite(t, v)
	if v.Answers != len(l.Answers) || v.Fit.Answers == 0 {
		t.Errorf("%d answers of %d, %d foretold", v.Answers, len(l.Answers), v.Fit.Answers)
	}
}

// What comes out does not depend on how many cores there are, nor on the run.
func TestSameHistorySameFigures(t *testing.T) {
	l := random(20_000, 1000, 2)
	list := cards(1000, l)
	want := read(t, l, list).View(insight.Scope{Period: insight.Ever})
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if diff := cmp.Diff(want, read(t, l, list).View(insight.Scope{Period: insight.Ever})); diff != "" {
		t.Error(diff)
	}
}

// Cards that came from another program without the answers to show for it have nothing
// foretold, and count all the same.
func TestCardsWithoutABeginning(t *testing.T) {
	l := history(
		given{0, 60, 9, memory.Good, memory.Review, 0},
		given{0, 30, 9, memory.Good, memory.Review, 0},
		given{0, 29, 9, memory.Again, memory.Review, 0},
	)
	v := read(t, l, cards(1, l)).View(insight.Scope{Period: insight.Quarter})
	finite(t, v)
	want := insight.RetentionRow{
		Label: "90 days", Mature: insight.Share{Asked: 1, Recalled: 1}, Young: insight.Share{Asked: 1}, All: insight.Share{Asked: 2, Recalled: 1},
	}
	if diff := cmp.Diff(want, v.Retention.Rows[3]); diff != "" {
		t.Error(diff)
	}
	if v.Fit.Answers != 0 {
		t.Errorf("%d answers were foretold of a card of which nothing is known", v.Fit.Answers)
	}
}

// All remembered, all forgotten, one rating only: whatever was answered, there are figures.
func TestOneRatingOnly(t *testing.T) {
	for r := memory.Again; r <= memory.Easy; r++ {
		l := random(2000, 100, 1)
		for i := range l.Answers {
			l.Answers[i].Rating = r
		}
		v := read(t, l, cards(100, l)).View(insight.Scope{Period: insight.Ever})
		finite(t, v)
		if want := map[bool]float64{true: 0, false: 1}[r == memory.Again]; v.Fit.Actual != want || v.Fit.AUC != 0.5 {
			t.Errorf("all %v: %v remembered, AUC %v", r, v.Fit.Actual, v.Fit.AUC)
		}
	}
}

// finite fails the test if a figure is no number, or a sentence is missing.
func finite(t interface {
	Helper()
	Errorf(string, ...any)
}, v any,
) {
	t.Helper()
	var walk func(at string, v reflect.Value)
	walk = func(at string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Float64:
			if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
				t.Errorf("%s is %v", at, f)
			}
		case reflect.String:
			if s := v.String(); strings.Contains(s, "NaN") || strings.Contains(s, "Inf") || strings.HasSuffix(at, ".Words") && s == "" {
				t.Errorf("%s says %q", at, s)
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(at+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				walk(fmt.Sprintf("%s[%d]", at, i), v.Index(i))
			}
		}
	}
	walk("View", reflect.ValueOf(v))
}
