package review

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck/memory"
)

// Key acts on a key that no control wanted.
func (v *Screen) Key(name fyne.KeyName) {
	if v.on && !v.shown && v.respond.key(name) {
		if o := v.respond.cursor(); o != nil {
			v.page.Seek(o)
		}
		return
	}
	switch name {
	case fyne.KeySpace:
		v.onward(false)
	case fyne.KeyReturn, fyne.KeyEnter:
		v.onward(true)
	case fyne.KeyEscape:
		v.host.Leave()
	default:
		v.page.Key(name)
	}
}

// onward does the one thing to do next: check or show the answer, give the grade
// that is proposed, or leave when the session is over.
func (v *Screen) onward(enter bool) {
	switch {
	case !v.on:
		v.host.Leave()
	case v.shown:
		v.grade(v.proposed)
	case v.turn.Question.Scored() && (enter || v.respond.ready()):
		v.check()
	case v.turn.Question.Scored():
		v.giveUp()
	default:
		v.reveal()
	}
}

// Rune acts on a character that no control wanted.
func (v *Screen) Rune(r rune) {
	if !v.on {
		return
	}
	if !v.shown && v.respond.char(r) {
		return
	}
	switch r {
	case '1', '2', '3', '4':
		v.digit(memory.Rating(r - '0'))
	case '-':
		v.Bury()
	case '@':
		v.Suspend()
	case 'i', 'I':
		v.Info()
	case 'e', 'E':
		v.Note()
	case 'n', 'N':
		v.Remark()
	case 'm', 'M':
		v.Model()
	}
}

// digit grades. With two grades, 1 is Again and every other digit is Good.
func (v *Screen) digit(r memory.Rating) {
	if v.shown {
		v.grade(r)
	}
}
