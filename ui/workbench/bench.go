package workbench

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/ui/control"
	"touchpoint/ui/diagram"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Bench is a bank of parts beside the canvas on which they are put together.
type Bench struct {
	build   *model.Rebuild
	host    Host
	diagram *diagram.Diagram
	bank    *bank
	line    *page.Text      // what to do next, or why something could not be done
	signs   *fyne.Container // what can be done to the arrow that is chosen
	root    *fyne.Container

	carried string // a part that is looking for its place
	from    string // where an arrow is being drawn from
	edge    string // the arrow that is chosen
	arrows  bool   // dragging from a part draws an arrow; otherwise it moves the part
	onBoard bool   // the arrows of the keyboard move on the canvas, not in the bank
	judged  bool
}

// A Host is what the bench needs of the window around it.
type Host interface {
	Canvas() fyne.Canvas
	Trace(format string, args ...any)
}

// New returns a bench on which a rebuild goes on where it stands.
func New(r *model.Rebuild, h Host) *Bench {
	b := &Bench{build: r, host: h, diagram: diagram.New()}
	b.line = page.NewLine("", page.Style{Size: theme.Caption, Color: theme.Muted})
	b.signs = page.Row(theme.Gap4, -1)
	b.bank = newBank(b)
	b.diagram.OnTap, b.diagram.Forward = b.tap, true
	b.diagram.OnDrop = b.drop
	b.diagram.OnConnect = func(from, to string) { b.connect(from, to) }
	b.diagram.Draggable = b.movable
	b.root = &fyne.Container{
		Layout:  benchLayout{},
		Objects: []fyne.CanvasObject{b.bank.page, page.NewGround(), b.diagram, page.Row(theme.Gap8, 0, b.line, b.signs)},
	}
	if b.bare() {
		b.onBoard = true
		b.bank.page.Hide()
	}
	b.draw()
	return b
}

// Object returns what the window shows.
func (b *Bench) Object() fyne.CanvasObject { return b.root }

// Build returns what is being built.
func (b *Bench) Build() *model.Rebuild { return b.build }

// Undo takes the last move back.
func (b *Bench) Undo() {
	if b.judged || !b.build.Undo() {
		return
	}
	b.letGo()
	b.draw()
}

// bare reports whether everything stands on the canvas already: arrows alone are to be
// drawn, and there is no bank to go back to.
func (b *Bench) bare() bool { return len(b.bank.parts) == 0 }

// Hint does one right thing and says what.
func (b *Bench) Hint() {
	if b.judged {
		return
	}
	text, ok := b.build.Hint()
	b.letGo()
	b.draw()
	if !ok {
		text = "There is nothing to add. Check it to see what should be otherwise."
	}
	b.say(text)
}

// Distract adds parts that do not belong to the bank, or takes them away again.
func (b *Bench) Distract(on bool) {
	b.build.Distract(on)
	b.letGo()
	b.bank.load()
	b.draw()
}

// Clear empties the canvas.
func (b *Bench) Clear() {
	b.build.Clear()
	b.letGo()
	b.Resume()
}

// Judge draws on the canvas what was right and what was not. Nothing can be moved until
// [Bench.Resume].
func (b *Bench) Judge(c model.Checked) { b.Show(c.Drawing, c.Overlay) }

// Show draws a finished work on the canvas.
func (b *Bench) Show(d *model.Drawing, o model.Overlay) {
	b.letGo()
	b.judged, b.onBoard = true, b.bare()
	b.bank.page.Hide()
	b.diagram.SetTargets(nil)
	b.diagram.SetCursor("")
	b.diagram.Set(d, o)
	b.diagram.Fit()
	b.tools()
	b.say("✓ is right, dashed is missing, struck or ✗ does not belong there.")
}

// Resume goes on building after a check.
func (b *Bench) Resume() {
	b.judged = false
	if !b.bare() {
		b.bank.page.Show()
	}
	b.draw()
	b.root.Refresh()
}

// draw shows the work as it stands.
func (b *Bench) draw() {
	o := b.build.Overlay()
	if o == nil {
		o = model.Overlay{}
	}
	for _, id := range []string{b.from, b.edge, b.carried} {
		if id != "" {
			face := o[id]
			face.Lit = true
			o[id] = face
		}
	}
	b.diagram.Connecting = b.joins()
	b.diagram.Set(b.build.Drawing(), o)
	b.diagram.SetTargets(b.targets())
	b.bank.fill()
	b.tools()
	b.advise()
}

// targets are what the canvas takes a tap on, nil for everything.
func (b *Bench) targets() []string {
	switch {
	case b.carried == "":
		return nil
	case b.build.Kind() == model.Placing:
		return b.build.Targets()
	}
	var arrows []string // a moderator looks for one
	for _, e := range b.build.Drawing().Edges {
		if !e.Tether {
			arrows = append(arrows, e.ID)
		}
	}
	return arrows
}

// say shows a line under the canvas.
func (b *Bench) say(text string) {
	b.line.SetLine(text)
	b.root.Refresh()
}

// letGo ends what was begun.
func (b *Bench) letGo() { b.carried, b.from, b.edge = "", "", "" }

// advise says what can be done next.
func (b *Bench) advise() {
	placing := b.build.Kind() == model.Placing
	switch {
	case b.carried != "" && placing:
		b.say("Choose where it belongs with the arrows, then Enter. Esc puts it back.")
	case b.carried != "":
		b.say("Which arrow does it act on? Choose it with the arrows, then Enter. Once more lets go of it.")
	case b.from != "":
		b.say("Where does the arrow lead? Choose a part, then Enter.")
	case b.edge != "":
		b.say("+  −  0 or U (not known) set its sign, T turns it round, Delete takes it away.")
	case b.bare():
		b.say("Enter on a condition and then on what it speaks for draws an arrow, Enter on an arrow chooses it.")
	case b.onBoard && placing:
		b.say("Enter lifts a part. Esc goes back to the parts.")
	case b.onBoard:
		b.say("Enter on a part begins an arrow, Enter on an arrow chooses it. Esc goes back to the parts.")
	case placing:
		b.say("Drag the parts to their places, or: arrows and Enter to take one, arrows and Enter to put it down.")
	default:
		b.say("Drag parts onto the canvas, or Enter. Then → to the canvas: tap one part and another to join them.")
	}
}

// tools shows what can be done to the chosen arrow.
func (b *Bench) tools() {
	b.signs.Objects = nil
	if b.edge != "" {
		for _, s := range []struct {
			sign  model.Sign
			label string
			key   string
		}{{model.Positive, "+", ""}, {model.Negative, "−", ""}, {model.None, "0", ""}, {model.Unknown, "?", "U"}} {
			if b.bare() && s.sign == model.Negative {
				continue // a rule favours, finds no difference, or does not know
			}
			button := control.NewButton(s.label, func() { b.sign(s.sign) })
			button.Key = s.key
			b.signs.Objects = append(b.signs.Objects, button)
		}
		b.signs.Objects = append(b.signs.Objects,
			control.NewPlain("Turn", "T", b.turn), control.NewPlain("Remove", "Del", b.remove))
	} else if b.build.Kind() == model.Connecting && !b.bare() && !b.judged {
		label := "Dragging moves parts"
		if b.arrows {
			label = "Dragging draws arrows"
		}
		b.signs.Objects = append(b.signs.Objects, control.NewPlain(label, "G", b.changeDrag))
	}
	b.signs.Refresh()
}

// benchLayout sets the bank at the left, the canvas beside it and a line below. While
// the bank is hidden the canvas has its room.
type benchLayout struct{}

const (
	bankWidth  = 216
	canvasLow  = 240
	benchFloor = 420
)

func (benchLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(bankWidth*2, canvasLow)
}

// HeightFor is that of a bench on a page that scrolls.
func (benchLayout) HeightFor([]fyne.CanvasObject, float32) float32 { return benchFloor }

func (benchLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	bank, ground, board, line := objects[0], objects[1], objects[2], objects[3]
	x := float32(0)
	if bank.Visible() {
		x = min(bankWidth*max(1, theme.Size(theme.Body)/15), size.Width*0.4)
		bank.Move(fyne.NewPos(0, 0))
		bank.Resize(fyne.NewSize(x, size.Height))
		x += theme.Gap16
	}
	h := max(page.Height(line, size.Width-x), theme.Size(theme.Body)*2.4)
	board.Move(fyne.NewPos(x, 0))
	board.Resize(fyne.NewSize(size.Width-x, size.Height-h-theme.Gap8))
	ground.Move(board.Position())
	ground.Resize(board.Size())
	line.Move(fyne.NewPos(x, size.Height-h))
	line.Resize(fyne.NewSize(size.Width-x, h))
}
