package chart

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"touchpoint/deck"
)

// A Unit says what a number counts, and so how it is said, rounded and divided on an axis.
type Unit uint8

// The units.
const (
	Count   Unit = iota // of cards, answers and the like: "1,250"
	Share               // a share of one, said in per cent: 0.914 is "91 %"
	Minutes             // "14 min", "1 h 20 min"
	Seconds             // "8.5 s", "1 min 10 s"
	Days                // "3 days", "4 months", "2 years"
	Number              // a plain number with up to two decimals: a difficulty, a loss
)

// nothing is said where there is no number.
const nothing = "–"

// most is the largest number that is said; what is larger is a mistake.
const most = 1e12

// Means over the calendar.
const (
	year  = 365.2425
	month = year / 12
)

// Text returns a number as people say it: "1,250", "91 %", "14 min", "3 months". What is
// not a number is a dash.
func (u Unit) Text(v float64) string {
	switch {
	case math.IsNaN(v) || math.Abs(v) > most:
		return nothing
	case v < 0:
		text := u.Text(-v)
		if text == u.Text(0) {
			return text
		}
		return "−" + text
	}
	v = math.Abs(v) // nothing has no sign
	switch u {
	case Share:
		return percent(v) + " %"
	case Minutes:
		return minutes(v)
	case Seconds:
		return seconds(v)
	case Days:
		return days(v, " day", " month", " year")
	case Number:
		return decimals(v, 2)
	case Count:
	}
	return count(v)
}

// brief is a number as it stands on an axis, where there is little room.
func (u Unit) brief(v float64) string {
	switch {
	case v == 0 && u != Share:
		return "0"
	case u != Days || math.IsNaN(v) || v < 0 || v > most:
		return u.Text(v)
	}
	if v > 3*month && v < 11.5*month {
		v = math.Round(v/month) * month // half months need no label
	}
	return strings.TrimSuffix(days(v, " d", " mo", " y"), "s")
}

// sign is what a spreadsheet's heading says of a number's unit.
func (u Unit) sign() string {
	return [...]string{Count: "", Share: "%", Minutes: "min", Seconds: "s", Days: "days", Number: ""}[u]
}

// span says a range: "2 to 5 days", "70 to 80 %".
func (u Unit) span(from, to float64) string {
	a, b := u.Text(from), u.Text(to)
	if one, rest, ok := strings.Cut(a, " "); ok && (strings.HasSuffix(b, " "+rest) || strings.HasSuffix(b, " "+rest+"s")) && strings.Count(b, " ") == 1 {
		a = one
	} else if a == u.Text(0) && u != Number {
		a = "0"
	}
	return a + " to " + b
}

func count(v float64) string {
	if v < 10 && math.Abs(v-math.Round(v)) > 0.05 {
		return decimals(v, 1)
	}
	return deck.Number(int(math.Round(v)))
}

// percent is rounded to whole numbers, but for what would then say all or nothing.
func percent(share float64) string {
	v := share * 100
	if v > 0 && v < 1 || v > 99 && v < 100 {
		// 99.97 % is not yet all: the last decimal is cut, not rounded.
		return decimals(math.Floor(v*10+1e-9)/10, 1)
	}
	return deck.Number(int(math.Round(v)))
}

func minutes(v float64) string {
	whole := int(math.Round(v))
	switch {
	case v == 0:
		return "0 min"
	case v < 0.99:
		return seconds(v * 60)
	case v < 9.95:
		return decimals(v, 1) + " min"
	case whole < 60:
		return strconv.Itoa(whole) + " min"
	case whole < 600 && whole%60 != 0:
		return strconv.Itoa(whole/60) + " h " + strconv.Itoa(whole%60) + " min"
	}
	return deck.Number(int(math.Round(v/60))) + " h"
}

func seconds(v float64) string {
	whole := int(math.Round(v))
	switch {
	case v < 9.95:
		return decimals(v, 1) + " s"
	case whole < 60:
		return strconv.Itoa(whole) + " s"
	case whole < 600 && whole%60 != 0:
		return strconv.Itoa(whole/60) + " min " + strconv.Itoa(whole%60) + " s"
	}
	return minutes(v / 60)
}

// days says a time in the unit that suits it.
func days(v float64, day, months, years string) string {
	say := func(text, noun string) string {
		if text == "1" {
			return text + noun
		}
		return text + noun + "s"
	}
	switch {
	case v < 9.95:
		return say(decimals(v, 1), day)
	case v < 30:
		return say(decimals(v, 0), day)
	case v < 11.95*month:
		return say(decimals(v/month, 1), months)
	case v < 100*year:
		return say(decimals(v/year, 1), years)
	}
	return say(deck.Number(int(math.Round(v/year))), years)
}

// decimals writes a number with at most so many decimals.
func decimals(v float64, n int) string {
	text := strconv.FormatFloat(v, 'f', n, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// amount says how much there is of something: "14 reviews", "1 card", "recall 88 %".
func (s Series) amount(v float64) string {
	name, text := inSentence(s.Name), s.Unit.Text(v)
	switch {
	case name == "":
		return text
	case s.Unit != Count:
		return name + " " + text
	case text == "1" && len(name) > 3 && strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss"):
		name = strings.TrimSuffix(name, "s")
	}
	return text + " " + name
}

// inSentence begins a name with a small letter, unless it is an abbreviation.
func inSentence(name string) string {
	first, n := utf8.DecodeRuneInString(name)
	if second, _ := utf8.DecodeRuneInString(name[n:]); !unicode.IsLower(second) {
		return name
	}
	return string(unicode.ToLower(first)) + name[n:]
}

// headed begins a name with a capital.
func headed(name string) string {
	first, n := utf8.DecodeRuneInString(name)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + name[n:]
}

// dayOf is the day that lies so many days after another.
func dayOf(from time.Time, days int) time.Time {
	return time.Date(from.Year(), from.Month(), from.Day()+days, 12, 0, 0, 0, time.UTC)
}

// between says the days from one to another.
func between(first, last time.Time) string {
	begin := "2 January 2006"
	switch {
	case first.Year() != last.Year():
	case first.Month() != last.Month():
		begin = "2 January"
	default:
		begin = "2"
	}
	return first.Format(begin) + " to " + last.Format("2 January 2006")
}

// dated says a day: "Tuesday 3 May", with its year where several are shown.
func dated(t time.Time, years bool) string {
	if years {
		return t.Format("Monday 2 January 2006")
	}
	return t.Format("Monday 2 January")
}

// sane is a number that can be drawn: what cannot is nothing.
func sane(v float64) float64 {
	if math.IsNaN(v) || math.Abs(v) > most {
		return 0
	}
	return v
}

// known reports a number that can be drawn.
func known(v float64) bool { return !math.IsNaN(v) && math.Abs(v) <= most }
