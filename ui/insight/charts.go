package insight

import (
	"fmt"
	"math"
	"slices"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study/insight"
	"touchpoint/ui/chart"
)

// date is the date of a study day, as charts take it.
func date(d memory.Day) time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// todayTiles is how things stand in a few numbers.
func todayTiles(v *insight.View) chart.Data {
	t := v.Today
	remembered, asked := "–", insight.Share{}
	var trail []float64
	for _, span := range v.Retention.Trail {
		asked.Asked += span.Share.Asked
		asked.Recalled += span.Share.Recalled
		trail = append(trail, orNaN(span.Share))
	}
	if asked.Asked > 0 {
		remembered = chart.Share.Text(asked.Part())
	}
	recent := v.Calendar.Days[len(v.Calendar.Days)-30:]
	answers, minutes := make([]float64, len(recent)), make([]float64, len(recent))
	for i, d := range recent {
		answers[i], minutes[i] = float64(d.Answers), d.Seconds/60
	}
	return chart.Tiles{
		About: chart.About{Title: "Today", Note: join(t.Words, t.Habit)},
		Tiles: []chart.Tile{
			{Value: deck.Number(t.Answers), Name: "answers today", Note: "The line is the last 30 days.", Trend: answers},
			{Value: chart.Minutes.Text(t.Seconds / 60), Name: "studied today", Note: "The line is the last 30 days.", Trend: minutes},
			{Value: fmt.Sprintf("%d of 30", t.Studied), Name: "days with study"},
			{Value: remembered, Name: "remembered, " + within(v.Scope.Period), Note: "Of the cards that came back on a later day.", Trend: trail},
		},
	}
}

func within(p insight.Period) string {
	switch p {
	case insight.Month:
		return "last 30 days"
	case insight.Quarter:
		return "last 90 days"
	case insight.Year:
		return "last year"
	}
	return "since you began"
}

// yearCalendar is what was done on each day of a year.
func yearCalendar(v *insight.View) chart.Data {
	c := chart.Calendar{
		About:  chart.About{Title: "A year of study", Note: v.Calendar.Words},
		Series: chart.Series{Name: "Answers", Unit: chart.Count},
		From:   date(v.Calendar.First), Now: len(v.Calendar.Days),
	}
	for _, d := range v.Calendar.Days {
		c.Values = append(c.Values, float64(d.Answers))
		note := ""
		if d.Answers > 0 {
			note = chart.Minutes.Text(d.Seconds / 60)
		}
		c.Notes = append(c.Notes, note)
	}
	return c
}

// retentionLines is how much was remembered over time, against what was wanted.
func retentionLines(v *insight.View) chart.Data {
	r := v.Retention
	about := chart.About{Title: "Remembered when a card came back", Note: r.Words, Empty: r.Words}
	some := false
	for _, span := range r.Trail {
		some = some || span.Share.Asked > 0
	}
	if !some {
		return chart.Lines{About: about}
	}
	about.Note += " The wider the band, the less sure the share."
	came := chart.Line{Name: "Remembered"}
	wanted := chart.Line{Name: "You asked for", Tone: chart.Quiet}
	first, floor := r.Trail[0].From, floorOf(r)
	for _, span := range r.Trail {
		x := float64(span.From-first) + float64(span.To-span.From)/2
		low, high := span.Share.Bounds()
		came.Points = append(came.Points, chart.Point{X: x, Y: orNaN(span.Share)})
		came.Low, came.High = append(came.Low, max(low, floor)), append(came.High, high)
		if r.Desired > 0 {
			wanted.Points = append(wanted.Points, chart.Point{X: x, Y: r.Desired})
		}
	}
	return chart.Lines{
		About: about,
		X:     chart.Axis{Name: "Days from", Unit: chart.Days, From: date(first), Days: int(r.Trail[0].To-first) + 1},
		Y:     chart.Axis{Name: "Remembered", Unit: chart.Share, Low: floor, High: 1},
		Lines: []chart.Line{came, wanted},
	}
}

// floorOf returns where the axis of retention begins: below every share, and below the
// doubt about those that are of more than a few answers.
func floorOf(r insight.Retention) float64 {
	const few = 20
	least := 1.0
	if r.Desired > 0 {
		least = r.Desired
	}
	for _, span := range r.Trail {
		if span.Share.Asked == 0 {
			continue
		}
		least = min(least, span.Share.Part())
		if low, _ := span.Share.Bounds(); span.Share.Asked > few {
			least = min(least, low)
		}
	}
	return math.Floor(max(least-0.02, 0)*10) / 10
}

// orNaN returns a share, not a number when nothing was asked.
func orNaN(s insight.Share) float64 {
	if s.Asked == 0 {
		return math.NaN()
	}
	return s.Part()
}

// forecastColumns is what comes due. Far ahead a column is a week.
func forecastColumns(v *insight.View) chart.Data {
	f := v.Forecast
	c := chart.Columns{
		About: chart.About{Title: "Cards that come back", Note: f.Words, Empty: f.Words},
		Of:    "Day", Step: chart.Day, Now: 1,
		Series: []chart.Series{{Name: "Due", Unit: chart.Count}},
	}
	if len(v.Calendar.Days) > 0 {
		c.From = date(v.Calendar.First + memory.Day(len(v.Calendar.Days)-1))
	}
	if f.Backlog > 0 {
		c.Series = append(c.Series, chart.Series{Name: "From earlier days", Unit: chart.Count, Tone: chart.Second})
	}
	days := 1
	if len(f.Days) > 60 {
		days, c.Step, c.Of = 7, chart.Week, "Week"
	}
	total := f.Backlog
	for i := 0; i < len(f.Days); i += days {
		n := 0
		for _, due := range f.Days[i:min(i+days, len(f.Days))] {
			n += due
		}
		total += n
		col := chart.Column{Amount: []float64{float64(n), 0}[:len(c.Series)]}
		if i == 0 && f.Backlog > 0 {
			col.Amount[1] = float64(f.Backlog)
		}
		if i == 0 {
			n += f.Backlog
		}
		if f.Seconds > 0 && n > 0 {
			col.Note = "about " + chart.Minutes.Text(float64(n)*f.Seconds/60)
		}
		c.Columns = append(c.Columns, col)
	}
	if total == 0 {
		c.Columns = nil
	}
	return c
}

// distribution is how many cards have a figure in each of some ranges.
func distribution(d insight.Distribution, title, of string, unit chart.Unit, by float64, named string) chart.Data {
	h := chart.Histogram{
		About: chart.About{Title: title, Note: d.Words, Empty: d.Words},
		Of:    of, Unit: unit, Things: "cards",
	}
	if d.Cards == 0 {
		return h
	}
	for _, b := range d.Bins {
		h.Edges = append(h.Edges, b.From*by)
		h.Counts = append(h.Counts, float64(b.Cards))
	}
	h.Edges = append(h.Edges, d.Bins[len(d.Bins)-1].To*by)
	h.Mark, h.Named = d.Middle*by, named
	return h
}

func stabilityBins(v *insight.View) chart.Data {
	d := v.Stability
	if n := len(d.Bins); n > 0 && d.Bins[n-1].Cards == 0 { // leave out years that no card has
		last := n
		for last > 1 && d.Bins[last-1].Cards == 0 {
			last--
		}
		d.Bins = d.Bins[:last]
	}
	return distribution(d, "How long cards last", "Days until one in ten is forgotten", chart.Days, 1, "half last longer than")
}

func difficultyBins(v *insight.View) chart.Data {
	d := v.Difficulty
	d.Middle = math.Round(d.Middle*10) / 10 // as the words below say it
	return distribution(d, "How hard cards are", "Difficulty", chart.Number, 1, "half are below")
}

func recallBins(v *insight.View) chart.Data {
	return distribution(v.Recall, "How well you know them today", "Chance to remember", chart.Share, 0.01, "half are below")
}

// hourColumns is what was done by the hour of the day.
func hourColumns(v *insight.View) chart.Data {
	const few = 10 // answers from which a share is drawn
	h := chart.Hours{
		About:  chart.About{Title: "Hours of the day", Note: v.Hours.Words, Empty: v.Hours.Words},
		Series: chart.Series{Name: "Answers", Unit: chart.Count},
		Beside: &chart.Series{Name: "Remembered", Unit: chart.Share, Tone: chart.Second},
	}
	for i, x := range v.Hours.Hours {
		h.Amount[i], h.Line[i] = float64(x.Answers), math.NaN()
		if x.Share.Asked >= few {
			h.Line[i] = x.Share.Part()
		}
	}
	return h
}

// lengthBins is how long answers took.
func lengthBins(v *insight.View) chart.Data {
	h := chart.Histogram{
		About: chart.About{Title: "Seconds an answer", Note: v.Time.Words, Empty: v.Time.Words},
		Of:    "Seconds", Unit: chart.Seconds, Things: "answers",
	}
	if v.Answers == 0 {
		return h
	}
	for _, b := range v.Time.Lengths {
		h.Edges = append(h.Edges, b.From)
		h.Counts = append(h.Counts, float64(b.Cards))
	}
	h.Edges = append(h.Edges, v.Time.Lengths[len(v.Time.Lengths)-1].To)
	h.Mark, h.Named = v.Time.PerAnswer, "mean"
	return h
}

// mostBars is how many bars a chart of topics or models has.
const mostBars = 12

// topicBars is how long topics took.
func topicBars(v *insight.View) chart.Data {
	b := chart.Bars{
		About: chart.About{Title: "Time by topic", Note: join("Enter looks at a topic alone.", moreThan(len(v.Time.Topics), "topic")), Empty: v.Time.Words},
		Of:    "Topic", Series: []chart.Series{{Name: "Time", Unit: chart.Minutes}},
	}
	several := slices.ContainsFunc(v.Time.Topics, func(k insight.TopicTime) bool { return k.Deck != v.Time.Topics[0].Deck })
	for _, k := range v.Time.Topics[:min(len(v.Time.Topics), mostBars)] {
		name := k.Title
		if several {
			name = k.DeckTitle + " · " + name
		}
		b.Bars = append(b.Bars, chart.Bar{
			Name: name, Amount: []float64{k.Seconds / 60},
			Note: chart.Seconds.Text(k.Seconds/float64(k.Answers)) + " an answer",
		})
	}
	return b
}

// cardBars are the cards that took most time.
func cardBars(v *insight.View) chart.Data {
	b := chart.Bars{
		About: chart.About{Title: "Cards that took most", Note: "Enter shows a card in the library.", Empty: v.Time.Words},
		Of:    "Card", Series: []chart.Series{{Name: "Time", Unit: chart.Minutes}},
	}
	for _, c := range v.Time.Cards {
		note := deck.Number(c.Answers) + " answers"
		if c.Answers == 1 {
			note = "1 answer"
		}
		b.Bars = append(b.Bars, chart.Bar{Name: c.Title, Amount: []float64{c.Seconds / 60}, Note: note})
	}
	return b
}

// modelBars is how well models are remembered.
func modelBars(v *insight.View) chart.Data {
	const empty = "Once you have met some tasks of a model, you see here how well you remember them."
	b := chart.Bars{
		About: chart.About{
			Title: "Models, the least remembered first", Empty: empty,
			Note: join("Enter opens a model, as does a second click on its bar.", moreThan(len(v.Models), "model")),
		},
		Of: "Model", Series: []chart.Series{{Name: "Recall today", Unit: chart.Share}},
		Most: 1, Target: v.Retention.Desired, Aim: "you asked for",
	}
	for _, m := range v.Models[:min(len(v.Models), mostBars)] {
		b.Bars = append(b.Bars, chart.Bar{
			Name: m.Title, Amount: []float64{m.Recall}, Note: fmt.Sprintf("%d of %d tasks met", m.Seen, m.Tasks),
		})
	}
	return b
}

// moreThan says that a chart shows only some.
func moreThan(n int, what string) string {
	if n <= mostBars {
		return ""
	}
	return fmt.Sprintf("The first %d of %s %ss.", mostBars, deck.Number(n), what)
}

// calibrationGroups is what was expected against what came.
func calibrationGroups(v *insight.View) chart.Data {
	c := chart.Calibration{
		About: chart.About{Title: "Expected and remembered", Note: v.Fit.Words, Empty: v.Fit.Words},
		Of:    "answers",
	}
	for _, p := range v.Fit.Points {
		c.Groups = append(c.Groups, chart.Group{Expected: p.Predicted, Came: p.Share.Part(), Count: p.Share.Asked})
	}
	return c
}

// retentionRows is the table of true retention.
func retentionRows(v *insight.View) (head []string, rows [][]string) {
	head = []string{"", "Young", "Mature", "All", "Asked"}
	for _, r := range v.Retention.Rows {
		rows = append(rows, []string{r.Label, said(r.Young), said(r.Mature), said(r.All), deck.Number(r.All.Asked)})
	}
	return head, rows
}

// said is a share as it stands in a table.
func said(s insight.Share) string {
	if s.Asked == 0 {
		return "–"
	}
	return chart.Share.Text(s.Part())
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
