package plan

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
	"touchpoint/ui/chart"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// result is the part of the page that says where the plan leads.
type result struct {
	words, charts page.Slot
	making        *page.Text // how far the plan is that is being made
	recall, days  *chart.View
	follow, stop  *control.Button
	buttons       *fyne.Container
}

// readLog reads the history, on which plans rest.
func (s *Screen) readLog() {
	s.host.Away(func() func() {
		log, err := s.host.Log(s.ctx)
		return func() {
			if err != nil {
				s.failed(err)
				return
			}
			s.log, s.read = log, true
			s.replan()
		}
	})
}

// failed tells of an error, unless it is that nobody waits for the result any more.
func (s *Screen) failed(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	s.broken = true
	s.showResult()
	s.host.Problem(err)
}

// replan makes the plan anew, away from the window's goroutine.
func (s *Screen) replan() {
	if s.stop != nil {
		s.stop()
	}
	s.turn++
	s.working, s.broken = false, !s.read && s.broken
	if !s.read || s.wrong() != nil {
		s.showResult()
		return
	}
	ctx, stop := context.WithCancel(s.ctx)
	mine, parts := s.turn, s.exam.Parts
	s.stop, s.working = stop, true
	s.showResult()
	config := s.desk.ExamConfig(s.exam, s.log)
	s.host.Away(func() func() {
		defer stop()
		p, err := exam.Make(ctx, config, s.progress(mine))
		return func() {
			if s.turn != mine {
				return
			}
			s.working = false
			if err != nil {
				s.failed(err)
				s.showResult()
				return
			}
			s.plan, s.parts, s.planned = p, parts, true
			s.host.Trace("plan %.0f", p.Followed.Recall*100)
			s.showResult()
		}
	})
}

// progress returns what tells, now and then, how far a plan is.
func (s *Screen) progress(mine int) func(done, total int) {
	last := time.Now()
	return func(done, total int) {
		if now := time.Now(); total > 0 && now.Sub(last) > often {
			last = now
			s.host.Schedule(func() {
				if s.turn == mine && s.working {
					s.result.making.SetLine(fmt.Sprintf("%s %d %%", making, 100*min(done, total)/total))
				}
			})
		}
	}
}

const (
	making = "Making the plan …"
	often  = 100 * time.Millisecond // how often progress is told at most
)

// wrong says what keeps the exam from being planned, nil when nothing does.
func (s *Screen) wrong() error {
	if s.on != nil && s.on.wrong != nil {
		return s.on.wrong
	}
	if err := s.exam.Validate(s.today()); err != nil {
		return err
	}
	for _, minutes := range study.MinutesFor(s.exam, s.today(), s.host.Holidays()) {
		if minutes > 0 {
			return nil
		}
	}
	return errAllOff
}

var errAllOff = errors.New("every day before this exam is a day off: choose a later date, or study on some of them")

// outcome is where the plan leads.
func (s *Screen) outcome() {
	r := &s.result
	r.words, r.charts = page.NewSlot(theme.Gap8), page.NewSlot(theme.Gap24)
	r.recall = chart.New(s.recallData())
	r.days = chart.New(s.daysData())
	r.follow = control.NewPrimary("Follow this plan", "F", s.follow)
	r.stop = control.NewButton("Stop following", s.stopFollowing)
	r.buttons = page.Flow(theme.Gap16, r.follow, r.stop)
	s.add(page.Column(theme.Gap24, r.words.Container, r.buttons, r.charts.Container))
	s.showResult()
}

// showResult shows where the plan leads, or why there is none.
func (s *Screen) showResult() {
	r := &s.result
	if r.recall == nil {
		return
	}
	r.making = page.NewLine(making, page.Style{Size: theme.Body, Color: theme.Muted})
	wrong := s.wrong()
	ready := wrong == nil && s.planned && !s.working
	_, _, followed := s.desk.Exam()
	r.follow.Hidden = !ready || len(s.plan.Days) == 0 || followed && s.asFollowed()
	r.follow.Label = "Follow this plan"
	if followed {
		r.follow.Label = "Follow the changed plan"
	}
	r.stop.Hidden = !followed
	r.stop.Key = ""
	if r.follow.Hidden {
		r.stop.Key = "F"
	}
	r.follow.Refresh()
	r.stop.Refresh()
	r.buttons.Hidden = r.follow.Hidden && r.stop.Hidden
	switch {
	case wrong != nil:
		r.words.Put(page.NewLine(control.Sentence(wrong), page.Style{Size: theme.Body, Color: theme.Muted}))
		r.charts.Put()
	case !s.planned && s.broken:
		r.words.Put(page.Body("The plan could not be made. Come back to this screen to try it again."))
		r.charts.Put()
	case !s.planned:
		r.words.Put(r.making)
		r.charts.Put()
	default:
		r.words.Put(s.sentences()...)
		r.recall.Set(s.recallData())
		r.days.Set(s.daysData())
		if idle(&s.plan) {
			r.charts.Put(r.recall)
			break
		}
		r.charts.Put(r.recall, r.days)
	}
	s.page.Relayout()
}

// asFollowed reports whether the exam is the one that is followed, unchanged.
func (s *Screen) asFollowed() bool {
	e, _, ok := s.desk.Exam()
	if !ok {
		return false
	}
	e = s.byTopic(e)
	return e.On == s.exam.On && e.Title == s.exam.Title && e.Target == s.exam.Target && e.Minutes == s.exam.Minutes && slices.Equal(e.Parts, s.exam.Parts)
}

// sentences say where the plan leads, and what to change if that is not far enough.
func (s *Screen) sentences() []fyne.CanvasObject {
	p := &s.plan
	head := fmt.Sprintf("By this plan you will remember %s on the day.", share(p.Followed.Recall))
	list := []fyne.CanvasObject{page.NewLine(head, page.Style{Size: theme.Lead, Color: theme.Ink, Bold: true})}
	if s.asFollowed() {
		list = append(list, page.Body("You follow it: your cards come by this plan until "+shortDate(s.exam.On, s.today())+"."))
	}
	switch {
	case s.working: // in the place of what is not known yet, so that the page stays
		list = append(list, s.result.making)
	case len(p.Days) > 0:
		list = append(list, page.Body(daysWords(p)))
	}
	if !p.Reaches {
		list = append(list, s.unreachable())
	}
	if !idle(p) {
		list = append(list, page.Caption(otherwiseWords(p)))
	}
	if text := lastWords(p, s.day); text != "" {
		list = append(list, page.Caption(text))
	}
	return list
}

// idle reports whether a plan asks for nothing.
func idle(p *exam.Plan) bool {
	return !slices.ContainsFunc(p.Days, func(d exam.Day) bool { return d.Reviews+d.New > 0 })
}

// daysWords say what the plan asks for.
func daysWords(p *exam.Plan) string {
	var sum, most float64
	busy := 0
	for _, d := range p.Days {
		sum += d.Minutes
		most = max(most, d.Minutes)
		if d.Reviews+d.New > 0 {
			busy++
		}
	}
	switch {
	case busy == 0 && p.Reaches:
		return "It asks for nothing more: you are ready as it is."
	case busy == 0:
		return "It asks for nothing: no more can be done in this time."
	}
	mean := sum / float64(busy)
	text := fmt.Sprintf("It takes %s in all, %s a day", span(sum), span(mean))
	if most > 1.3*mean && most > mean+2 {
		text += " and " + span(most) + " at most"
	}
	if first := p.Days[0]; first.Reviews+first.New > 0 {
		return text + fmt.Sprintf(". Today: %s, %s.", deck.CardCount(first.Reviews+first.New), span(first.Minutes))
	}
	return text + ". Nothing today."
}

// otherwiseWords say where other ways lead.
func otherwiseWords(p *exam.Plan) string {
	return fmt.Sprintf("As usual, in the same time, you would remember %s; doing nothing more, %s.",
		share(p.Ordinary.Recall), share(p.Nothing.Recall))
}

func span(minutes float64) string { return study.Span(time.Duration(minutes * float64(time.Minute))) }

func share(v float64) string { return fmt.Sprintf("%.0f %%", v*100) }

// unreachable says that the aim is out of reach, what is within it, and what to change.
func (s *Screen) unreachable() fyne.CanvasObject {
	p := &s.plan
	can := int(math.Floor(p.Possible*100 + 1e-9))
	text := fmt.Sprintf("%d %% cannot be reached with the minutes that you have; %d %% can.", s.exam.Target, can)
	switch {
	case p.Needed > 0:
		text += fmt.Sprintf(" It would take about %s on each day that you study. Take more time, aim lower, or leave a topic out.", span(p.Needed))
	default:
		text += " More minutes would not do it either: there are too few days. Aim lower, or leave a topic out."
	}
	var do []fyne.CanvasObject
	if n := int(math.Ceil(p.Needed/minutesStep)) * minutesStep; p.Needed > 0 && n <= mostMinutes {
		do = append(do, control.NewButton(fmt.Sprintf("Take %d minutes", n), func() { s.takeMinutes(n) }))
	}
	if can >= exam.MinTarget && can < s.exam.Target {
		do = append(do, control.NewButton(fmt.Sprintf("Aim for %d %%", can), func() {
			control.Hold(s.host.Canvas(), s.body, func() { s.aim(can) })
		}))
	}
	return page.Notice(text, do...)
}

// takeMinutes gives every day that has some so many minutes.
func (s *Screen) takeMinutes(n int) {
	for i, m := range s.exam.Minutes {
		if m > 0 {
			s.exam.Minutes[i] = max(n, m)
		}
	}
	s.said()
	s.keep()
	s.Anew()
}

// lastWords say when the last new cards come, and how many never will.
func lastWords(p *exam.Plan, today memory.Day) string {
	var text string
	if p.LastNew >= 0 {
		day := "today"
		if p.LastNew > 0 {
			day = "on " + shortDate(today+memory.Day(p.LastNew), today)
		}
		text = "The last new cards come " + day + "."
	}
	if p.Unbegun > 0 {
		if text != "" {
			text += " "
		}
		if p.Reaches {
			text += fmt.Sprintf("Your aim is reached without %s, which stay new.", deck.CardCount(p.Unbegun))
		} else {
			text += fmt.Sprintf("For %s there is no time: they stay new.", deck.CardCount(p.Unbegun))
		}
	}
	return text
}

func (s *Screen) recallData() chart.Bars {
	b := chart.Bars{
		About: chart.About{
			Title: "Remembered on the day",
			Note:  "As usual: all your minutes go to what is due, and then to new cards.",
			Empty: "What you will remember is shown here.",
		},
		Of: "Topic",
		Series: []chart.Series{
			{Name: "Doing nothing", Unit: chart.Share, Tone: chart.Quiet},
			{Name: "As usual", Unit: chart.Share, Tone: chart.Second},
			{Name: "By the plan", Unit: chart.Share, Tone: chart.Main},
		},
		Most: 1,
	}
	if !s.planned {
		return b
	}
	p := &s.plan
	b.Target, b.Aim = float64(s.exam.Target)/100, "your aim"
	b.Bars = append(b.Bars, chart.Bar{Name: "All of it", Amount: []float64{p.Nothing.Recall, p.Ordinary.Recall, p.Followed.Recall}})
	if len(s.parts) < 2 {
		return b
	}
	for i, part := range s.parts {
		if d := s.deck(part.Deck); d != nil {
			b.Bars = append(b.Bars, chart.Bar{
				Name:   cmp.Or(part.Topic, d.Title),
				Amount: []float64{at(p.Nothing.Parts, i), at(p.Ordinary.Parts, i), at(p.Followed.Parts, i)},
			})
		}
	}
	return b
}

func at(list []float64, i int) float64 {
	if i < len(list) {
		return list[i]
	}
	return 0
}

// longest is how many days stand by themselves; more are shown as weeks.
const longest = 92

func (s *Screen) daysData() chart.Columns {
	c := chart.Columns{
		About: chart.About{Title: "Minutes a day", Empty: "The minutes of each day are shown here."},
		Of:    "Day", From: dateOf(s.today()), Step: chart.Day, Now: 1,
		Series: []chart.Series{{Name: "Minutes", Unit: chart.Minutes}},
	}
	days := s.plan.Days
	if !s.planned || len(days) == 0 {
		return c
	}
	per := 1
	if len(days) > longest {
		per, c.Of, c.Step, c.Title = 7, "Week", chart.Week, "Minutes a week"
	}
	for from := 0; from < len(days); from += per {
		var sum exam.Day
		for _, d := range days[from:min(from+per, len(days))] {
			sum.Minutes += d.Minutes
			sum.Reviews += d.Reviews
			sum.New += d.New
		}
		c.Columns = append(c.Columns, chart.Column{Amount: []float64{sum.Minutes}, Line: math.NaN(), Note: dayNote(sum)})
	}
	return c
}

func dayNote(d exam.Day) string {
	switch {
	case d.New == 0:
		return deck.CardCount(d.Reviews) + " again"
	case d.Reviews == 0:
		return deck.CardCount(d.New) + ", new"
	default:
		return fmt.Sprintf("%s again, %d new", deck.CardCount(d.Reviews), d.New)
	}
}
