package author

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A choice is one of many to choose from.
type choice struct {
	value, label, detail string
}

// A picker asks for one of many: a line to type in, and below it what matches.
type picker struct {
	title  string
	hint   string
	first  string // value that is chosen to begin with
	free   string // "Add “%s”": what was typed may be taken as it is; "" may not
	lines  int    // that the list shows at once, 0 for the usual
	picked func(value string)
}

// usualLines is how many choices are seen at once.
const usualLines = 8

// ask shows the picker over a canvas.
func (p picker) ask(c fyne.Canvas, choices []choice) {
	folded := make([]string, len(choices))
	for i, o := range choices {
		folded[i] = strings.ToLower(o.label + "\n" + o.value + "\n" + o.detail)
	}
	var shown []int
	var field *control.Field
	free := func() string {
		if p.free == "" {
			return ""
		}
		return strings.TrimSpace(field.Text)
	}
	var shut func()
	take := func(i int) {
		value := ""
		if i < len(shown) {
			value = choices[shown[i]].value
		} else if value = free(); value == "" {
			return
		}
		shut()
		p.picked(value)
	}
	l := newList(func(i int) line {
		if i >= len(shown) {
			return line{text: strings.ReplaceAll(p.free, "%s", free())}
		}
		o := choices[shown[i]]
		return line{text: o.label, note: o.detail}
	})
	l.enter, l.atOnce = take, true
	filter := func(query string) {
		shown = shown[:0]
		query = strings.ToLower(strings.TrimSpace(query))
		chosen, same := 0, false
		for i, text := range folded {
			if !strings.Contains(text, query) {
				continue
			}
			if query == "" && choices[i].value == p.first {
				chosen = len(shown)
			}
			same = same || strings.EqualFold(choices[i].value, query)
			shown = append(shown, i)
		}
		count := len(shown)
		if free() != "" && !same {
			count++
		}
		l.set(count, chosen)
		l.scroll.ScrollToTop()
		l.reveal(chosen)
	}
	field = control.NewField("", p.hint, filter)
	field.Enter = func() {
		if l.chosen >= 0 {
			take(l.chosen)
		}
	}
	field.OnKey = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
			return l.key(ev.Name)
		}
		return false
	}
	filter("")
	lines := p.lines
	if lines == 0 {
		lines = usualLines
	}
	room := canvas.NewRectangle(nil)
	room.SetMinSize(fyne.NewSize(0, float32(lines)*rowHeight()))
	shut = dialogs.Show(c, dialogs.Panel{
		Title:   p.title,
		Content: page.Column(theme.Gap8, field, page.Layers(room, l)),
		Buttons: []dialogs.Button{{Label: "Cancel"}},
		First:   field,
	})
}
