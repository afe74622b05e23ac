package review

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// header says how far the session is.
type header struct {
	object fyne.CanvasObject
	column *fyne.Container
	meter  *control.Meter
	count  *page.Text
}

const (
	meterThick  = 6
	askHeight   = 44
	gradeHeight = 60
)

func newHeader() *header {
	h := &header{
		meter: control.NewMeter(meterThick),
		count: page.NewLine("", page.Style{Size: theme.Caption, Color: theme.Muted}),
	}
	h.column = page.Centred(theme.Gap8, h.meter, h.count)
	h.object = page.Inset(theme.Gap24, theme.Gap16, h.column)
	return h
}

func (h *header) set(p study.Progress) {
	total := p.Done + p.Left
	if total == 0 {
		h.meter.Set(0)
		h.count.SetLine("")
		return
	}
	h.meter.Set(float64(p.Done) / float64(total))
	text := fmt.Sprintf("%d of %d", p.Done, total)
	if p.Left > 0 {
		left := study.Span(p.Time)
		if p.Time >= 30*time.Second { // below, the words say that it is about
			left = "about " + left
		}
		text += " · " + left + " left"
	}
	h.count.SetLine(text)
}

// caption is the line above the question: the topic, and what is special about
// the card.
func (v *Screen) caption() string {
	parts := []string{v.turn.Card.Note.Section}
	if v.turn.Fresh {
		parts = append(parts, "new")
	}
	if v.turn.Leech {
		parts = append(parts, "often forgotten")
	}
	if f := v.turn.State.Flag; f > 0 {
		parts = append(parts, fmt.Sprintf("flag %d", f))
	}
	return strings.Join(parts, " · ")
}

func (v *Screen) setFoot(bar fyne.CanvasObject) {
	ground := canvas.NewRectangle(theme.Color(theme.Surface))
	v.foot.Objects = []fyne.CanvasObject{
		ground,
		page.Column(0, page.Hairline(), page.Inset(theme.Gap24, theme.Gap16, v.column(0, bar))),
	}
	v.foot.Refresh()
	v.root.Refresh()
}

// askBar stands below a question that is not answered yet.
func (v *Screen) askBar() fyne.CanvasObject {
	if !v.turn.Question.Scored() {
		return tall(askHeight, control.NewPrimary("Show answer", "Space", v.reveal))
	}
	hint := page.NewLine(v.respond.hint(), page.Style{Size: theme.Caption, Color: theme.Muted})
	return tall(askHeight, page.Row(theme.Gap8, 0, hint,
		control.NewPlain("I don’t know", "", v.giveUp),
		control.NewPrimary("Check", "Enter", v.check)))
}

// gradeBar offers the grades, each with the interval that it gives. The one that
// Space gives stands out.
func (v *Screen) gradeBar() fyne.CanvasObject {
	ratings := []memory.Rating{memory.Again, memory.Hard, memory.Good, memory.Easy}
	if v.options.TwoGrades {
		ratings = []memory.Rating{memory.Again, memory.Good}
		if v.proposed != memory.Again {
			v.proposed = memory.Good
		}
	}
	var buttons []fyne.CanvasObject
	for i, r := range ratings {
		b := control.NewButton(gradeWord(r), func() { v.grade(r) })
		b.Key = fmt.Sprint(i + 1)
		b.Detail = v.turn.Preview[r-memory.Again].Text()
		b.Tint = gradeTint(r)
		if r == v.proposed {
			b.Weight = control.Primary
		}
		buttons = append(buttons, b)
	}
	return tall(gradeHeight, container.New(&equal{}, buttons...))
}

func gradeWord(r memory.Rating) string {
	return map[memory.Rating]string{
		memory.Again: "Again", memory.Hard: "Hard", memory.Good: "Good", memory.Easy: "Easy",
	}[r]
}

func gradeTint(r memory.Rating) fyne.ThemeColorName {
	return map[memory.Rating]fyne.ThemeColorName{
		memory.Again: theme.Again, memory.Hard: theme.Hard, memory.Good: theme.Good, memory.Easy: theme.Easy,
	}[r]
}

// tall gives an object a height, and more where it needs more.
func tall(height float32, o fyne.CanvasObject) fyne.CanvasObject {
	prop := canvas.NewRectangle(nil)
	prop.SetMinSize(fyne.NewSize(0, height))
	return page.Layers(prop, o)
}

// equal sets objects side by side, all of one width.
type equal struct{}

func (equal) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	n := float32(len(objects))
	return fyne.NewSize(size.Width*n+theme.Gap8*(n-1), size.Height)
}

func (equal) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects))
	w := (size.Width - theme.Gap8*(n-1)) / n
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(w+theme.Gap8), 0))
		o.Resize(fyne.NewSize(w, size.Height))
	}
}
