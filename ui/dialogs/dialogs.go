// Package dialogs shows panels over the window that a keyboard can work: the
// first, safe button has the focus, Enter presses it, Esc closes the panel, the
// arrows and page keys scroll its text, Tab stays inside, and when it closes the
// focus goes back to where it was. The toolkit's own dialogs do none of this.
//
// While a panel is open the window's keys must do nothing: the window asks
// whether an overlay is shown before it acts on a key, and hands the key to [Key],
// because a click beside the buttons takes the keyboard from them.
package dialogs

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Panel is what is shown over the window.
type Panel struct {
	Title   string
	Content fyne.CanvasObject // laid out in a column; it scrolls when it is long
	Buttons []Button          // none: one that closes the panel
	Escaped func()            // Esc has closed the panel; may be nil
	First   fyne.Focusable    // of the content: gets the keyboard in place of the first button; nil for none
}

// A Button is one thing to do about a panel. The first of a panel is the safe
// one: it has the focus.
type Button struct {
	Label   string
	Primary bool
	Do      func() // after the panel has closed; may be nil
}

const panelWidth = 640

// Show shows a panel over a window's canvas and returns a function that closes it.
func Show(c fyne.Canvas, p Panel) (shut func()) {
	if len(p.Buttons) == 0 {
		p.Buttons = []Button{{Label: "Close", Primary: true}}
	}
	before := c.Focused()
	var popup *widget.PopUp
	var shown fyne.CanvasObject
	shut = func() {
		if popup == nil {
			return
		}
		popup.Hide()
		popup = nil
		delete(firsts, shown)
		if before != nil {
			c.Focus(before)
		}
	}
	text := page.NewPage(page.Inset(theme.Gap24, 0, p.Content))
	keys := func(ev *fyne.KeyEvent) {
		if ev.Name == fyne.KeyEscape {
			open := popup != nil
			if shut(); open && p.Escaped != nil {
				p.Escaped()
			}
			return
		}
		text.Key(ev.Name)
	}
	var buttons []fyne.CanvasObject
	var first *control.Button
	for _, b := range p.Buttons {
		button := control.NewButton(b.Label, func() {
			shut()
			if b.Do != nil {
				b.Do()
			}
		})
		if b.Primary {
			button.Weight = control.Primary
		}
		button.OnKey = keys
		if first == nil {
			first = button
		}
		buttons = append(buttons, button)
	}
	popup = widget.NewModalPopUp(frame(p, text, buttons), c)
	popup.Resize(size(c, p.Content))
	popup.Show()
	shown = c.Overlays().Top()
	firsts[shown] = first
	if p.First != nil {
		c.Focus(p.First)
	} else {
		c.Focus(first)
	}
	return shut
}

// firsts holds the first button of each panel that is open, by what the toolkit shows
// for the panel. Only the goroutine of the user interface touches it.
var firsts = map[fyne.CanvasObject]*control.Button{}

// Key gives the keyboard back to the panel that is open, with a key that nothing had. A
// field that has the keyboard keeps it: what it handed on is for the panel.
func Key(c fyne.Canvas, ev *fyne.KeyEvent) {
	top := c.Overlays().Top()
	first := firsts[top]
	if first == nil {
		if ev.Name == fyne.KeyEscape && top != nil { // one of the toolkit's own, which do not know the key
			c.Overlays().Remove(top)
		}
		return
	}
	if c.Focused() == nil {
		c.Focus(first)
		first.TypedKey(ev)
		return
	}
	first.OnKey(ev)
}

// frame puts the title above the text and the buttons below it.
func frame(p Panel, text fyne.CanvasObject, buttons []fyne.CanvasObject) fyne.CanvasObject {
	title := canvas.NewText(p.Title, theme.Color(theme.Ink))
	title.TextSize = theme.Size(theme.Title)
	theme.SetStyle(title, fyne.TextStyle{Bold: true})
	head := page.Inset(theme.Gap24, theme.Gap16, title)
	spacer := canvas.NewRectangle(color.Transparent) // without any colour it could not be pictured
	row := append([]fyne.CanvasObject{spacer}, buttons...)
	foot := page.Inset(theme.Gap24, theme.Gap16, page.Row(theme.Gap8, 0, row...))
	return container.NewBorder(head, foot, nil, nil, text)
}

// size makes the panel as high as its text, within the window.
func size(c fyne.Canvas, content fyne.CanvasObject) fyne.Size {
	room := c.Size()
	w := min(panelWidth*max(1, theme.Size(theme.Body)/15), room.Width-2*theme.Gap24)
	chrome := theme.Size(theme.Title)*1.3 + theme.Size(theme.Body)*1.3 + 2*theme.Gap8 + 4*theme.Gap16
	h := min(page.Height(content, w-2*theme.Gap24-2*theme.Gap8)+chrome+theme.Gap16, room.Height-2*theme.Gap24)
	return fyne.NewSize(w, h)
}

// Open reports whether something is shown over the window, so that its keys rest.
func Open(c fyne.Canvas) bool { return c.Overlays().Top() != nil }
