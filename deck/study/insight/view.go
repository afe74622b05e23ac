package insight

import (
	"math"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// A View is what a history says of a scope: for each chart its figures, and in Words what
// they come to. No figure is NaN or infinite.
type View struct {
	Scope   Scope
	Title   string   // of what the scope covers: "All decks", a deck's title, a topic's
	Answers int      // in the period
	Cards   int      // in the scope
	Seen    int      // of them, cards that have been answered
	Notes   []string // what was left out, and why; usually none

	Today      Today
	Calendar   Calendar
	Forecast   Forecast
	Retention  Retention
	Stability  Distribution // days
	Difficulty Distribution // 1 to 10
	Recall     Distribution // per cent, today
	Hours      Hours
	Time       Time
	Fit        Fit
	Weakest    []Topic // topics that have been begun, the least remembered first
	Leeches    []Leech // cards that are forgotten again and again, the worst first
	Models     []Model // models that have been begun, the least remembered first
}

// A Share is how many of the cards that were asked again on a later day were remembered.
// Hard counts as remembered. Answers on the day of the last one are no evidence of recall
// and are never among them.
type Share struct{ Asked, Recalled int }

// Part returns the share, 0 to 1; 0 when nothing was asked.
func (s Share) Part() float64 {
	if s.Asked == 0 {
		return 0
	}
	return float64(s.Recalled) / float64(s.Asked)
}

// Bounds returns between which shares the true one lies nineteen times out of twenty, by
// Wilson's score interval: few answers leave much doubt. Without any it is 0 to 1.
func (s Share) Bounds() (low, high float64) {
	if s.Asked == 0 {
		return 0, 1
	}
	return s.bounds(1.96)
}

// bounds are the bounds so many standard errors away.
func (s Share) bounds(z float64) (low, high float64) {
	n, p := float64(s.Asked), s.Part()
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	off := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(middle-off, 0), min(middle+off, 1)
}

// Today is what was done on this study day, and how regularly the learner comes.
type Today struct {
	Answers int
	Cards   int // different cards
	New     int // of them, met for the first time
	Seconds float64
	Share   Share
	Run     int // study days in a row up to today, or to yesterday while today is young
	Longest int // the longest such run
	Studied int // days of the last 30 with an answer
	Words   string
	Habit   string // on the days
}

// Calendar is what was done on each day of a year that ends today.
type Calendar struct {
	First memory.Day // of Days
	Days  []DayDone
	Words string
}

// DayDone is what was done on a study day.
type DayDone struct {
	Answers int
	Seconds float64
}

// Forecast is what comes due, as the cards stand now: what their next answers will add
// is not in it.
type Forecast struct {
	Backlog int     // cards that were due before today
	Days    []int   // cards that come due on a day, from today on
	Usual   int     // reviews on a usual day of the last 30, of those on which there were any
	Seconds float64 // that a review takes, mean
	Words   string
}

// Retention is how much was remembered against what was wanted.
type Retention struct {
	Desired float64 // mean over the cards of the scope, 0 to 1
	Rows    []RetentionRow
	Trail   []RetentionSpan // the period in equal spans, the oldest first
	Words   string
}

// A RetentionRow is one line of the table of true retention.
type RetentionRow struct {
	Label              string // "Today", "7 days"
	Young, Mature, All Share
}

// A RetentionSpan is the retention of a span of days.
type RetentionSpan struct {
	From, To memory.Day // To is the last one
	Share    Share
}

// A Distribution is how many cards have a figure in each of some ranges.
type Distribution struct {
	Bins   []Bin
	Cards  int
	Middle float64 // half of the cards have no more
	Words  string
}

// A Bin is a range of a distribution: from From to below To.
type Bin struct {
	Label    string
	From, To float64
	Cards    int
}

// Hours is what was done by the hour of the day, as the clock on the wall showed it.
type Hours struct {
	Hours [24]Hour
	Words string
}

// An Hour is what was done within an hour of the day.
type Hour struct {
	Answers int
	Seconds float64
	Share   Share
}

// Time is how long answers took.
type Time struct {
	Seconds   float64 // all in the period
	PerAnswer float64 // seconds, mean
	PerDay    float64 // seconds on a day that was studied, mean
	Lengths   []Bin   // answers by seconds: Bin.Cards counts answers
	Topics    []TopicTime
	Cards     []CardTime // those that took most
	Words     string
}

// TopicTime is how long a topic took.
type TopicTime struct {
	Deck      deck.ID
	DeckTitle string
	Title     string
	Answers   int
	Seconds   float64
}

// CardTime is how long a card took.
type CardTime struct {
	ID      deck.CardID
	Title   string
	Topic   string
	Answers int
	Seconds float64
}

// Fit is what was foretold against what came, over the answers on a later day.
type Fit struct {
	Points    []FitPoint // by what was foretold, the least first; only those with answers
	Answers   int
	Predicted float64 // mean, 0 to 1
	Actual    float64 // share remembered
	LogLoss   float64 // mean, natural logarithm; less is better
	RMSE      float64 // root mean square of the error by bins of interval, answers and lapses, weighted
	Chance    float64 // what the RMSE would be about if every forecast were right, by chance alone
	AUC       float64 // chance that a remembered card had been given the better forecast of two; 0.5 knows nothing
	Words     string
	Details   []string // what the figures mean
}

// A FitPoint is the answers to which about the same chance had been given.
type FitPoint struct {
	From, To  float64 // of the chance
	Predicted float64 // mean
	Share     Share
}

// A Topic is how well a topic is remembered.
type Topic struct {
	Deck      deck.ID
	DeckTitle string
	Title     string
	Cards     int
	Seen      int
	Due       int     // cards that are due now
	Recall    float64 // mean chance that a seen card is remembered today
	Share     Share   // in the period
}

// A Leech is a card that is forgotten again and again.
type Leech struct {
	ID     deck.CardID
	Deck   deck.ID
	Title  string
	Topic  string
	Lapses int
	Recall float64 // chance that it is remembered today
}

// A Model is how well the tasks of a concept model are remembered.
type Model struct {
	Deck   deck.ID
	ID     string
	Title  string
	Tasks  int
	Seen   int
	Due    int
	Recall float64 // mean over the seen tasks
}
