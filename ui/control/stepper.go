package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// Stepper changes a number by steps: less, the number in words, more.
type Stepper struct {
	*fyne.Container
	value, low, high, step int
	words                  func(int) string
	label                  *page.Text
	change                 func(int)
}

// NewStepper returns a stepper between low and high; words says a value, and
// change is told each new one.
func NewStepper(value, low, high, step int, words func(int) string, change func(int)) *Stepper {
	s := &Stepper{value: value, low: low, high: high, step: step, words: words, change: change}
	s.label = page.NewLine(words(value), page.Style{Size: theme.Body, Color: theme.Ink, Bold: true, Centre: true})
	room := canvas.NewRectangle(color.Transparent)
	widest := theme.Size(theme.Body) * leastValue
	for _, v := range []int{low, high, value} {
		room, _ := theme.Measure(words(v), theme.Size(theme.Body), fyne.TextStyle{Bold: true})
		widest = max(widest, room.Width)
	}
	room.SetMinSize(fyne.NewSize(widest+theme.Gap16, 0))
	s.Container = page.Row(theme.Gap8, -1,
		NewButton("−", func() { s.to(s.value - s.step) }),
		page.Layers(room, s.label),
		NewButton("+", func() { s.to(s.value + s.step) }))
	return s
}

// leastValue is the least room for a value, as a multiple of the size of type, so that
// steppers below one another stand in line.
const leastValue = 3.5

// Value returns the number.
func (s *Stepper) Value() int { return s.value }

// Put shows another number without telling anyone.
func (s *Stepper) Put(v int) {
	s.value = min(max(v, s.low), s.high)
	s.label.SetLine(s.words(s.value))
}

func (s *Stepper) to(v int) {
	if v = min(max(v, s.low), s.high); v == s.value {
		return
	}
	s.Put(v)
	s.change(v)
}
