package modelling

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/deck/model/sketch"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// withArticle puts a or an before a word.
func withArticle(word string) string {
	if word == "whole" {
		return "the whole"
	}
	if strings.ContainsAny(word[:1], "aeiou") {
		return "an " + word
	}
	return "a " + word
}

// removed says what went away.
func removed(title string, also []string) string {
	switch len(also) {
	case 0:
		return fmt.Sprintf("Removed “%s”.", title)
	case 1:
		return fmt.Sprintf("Removed “%s” and one part that hung on it.", title)
	}
	return fmt.Sprintf("Removed “%s” and %d parts that hung on it.", title, len(also))
}

// fill fills the two rows at the top: the pages of the model, and what can be done.
func (e *Editor) fill() {
	e.pages.Objects = nil
	pick := func(label, table string) {
		b := control.NewPlain(label, "", func() { e.open(table) })
		b.Tint = theme.Muted
		if table == e.table {
			b.Tint = theme.Ink
		}
		e.pages.Objects = append(e.pages.Objects, b)
	}
	pick("Picture", "")
	for _, t := range e.s.Tables("") {
		label := t.Title
		if n := len(t.Rows); n > 0 {
			label += fmt.Sprintf(" %d", n)
		}
		pick(label, t.Name)
	}
	e.tools.Objects, e.kinds, e.some = nil, nil, nil
	if e.table != "" {
		e.gridTools()
	} else {
		e.canvasTools()
	}
	e.pages.Refresh()
	e.tools.Refresh()
}

func (e *Editor) tool(label, key string, do func()) {
	b := control.NewPlain(label, key, do)
	e.tools.Objects = append(e.tools.Objects, b)
}

// canvasTools offers what can be done on the canvas.
func (e *Editor) canvasTools() {
	if e.told {
		e.tool("Picture", "X", e.tell)
		return
	}
	for i, k := range e.addable() {
		b := keyed(control.NewButton("+ "+capital(sketch.WordIn(e.s.Kind(), k)), func() { e.add(k) }), strconv.Itoa(i+1))
		e.kinds = append(e.kinds, b)
		e.tools.Objects = append(e.tools.Objects, b)
	}
	e.some = keyed(control.NewButton("+ Add", e.Add), "A")
	e.some.Hidden = true
	connect := keyed(control.NewButton("Connect", e.Join), "C")
	if e.mode == joining {
		connect.Weight = control.Primary
	}
	e.tools.Objects = append(e.tools.Objects, e.some, connect)
	e.tool("Tidy", "T", e.Tidy)
	e.tool("Fit", "0", e.diagram.Fit)
	e.tool("Words", "X", e.tell)
	e.tool("Edit", "F2", e.form.focus)
}

func keyed(b *control.Button, key string) *control.Button {
	b.Key = key
	return b
}

// open shows a table, or the picture for "".
func (e *Editor) open(table string) {
	e.rest()
	e.table, e.told = table, false
	e.Redraw()
	e.Focus()
}

// wording is the model in words.
func (e *Editor) wording() fyne.CanvasObject {
	col := page.Column(theme.Gap4)
	for i, text := range strings.Split(strings.TrimRight(e.s.Model().Describe(), "\n"), "\n") {
		style := page.Style{Size: theme.Body, Color: theme.Ink}
		if i == 0 {
			style.Size, style.Bold = theme.Title, true
		}
		if text == "" {
			col.Objects = append(col.Objects, page.Inset(0, theme.Gap4, page.Hairline()))
			continue
		}
		depth := float32(len(text) - len(strings.TrimLeft(text, " ")))
		col.Objects = append(col.Objects, page.Inset(depth*theme.Gap8, 0, page.NewLine(strings.TrimSpace(text), style)))
	}
	return col
}

// advise says what can be done next.
func (e *Editor) advise() {
	id := e.s.Selected()
	kind := e.s.KindOf(id)
	switch {
	case e.table != "":
		e.say("A adds a row, Enter edits a cell, [ and ] move the row, Delete removes it. Esc goes back to the picture.")
	case e.told:
		e.say("This is what the model says. Esc goes back to the picture.")
	case e.mode == moving:
		e.say("The arrows move it. Enter when it is in its place.")
	case e.mode == joining && e.from == "":
		e.say("Drag from one part to another, or tap one and then the other; by keyboard Enter on each. Esc ends it.")
	case e.mode == joining:
		if what := e.s.Connectable(e.from, e.diagram.Cursor()); what != "" {
			e.say(what + ": Enter draws it. Esc lets it be.")
			return
		}
		e.say("From “" + e.s.Title(e.from) + "” to where? Tap it, or go there and press Enter. Esc lets it be.")
	case kind == model.IsRelation:
		e.say("+  −  0 or U (not known) set the sign, S takes the next, R turns the arrow round, Delete removes it.")
	case kind == model.IsFlow:
		e.say("S takes the next form, R turns the arrow round, Delete removes it. Enter edits it.")
	case id != "":
		e.say("Enter edits it, C connects it, M moves it, Delete removes it. A adds another part.")
	default:
		e.say("Tap a part or go to it with the arrows. A adds one, C connects two; drag a part to move it.")
	}
}
