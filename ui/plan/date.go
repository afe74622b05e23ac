package plan

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck/memory"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

const perDay = 24 * time.Hour

// dateOf returns midnight, in UTC, of the date of a study day.
func dateOf(d memory.Day) time.Time { return time.Unix(int64(d)*int64(perDay/time.Second), 0).UTC() }

// dayOf returns the study day of a date.
func dayOf(year int, month time.Month, day int) memory.Day {
	return memory.Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / int64(perDay/time.Second))
}

// layouts are the ways in which dates are typed, those without a year last. Where all is
// numbers the day stands before the month, unless the year comes first.
var layouts = []string{
	"2006-1-2", "2 January 2006", "2 Jan 2006", "January 2 2006", "Jan 2 2006", "2.1.2006", "2/1/2006", "2-1-2006", "2. January 2006", "2.1.06", "2/1/06",
	"2 January", "2 Jan", "January 2", "Jan 2", "2. January", "2.1.", "2.1", "2/1",
}

// parseDate reads a date as people type it. One without a year is the next such date from
// today on. The error says what to type instead.
func parseDate(text string, today memory.Day) (memory.Day, error) {
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, ",", " ")), " ")
	switch strings.ToLower(text) {
	case "":
		return 0, errors.New("type a date, for example 24 June")
	case "today":
		return today, nil
	case "tomorrow":
		return today + 1, nil
	}
	for _, layout := range layouts {
		t, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		if t.Year() > 0 {
			return dayOf(t.Year(), t.Month(), t.Day()), nil
		}
		for year := dateOf(today).Year(); ; year++ { // 29 February may take some years
			if d := dayOf(year, t.Month(), t.Day()); d >= today && dateOf(d).Day() == t.Day() {
				return d, nil
			}
		}
	}
	return 0, fmt.Errorf("“%s” is not a date: type for example 24 June, or 2027-06-24", text)
}

// dateText is a date as it stands in a field.
func dateText(d memory.Day) string { return dateOf(d).Format("2 January 2006") }

// shortDate is a date in a sentence, with its year if that is not today's.
func shortDate(d, today memory.Day) string {
	if dateOf(d).Year() != dateOf(today).Year() {
		return dateText(d)
	}
	return dateOf(d).Format("2 January")
}

// away says how far off a day is: "Thursday, in 12 days".
func away(d, today memory.Day) string {
	text := dateOf(d).Weekday().String() + ", "
	switch n := int64(d) - int64(today); {
	case n == 0:
		return text + "today"
	case n == 1:
		return text + "tomorrow"
	case n < 0:
		return text + "in the past"
	default:
		return text + fmt.Sprintf("in %d days", n)
	}
}

// A dateField is a line to type a date in, with buttons and keys that step through the
// days.
type dateField struct {
	*fyne.Container
	field *control.Field
	about *page.Text
	day   memory.Day
	wrong error // of what is typed, nil when it is a date
	today func() memory.Day
	told  func() // of another date, or of one that is none
	said  func() // that what was said until now is a step of its own
}

const dateWidth = 180

func newDateField(day memory.Day, today func() memory.Day, told, said func()) *dateField {
	d := &dateField{day: day, today: today, told: told, said: said}
	d.field = control.NewField(dateText(day), "24 June", d.typed)
	d.field.Most = 40
	d.field.Left = said
	d.field.OnKey = func(ev *fyne.KeyEvent) bool {
		by, ok := map[fyne.KeyName]memory.Day{
			fyne.KeyUp: 1, fyne.KeyDown: -1, fyne.KeyPageUp: 7, fyne.KeyPageDown: -7,
		}[ev.Name]
		if ok {
			d.step(by)
		}
		return ok
	}
	d.about = page.NewLine("", page.Style{Size: theme.Caption, Color: theme.Muted})
	d.Container = page.Column(theme.Gap4,
		page.Row(theme.Gap8, 1,
			control.NewButton("−", func() { d.step(-1) }),
			page.Wide(dateWidth, d.field),
			control.NewButton("+", func() { d.step(1) })),
		d.about)
	d.say()
	return d
}

// put shows another date without telling anyone.
func (d *dateField) put(day memory.Day) {
	d.day, d.wrong = day, nil
	d.field.Put(dateText(day))
	d.say()
}

func (d *dateField) step(by memory.Day) {
	d.said()
	d.put(max(d.day+by, d.today()))
	d.told()
	d.said()
}

func (d *dateField) typed(text string) {
	day, err := parseDate(text, d.today())
	d.wrong = err
	if err == nil {
		d.day = day
	}
	d.say()
	d.told()
}

// say says which day the date is, or what is wrong with it.
func (d *dateField) say() {
	d.about.SetStyle(page.Style{Size: theme.Caption, Color: theme.Muted})
	text := away(d.day, d.today())
	if d.wrong != nil {
		d.about.SetStyle(control.WrongStyle())
		text = control.Sentence(d.wrong)
	}
	d.about.SetLine(text)
}
