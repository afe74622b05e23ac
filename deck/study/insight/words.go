package insight

import (
	"fmt"
	"math"
	"strings"

	"touchpoint/deck"
)

const (
	// enough is how many answers a share needs before anything is concluded from it.
	enough = 30
	// near is how far two shares may be apart before anything is to be done about it.
	near = 0.02
	// surely is how many standard errors an hour is away from all others before it is
	// said to be: with 24 of them, one is always the best.
	surely = 3
)

// say puts the figures of a view into words.
func (b *Book) say(v *View) {
	v.Notes = b.notes()
	part := v.Scope.Deck != "" || v.Scope.Topic != ""
	v.Today.Words, v.Today.Habit = todayWords(v.Today, part), habitWords(v.Today, part)
	v.Calendar.Words = calendarWords(v.Calendar)
	v.Forecast.Words = forecastWords(v.Forecast)
	v.Retention.Words = retentionWords(v.Retention, v.Scope.Period)
	v.Stability.Words = stabilityWords(v.Stability)
	v.Difficulty.Words = difficultyWords(v.Difficulty)
	v.Recall.Words = b.recallWords(v)
	v.Hours.Words = hoursWords(v.Hours)
	v.Time.Words = timeWords(v.Time, v.Scope.Period)
	v.Fit.Words, v.Fit.Details = fitWords(v.Fit), fitDetails(v.Fit)
}

// notes says what was left out.
func (b *Book) notes() []string {
	if b.ahead == 0 {
		return nil
	}
	are := "are"
	if b.ahead == 1 {
		are = "is"
	}
	return []string{fmt.Sprintf("%s %s dated after today and left out here. Was the clock of this computer wrong for a while? Your answers are safe.",
		count(b.ahead, "answer"), are)}
}

// todayWords says what was done today, of everything or of a part of it.
func todayWords(d Today, part bool) string {
	switch {
	case d.Answers == 0 && part:
		return "Nothing of this answered so far today."
	case d.Answers == 0:
		return "Nothing answered so far today."
	}
	text := fmt.Sprintf("You gave %s to %s in %s", count(d.Answers, "answer"), count(d.Cards, "card"), span(d.Seconds))
	if d.New > 0 {
		text += fmt.Sprintf(", %s of them new", deck.Number(d.New))
	}
	if d.Share.Asked > 0 {
		text += fmt.Sprintf(". You remembered %s of the %s that came back", deck.Number(d.Share.Recalled), deck.Number(d.Share.Asked))
	}
	return text + "."
}

func habitWords(d Today, part bool) string {
	if d.Longest == 0 {
		return ""
	}
	studied := "studied"
	if part {
		studied += " this"
	}
	text := fmt.Sprintf("You %s on %d of the last %d days", studied, d.Studied, recentDays)
	if d.Run > 1 {
		last := "today"
		if d.Answers == 0 {
			last = "yesterday"
		}
		text += fmt.Sprintf(", %s in a row up to %s", count(d.Run, "day"), last)
	}
	if d.Longest > d.Run && d.Longest > 1 {
		text += fmt.Sprintf(". Your longest run is %s days", deck.Number(d.Longest))
	}
	return text + "."
}

func calendarWords(c Calendar) string {
	days, answers, seconds := 0, 0, 0.0
	for _, d := range c.Days {
		if d.Answers > 0 {
			days++
			answers += d.Answers
			seconds += d.Seconds
		}
	}
	if days == 0 {
		return "Every day on which you study gets a mark here."
	}
	return fmt.Sprintf("%s on %s of the last year, %s in all.", count(answers, "answer"), count(days, "day"), span(seconds))
}

func forecastWords(f Forecast) string {
	due := 0
	for _, n := range f.Days {
		due += n
	}
	if due+f.Backlog == 0 {
		return "Nothing is due in this time."
	}
	var parts []string
	if f.Backlog > 0 {
		waits := "wait"
		if f.Backlog == 1 {
			waits = "waits"
		}
		parts = append(parts, fmt.Sprintf("%s %s from earlier days", count(f.Backlog, "card"), waits))
	}
	if n := f.Days[0]; n > 0 {
		due := deck.Number(n)
		if f.Backlog == 0 {
			due = count(n, "card")
		}
		parts = append(parts, fmt.Sprintf("%s %s due today", due, verb(n, "is", "are")))
	}
	text := ""
	if len(parts) > 0 {
		text = sentence(strings.Join(parts, " and ")) + ". "
	}
	if rest := due - f.Days[0]; rest > 0 {
		text += fmt.Sprintf("As things stand, %s %s back in the %s after today.", count(rest, "card"), verb(rest, "comes", "come"), count(len(f.Days)-1, "day"))
	}
	return strings.TrimSpace(text)
}

func retentionWords(r Retention, p Period) string {
	var s Share
	for _, span := range r.Trail {
		s.Asked += span.Share.Asked
		s.Recalled += span.Share.Recalled
	}
	switch {
	case s.Asked == 0:
		return "No card has come back on a later day " + p.within() + ". Once some have, you see here how many you remembered."
	case s.Asked < enough:
		return fmt.Sprintf("Cards came back %s %s. You remembered %s. After some %d the share begins to mean something.",
			count(s.Asked, "time"), p.within(), deck.Number(s.Recalled), enough)
	}
	text := fmt.Sprintf("Cards came back %s %s. You remembered %s", count(s.Asked, "time"), p.within(), percent(s.Part()))
	if r.Desired == 0 { // all of these cards have left the library
		return text + "."
	}
	text += fmt.Sprintf(", and asked for %s. ", percent(r.Desired))
	switch low, high := s.Bounds(); {
	case low <= r.Desired && r.Desired <= high:
		return text + "That is as close as chance allows."
	case math.Abs(s.Part()-r.Desired) < near:
		return text + "That is close."
	case s.Part() < r.Desired:
		return text + "So they came a little late for you; fitting the memory model to you, in Settings, moves them."
	}
	return text + "So they came earlier than they had to; fitting the memory model to you, in Settings, saves time."
}

func stabilityWords(d Distribution) string {
	if d.Cards == 0 {
		return "Once you have met some cards, you see here how long they last."
	}
	return fmt.Sprintf("Half of the %s you have met last %s or longer until one in ten would be forgotten.", count(d.Cards, "card"), days(d.Middle))
}

func difficultyWords(d Distribution) string {
	if d.Cards == 0 {
		return "Once you have met some cards, you see here how hard they are for you."
	}
	return fmt.Sprintf("From 1, easy, to 10, hard. Half of your %s are at %.1f or below.", count(d.Cards, "card"), d.Middle)
}

func (b *Book) recallWords(v *View) string {
	if v.Seen == 0 {
		return "Once you have met some cards, you see here how well you would remember them today."
	}
	known := 0.0
	for _, k := range v.Weakest {
		known += k.Recall * float64(k.Seen)
	}
	return fmt.Sprintf("If all were asked today, you would remember about %s of the %s you have met.", deck.Number(int(math.Round(known))), count(v.Seen, "card"))
}

func hoursWords(h Hours) string {
	total := 0
	var all Share
	for _, x := range h.Hours {
		total += x.Answers
		all.Asked += x.Share.Asked
		all.Recalled += x.Share.Recalled
	}
	if total == 0 {
		return "Once you have studied, you see here at which hours, and how well."
	}
	from, to, most := busiest(h, total)
	text := fmt.Sprintf("%s of your answers fall between %d:00 and %d:00.", percent(most), from, to)
	best, worst := -1, -1
	for i, x := range h.Hours {
		low, high := x.Share.bounds(surely)
		if x.Share.Asked >= enough && low > all.Part() && (best < 0 || x.Share.Part() > h.Hours[best].Share.Part()) {
			best = i
		}
		if x.Share.Asked >= enough && high < all.Part() && (worst < 0 || x.Share.Part() < h.Hours[worst].Share.Part()) {
			worst = i
		}
	}
	if best >= 0 {
		text += fmt.Sprintf(" You remember most from %d:00 to %d:00, %s.", best, (best+1)%24, percent(h.Hours[best].Share.Part()))
	}
	if worst >= 0 {
		text += fmt.Sprintf(" You remember least from %d:00 to %d:00, %s.", worst, (worst+1)%24, percent(h.Hours[worst].Share.Part()))
	}
	if best < 0 && worst < 0 && all.Asked >= enough {
		text += " How much you remember depends little on the hour."
	}
	return text
}

// busiest returns the three hours in a row with the most answers, and their share.
func busiest(h Hours, total int) (from, to int, share float64) {
	most := -1
	for i := range 24 {
		n := h.Hours[i].Answers + h.Hours[(i+1)%24].Answers + h.Hours[(i+2)%24].Answers
		if n > most {
			most, from = n, i
		}
	}
	return from, (from + 3) % 24, float64(most) / float64(total)
}

func timeWords(t Time, p Period) string {
	if t.Seconds == 0 {
		return "No time " + p.within() + "."
	}
	return fmt.Sprintf("%s %s: %s on a day that you studied, %s an answer.",
		sentence(span(t.Seconds)), p.within(), span(t.PerDay), seconds(t.PerAnswer))
}

func fitWords(f Fit) string {
	switch {
	case f.Answers == 0:
		return "Once cards have come back on later days, you see here how well the program foretold what you remember."
	case f.Answers < enough:
		return fmt.Sprintf("So far %s can be compared with what the program expected. After some %d it begins to mean something.", count(f.Answers, "answer"), enough)
	}
	text := fmt.Sprintf("Of %s the program expected you to remember %s; you remembered %s.", count(f.Answers, "answer"), percent(f.Predicted), percent(f.Actual))
	low, high := Share{f.Answers, int(math.Round(f.Actual * float64(f.Answers)))}.Bounds()
	switch {
	case f.Predicted >= low && f.Predicted <= high || math.Abs(f.Predicted-f.Actual) < near:
		return text + " It knows you well on the whole."
	case f.Predicted > f.Actual:
		return text + " It thinks a little too well of your memory."
	}
	return text + " You remember more than it thinks."
}

func fitDetails(f Fit) []string {
	if f.Answers < enough {
		return nil
	}
	return []string{
		fmt.Sprintf("Log loss %.3f: how much your answers surprised the program. Less is better; knowing only your average gives %.3f.", f.LogLoss, entropy(f.Actual)),
		fmt.Sprintf("RMSE %s: how far groups of like answers are from what was expected. Chance alone makes it about %s; much more would mean that the program misjudges you.", points(f.RMSE), points(f.Chance)),
		fmt.Sprintf("AUC %.2f: how well it tells what you will remember from what you will forget. 0.5 is chance, 1 is perfect. As cards come back when they stand about equally well, 0.5 to 0.7 is usual.", f.AUC),
	}
}

// entropy is the log loss of always expecting the share that came.
func entropy(p float64) float64 {
	if p <= 0 || p >= 1 {
		return 0
	}
	return -p*math.Log(p) - (1-p)*math.Log(1-p)
}
