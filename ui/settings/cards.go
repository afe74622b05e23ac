package settings

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// day are the choices about a day's work.
func (s *Screen) day() {
	s.head("Study")
	s.grades = control.NewSegments([]string{"Four", "Two"}, index(s.choices.TwoGrades), func(i int) {
		s.change(func(c *Choices) { c.TwoGrades = i == 1 })
		s.showHabit()
	})
	s.row("Grades", "Four, or only Again and Good.", s.grades.Container)
	s.add(s.habit.Container)
	s.showHabit()
	s.row("What is asked", "All cards, or the models alone; the other cards wait until you want them again.",
		control.NewSegments([]string{"All cards", "Models"}, index(s.choices.ModelsOnly), func(i int) {
			s.change(func(c *Choices) { c.ModelsOnly = i == 1 })
			s.lookAhead()
		}).Container)
	s.fresh = control.NewStepper(s.choices.NewPerDay, 0, mostPerDay, 5, plainNumber, func(v int) {
		s.change(func(c *Choices) { c.NewPerDay = v })
		s.lookAhead()
	})
	s.row("New cards a day", "How many cards you meet for the first time.", s.fresh.Container)
	s.row("Reviews a day", "How many cards come back at most.",
		control.NewStepper(s.choices.ReviewsPerDay, 0, mostPerDay, 20, plainNumber, func(v int) {
			s.change(func(c *Choices) { c.ReviewsPerDay = v })
			s.lookAhead()
		}).Container)
	s.row("A day begins at", "Answers after midnight count for the day before until then.",
		control.NewStepper(s.choices.DayStarts, 0, 12, 1, hour, func(v int) {
			s.change(func(c *Choices) { c.DayStarts = v })
		}).Container)
}

// showHabit warns somebody who seems to press Hard for what was forgotten.
func (s *Screen) showHabit() {
	h := s.ahead.habit
	if !h.Likely || s.choices.TwoGrades {
		s.habit.Put()
		return
	}
	s.habit.Put(page.Notice(habitWords(h), control.NewButton("Use two grades", func() {
		s.change(func(c *Choices) { c.TwoGrades = true })
		s.grades.Choose(1)
		control.Hold(s.host.Canvas(), s.body, func() {
			s.showHabit()
			s.page.Relayout()
		})
	})))
}

func habitWords(h memory.Habit) string {
	text := "It looks as if you press Hard for cards that you had forgotten."
	if h.Hard > 0 && h.AfterHard > 0 {
		text += fmt.Sprintf(" After Hard, %.0f %% were forgotten the next time.", h.AfterHard*100)
	}
	return text + " Hard counts as remembered, so these cards come back too late. Press Again for what you forgot, or use two grades only."
}

// pace are the choices about how a card comes back.
func (s *Screen) pace() {
	s.head("How cards come back")
	s.steps("Steps of a new card", "How long until a new card comes again on the same day, like 1m 10m. Empty: not on the same day.",
		s.choices.Learning, func(c *Choices, v Steps) { c.Learning = v })
	s.steps("Steps of a forgotten card", "The same for a card that you had known.",
		s.choices.Relearning, func(c *Choices, v Steps) { c.Relearning = v })
	spans := longest
	if !slices.Contains(spans, s.choices.MaxDays) {
		spans = append(slices.Clone(spans), s.choices.MaxDays)
		slices.Sort(spans)
	}
	s.row("Longest rest", "No card stays away for longer than this.",
		control.NewStepper(slices.Index(spans, s.choices.MaxDays), 0, len(spans)-1, 1, func(i int) string { return restWords(spans[i]) }, func(i int) {
			s.change(func(c *Choices) { c.MaxDays = spans[i] })
			s.lookAhead()
		}).Container)
	s.row("Stubborn cards", "A card that you forget this often is marked; Insight lists it, and is:leech finds it in the Library.",
		control.NewStepper(s.choices.Leech, 0, mostLapses, 1, leechWords, func(v int) {
			s.change(func(c *Choices) { c.Leech = v })
		}).Container)
}

// longest are the spans that the longest rest is chosen from, in days.
var longest = []int{7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650, memory.MaxStability}

func restWords(days int) string {
	switch {
	case days >= memory.MaxStability:
		return "no limit"
	case days%365 == 0 && days > 365:
		return fmt.Sprintf("%d years", days/365)
	case days == 365:
		return "1 year"
	case days%30 == 0 && days > 30:
		return fmt.Sprintf("%d months", days/30)
	default:
		return deck.Number(days) + " days"
	}
}

func leechWords(lapses int) string {
	switch lapses {
	case 0:
		return "never"
	case 1:
		return "once"
	default:
		return fmt.Sprintf("%d times", lapses)
	}
}

// steps is a line to type steps in. What cannot be read is said below it, and what is
// chosen stays until it can.
func (s *Screen) steps(name, about string, now Steps, set func(*Choices, Steps)) {
	wrong := page.NewSlot(theme.Gap8)
	field := control.NewField(now.String(), "none", func(text string) {
		steps, err := ParseSteps(text)
		if err != nil {
			wrong.Put(page.NewLine(control.Sentence(err), control.WrongStyle()))
			s.page.Relayout()
			return
		}
		if wrong.Visible() {
			wrong.Put()
			s.page.Relayout()
		}
		if !slices.Equal(steps, now) {
			now = steps
			s.change(func(c *Choices) { set(c, steps) })
			s.lookAhead()
		}
	})
	field.Most = 60
	field.Enter = func() { s.host.Canvas().FocusNext() }
	s.add(page.Column(theme.Gap4, page.Entry(name, about, page.Wide(stepsWidth, field)), wrong.Container))
}

// stepsWidth has room for the steps that people use.
const stepsWidth = 150

// week are the choices about weekdays.
func (s *Screen) week() {
	s.head("Days of the week")
	s.row("Even out the days", "A card that can as well come a little earlier or later goes to a quieter day.",
		control.NewSegments([]string{"Off", "On"}, index(s.choices.Balance), func(i int) {
			s.change(func(c *Choices) { c.Balance = i == 1 })
			s.fillDays()
			s.page.Relayout()
		}).Container)
	s.add(s.days.Container)
	s.fillDays()
}

// fillDays shows how much each weekday takes; pressing one changes it.
func (s *Screen) fillDays() {
	if !s.choices.Balance {
		s.days.Put()
		return
	}
	var buttons []fyne.CanvasObject
	for i := range 7 {
		day := (i + 1) % 7 // Monday first
		b := control.NewButton(weekdays[day], nil)
		show := func() {
			b.Detail = easeWords[s.choices.Easy[day]]
			b.Weight = control.Quiet
			if s.choices.Easy[day] != Usual {
				b.Weight = control.Chosen
			}
			b.Refresh()
		}
		b.OnTap = func() {
			s.change(func(c *Choices) { c.Easy[day] = (c.Easy[day] + 1) % (None + 1) })
			s.fillEase()
		}
		s.ease[i] = show
		show()
		buttons = append(buttons, b)
	}
	s.days.Put(page.Caption("How many cards a day takes. Press it for less, and again for none."), page.Flow(theme.Gap4, buttons...))
}

// fillEase brings the words on the days up to date: when the last day were free, none is.
func (s *Screen) fillEase() {
	for _, show := range s.ease {
		show()
	}
}

var (
	weekdays  = [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
	easeWords = [...]string{Usual: "usual", Less: "less", None: "none"}
)

// index is the place of a switch among off and on.
func index(on bool) int {
	if on {
		return 1
	}
	return 0
}
