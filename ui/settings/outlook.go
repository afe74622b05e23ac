package settings

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
	"touchpoint/deck/study"
	"touchpoint/ui/chart"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// outlook is what the screen knows of the year to come, worked out away from the window's
// goroutine. Each change of what it follows from begins another turn; what comes from an
// earlier one is dropped.
type outlook struct {
	log    []memory.Answer
	read   bool // the log
	habit  memory.Habit
	config workload.Config  // what the look ahead starts from
	points []workload.Point // the cost of each retention; nil until they are worked out
	cards  int              // begun or to be begun
	now    []week           // with the new cards of now
	more   []week           // with those that are tried out
	tried  int              // new cards a day in more
	turn   int
	stop   context.CancelFunc
}

// A week is one week of a simulated year.
type week struct{ minutes, known float64 }

const (
	leastRemember, mostRemember = 70, 97
	warnBelow                   = 80
	runs                        = 4 // of a simulation, whose mean is shown
	perWeek                     = 7
	valueWidth                  = 56 // of a share in per cent, in large type
)

// remember is the section on how well to remember, with what that costs beside it.
func (s *Screen) remember() {
	s.head("How well to remember")
	s.value = page.NewLine(percent(s.choices.Remember), page.Style{Size: theme.Title, Color: theme.Ink, Bold: true})
	s.slider = control.NewSlider("How well to remember", s.choices.Remember, leastRemember, mostRemember, func(int) { s.showCost() })
	s.slider.Settled = func() {
		s.change(func(c *Choices) { c.Remember = s.slider.Value() })
		s.tryOut()
	}
	s.add(page.Column(theme.Gap4,
		page.Caption("Cards come back before you would remember fewer than this. More means more reviews."),
		page.Row(theme.Gap16, 0, s.slider, page.Wide(valueWidth, s.value))))
	s.add(s.low.Container)
	if s.parts.Desk == nil {
		s.showCost()
		return
	}
	s.cost = page.Body("Working out what this costs …")
	s.knee = page.Caption("")
	s.curve = chart.New(s.curveData())
	s.curve.OnPress = func(i int) {
		s.slider.Put(leastRemember + i)
		s.showCost()
		s.slider.Settled()
	}
	s.add(page.Column(theme.Gap16, s.cost, s.curve, s.knee))
	s.more = control.NewStepper(s.ahead.tried, 0, mostPerDay, 5, plainNumber, func(v int) {
		s.ahead.tried = v
		s.tryOut()
	})
	s.row("What if you learn more, or less", "So many new cards a day, for the next year.", s.more.Container)
	s.outcome = page.Body("")
	s.weeks = chart.New(s.weeksData())
	s.add(page.Column(theme.Gap16, s.outcome, s.weeks))
	s.add(s.use.Container)
	s.showCost()
	s.showOutcome()
}

// readLog reads the history and looks ahead from there.
func (s *Screen) readLog() {
	if s.parts.Log == nil {
		return
	}
	s.host.Away(func() func() {
		log, err := s.parts.Log(s.ctx)
		habit := memory.HardHabit(log)
		return func() {
			if err != nil {
				s.failed(err)
				return
			}
			s.ahead.log, s.ahead.read, s.ahead.habit = log, true, habit
			if s.showHabit(); s.habit.Visible() {
				s.page.Relayout()
			}
			s.lookAhead()
		}
	})
}

// failed tells of an error, unless it is that nobody waits for the result any more.
func (s *Screen) failed(err error) {
	if !errors.Is(err, context.Canceled) {
		s.host.Problem(err)
	}
}

// lookAhead works out what each retention costs, and what the year brings.
func (s *Screen) lookAhead() {
	if s.parts.Desk == nil || !s.ahead.read {
		return
	}
	ctx, mine := s.turn()
	config := s.parts.Desk.Workload(s.ahead.log)
	config.NewPerDay = s.choices.NewPerDay
	s.ahead.config = config
	s.host.Away(func() func() {
		points, err := workload.Curve(ctx, config, workload.Retentions(), nil)
		return func() {
			if s.ahead.turn != mine {
				return
			}
			if err != nil {
				s.failed(err)
				return
			}
			s.ahead.points, s.ahead.cards = points, config.CardCount()
			s.showCost()
			s.host.Trace("cost of %d", len(points))
			s.simulate(ctx, mine, config)
		}
	})
}

// tryOut simulates the year anew, after something that the curve does not depend on.
func (s *Screen) tryOut() {
	if s.ahead.points == nil {
		return // comes with it
	}
	ctx, mine := s.turn()
	s.simulate(ctx, mine, s.ahead.config)
}

// turn ends what is being worked out, and begins another turn.
func (s *Screen) turn() (context.Context, int) {
	if s.ahead.stop != nil {
		s.ahead.stop()
	}
	ctx, stop := context.WithCancel(s.ctx)
	s.ahead.stop = stop
	s.ahead.turn++
	return ctx, s.ahead.turn
}

// simulate plays the year through, with the new cards of now and with those tried out.
func (s *Screen) simulate(ctx context.Context, mine int, config workload.Config) {
	with := workload.Simulation{Config: config, Retention: float64(s.slider.Value()) / 100, ReviewsPerDay: s.choices.ReviewsPerDay}
	with.NewPerDay = s.choices.NewPerDay
	tried := s.ahead.tried
	s.host.Away(func() func() {
		now, err := simulated(ctx, with)
		more := now
		if tried != with.NewPerDay && err == nil {
			with.NewPerDay = tried
			more, err = simulated(ctx, with)
		}
		return func() {
			if s.ahead.turn != mine {
				return
			}
			if err != nil {
				s.failed(err)
				return
			}
			s.ahead.now, s.ahead.more = now, more
			s.showOutcome()
		}
	})
}

// simulated returns the mean of some runs, by week.
func simulated(ctx context.Context, sim workload.Simulation) ([]week, error) {
	weeks := make([]week, sim.Days/perWeek)
	for run := range runs {
		sim.Seed = uint64(run) + 1
		o, err := workload.Simulate(ctx, sim)
		if err != nil {
			return nil, err
		}
		for i := range weeks {
			for _, d := range o.Days[min(i*perWeek, len(o.Days)):min((i+1)*perWeek, len(o.Days))] {
				weeks[i].minutes += d.Seconds / 60 / perWeek / runs
				weeks[i].known += d.Remembered / perWeek / runs
			}
		}
	}
	return weeks, nil
}

// showCost shows what the retention under the knob costs.
func (s *Screen) showCost() {
	v := s.slider.Value()
	s.value.SetLine(percent(v))
	if v < warnBelow {
		s.low.Put(page.Notice(fmt.Sprintf("At %d %% you will often find that a card is gone, and learning it again takes longer than a timely review. Most people are better off with %d %% or more.", v, warnBelow)))
	} else {
		s.low.Put()
	}
	if s.cost != nil && s.ahead.points != nil {
		text := costWords(s.ahead.points, s.ahead.cards, v)
		if len(s.ahead.config.Own) > 0 {
			text += " Decks that are studied in their own way keep it, whatever you choose here."
		}
		s.cost.SetLine(text)
		s.knee.SetLine(kneeWords(s.ahead.points))
		s.curve.Set(s.curveData())
	}
	s.page.Relayout()
}

func costWords(points []workload.Point, cards, remember int) string {
	i := remember - leastRemember
	if cards == 0 || i < 0 || i >= len(points) {
		return "When there are cards to learn, what this costs is said here."
	}
	p := points[i]
	return fmt.Sprintf("%s a day over the next year; you would know %s of your %s at its end.",
		capital(about(p.SecondsPerDay)), rounded(p.Remembered), deck.CardCount(cards))
}

// about says a time as people say it.
func about(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second))
	if d < 30*time.Second {
		return "less than a minute"
	}
	return "about " + study.Span(d)
}

func capital(text string) string { return string(text[0]-'a'+'A') + text[1:] }

// rounded says a number of cards that is a guess.
func rounded(n float64) string {
	step := 1.0
	if n >= 200 {
		step = 10
	}
	return deck.Number(int(math.Round(n/step) * step))
}

// kneeWords explain where the curve bends.
func kneeWords(points []workload.Point) string {
	const choice = " There is no single right number: take what your days allow."
	if len(points) == 0 {
		return ""
	}
	knee, bound := workload.Knee(points)
	at := percent(int(math.Round(knee.Retention * 100)))
	switch bound {
	case workload.Inside:
		return "Up to about " + at + " each further card that you know costs little; beyond it, more and more." + choice
	case workload.Lowest:
		return "With your cards, asking more often than for " + at + " gains nothing." + choice
	case workload.Highest:
		return "With your cards, asking more often costs nothing, up to " + at + "." + choice
	}
	if points[len(points)-1].SecondsPerDay > 0 {
		return "With your cards the cost rises evenly." + choice
	}
	return ""
}

func (s *Screen) curveData() chart.Lines {
	c := chart.Lines{
		About: chart.About{Title: "What remembering costs", Empty: "Nothing to draw yet."},
		X:     chart.Axis{Name: "How well to remember", Unit: chart.Share},
		Y:     chart.Axis{Name: "Minutes a day", Unit: chart.Minutes, Zero: true},
	}
	if s.ahead.cards == 0 {
		return c
	}
	line := chart.Line{Name: "Minutes a day"}
	for _, p := range s.ahead.points {
		line.Points = append(line.Points, chart.Point{X: p.Retention, Y: p.SecondsPerDay / 60})
	}
	c.Lines = []chart.Line{line}
	at := float64(s.slider.Value()) / 100
	if knee, bound := workload.Knee(s.ahead.points); bound == workload.Inside && math.Abs(knee.Retention-at) > 0.015 {
		c.Pins = append(c.Pins, chart.Pin{X: knee.Retention, Text: "bends"})
	}
	c.Pins = append(c.Pins, chart.Pin{X: at, Text: "yours", Strong: true})
	c.Note = "Enter takes the value that is read."
	return c
}

// showOutcome shows what the new cards that are tried out lead to.
func (s *Screen) showOutcome() {
	if s.outcome == nil || s.ahead.now == nil {
		return
	}
	o := &s.ahead
	same := o.tried == s.choices.NewPerDay
	text := outcomeWords(fmt.Sprintf("With %s a day", newCards(o.tried)), o.more)
	if !same {
		text += " " + outcomeWords("As it is now, with "+deck.Number(s.choices.NewPerDay), o.now)
	}
	s.outcome.SetLine(text)
	s.weeks.Set(s.weeksData())
	if same {
		s.use.Put()
	} else {
		tried := o.tried
		s.use.Put(page.Row(0, -1, control.NewButton(fmt.Sprintf("Learn %s a day from now on", newCards(tried)), func() {
			s.change(func(c *Choices) { c.NewPerDay = tried })
			s.fresh.Put(tried)
			control.Hold(s.host.Canvas(), s.body, func() {
				s.use.Put()
				s.page.Relayout()
			})
			s.lookAhead()
		})))
	}
	s.page.Relayout()
}

func newCards(n int) string {
	if n == 1 {
		return "1 new card"
	}
	return deck.Number(n) + " new cards"
}

func outcomeWords(with string, weeks []week) string {
	var sum, most float64
	for _, w := range weeks {
		sum += w.minutes
		most = max(most, w.minutes)
	}
	if len(weeks) == 0 || most == 0 {
		return with + " there is nothing to do."
	}
	mean := sum / float64(len(weeks))
	text := fmt.Sprintf("%s: %s a day", with, about(mean*60))
	if most > 1.2*mean && most > mean+1 {
		text += fmt.Sprintf(", up to %s in the fullest week", study.Span(time.Duration(most*float64(time.Minute))))
	}
	return text + fmt.Sprintf(", and %s known after a year.", countWordsOf(weeks[len(weeks)-1].known))
}

func countWordsOf(n float64) string {
	if math.Round(n) == 1 {
		return "1 card"
	}
	return rounded(n) + " cards"
}

func (s *Screen) weeksData() chart.Lines {
	c := chart.Lines{
		About: chart.About{Title: "The year to come", Empty: "Nothing to draw yet."},
		X:     chart.Axis{Name: "Weeks from now", Unit: chart.Count},
		Y:     chart.Axis{Name: "Minutes a day", Unit: chart.Minutes, Zero: true},
	}
	o := &s.ahead
	if o.tried != s.choices.NewPerDay {
		c.Lines = append(c.Lines, weeksLine(fmt.Sprintf("%d new a day", o.tried), chart.Main, o.more))
		c.Lines = append(c.Lines, weeksLine(fmt.Sprintf("%d, as now", s.choices.NewPerDay), chart.Second, o.now))
	} else {
		c.Lines = append(c.Lines, weeksLine(fmt.Sprintf("%d new a day", o.tried), chart.Main, o.now))
	}
	if len(o.now) == 0 || o.cards == 0 {
		c.Lines = nil
	}
	return c
}

func weeksLine(name string, tone chart.Tone, weeks []week) chart.Line {
	l := chart.Line{Name: name, Tone: tone}
	for i, w := range weeks {
		l.Points = append(l.Points, chart.Point{X: float64(i), Y: w.minutes})
	}
	return l
}
