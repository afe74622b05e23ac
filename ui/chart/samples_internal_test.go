package chart

import (
	"math"
	"time"
)

// start is the first day of the samples.
var start = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// wave is a number that looks like life and is the same in every run.
func wave(i int) float64 {
	return math.Abs(math.Sin(float64(i)*1.7)+0.6*math.Sin(float64(i)*0.37+1)) / 1.6
}

// samples are charts of every kind with figures as the program has them.
func samples() map[string]Data {
	return map[string]Data{
		"forecast":    forecast(),
		"grades":      grades(),
		"months":      months(),
		"stability":   stability(),
		"recall":      recalls(),
		"hours":       hours(),
		"cost":        cost(),
		"retention":   retention(),
		"year":        aYear(),
		"calibration": calibration(),
		"topics":      topics(),
		"plans":       plans(),
		"tiles":       tiles(),
		"curve":       falling(0.04),
		"nothing":     Columns{Of: "Day", About: About{Title: "What waits in the next days", Empty: "Here you will see how many cards come back each day. Study a few cards first."}},
	}
}

func forecast() Data {
	c := Columns{
		About: About{Title: "What waits in the next 30 days", Note: "About 24 cards a day. The most, 41, wait on Thursday 3 December."},
		Of:    "Day", From: start, Now: 1,
		Series: []Series{{Name: "Young", Tone: Second}, {Name: "Mature", Tone: Main}},
	}
	for i := range 30 {
		c.Columns = append(c.Columns, Column{Amount: []float64{math.Round(20 * wave(i)), math.Round(24 * wave(i+50))}})
	}
	return c
}

func grades() Data {
	c := Columns{
		About: About{Title: "Your answers by week"}, Of: "Week", From: start.AddDate(0, 0, -7*15), Step: Week, Now: 16,
		Series: []Series{{Name: "Again", Tone: Again}, {Name: "Hard", Tone: Hard}, {Name: "Good", Tone: Good}, {Name: "Easy", Tone: Easy}},
		Beside: &Series{Name: "Remembered", Unit: Share, Tone: Quiet},
	}
	for i := range 16 {
		line := 0.82 + 0.12*wave(i+3)
		if i == 5 {
			line = math.NaN()
		}
		c.Columns = append(c.Columns, Column{
			Amount: []float64{math.Round(40 * wave(i)), math.Round(30 * wave(i+9)), math.Round(190 * wave(i+2)), math.Round(50 * wave(i+4))},
			Line:   line, Low: line - 0.04, High: line + 0.03,
		})
	}
	return c
}

func months() Data {
	c := Columns{About: About{Title: "Time by month"}, Of: "Month", From: start.AddDate(-1, 0, -21), Step: Month, Series: []Series{{Name: "Study time", Unit: Minutes}}}
	for i := range 13 {
		c.Columns = append(c.Columns, Column{Amount: []float64{900 * wave(i)}})
	}
	return c
}

func stability() Data {
	return Histogram{
		About: About{Title: "How long your memories last", Note: "Half of your cards would last 18 days without another look."},
		Of:    "Lasts", Unit: Days, Edges: []float64{0, 1, 2, 4, 7, 14, 30, 61, 122, 244, 365, 730, 1461}, Counts: []float64{12, 20, 41, 66, 102, 134, 121, 80, 44, 21, 9, 2},
		Things: "cards", Mark: 18, Named: "half of them",
	}
}

func recalls() Data {
	h := Histogram{About: About{Title: "How well you would know your cards now"}, Of: "Recall", Unit: Share, Things: "cards"}
	for i := range 21 {
		h.Edges = append(h.Edges, float64(i)*0.05)
	}
	for i := range 20 {
		h.Counts = append(h.Counts, math.Round(math.Exp(float64(i)*0.31)))
	}
	return h
}

func hours() Data {
	h := Hours{About: About{Title: "At what hours you study", Note: "You remember most between 9:00 and 10:00."}, Series: Series{Name: "Answers"}, Beside: &Series{Name: "Remembered", Unit: Share, Tone: Third}}
	for i := range 24 {
		h.Line[i] = math.NaN()
		if i > 6 && i < 23 {
			h.Amount[i], h.Line[i] = math.Round(4000*wave(i)), 0.8+0.15*wave(i+4)
		}
	}
	return h
}

func cost() Data {
	line := Line{Name: "Minutes a day"}
	for i := 70; i <= 97; i++ {
		r := float64(i) / 100
		line.Points = append(line.Points, Point{r, 9 + 1.1/(1-r) + 20*(0.8-r)*(0.8-r)*10})
	}
	return Lines{
		About: About{Title: "What it costs to remember more", Note: "From 90 % on, each further per cent costs much more time. There is no single right number."},
		X:     Axis{Name: "How well you want to remember", Unit: Share}, Y: Axis{Name: "Minutes a day", Unit: Minutes, Zero: true},
		Lines: []Line{line}, Pins: []Pin{{0.9, "yours", true}, {0.87, "the bend", false}},
	}
}

func retention() Data {
	l := Lines{
		About: About{Title: "Remembered, against what you wanted"},
		X:     Axis{Name: "Day", From: start.AddDate(0, 0, -120)}, Y: Axis{Name: "Remembered", Unit: Share},
		Lines: []Line{{Name: "Remembered"}, {Name: "Wanted", Tone: Third, Points: []Point{{0, 0.9}, {120, 0.9}}}, {Name: "Mature cards", Tone: Second}},
		Pins:  []Pin{{100, "new weights", false}},
	}
	for i := 0; i <= 120; i += 3 {
		y := 0.84 + 0.09*wave(i/3)
		l.Lines[0].Points = append(l.Lines[0].Points, Point{float64(i), y})
		l.Lines[0].Low, l.Lines[0].High = append(l.Lines[0].Low, y-0.05), append(l.Lines[0].High, min(y+0.04, 1))
		l.Lines[2].Points = append(l.Lines[2].Points, Point{float64(i), 0.9 + 0.08*wave(i/3+70)})
	}
	return l
}

func aYear() Data {
	c := Calendar{About: About{Title: "Your year", Note: "You studied on 212 of 365 days."}, Series: Series{Name: "Answers"}, From: start.AddDate(-1, 0, 1), Now: 365}
	for i := range 365 {
		v := math.Round(90*wave(i)) - 20
		c.Values = append(c.Values, max(v, 0))
		if i < 40 {
			c.Values[i] = math.NaN()
		}
	}
	return c
}

func calibration() Data {
	c := Calibration{About: About{Title: "Expected and remembered", Note: "What was expected and what you remembered differ by 2 points on average."}, Of: "answers", Expected: "Expected to be remembered", Came: "Remembered"}
	for i := range 20 {
		e := 0.025 + float64(i)*0.05
		c.Groups = append(c.Groups, Group{e, min(e+0.06*(wave(i)-0.5), 1), int(math.Exp(float64(i)*0.45)) - 60})
	}
	return c
}

func topics() Data {
	return Bars{
		About: About{Title: "Weakest topics", Note: "Customer journeys need you most."}, Of: "Topic", Most: 1, Target: 0.9, Aim: "your aim",
		Series: []Series{{Name: "Remembered", Unit: Share}},
		Bars: []Bar{
			{Name: "Customer journey", Amount: []float64{0.71}, Low: 0.62, High: 0.79, Note: "34 cards"},
			{Name: "Task-based and experiential engagement", Amount: []float64{0.78}, Low: 0.70, High: 0.85, Note: "12 cards"},
			{Name: "Framework", Amount: []float64{0.86}, Low: 0.8, High: 0.91, Note: "102 cards"},
			{Name: "Co-creation", Amount: []float64{0.97}, Low: 0.93, High: 0.99, Note: "1 card"},
			{Name: "Capabilities", Amount: []float64{math.NaN()}},
		},
	}
}

func plans() Data {
	return Bars{
		About: About{Title: "What you would know on the day"}, Of: "Topic", Most: 1,
		Series: []Series{{Name: "If you do nothing", Unit: Share, Tone: Quiet}, {Name: "As you go on now", Unit: Share, Tone: Second}, {Name: "With the plan", Unit: Share, Tone: Main}},
		Bars: []Bar{
			{Name: "All of it", Amount: []float64{0.44, 0.76, 0.91}},
			{Name: "Customer journey", Amount: []float64{0.31, 0.7, 0.9}},
			{Name: "Framework", Amount: []float64{0.52, 0.8, 0.915}},
		},
	}
}

func tiles() Data {
	return Tiles{
		About: About{},
		Tiles: []Tile{
			{Value: "91 %", Name: "remembered this month", Note: "Of 1,204 answers to cards that had rested a day or more.", Trend: []float64{0.85, 0.88, 0.86, 0.9, 0.91}},
			{Value: "14 min", Name: "a day", Note: "On the days on which you studied."},
			{Value: "212", Name: "days with an answer in the last year"},
			{Value: "1,318", Name: "cards known well", Trend: []float64{100, 300, 420, 800, 1318}},
			{Value: "3", Name: "leeches"},
		},
	}
}
