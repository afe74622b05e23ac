package plan

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// What an exam is at first: in four weeks, nine of ten remembered, half an hour a day.
const (
	usualDays    = 28
	usualTarget  = 90
	usualMinutes = 30
	mostMinutes  = 999 // that are typed
	minutesStep  = 5
	minutesWidth = 68
)

// begin takes up the exam that is followed, or the one that was worked on last, or a
// first one.
func (s *Screen) begin() {
	e, p, followed := s.desk.Exam()
	s.followed = followed
	if followed {
		s.plan, s.parts, s.planned = p, e.Parts, true
	}
	if kept, ok := s.host.Draft(); ok {
		e = kept
	} else if !followed {
		e = s.first()
	}
	s.exam = s.byTopic(e)
	s.absent = slices.DeleteFunc(slices.Clone(e.Parts), func(p exam.Part) bool { return s.deck(p.Deck) != nil })
}

// first is an exam before anything is said of it.
func (s *Screen) first() exam.Exam {
	e := exam.Exam{On: s.today() + usualDays, Target: usualTarget}
	for i := range e.Minutes {
		e.Minutes[i] = usualMinutes
	}
	if len(s.decks) == 1 {
		e.Parts = []exam.Part{{Deck: s.decks[0].ID}}
	}
	return e
}

// deck returns a deck that is here, or nil.
func (s *Screen) deck(id deck.ID) *study.DeckOverview {
	if k := slices.IndexFunc(s.decks, func(d study.DeckOverview) bool { return d.ID == id }); k >= 0 {
		return &s.decks[k]
	}
	return nil
}

// byTopic returns an exam in which every topic that counts stands by itself, so that each
// has a figure of its own. What is not here now is left out.
func (s *Screen) byTopic(e exam.Exam) exam.Exam {
	var parts []exam.Part
	for _, p := range e.Parts {
		d := s.deck(p.Deck)
		switch {
		case p.Topic != "":
			parts = append(parts, p)
		case d != nil:
			parts = append(parts, topicsOf(d)...)
		}
	}
	e.Parts = s.inOrder(parts)
	return e
}

// kept returns the exam as it is kept: a deck of which all counts stands as a whole, so that
// a topic that it gets later counts too, and what is not here now may come back.
func (s *Screen) kept() exam.Exam {
	e := s.exam
	e.Parts = nil
	for k := range s.decks {
		d := &s.decks[k]
		if n := s.counted(d.ID); n > 0 && n == len(d.Topics) {
			e.Parts = append(e.Parts, exam.Part{Deck: d.ID})
			continue
		}
		for _, p := range s.exam.Parts {
			if p.Deck == d.ID {
				e.Parts = append(e.Parts, p)
			}
		}
	}
	e.Parts = append(e.Parts, s.absent...)
	return e
}

func topicsOf(d *study.DeckOverview) []exam.Part {
	parts := make([]exam.Part, len(d.Topics))
	for i, t := range d.Topics {
		parts[i] = exam.Part{Deck: d.ID, Topic: t.Title}
	}
	return parts
}

// form is where the learner says what the exam is.
func (s *Screen) form() {
	title := control.NewField(s.exam.Title, "Your exam", func(text string) {
		s.exam.Title = text
		s.keep()
		s.showResult()
	})
	title.Most = 80
	title.Enter = func() { s.host.Canvas().FocusNext() }
	title.Left = s.said
	s.add(page.Entry("What it is called", "As you like.", page.Wide(titleWidth, title)))
	s.on = newDateField(s.exam.On, s.today, func() {
		s.exam.On = s.on.day
		s.changed()
	}, s.said)
	s.add(page.Entry("When it is", "The arrows up and down go by a day, the page keys by a week.", s.on.Container))
	s.counting()
	s.target = page.NewLine("", page.Style{Size: theme.Title, Color: theme.Ink, Bold: true})
	tell := func(v int) { s.target.SetLine(fmt.Sprintf("%d %%", v)) }
	aim := control.NewSlider("Your aim", s.exam.Target, exam.MinTarget, exam.MaxTarget, tell)
	aim.Settled = func() {
		s.exam.Target = aim.Value()
		s.said()
		s.changed()
	}
	s.aim = func(v int) {
		aim.Put(v)
		tell(v)
		aim.Settled()
	}
	tell(aim.Value())
	s.add(page.Column(theme.Gap4, page.Body("Your aim"), page.Caption("How much of it you want to remember on the day."),
		page.Row(theme.Gap16, 0, aim, page.Wide(targetWidth, s.target))))
	s.minutes()
}

const (
	titleWidth  = 260
	targetWidth = 56
)

// counting lists the decks and topics, to be ticked.
func (s *Screen) counting() {
	s.add(page.Column(0, page.Body("What counts"), page.Caption("Tick a whole deck, or the topics that will be asked.")))
	list := page.Column(0)
	s.checks = nil
	for k := range s.decks {
		d := &s.decks[k]
		cards := 0
		for _, t := range d.Topics {
			cards += t.Total
		}
		whole := newCheck(d.Title, deck.CardCount(cards), false, func() { s.tickDeck(d) })
		s.checks = append(s.checks, tick{whole, exam.Part{Deck: d.ID}})
		list.Objects = append(list.Objects, whole)
		for _, t := range d.Topics {
			part := exam.Part{Deck: d.ID, Topic: t.Title}
			c := newCheck(t.Title, deck.CardCount(t.Total), true, func() { s.tick(part) })
			s.checks = append(s.checks, tick{c, part})
			list.Objects = append(list.Objects, c)
		}
	}
	if len(s.decks) == 0 {
		list.Objects = append(list.Objects, page.Caption("When there is a deck, its topics are here."))
	}
	s.add(list)
	s.showTicks()
}

// A tick is a box with what it stands for: a topic, or a deck if that names none.
type tick struct {
	*check
	part exam.Part
}

func (s *Screen) tick(p exam.Part) {
	if i := slices.Index(s.exam.Parts, p); i >= 0 {
		s.exam.Parts = slices.Delete(slices.Clone(s.exam.Parts), i, i+1)
	} else {
		s.exam.Parts = s.inOrder(append(slices.Clone(s.exam.Parts), p))
	}
	s.showTicks()
	s.said()
	s.changed()
}

// tickDeck makes all topics of a deck count, or if they all do none.
func (s *Screen) tickDeck(d *study.DeckOverview) {
	all := s.counted(d.ID) == len(d.Topics)
	s.exam.Parts = slices.DeleteFunc(slices.Clone(s.exam.Parts), func(p exam.Part) bool { return p.Deck == d.ID })
	if !all {
		s.exam.Parts = s.inOrder(append(s.exam.Parts, topicsOf(d)...))
	}
	s.showTicks()
	s.said()
	s.changed()
}

// inOrder returns parts as the decks have them.
func (s *Screen) inOrder(parts []exam.Part) []exam.Part {
	var list []exam.Part
	for k := range s.decks {
		for _, p := range topicsOf(&s.decks[k]) {
			if slices.Contains(parts, p) {
				list = append(list, p)
			}
		}
	}
	return list
}

// counted is how many topics of a deck count.
func (s *Screen) counted(id deck.ID) int {
	n := 0
	for _, p := range s.exam.Parts {
		if p.Deck == id {
			n++
		}
	}
	return n
}

// showTicks ticks what counts. The topics of a deck are shown when some of them count, or
// when there is no other deck.
func (s *Screen) showTicks() {
	for _, c := range s.checks {
		n := s.counted(c.part.Deck)
		switch {
		case c.part.Topic != "":
			c.Hidden = n == 0 && len(s.decks) > 1
			if slices.Contains(s.exam.Parts, c.part) {
				c.set(marked)
			} else {
				c.set(unmarked)
			}
		case n == 0:
			c.set(unmarked)
		case n == s.topics(c.part.Deck):
			c.set(marked)
		default:
			c.set(partly)
		}
	}
}

func (s *Screen) topics(id deck.ID) int {
	if d := s.deck(id); d != nil {
		return len(d.Topics)
	}
	return 0
}

// minutes asks for the time that there is, by weekday.
func (s *Screen) minutes() {
	s.add(page.Column(0, page.Body("Minutes that you have"), page.Caption("On each day of the week, at most. The arrows up and down change them.")))
	var cells []fyne.CanvasObject
	for i := range 7 {
		day := time.Weekday((i + 1) % 7) // Monday first
		field := control.NewField(strconv.Itoa(s.exam.Minutes[day]), "0", nil)
		field.Most = 3
		set := func(n int) {
			if s.exam.Minutes[day] != n {
				s.exam.Minutes[day] = n
				s.changed()
			}
		}
		field.OnChanged = func(text string) {
			n, err := strconv.Atoi(text)
			switch {
			case err == nil && n >= 0 && n <= mostMinutes:
				set(n)
			case text == "":
				set(0)
			default:
				field.Put(strconv.Itoa(s.exam.Minutes[day]))
			}
		}
		field.OnKey = func(ev *fyne.KeyEvent) bool {
			by := map[fyne.KeyName]int{fyne.KeyUp: minutesStep, fyne.KeyDown: -minutesStep}[ev.Name]
			if by == 0 {
				return false
			}
			s.said() // what was typed before is a step of its own
			n := min(max(s.exam.Minutes[day]+by, 0), mostMinutes)
			field.Put(strconv.Itoa(n))
			set(n)
			s.said()
			return true
		}
		field.Left = func() {
			field.Put(strconv.Itoa(s.exam.Minutes[day]))
			s.said()
		}
		cells = append(cells, page.Column(theme.Gap4, page.Caption(day.String()[:3]), page.Wide(minutesWidth, field)))
	}
	s.add(page.Flow(theme.Gap8, cells...))
}

// keep keeps the exam for the next time.
func (s *Screen) keep() {
	if !s.followed {
		s.host.KeepDraft(s.kept())
	}
}

// changed acts on another exam.
func (s *Screen) changed() {
	s.keep()
	s.replan()
	s.page.Relayout()
}

func (s *Screen) today() memory.Day { return s.host.Calendar().Day(s.host.Now()) }
