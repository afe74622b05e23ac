// Package review is the screen on which cards are answered: the question, what the
// learner answers with, the right answer with its explanation and sources, and the
// grades with the interval that each of them gives.
//
// A [Screen] draws a [study.Session] and turns keys into calls of it; which card
// comes next, what an answer is worth and what can be taken back are decided there.
// What differs between kinds of card is behind one small interface, responder.
package review

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Session is what the screen needs of [study.Session].
type Session interface {
	Scope() study.Scope
	Turn() (study.Turn, bool)
	Reveal() (study.Turn, bool)
	Refresh(ctx context.Context) (bool, error)
	Answer(ctx context.Context, r memory.Rating, took time.Duration) error
	Bury(ctx context.Context) error
	Suspend(ctx context.Context) error
	Forget(ctx context.Context) error
	Flag(ctx context.Context, flag int) error
	Remark(ctx context.Context, text string) error
	Undo(ctx context.Context) (study.Act, error)
	Redo(ctx context.Context) (study.Act, error)
	CanUndo() bool
	CanRedo() bool
	Last() (study.Act, bool)
	Progress() study.Progress
	Summary() study.Summary
	Info(ctx context.Context, id deck.CardID) (study.CardInfo, error)
}

// A Host is what the screen needs of the window around it.
type Host interface {
	Canvas() fyne.Canvas
	Now() time.Time
	Calendar() memory.Calendar
	Toast(text, action, key string, do func()) // a line that floats for a while
	Problem(err error)                         // says what went wrong
	Leave()                                    // goes back to where the session was begun
	OpenModel(d deck.ID, id, element string)   // shows a model of a deck, with an element of it chosen
	Edit(d deck.ID, part string)               // opens a note or model of a deck for writing
	Trace(format string, args ...any)          // for tests: what happened, a line each
}

// Options are the learner's choices that concern this screen.
type Options struct {
	TwoGrades bool // Again and Good only
}

// Screen is the review screen.
type Screen struct {
	ctx      context.Context
	session  Session
	host     Host
	options  Options
	pictures func(deck.ID) page.Pictures

	turn     study.Turn
	on       bool // a card is on the desk
	unkept   unkept
	shown    bool // its answer is shown
	gaveUp   bool // it was shown because the learner did not know
	since    time.Time
	score    study.Score
	respond  responder
	proposed memory.Rating

	root *fyne.Container
	head *header
	page *page.Page
	body *fyne.Container
	foot *fyne.Container

	about  *page.Text // the line above the question
	column func(gap float32, objects ...fyne.CanvasObject) *fyne.Container
}

// New returns a screen for a session, with its first card on it.
func New(ctx context.Context, s Session, h Host, pictures func(deck.ID) page.Pictures, o Options) *Screen {
	v := &Screen{ctx: ctx, session: s, host: h, options: o, pictures: pictures}
	v.head, v.column = newHeader(), page.Centred
	v.body = page.Centred(theme.Gap16)
	v.page = page.NewPage(page.Inset(theme.Gap24, theme.Gap24, v.body))
	v.foot = container.NewStack()
	v.root = container.NewBorder(v.head.object, v.foot, nil, nil, v.page)
	return v
}

// Object returns what the window shows.
func (v *Screen) Object() fyne.CanvasObject { return v.root }

// Shown draws the card that is on the desk. The window calls it when the screen comes
// up. A card whose answer is shown already stays as it is.
func (v *Screen) Shown() {
	if turn, ok := v.session.Turn(); ok && v.shown && v.same(turn) {
		v.host.Canvas().Unfocus()
		return
	}
	v.ask()
}

// Refresh looks whether the clock or another window changed what is on the desk.
func (v *Screen) Refresh() {
	changed, err := v.session.Refresh(v.ctx)
	if err != nil {
		v.host.Problem(err)
		return
	}
	if !changed {
		return
	}
	// While the card is still the one that is being answered, only its intervals
	// have changed: what the learner typed or chose so far stays.
	if turn, ok := v.session.Turn(); ok && v.same(turn) {
		v.turn = turn
		return
	}
	v.ask()
}

// same reports whether a turn is about the card on the screen, in the same state.
func (v *Screen) same(t study.Turn) bool {
	return v.on && t.Card.ID == v.turn.Card.ID && t.State.LastEntry == v.turn.State.LastEntry
}

// ask puts the question of the session's present card on the screen.
func (v *Screen) ask() {
	v.turn, v.on = v.session.Turn()
	v.gaveUp = false
	v.shown, v.score, v.respond = false, study.Score{}, nil
	v.head.set(v.session.Progress())
	if !v.on {
		v.finish()
		return
	}
	v.since = v.host.Now()
	v.respond = v.newResponder()
	v.widen(v.turn.Question.Task != nil || v.turn.Question.Kind == deck.Occlude)
	v.body.Objects = v.question()
	if o := v.respond.object(); o != nil {
		v.body.Objects = append(v.body.Objects, o)
	}
	v.setFoot(v.askBar())
	v.page.Relayout()
	v.page.Top()
	v.host.Canvas().Unfocus()
	v.respond.focus(v.host.Canvas())
	v.host.Trace("show %s", v.turn.Card.ID)
}

// widen gives the column room for a drawing, or only for text.
func (v *Screen) widen(broad bool) {
	column := page.Centred
	if broad {
		column = page.Broad
	}
	v.body.Layout = column(theme.Gap16).Layout
	v.head.column.Layout = column(theme.Gap8).Layout
	v.column = column
}

// question returns the line above the question and the question itself.
func (v *Screen) question() []fyne.CanvasObject {
	q := v.turn.Question
	prompt := q.Prompt
	if v.shown {
		prompt = uncovered(prompt, q.Answer)
	}
	pictures := v.pictures(v.turn.Card.Deck.ID)
	v.about = page.NewLine(v.caption(), page.Style{Size: theme.Caption, Color: theme.Muted})
	list := []fyne.CanvasObject{v.about}
	if len(prompt) > 0 {
		asked := q.Gap
		if v.shown {
			asked = 0
		}
		first := page.Style{Size: questionSize(prompt[:1]), Color: theme.Ink, Bold: true}
		rest := page.Style{Size: theme.Lead, Color: theme.Ink}
		if q.Kind == deck.Occlude {
			rest.Picture = v.room()
		}
		if q.Gap != 0 { // what is asked stands in the text, not in its title
			first = page.Style{Size: theme.Body, Color: theme.Muted, Bold: true}
			rest = page.Style{Size: questionSize(prompt[1:]), Color: theme.Ink, Asked: asked}
			if v.shown {
				rest.Lit = q.Gap
			}
		}
		list = append(list, page.NewText(prompt[:1], first, pictures))
		if len(prompt) > 1 {
			list = append(list, page.NewText(prompt[1:], rest, pictures))
		}
	}
	return list
}

// questionSize lets short questions stand larger than long ones.
func questionSize(blocks []deck.Block) fyne.ThemeSizeName {
	n := 0
	for _, b := range blocks {
		for _, s := range b.Spans {
			n += len([]rune(s.Text))
		}
	}
	switch {
	case n <= 50:
		return theme.QuestionShort
	case n <= 110:
		return theme.Question
	default:
		return theme.QuestionLong
	}
}

// reveal shows the answer and the grades.
func (v *Screen) reveal() {
	if !v.on || v.shown {
		return
	}
	if turn, ok := v.session.Reveal(); ok {
		v.turn = turn
	}
	v.shown = true
	v.proposed = memory.Good
	if v.score.Proposed.Valid() {
		v.proposed = v.score.Proposed
	}
	v.host.Canvas().Unfocus()
	v.setFoot(v.gradeBar())
	if answer := v.fillAnswer(); answer != nil {
		v.page.Reveal(answer.Position().Y, v.body.Size().Height+2*theme.Gap24)
	}
	v.host.Trace("reveal %s", v.turn.Card.ID)
}

// fillAnswer puts the question and its answer on the page, and returns where the answer
// begins.
func (v *Screen) fillAnswer() fyne.CanvasObject {
	v.body.Objects = v.question()
	asked := len(v.body.Objects)
	v.body.Objects = append(v.body.Objects, v.answer()...)
	v.page.Relayout()
	if v.turn.Question.Kind == deck.Occlude {
		return v.body.Objects[asked-1] // the picture, in which the answer is
	}
	if len(v.body.Objects) == asked {
		return nil
	}
	return v.body.Objects[asked]
}

// check compares the learner's response with the right answer, and shows both. Without a
// response it only shows the right one.
func (v *Screen) check() {
	if !v.on || v.shown {
		return
	}
	if !v.gaveUp && !v.respond.ready() { // nothing was answered, so nothing is wrong
		v.giveUp()
		return
	}
	v.score = v.turn.Question.Score(v.respond.response())
	v.respond.judge(v.score)
	v.reveal()
}

// giveUp shows the answer of a card that is scored, as if nothing had been answered.
func (v *Screen) giveUp() {
	if v.on && !v.shown {
		v.gaveUp = true
		v.respond.giveUp()
		v.check()
	}
}

// answer returns what stands below the question once it is answered.
func (v *Screen) answer() []fyne.CanvasObject {
	q := v.turn.Question
	pictures := v.pictures(v.turn.Card.Deck.ID)
	var list []fyne.CanvasObject
	t, modelled := v.respond.(*task)
	if o := v.respond.object(); o != nil && !modelled {
		list = append(list, o)
	}
	if v.score.Proposed.Valid() && !v.gaveUp {
		list = append(list, verdict(v.score))
	}
	if blocks := v.respond.answer(); len(blocks) > 0 {
		size := theme.Lead
		if modelled {
			size = theme.Body
		} else {
			list = append(list, page.Hairline())
		}
		list = append(list, page.NewText(blocks, page.Style{Size: size, Color: theme.Ink, Lit: q.Gap}, pictures))
	}
	list = append(list, v.ofModel()...)
	if len(q.Explanation) > 0 {
		list = append(list, page.NewText(q.Explanation, page.Style{Size: theme.Body, Color: theme.Muted, Bar: true}, pictures))
	}
	if v.turn.Remark != "" {
		list = append(list, newRemark(v.turn.Remark))
	}
	if len(q.Sources) > 0 {
		list = append(list, page.NewText(sources(q.Sources, deck.Source.Short), page.Style{Size: theme.Caption, Color: theme.Muted}, nil))
	}
	if modelled {
		return []fyne.CanvasObject{t.with(list...)}
	}
	return list
}

// sources names the sources of an answer, each as name says it.
func sources(list []deck.Source, name func(deck.Source) string) []deck.Block {
	text := "Source: "
	if len(list) > 1 {
		text = "Sources: "
	}
	for i, s := range list {
		if i > 0 {
			text += " · "
		}
		text += name(s)
	}
	return deck.Plain(text)
}

func verdict(s study.Score) fyne.CanvasObject {
	text, color := "✗ Not quite", theme.Again
	switch {
	case s.Correct && s.Typos > 0:
		text, color = "✓ Right, with a slip in the spelling", theme.Good
	case s.Correct:
		text, color = "✓ Right", theme.Good
	case s.Share > 0.5:
		text = "✗ Partly right"
	}
	return page.NewLine(text, page.Style{Size: theme.Body, Color: color, Bold: true})
}

// grade records the answer and goes on to the next card.
func (v *Screen) grade(r memory.Rating) {
	if !v.on || !v.shown {
		return
	}
	if v.options.TwoGrades && r != memory.Again {
		r = memory.Good
	}
	id, took := v.turn.Card.ID, v.host.Now().Sub(v.since)
	if err := v.session.Answer(v.ctx, r, took); err != nil {
		v.failed(err)
		return
	}
	v.host.Trace("answer %s %s", id, r)
	if act, ok := v.session.Last(); ok && act.Leech {
		v.host.Toast("You forget this card again and again. Other words may help; @ puts it away when it comes back.", "", "", nil)
	}
	v.ask()
}

// failed says what went wrong. When another window had answered the card, the
// session has moved on, and the screen follows.
func (v *Screen) failed(err error) {
	if turn, ok := v.session.Turn(); !ok || turn.Card.ID != v.turn.Card.ID || turn.State.LastEntry != v.turn.State.LastEntry {
		v.ask() // before the panel, which keeps the keyboard that asking takes away
	}
	v.host.Problem(err)
}

// act does something with the card on the desk that can be taken back.
func (v *Screen) act(kind progress.Kind, do func(context.Context) error, said string) {
	if !v.on {
		return
	}
	id := v.turn.Card.ID
	if err := do(v.ctx); err != nil {
		v.failed(err)
		return
	}
	v.host.Trace("%s %s", kind, id)
	v.host.Toast(said, "Undo", "Ctrl+Z", v.Undo)
	v.ask()
}
