package masking

import (
	"bytes"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// mostLabel bounds a label, in runes.
const mostLabel = 200

// Editor is a picture with its masks and the tools for them. It tells what the author
// changed and keeps no history.
type Editor struct {
	OnMasks   func([]deck.Mask)         // the author drew, moved, named or removed a mask
	OnHideAll func(bool)                // whether all masks hide what they cover while one is asked
	OnPicture func()                    // the author wants to choose a picture
	OnPaste   func(fyne.Clipboard) bool // something was pasted, perhaps a picture

	board  *board
	canvas func() fyne.Canvas
	name   string // of the picture that is shown

	hint    *page.Text
	number  *page.Text
	label   *control.Field
	less    *control.Button
	more    *control.Button
	remove  *control.Button
	create  *control.Button
	choose  *control.Button
	hide    *control.Segments
	empty   *fyne.Container
	chosen  *fyne.Container
	tools   *fyne.Container
	root    *fyne.Container
	putting bool // the fields are being filled in, not typed in
}

// New returns an editor without a picture. The function tells the canvas that it is on.
func New(canvas func() fyne.Canvas) *Editor {
	e := &Editor{board: newBoard(), canvas: canvas}
	e.board.changed = func() { e.tell(); e.fill() }
	e.board.chosen = e.fill
	e.board.edit = func() {
		if e.board.picture == nil {
			call(e.OnPicture)
			return
		}
		canvas().Focus(e.label)
	}
	e.board.paste = func(c fyne.Clipboard) {
		if e.OnPaste != nil {
			e.OnPaste(c)
		}
	}
	muted := page.Style{Size: theme.Caption, Color: theme.Muted}
	e.hint = page.NewLine("", muted)
	number, roomy := words("", "Box 99", page.Style{Size: theme.Body, Color: theme.Ink, Bold: true, Centre: true})
	e.number = number
	_, asked := words(meanwhile, meanwhile, page.Style{Size: theme.Body, Color: theme.Muted})
	e.less = control.NewButton("−", func() { e.board.numberBy(-1) })
	e.more = control.NewButton("+", func() { e.board.numberBy(1) })
	e.label = control.NewField("", "What is under it", e.named)
	e.label.Most = mostLabel
	e.label.Enter = e.Focus
	e.remove = control.NewButton("Remove", func() { e.board.remove() })
	e.remove.Key = "Del"
	e.create = control.NewButton("New box", func() { e.board.add(); e.Focus() })
	e.create.Key = "N"
	e.choose = control.NewButton("Choose a picture", func() { call(e.OnPicture) })
	e.hide = control.NewSegments([]string{"That box", "All boxes"}, 0, func(i int) {
		if e.OnHideAll != nil {
			e.OnHideAll(i == 1)
		}
	})
	first := control.NewPrimary("Choose a picture", "", func() { call(e.OnPicture) })
	e.empty = page.Centred(theme.Gap16,
		page.NewLine("This note needs a picture.", page.Style{Size: theme.Lead, Color: theme.Ink, Bold: true, Centre: true}),
		page.NewLine("Choose one, drop one on the window, or copy one and press Ctrl+V.", page.Style{Size: theme.Body, Color: theme.Muted, Centre: true}),
		&fyne.Container{Layout: middle{}, Objects: []fyne.CanvasObject{first}})
	e.chosen = &fyne.Container{Layout: line{grow: 3}, Objects: []fyne.CanvasObject{e.less, roomy, e.more, e.label, e.remove}}
	e.tools = page.Column(theme.Gap8,
		reserved(e.chosen, e.chosen),
		page.Flow(theme.Gap8, e.create, e.choose),
		page.Flow(theme.Gap8, asked, e.hide.Container),
		reserved(e.hint, tallest(muted)))
	e.root = &fyne.Container{Layout: bench{}, Objects: []fyne.CanvasObject{e.board, e.empty, e.tools}}
	e.fill()
	return e
}

// Object returns what is shown. It can tell its least height for a width.
func (e *Editor) Object() fyne.CanvasObject { return e.root }

// Focus gives the picture the keyboard.
func (e *Editor) Focus() { e.canvas().Focus(e.board) }

// Show shows a picture, by the name of its file, with its masks. What is selected stays so
// while the picture is the same.
func (e *Editor) Show(name string, data []byte, masks []deck.Mask, hideAll bool) {
	b := e.board
	if b.drag.on {
		return // what is being drawn is newer
	}
	if name != e.name || (b.picture == nil) != (len(data) == 0) {
		b.selected = -1
	}
	e.name = name
	b.masks = slices.Clone(masks)
	b.selected = min(b.selected, len(masks)-1)
	shape, ok := page.SizeOf(data)
	switch {
	case !ok:
		b.picture = nil
	case b.picture == nil || b.picture.Name() != name || !bytes.Equal(b.picture.Content(), data):
		b.picture, b.shape = fyne.NewStaticResource(name, data), shape
	}
	which := 0
	if hideAll {
		which = 1
	}
	e.hide.Choose(which)
	b.Refresh()
	e.fill()
}

// tell tells the masks.
func (e *Editor) tell() {
	if e.OnMasks != nil {
		e.OnMasks(slices.Clone(e.board.masks))
	}
}

// named takes the label that was typed.
func (e *Editor) named(label string) {
	if e.putting || e.board.selected < 0 {
		return
	}
	e.board.change(func(m deck.Mask) deck.Mask {
		m.Label = label
		return m
	})
}

// fill shows what is selected in the fields, and what can be done next.
func (e *Editor) fill() {
	b := e.board
	e.putting = true
	defer func() { e.putting = false }()
	has := b.picture != nil
	e.empty.Hidden, e.tools.Hidden = has, !has
	e.chosen.Hidden = b.selected < 0
	if b.selected >= 0 {
		m := b.masks[b.selected]
		e.number.SetLine("Box " + strconv.Itoa(m.Number))
		if e.label.Text != m.Label {
			e.label.Put(m.Label)
		}
	}
	e.hint.SetLine(e.advice())
	e.root.Refresh()
}

// What can be done next.
const (
	adviceNone   = "Drag over the picture to cover what is asked, or press N."
	adviceChoose = "Tab chooses a box. Boxes with one number are asked together."
	adviceChosen = "Arrows move the box, Shift with arrows sizes it, Enter names it, 1 to 9 number it."
	meanwhile    = "While asking, cover"
)

// advice says what can be done next.
func (e *Editor) advice() string {
	b := e.board
	switch {
	case b.picture == nil:
		return ""
	case len(b.masks) == 0:
		return adviceNone
	case b.selected < 0:
		return adviceChoose
	}
	return adviceChosen
}

// tallest is as high as any advice.
func tallest(style page.Style) fyne.CanvasObject {
	return page.Layers(page.NewLine(adviceNone, style), page.NewLine(adviceChoose, style), page.NewLine(adviceChosen, style))
}

func call(f func()) {
	if f != nil {
		f()
	}
}
