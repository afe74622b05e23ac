package models

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A tool is one way to work with a model. What it has no use for is nil.
type tool struct {
	name, key  string
	begin, end func()
	take       func(id string)            // an element was chosen
	press      func(fyne.KeyName) bool    // a key; reports whether it was of use
	char       func(rune) bool            // a character
	panel      func() []fyne.CanvasObject // above what is read about the chosen element
	stage      func() fyne.CanvasObject   // in the place of the drawing
}

// toolsFor returns the tools that a model has a use for. The first is to look around.
func toolsFor(e *explore) []tool {
	none := func() {}
	list := []tool{{name: "Look", key: "L", begin: none, end: none}}
	m := e.screen.m
	if len(m.Relations) > 1 {
		list = append(list, newTracer(e))
	}
	if e.x.Steps() > 1 {
		list = append(list, newStepper(e))
	}
	if len(e.x.Switches()) > 0 {
		list = append(list, newSwitches(e))
	}
	if len(e.x.Scenarios()) > 0 {
		list = append(list, newWalk(e))
	}
	if len(e.x.Readings()) > 1 {
		list = append(list, newReadings(e))
	}
	if e.x.HasWhatIf() {
		list = append(list, newWhatIf(e))
	}
	return list
}

// newTracer follows all ways from one element to another.
func newTracer(e *explore) tool {
	from := ""
	return tool{
		name: "Trace", key: "T",
		begin: func() {
			from = ""
			if s, ok := e.x.Selected(); ok && s.Kind == model.IsConstruct {
				from = s.ID
			}
		},
		end: func() { e.x.ClearTrace() },
		take: func(id string) {
			if s, ok := e.x.Model().Element(id); !ok || s.Kind == model.IsRelation {
				return
			}
			if from == "" || from == id {
				from = id
				e.x.ClearTrace()
			} else {
				t := e.x.Trace(from, id)
				e.screen.host.Trace("trace %s %s %s %d", from, id, t.Net, len(t.Ways))
				from = ""
			}
			e.draw()
		},
		press: func(name fyne.KeyName) bool { return e.enterTakes(name) },
		panel: func() []fyne.CanvasObject {
			t, traced := e.x.Traced()
			switch {
			case from != "":
				return said("Trace", "From "+e.title(from)+". Where to? Tap it, or go there with the arrows and press Enter.")
			case !traced:
				return said("Trace", "Where does the way begin? Tap a part, or go there with the arrows and press Enter.")
			}
			return said("From "+e.title(t.From)+" to "+e.title(t.To), t.Words...)
		},
	}
}

// enterTakes lets Enter and Space choose what the cursor is on.
func (e *explore) enterTakes(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if id := e.diagram.Cursor(); id != "" {
			e.tap(id)
			return true
		}
	}
	return false
}

func (e *explore) title(id string) string {
	s, _ := e.x.Model().Element(id)
	return s.Title
}

// newStepper shows the model in the author's order and lets the learner guess ahead.
func newStepper(e *explore) tool {
	guess := ""
	next := func() {
		if e.x.Next() {
			guess = ""
			e.screen.host.Trace("step %d", e.x.Step())
			e.draw()
		}
	}
	previous := func() {
		if e.x.Previous() {
			guess = ""
			e.draw()
		}
	}
	predict := func(o model.Option) {
		right, text := e.x.Predict(o.ID)
		e.screen.host.Trace("predict %s %v", o.ID, right)
		guess = "✗ Not that. " + text
		if right {
			guess = "✓ Right. " + text
		}
		e.draw()
	}
	return tool{
		name: "Step", key: "S",
		begin: func() {
			guess = ""
			e.x.Clear()
			e.diagram.SetCursor("")
			e.x.StartSteps()
		},
		end:   e.x.StopSteps,
		press: paging(next, previous),
		char: func(r rune) bool {
			p, ok := e.x.Prediction()
			if i := int(r - '1'); ok && 0 <= i && i < len(p.Options) {
				predict(p.Options[i])
				return true
			}
			return false
		},
		panel: func() []fyne.CanvasObject {
			list := said(fmt.Sprintf("Step %d of %d", e.x.Step(), e.x.Steps()))
			p, more := e.x.Prediction()
			switch {
			case guess != "":
				list = append(list, page.NewLine(guess, body()))
			case more:
				list = append(list, page.NewLine(p.Prompt, body()))
				for i, o := range p.Options {
					list = append(list, control.NewOption(i+1, deck.Plain(o.Text), nil, func() { predict(o) }).Unjudged())
				}
			case e.x.Step() == e.x.Steps():
				list = append(list, page.NewLine("That is the whole model.", body()))
			}
			return append(list, page.Row(theme.Gap8, -1,
				control.NewButton("Previous", previous), control.NewPrimary("Next", "Enter", next)))
		},
	}
}

// paging goes on by Enter and Space, and back by Backspace.
func paging(next, previous func()) func(fyne.KeyName) bool {
	return func(name fyne.KeyName) bool {
		switch name {
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
			next()
		case fyne.KeyBackspace:
			previous()
		default:
			return false
		}
		return true
	}
}

// newSwitches sets moderators and conditions.
func newSwitches(e *explore) tool {
	name := "Moderators"
	if e.screen.m.Kind == model.ContingencyKind {
		name = "Conditions"
	}
	return tool{
		name: name, key: "C",
		begin: func() {},
		end: func() {
			for _, s := range e.x.Switches() {
				e.x.Switch(s.ID, "")
			}
		},
		take:  func(id string) { e.turn(id) },
		press: func(name fyne.KeyName) bool { return e.enterTakes(name) },
		panel: func() []fyne.CanvasObject {
			list := said(name, "Set them here, or go to one on the drawing and press Enter.")
			if v, ok := e.x.Verdict(); ok {
				list = append(list, e.verdict(v)...)
			} else {
				for _, text := range e.x.Changes() {
					list = append(list, page.NewLine(text, body()))
				}
			}
			for _, s := range e.x.Switches() {
				list = append(list, e.switchRow(s))
			}
			return list
		},
	}
}

// turn sets a switch when its moderator, or one of a condition's values, is chosen on the
// drawing: a moderator goes through its levels.
func (e *explore) turn(id string) {
	for _, s := range e.x.Switches() {
		for i, o := range s.Options {
			switch {
			case id == model.ValueID(s.ID, o.ID):
				level := o.ID
				if s.Chosen == level {
					level = ""
				}
				e.set(s.ID, level)
				return
			case id == s.ID && s.Chosen == o.ID:
				level := ""
				if i+1 < len(s.Options) {
					level = s.Options[i+1].ID
				}
				e.set(s.ID, level)
				return
			}
		}
		if id == s.ID && len(s.Options) > 0 {
			e.set(s.ID, s.Options[0].ID)
			return
		}
	}
}

func (e *explore) set(id, level string) {
	e.x.Switch(id, level)
	e.screen.host.Trace("switch %s %s", id, level)
	e.draw()
}

func (e *explore) switchRow(s model.Switch) fyne.CanvasObject {
	labels, at := []string{"Off"}, 0
	for i, o := range s.Options {
		labels = append(labels, o.Text)
		if o.ID == s.Chosen {
			at = i + 1
		}
	}
	row := page.Flow(theme.Gap4)
	for i, label := range labels {
		level := ""
		if i > 0 {
			level = s.Options[i-1].ID
		}
		b := control.NewButton(label, func() { e.set(s.ID, level) })
		if i == at {
			b.Weight = control.Primary
		}
		row.Objects = append(row.Objects, b)
	}
	return page.Column(theme.Gap4, page.NewLine(s.Label, page.Style{Size: theme.Caption, Color: theme.Muted}), row)
}

// verdict says what is favoured under the conditions, why, and how well that is supported.
func (e *explore) verdict(v model.Judgement) []fyne.CanvasObject {
	list := []fyne.CanvasObject{page.Hairline(), page.NewLine(v.Title, strong(theme.Lead))}
	for _, r := range v.Reasons {
		tone := theme.Ink
		if !r.Counts {
			tone = theme.Muted
		}
		list = append(list,
			page.NewLine(r.Text, page.Style{Size: theme.Body, Color: tone}),
			e.basis(r.Standing, r.Sources))
	}
	list = append(list, page.Hairline(), page.NewLine("The other way round", strong(theme.Body)))
	for _, a := range e.screen.m.Alternatives {
		for _, text := range e.x.Reverse(a.ID) {
			list = append(list, page.NewLine(text, body()))
		}
	}
	return list
}

// newWalk walks through a scenario.
func newWalk(e *explore) tool {
	current := model.Scenario{}
	start := func(id string) {
		for _, s := range e.x.Scenarios() {
			if s.ID == id {
				current = s
			}
		}
		e.x.StartScenario(id)
		e.screen.host.Trace("scenario %s", id)
		e.draw()
	}
	next := func() { e.x.ScenarioNext(); e.draw() }
	previous := func() { e.x.ScenarioPrevious(); e.draw() }
	return tool{
		name: "Walk", key: "W",
		begin: func() { start(e.x.Scenarios()[0].ID) },
		end:   e.x.ScenarioStop,
		press: paging(next, previous),
		char: func(r rune) bool {
			if i := int(r - '1'); 0 <= i && i < len(e.x.Scenarios()) {
				start(e.x.Scenarios()[i].ID)
				return true
			}
			return false
		},
		panel: func() []fyne.CanvasObject {
			list := said("Walk through a journey", "The people and firms are made up.")
			row := page.Flow(theme.Gap4)
			for i, s := range e.x.Scenarios() {
				b := control.NewButton(s.Label, func() { start(s.ID) })
				b.Key = fmt.Sprint(i + 1)
				if s.ID == current.ID {
					b.Weight = control.Primary
				}
				row.Objects = append(row.Objects, b)
			}
			list = append(list, row)
			if at, step, ok := e.x.ScenarioStep(); ok {
				list = append(list,
					page.NewLine(fmt.Sprintf("Step %d of %d", at+1, len(current.Steps)), page.Style{Size: theme.Caption, Color: theme.Muted}),
					page.NewLine(step.Text, page.Style{Size: theme.Lead, Color: theme.Ink}))
			}
			return append(list, page.Row(theme.Gap8, -1,
				control.NewButton("Previous", previous), control.NewPrimary("Next", "Enter", next)))
		},
	}
}

// newWhatIf asks what a change of the input would go with.
func newWhatIf(e *explore) tool {
	percent := 10
	to := func(v int) {
		percent = v
		e.screen.host.Trace("what if %d", v)
		e.draw()
	}
	return tool{
		name: "What if", key: "W",
		begin: func() {}, end: func() {},
		press: func(name fyne.KeyName) bool { // its character counts, and the view stays
			return name == fyne.KeyPlus || name == fyne.KeyEqual || name == fyne.KeyMinus
		},
		char: func(r rune) bool {
			switch r {
			case '+', '=':
				to(min(percent+whatIfStep, whatIfHigh))
			case '-':
				to(max(percent-whatIfStep, whatIfLow))
			default:
				return false
			}
			return true
		},
		panel: func() []fyne.CanvasObject {
			list := said("What if", "How much more or less does the brand post of its own?")
			list = append(list, control.NewStepper(percent, whatIfLow, whatIfHigh, whatIfStep,
				func(v int) string { return fmt.Sprintf("%+d %%", v) }, to).Container)
			for _, p := range e.x.WhatIf(float64(percent)) {
				list = append(list, page.Column(theme.Gap4, page.NewLine(p.Text, body()), newSwing(p.Change/whatIfScale)))
			}
			return append(list, page.NewLine(e.x.WhatIfNote(), page.Style{Size: theme.Caption, Color: theme.Muted}))
		},
	}
}

const (
	whatIfLow   = -50
	whatIfHigh  = 100
	whatIfStep  = 10
	whatIfScale = 30 // percent that a full bar stands for
)

// said is a heading with lines under it.
func said(title string, lines ...string) []fyne.CanvasObject {
	list := []fyne.CanvasObject{page.NewLine(title, strong(theme.Lead))}
	for _, text := range lines {
		list = append(list, page.NewLine(text, body()))
	}
	return list
}

func body() page.Style { return page.Style{Size: theme.Body, Color: theme.Ink} }

func strong(size fyne.ThemeSizeName) page.Style {
	return page.Style{Size: size, Color: theme.Ink, Bold: true}
}

// paragraphs parts a text at its empty lines and line ends.
func paragraphs(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, " \n"); line != "" {
			list = append(list, line)
		}
	}
	return list
}
