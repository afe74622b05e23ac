package workbench

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/ui/diagram"
)

// take does the next thing with a part of the bank: it goes onto the canvas, or looks
// for its place there.
func (b *Bench) take(part model.BankPart) {
	if b.judged {
		return
	}
	b.letGo()
	switch {
	case b.build.Kind() == model.Placing:
		b.carried = part.ID
	case part.Placed && part.Moderator:
		b.lift(part.ID)
		return
	case part.Placed:
		b.from = part.ID
	default:
		if err := b.build.Place(part.ID, b.build.FreeSlot()); err != nil {
			b.draw()
			b.refuse(err)
			return
		}
		if part.Moderator && b.joined() {
			b.carried = part.ID
		}
	}
	b.draw()
	b.enter()
}

// lift lets a moderator look for the arrow that it acts on, if there is one.
func (b *Bench) lift(moderator string) {
	if b.joined() {
		b.carried = moderator
	}
	b.draw()
	if b.carried == "" {
		b.say("A moderator acts on an arrow. Join two parts first.")
	}
	b.enter()
}

// joined reports whether there is an arrow.
func (b *Bench) joined() bool { return len(b.build.Draft().Relations) > 0 }

// enter moves the keyboard onto the canvas when something there is to be chosen.
func (b *Bench) enter() {
	if b.carried == "" && b.from == "" {
		return
	}
	b.onBoard = true
	if t := b.targets(); len(t) > 0 {
		b.diagram.SetCursor(t[0])
	} else if b.from != "" {
		b.diagram.SetCursor(b.from)
	}
}

// tap acts on an element of the canvas.
func (b *Bench) tap(id string) {
	switch {
	case b.judged:
	case b.carried != "":
		b.settle(id)
	case id == "":
		b.letGo()
		b.draw()
	case b.isEdge(id):
		b.letGo()
		b.edge = id
		b.draw()
	case b.build.Kind() == model.Placing:
		if b.isPart(id) {
			b.carried = id
			b.draw()
			b.enter()
		}
	case b.from == id:
		b.letGo()
		b.draw()
	case b.from != "":
		b.connect(b.from, id)
	case b.isModerator(id):
		b.lift(id)
	default:
		b.letGo()
		b.from = id
		b.draw()
	}
}

// settle puts the carried part where it was tapped.
func (b *Bench) settle(id string) {
	if id == "" {
		return
	}
	var err error
	switch {
	case b.build.Kind() == model.Placing:
		err = b.build.Put(b.carried, id)
	case b.actsOn(b.carried, id):
		b.build.Detach(b.carried, id)
	default:
		err = b.build.Attach(b.carried, id)
	}
	if err != nil {
		b.refuse(err)
		return
	}
	b.letGo()
	b.onBoard = false
	b.draw()
	b.bank.onward()
}

// actsOn reports whether a moderator is attached to an arrow.
func (b *Bench) actsOn(moderator, arrow string) bool {
	for _, m := range b.build.Draft().Moderators {
		for _, a := range m.Acts {
			if m.ID == moderator && a.On == arrow {
				return true
			}
		}
	}
	return false
}

// connect draws an arrow.
func (b *Bench) connect(from, to string) {
	if b.judged {
		return
	}
	id, err := b.build.Connect(from, to)
	b.letGo()
	if err != nil {
		b.draw()
		b.refuse(err)
		return
	}
	b.edge = id
	b.draw()
}

// drop puts what was dragged on the canvas where it was let go.
func (b *Bench) drop(id string, at model.Point) {
	if b.judged {
		return
	}
	b.letGo()
	if b.build.Kind() == model.Placing {
		if cell, ok := b.cellAt(at); ok {
			if err := b.build.Put(id, cell); err != nil {
				b.refuse(err)
				return
			}
		}
	} else if err := b.build.Place(id, b.build.Drawing().Slot(at.X, at.Y)); err != nil {
		b.draw()
		b.refuse(err)
		return
	}
	b.draw()
}

// cellAt returns the place on the canvas at a point, whatever stands in it already.
func (b *Bench) cellAt(at model.Point) (string, bool) {
	d := b.build.Drawing()
	for _, id := range b.build.Targets() {
		if n, ok := d.Node(id); ok && inside(n.Rect, at) {
			return id, true
		}
	}
	return "", false
}

func inside(r model.Rect, p model.Point) bool {
	return r.X <= p.X && p.X <= r.X+r.Width && r.Y <= p.Y && p.Y <= r.Y+r.Height
}

// sign sets the sign of the chosen arrow.
func (b *Bench) sign(s model.Sign) {
	if b.edge == "" {
		return
	}
	if err := b.build.SetSign(b.edge, s); err != nil {
		b.refuse(err)
		return
	}
	b.draw()
}

// turn turns the chosen arrow round.
func (b *Bench) turn() {
	for _, e := range b.build.Drawing().Edges {
		if e.ID == b.edge {
			b.connect(e.To, e.From)
			return
		}
	}
}

// remove takes away what was chosen, else what the keyboard is on.
func (b *Bench) remove() {
	switch {
	case b.judged:
		return
	case b.edge != "":
		b.build.Disconnect(b.edge)
	case b.carried != "":
		b.build.Remove(b.carried)
	case b.from != "":
		b.build.Remove(b.from)
	case b.onBoard && b.isEdge(b.diagram.Cursor()):
		b.build.Disconnect(b.diagram.Cursor())
	case b.onBoard:
		b.build.Remove(b.diagram.Cursor())
	default:
		if part, ok := b.bank.current(); ok {
			b.build.Remove(part.ID)
		}
	}
	b.letGo()
	b.draw()
}

// refuse says why something could not be done.
func (b *Bench) refuse(err error) { b.say(err.Error()) }

func (b *Bench) isEdge(id string) bool {
	_, ok := b.build.Drawing().Edge(id)
	return ok
}

func (b *Bench) isPart(id string) bool {
	for _, p := range b.build.Bank() {
		if p.ID == id {
			return true
		}
	}
	return false
}

func (b *Bench) isModerator(id string) bool {
	for _, p := range b.build.Bank() {
		if p.ID == id {
			return p.Moderator
		}
	}
	return false
}

// movable reports whether an element of the canvas can be dragged.
func (b *Bench) movable(id string) bool { return !b.judged && !b.joins() && b.isPart(id) }

// joins reports whether dragging from one part to another draws an arrow between them: as
// the learner chose, and always where no part can be moved.
func (b *Bench) joins() bool {
	return !b.judged && b.build.Kind() == model.Connecting && (b.arrows || b.bare())
}

// changeDrag changes what dragging does.
func (b *Bench) changeDrag() {
	b.arrows = !b.arrows
	b.letGo()
	b.draw()
}

// Key acts on a key and reports whether it had a use for it.
func (b *Bench) Key(name fyne.KeyName) bool {
	if b.judged {
		return b.diagram.Key(name)
	}
	switch name {
	case fyne.KeyEscape:
		return b.back()
	case fyne.KeyDelete, fyne.KeyBackspace:
		b.remove()
		return true
	}
	if b.onBoard {
		switch name {
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
			if at := b.diagram.Cursor(); at != "" {
				b.tap(at)
			}
			return true
		case fyne.KeyPlus, fyne.KeyEqual, fyne.KeyMinus, fyne.Key0:
			if b.edge != "" {
				return true // its character sets the sign
			}
		}
		used := b.diagram.Key(name)
		if diagram.IsArrow(name) {
			b.host.Trace("cursor %s", b.diagram.Cursor())
		}
		return used
	}
	switch name {
	case fyne.KeyUp:
		b.bank.point(-1)
	case fyne.KeyDown:
		b.bank.point(+1)
	case fyne.KeyRight:
		b.onBoard = true
		b.diagram.SetCursor(b.build.Drawing().Next("", 1, 0))
		b.bank.fill()
		b.advise()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		part, ok := b.bank.current()
		if !ok {
			return false
		}
		b.take(part)
	default:
		return false
	}
	return true
}

// back ends what was begun, or goes from the canvas to the bank.
func (b *Bench) back() bool {
	if b.carried == "" && b.from == "" && b.edge == "" && b.onBoard == b.bare() {
		return false
	}
	b.onBoard = b.bare()
	b.letGo()
	if !b.onBoard {
		b.diagram.SetCursor("")
	}
	b.draw()
	return true
}

// Rune acts on a character and reports whether it had a use for it.
func (b *Bench) Rune(r rune) bool {
	if (r == 'g' || r == 'G') && !b.judged && b.build.Kind() == model.Connecting && !b.bare() {
		b.changeDrag()
		return true
	}
	if b.judged || b.edge == "" {
		return b.diagram.Rune(r)
	}
	switch r {
	case '+', '=':
		b.sign(model.Positive)
	case '-', '−':
		b.sign(model.Negative)
	case '0':
		b.sign(model.None)
	case 'u', 'U':
		b.sign(model.Unknown)
	case 't', 'T':
		b.turn()
	default:
		return false
	}
	return true
}
