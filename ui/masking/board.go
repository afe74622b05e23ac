package masking

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck"
	"touchpoint/ui/control"
)

// board is the picture with its masks. It is drawn on with the pointer and the keyboard.
type board struct {
	widget.BaseWidget
	picture  fyne.Resource // nil for none
	shape    fyne.Size     // of the picture
	masks    []deck.Mask
	selected int // -1 for none
	focused  bool
	shift    bool // a Shift key is down

	from    fyne.Position // where the pointer went down
	drag    dragged
	changed func() // the masks were changed by the author
	chosen  func() // another one is selected
	edit    func() // the label of the selected one is to be written, or a picture chosen
	paste   func(fyne.Clipboard)
}

// dragged is what the pointer is doing.
type dragged struct {
	on    bool
	drawn bool // a new mask is being drawn, the last of the list
	edges edge // a handle is dragged
	mask  deck.Mask
}

var (
	_ fyne.Focusable    = (*board)(nil)
	_ fyne.Tabbable     = (*board)(nil)
	_ fyne.Draggable    = (*board)(nil)
	_ fyne.Tappable     = (*board)(nil)
	_ fyne.Shortcutable = (*board)(nil)
	_ desktop.Keyable   = (*board)(nil)
	_ desktop.Mouseable = (*board)(nil)
)

func newBoard() *board {
	b := &board{selected: -1}
	b.ExtendBaseWidget(b)
	return b
}

// frame is where the picture lies.
func (b *board) frame() frame { return fit(b.shape, b.Size(), handleRoom) }

// under is the mask at a place, the one on top first, or -1.
func (b *board) under(p fyne.Position) int {
	f := b.frame()
	for i := len(b.masks) - 1; i >= 0; i-- {
		at, size := f.box(b.masks[i])
		if p.X >= at.X && p.X <= at.X+size.Width && p.Y >= at.Y && p.Y <= at.Y+size.Height {
			return i
		}
	}
	return -1
}

// handle is the handle of the selected mask at a place, 0 for none.
func (b *board) handle(p fyne.Position) edge {
	if b.selected < 0 {
		return 0
	}
	at, size := b.frame().box(b.masks[b.selected])
	for _, h := range handles {
		x, y := at.X+h.x*size.Width, at.Y+h.y*size.Height
		if p.X >= x-handleReach && p.X <= x+handleReach && p.Y >= y-handleReach && p.Y <= y+handleReach {
			return h.edges
		}
	}
	return 0
}

// sel selects a mask, -1 for none.
func (b *board) sel(i int) {
	b.selected = i
	b.Refresh()
	if b.chosen != nil {
		b.chosen()
	}
}

// told refreshes and says that the masks were changed.
func (b *board) told() {
	b.Refresh()
	if b.changed != nil {
		b.changed()
	}
}

// add makes a mask in the middle and selects it.
func (b *board) add() {
	if b.picture == nil {
		return
	}
	m := spot(b.masks)
	m.Number = free(b.masks)
	b.masks = append(slices.Clone(b.masks), m)
	b.sel(len(b.masks) - 1)
	b.told()
}

// remove takes the selected mask away.
func (b *board) remove() bool {
	i := b.selected
	if i < 0 {
		return false
	}
	b.masks = slices.Delete(slices.Clone(b.masks), i, i+1)
	b.sel(min(i, len(b.masks)-1))
	b.told()
	return true
}

// change replaces the selected mask.
func (b *board) change(do func(deck.Mask) deck.Mask) bool {
	if b.selected < 0 {
		return false
	}
	m := do(b.masks[b.selected])
	if m == b.masks[b.selected] {
		return true
	}
	b.masks = slices.Clone(b.masks)
	b.masks[b.selected] = m
	b.told()
	return true
}

// MouseDown notes where a drag begins.
func (b *board) MouseDown(ev *desktop.MouseEvent) {
	b.from = ev.Position
	b.drag = dragged{}
}

// MouseUp implements [desktop.Mouseable].
func (b *board) MouseUp(*desktop.MouseEvent) {}

// Tapped selects what is there.
func (b *board) Tapped(ev *fyne.PointEvent) {
	b.focus()
	b.sel(b.under(ev.Position))
}

func (b *board) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil {
		c.Focus(b)
	}
}

// Dragged draws a mask, moves the one that the pointer went down on, or sizes it.
func (b *board) Dragged(ev *fyne.DragEvent) {
	if b.picture == nil {
		return
	}
	if !b.drag.on {
		b.begin()
	}
	f := b.frame()
	x1, y1 := f.share(b.from)
	x2, y2 := f.share(ev.Position)
	m := b.drag.mask
	switch {
	case b.drag.drawn:
		m = spanned(x1, y1, x2, y2)
		m.Number = b.drag.mask.Number
	case b.drag.edges != 0:
		m = resized(m, b.drag.edges, x2-x1, y2-y1)
	default:
		m = moved(m, x2-x1, y2-y1)
	}
	b.masks[b.selected] = m
	b.Refresh()
}

// begin finds out what is dragged.
func (b *board) begin() {
	b.focus()
	b.masks = slices.Clone(b.masks)
	b.drag = dragged{on: true, edges: b.handle(b.from)}
	if b.drag.edges == 0 {
		i := b.under(b.from)
		if i < 0 {
			i = len(b.masks)
			b.drag.drawn = true
			b.masks = append(b.masks, deck.Mask{Number: free(b.masks)})
		}
		b.sel(i)
	}
	b.drag.mask = b.masks[b.selected]
}

// DragEnd keeps what was dragged. A box too small to be meant is dropped.
func (b *board) DragEnd() {
	d := b.drag
	b.drag = dragged{}
	if !d.on {
		return
	}
	if d.drawn && !large(b.masks[b.selected]) {
		b.masks = b.masks[:len(b.masks)-1]
		b.sel(-1)
		return
	}
	if d.drawn || b.masks[b.selected] != d.mask {
		b.told()
		if b.chosen != nil {
			b.chosen()
		}
	}
}

// AcceptsTab lets Tab go from mask to mask, and after the last on to the tools. Without a
// picture there are none to be seen.
func (b *board) AcceptsTab() bool { return b.picture != nil && b.next() != b.selected }

// next is the mask that Tab goes to, the present one where there is none.
func (b *board) next() int {
	i := b.selected + 1
	if b.shift {
		i = b.selected - 1
	}
	if i < 0 || i >= len(b.masks) {
		return b.selected
	}
	return i
}

// FocusGained shows that the board has the keyboard.
func (b *board) FocusGained() {
	b.focused = true
	b.Refresh()
}

// FocusLost ends what FocusGained began.
func (b *board) FocusLost() {
	b.focused, b.shift = false, false
	b.Refresh()
}

// TypedShortcut takes what is pasted.
func (b *board) TypedShortcut(s fyne.Shortcut) {
	if p, ok := s.(*fyne.ShortcutPaste); ok && b.paste != nil {
		b.paste(p.Clipboard)
	}
}

// KeyDown notes that Shift is held.
func (b *board) KeyDown(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		b.shift = true
	}
}

// KeyUp notes that it is not any more.
func (b *board) KeyUp(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		b.shift = false
	}
}

// keyStep is how far an arrow moves or sizes a mask, in per cent.
const keyStep = 1

// TypedKey acts on the selected mask, or hands the key on.
func (b *board) TypedKey(ev *fyne.KeyEvent) {
	if !b.key(ev.Name) {
		control.HandOn(b, ev)
	}
}

func (b *board) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyTab:
		b.sel(b.next())
		return true
	case fyne.KeyLeft:
		return b.arrow(-keyStep, 0)
	case fyne.KeyRight:
		return b.arrow(keyStep, 0)
	case fyne.KeyUp:
		return b.arrow(0, -keyStep)
	case fyne.KeyDown:
		return b.arrow(0, keyStep)
	case fyne.KeyDelete, fyne.KeyBackspace:
		return b.remove()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF2:
		if (b.selected >= 0 || b.picture == nil) && b.edit != nil {
			b.edit()
			return true
		}
	case fyne.KeyEscape:
		if b.selected >= 0 {
			b.sel(-1)
			return true
		}
	}
	return false
}

// arrow moves the selected mask, or with Shift its right and lower sides.
func (b *board) arrow(dx, dy float64) bool {
	return b.change(func(m deck.Mask) deck.Mask {
		if b.shift {
			return resized(m, right|bottom, dx, dy)
		}
		return moved(m, dx, dy)
	})
}

// TypedRune makes a mask, numbers the selected one, or hands the character on.
func (b *board) TypedRune(r rune) {
	switch {
	case r == 'n' || r == 'N':
		b.add()
	case r >= '1' && r <= '9' && b.selected >= 0:
		b.number(int(r - '0'))
	case r == '+':
		b.numberBy(1)
	case r == '-':
		b.numberBy(-1)
	default:
		control.HandOnRune(b, r)
	}
}

// number gives the selected mask a number.
func (b *board) number(n int) {
	b.change(func(m deck.Mask) deck.Mask {
		m.Number = min(max(n, 1), mostNumber)
		return m
	})
	if b.chosen != nil {
		b.chosen()
	}
}

func (b *board) numberBy(by int) {
	if b.selected >= 0 {
		b.number(b.masks[b.selected].Number + by)
	}
}

// Cursor is a cross where a mask can be drawn.
func (b *board) Cursor() desktop.Cursor {
	if b.picture == nil {
		return desktop.DefaultCursor
	}
	return desktop.CrosshairCursor
}
