package insight

import (
	"touchpoint/deck/memory"
)

const (
	yearDays   = 365 // of the calendar
	recentDays = 30  // by which habits are told
)

// A tally is what one walk over the records adds up for a view.
type tally struct {
	book   *Book
	begin  memory.Day // of the period
	spans  spans
	rows   [len(rowDays) + 1]RetentionRow
	old    []memory.Day // with an answer, before the year of the calendar; some may come again
	year   []DayDone    // the last year, today last
	hours  [24]Hour
	topics []TopicTime // by topic
	shares []Share     // by topic
	cards  []work      // by card of the library

	answers  int
	ms       int64
	daysDone map[memory.Day]bool // in the period; some days come again where a clock was set back
	lastDay  memory.Day
	lengths  [len(lengthEdges) - 1]int
	reviews  int // answers to cards under review, in the period
	reviewMS int64
	recent   [recentDays]int // of those of the last days, by how many days ago

	today Today
	met   map[int32]bool // cards of today
	fit   fitTally
}

// work is what a card took.
type work struct {
	answers int32
	ms      int64
}

// rowDays are the days of the rows of the retention table; the last row is of all time.
var rowDays = [...]int{1, 7, 30, 90, yearDays}

var rowLabels = [...]string{"Today", "7 days", "30 days", "90 days", "A year", "All time"}

// lengthEdges are the seconds between which answers are counted.
var lengthEdges = [...]float64{0, 2, 4, 6, 8, 10, 15, 20, 30, 45, 60}

// within reports whether a topic is in the scope, by topic; whole tells that everything
// is, also what is no longer in the library.
func (b *Book) within(s Scope) (in []bool, whole bool) {
	in = make([]bool, len(b.shelf.topics))
	for t, title := range b.shelf.topics {
		in[t] = (s.Deck == "" || b.shelf.of(t).ID == s.Deck) && (s.Topic == "" || title == s.Topic)
	}
	return in, s.Deck == "" && s.Topic == ""
}

// count walks over the records of a scope.
func (b *Book) count(s Scope, in []bool, whole bool) *tally {
	t := &tally{
		book: b, begin: s.Period.first(b.today), year: make([]DayDone, yearDays),
		met: make(map[int32]bool), daysDone: make(map[memory.Day]bool),
		topics: make([]TopicTime, len(b.shelf.topics)), shares: make([]Share, len(b.shelf.topics)), cards: make([]work, len(b.shelf.cards)),
	}
	t.spans = spansOf(s.Period, t.firstDay(in, whole), b.today)
	for i := range t.rows {
		t.rows[i].Label = rowLabels[i]
	}
	for i := range b.records {
		r := &b.records[i]
		if r.topic == none && !whole || r.topic != none && !in[r.topic] {
			continue
		}
		t.always(r)
		if r.day >= t.begin {
			t.inPeriod(r)
		}
	}
	return t
}

// firstDay returns the day of the first answer of a scope, today if there is none.
func (t *tally) firstDay(in []bool, whole bool) memory.Day {
	for i := range t.book.records {
		r := &t.book.records[i]
		if whole || r.topic != none && in[r.topic] {
			return min(r.day, t.book.today)
		}
	}
	return t.book.today
}

// always counts what is of no period.
func (t *tally) always(r *record) {
	ago := t.book.today.Since(r.day)
	if ago < yearDays {
		d := &t.year[yearDays-1-ago]
		d.Answers++
		d.Seconds += float64(r.took) / 1000
	} else if n := len(t.old); n == 0 || t.old[n-1] != r.day {
		t.old = append(t.old, r.day)
	}
	if ago < recentDays && r.is&cameBack != 0 {
		t.recent[ago]++
	}
	if ago == 0 {
		t.onToday(r)
	}
	if r.is&cameBack == 0 {
		return
	}
	for i := len(t.rows) - 1; i >= 0; i-- {
		if i < len(rowDays) && ago >= rowDays[i] {
			break
		}
		row := &t.rows[i]
		row.All.add(r)
		if r.is&mature != 0 {
			row.Mature.add(r)
		} else {
			row.Young.add(r)
		}
	}
}

func (t *tally) onToday(r *record) {
	t.today.Answers++
	t.today.Seconds += float64(r.took) / 1000
	if r.is&first != 0 {
		t.today.New++
	}
	t.met[r.name] = true
	t.today.Share.addIf(r, cameBack)
}

// inPeriod counts what is of the period.
func (t *tally) inPeriod(r *record) {
	seconds := float64(r.took) / 1000
	t.answers++
	t.ms += int64(r.took)
	if t.answers == 1 || r.day != t.lastDay {
		t.daysDone[r.day] = true
		t.lastDay = r.day
	}
	t.lengths[r.length]++
	h := &t.hours[r.hour]
	h.Answers++
	h.Seconds += seconds
	if r.topic != none {
		k := &t.topics[r.topic]
		k.Answers++
		k.Seconds += seconds
		w := &t.cards[r.card]
		w.answers++
		w.ms += int64(r.took)
	}
	if r.is&cameBack != 0 {
		t.reviews++
		t.reviewMS += int64(r.took)
		h.Share.add(r)
		t.spans.add(r)
		if r.topic != none {
			t.shares[r.topic].add(r)
		}
	}
	if r.is&foretold != 0 {
		t.fit.add(r)
	}
}

// lengthOf returns between which edges a time lies.
func lengthOf(ms int32) uint8 {
	i := uint8(0)
	for int(i) < len(lengthEdges)-2 && float64(ms) >= lengthEdges[i+1]*1000 {
		i++
	}
	return i
}

// add counts an answer on a later day.
func (s *Share) add(r *record) {
	s.Asked++
	if r.is&recalled != 0 {
		s.Recalled++
	}
}

func (s *Share) addIf(r *record, t trait) {
	if r.is&t != 0 {
		s.add(r)
	}
}

// spans are a period in equal spans of days, the last of which ends today.
type spans struct {
	days  int // of each
	today memory.Day
	list  []RetentionSpan // the oldest first
}

// mostSpans is about how many spans a chart shows well.
const mostSpans = 26

// spansOf divides a period, or the time since the first day, into spans that are whole
// weeks where the period is longer than a month.
func spansOf(p Period, first, today memory.Day) spans {
	s := spans{days: 3, today: today}
	total := p.Days()
	switch p {
	case Month:
	case Quarter:
		s.days = 7
	case Year:
		s.days = 14
	default:
		total = today.Since(first) + 1
		s.days = 7 * max(1, (total+7*mostSpans-1)/(7*mostSpans))
	}
	n := (total + s.days - 1) / s.days
	s.list = make([]RetentionSpan, n)
	for i := range s.list {
		to := int64(today) - int64(n-1-i)*int64(s.days)
		s.list[i] = RetentionSpan{From: memory.Day(to - int64(s.days) + 1), To: memory.Day(to)}
	}
	return s
}

func (s *spans) add(r *record) {
	if i := len(s.list) - 1 - s.today.Since(r.day)/s.days; i >= 0 {
		s.list[i].Share.add(r)
	}
}
