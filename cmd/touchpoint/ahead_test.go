package main_test

import (
	"fmt"
	"path"
	"strings"
	"testing"
	"time"

	"touchpoint/cmd/touchpoint/internal/desktop"
	"touchpoint/deck/memory"
	"touchpoint/ui/settings"
	"touchpoint/ui/uitest"
)

// TestAYearOfStudy looks at what a year of study says, in light and in dark, in a small
// window and in a comfortable one, and takes pictures for people to look at.
func TestAYearOfStudy(t *testing.T) {
	screen := desktop.Start(t, 2000, 1200)
	for _, look := range []struct {
		theme         string
		width, height int
	}{{"light", 1280, 800}, {"light", 900, 600}, {"dark", 1280, 800}, {"dark", 900, 600}} {
		name := fmt.Sprintf("%s-%dx%d", look.theme, look.width, look.height)
		t.Run(name, func(t *testing.T) {
			d := screen.For(t)
			d.Setenv("FYNE_THEME", look.theme)
			l := newLearner(t, d, "")
			uitest.Year().Keep(t, l.data, l.decks)
			l.open(uitest.Start)
			l.w.Resize(look.width, look.height)
			for _, place := range []struct {
				key, line string
				pages     int
			}{{"ctrl+g", "screen insight", 8}, {"ctrl+d", "plan ", 3}, {"ctrl+comma", "cost of ", 4}} {
				l.w.Key(place.key)
				l.w.WaitLine(place.line)
				for n := range place.pages {
					l.w.Shot(path.Join("ahead", name, fmt.Sprintf("%s-%d", strings.Fields(place.line)[0], n+1)))
					l.w.Key("Next")
				}
			}
			l.w.Close()
		})
	}
}

// TestExam prepares for an exam by keys: the plan is followed, today's cards are its cards,
// and it is still followed the next day, until the learner ends it.
func TestExam(t *testing.T) {
	l := newLearner(t, desktop.Start(t, 1400, 1000), "")
	l.choose(func(c *settings.Choices) { c.NewPerDay = 2 })
	l.open(monday)
	l.w.Key("ctrl+d")
	l.w.WaitLine("plan ")
	l.w.Key("f")
	l.w.WaitLine("follow")
	l.w.Shot("exam/1-followed")
	l.w.Key("ctrl+t")
	l.w.WaitLine("screen today")
	l.w.Shot("exam/2-today")
	l.study()
	for range 4 { // twice as many new ones as on a day without an exam
		l.answer(memory.Easy)
	}
	if l.card == "" {
		t.Error("the session is over after four cards, though the plan has more")
	}
	l.w.Close()
	l.checkJournal(monday)

	tuesday := monday.AddDate(0, 0, 1)
	l.open(tuesday)
	l.w.WaitLine("planned ")
	l.w.Shot("exam/3-tomorrow")
	l.w.Key("ctrl+d")
	l.w.WaitLine("screen plan")
	l.w.Key("f")
	l.w.WaitLine("unfollow")
	l.w.Close()
	l.open(tuesday)
	l.w.Key("ctrl+d")
	l.w.WaitLine("plan ")
	if l.w.Printed("planned ") {
		t.Error("the plan is made again, though the learner ended it")
	}
	l.w.Close()
}

// TestBackInStudyAfterABreak comes back after three weeks, spreads what has piled up by a
// key, and takes that back.
func TestBackInStudyAfterABreak(t *testing.T) {
	l := newLearner(t, desktop.Start(t, 1400, 1000), "")
	uitest.Year().Keep(t, l.data, l.decks)
	later := uitest.Start.AddDate(0, 0, 21)
	l.open(later)
	l.w.Shot("break/1-today")
	before := l.due(later)
	l.w.Key("s")
	l.w.WaitLine("spread ")
	l.w.Shot("break/2-spread")
	if after := l.due(later); after*2 > before || after == 0 {
		t.Errorf("%d cards are due, of %d before they were spread", after, before)
	}
	l.w.Key("ctrl+z")
	l.w.WaitLine("unspread")
	if back := l.due(later); back != before {
		t.Errorf("%d cards are due, want the %d from before", back, before)
	}
	l.w.Close()
}

// due is how many cards in review are due at a time.
func (l *learner) due(at time.Time) int {
	l.tb.Helper()
	j := l.journal(at)
	defer j.Close()
	states, err := j.States(l.tb.Context())
	if err != nil {
		l.tb.Fatal(err)
	}
	today := settings.Default().Calendar(time.UTC).Day(at)
	due := 0
	for _, s := range states {
		if s.Memory.Phase == memory.Review && s.Memory.DueDay <= today {
			due++
		}
	}
	return due
}
