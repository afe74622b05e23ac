package author

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/deck/model"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// Shortcut acts on a shortcut that no menu of the window had, and reports whether it did.
func (s *Screen) Shortcut(sc fyne.Shortcut) bool {
	switch sc.(type) {
	case *fyne.ShortcutUndo:
		s.Undo()
		return true
	case *fyne.ShortcutRedo:
		s.Redo()
		return true
	}
	c, ok := sc.(*desktop.CustomShortcut)
	if !ok {
		return false
	}
	ctrl, shift, alt := fyne.KeyModifierShortcutDefault, fyne.KeyModifierShift, fyne.KeyModifierAlt
	for _, b := range []struct {
		key fyne.KeyName
		mod fyne.KeyModifier
		do  func()
	}{
		{fyne.KeyS, ctrl, s.Save},
		{fyne.KeyF, ctrl, s.Find},
		{fyne.KeyN, ctrl, s.NewNote},
		{fyne.KeyN, ctrl | shift, s.NewSection},
		{fyne.KeyK, ctrl, s.Cite},
		{fyne.KeyZ, ctrl | shift, func() { s.Redo() }},
		{fyne.KeyReturn, ctrl, s.Fix},
		{fyne.KeyEnter, ctrl, s.Fix},
		{fyne.KeyUp, alt, s.MoveUp},
		{fyne.KeyDown, alt, s.MoveDown},
	} {
		if c.KeyName == b.key && c.Modifier == b.mod {
			b.do()
			return true
		}
	}
	return false
}

// Open shows the note or model with an id.
func (s *Screen) Open(id string) {
	for _, e := range s.entries {
		if e.ID == id && (e.Kind == draft.Note || e.Kind == draft.Model) {
			s.outline.find.Put("")
			s.outline.filter()
			s.open(e.Key)
			s.focusMiddle()
			return
		}
	}
}

// Undo takes back the last change, of whatever kind, and reports whether there was one. A
// line that finds something keeps its own history.
func (s *Screen) Undo() bool { return s.back(false) }

// Redo makes it again.
func (s *Screen) Redo() bool { return s.back(true) }

func (s *Screen) back(again bool) bool {
	if f, ok := s.host.Canvas().Focused().(*control.Field); ok && f.Unwrite(again) {
		return true
	}
	do := s.d.Undo
	if again {
		do = s.d.Redo
	}
	s.media = nil
	k, ok := do()
	if !ok {
		return false
	}
	s.rewritten(k)
	return true
}

// Find puts the keyboard into the line that finds in the outline.
func (s *Screen) Find() { s.host.Canvas().Focus(s.outline.find) }

// Details opens or folds the form of a note.
func (s *Screen) Details() {
	e, ok := s.entry(s.key)
	if !ok || e.Kind != draft.Note {
		return
	}
	if s.pane.view == cardsView {
		s.pane.cards = false
		s.open(s.key)
	}
	s.pane.open = !s.pane.open
	s.pane.fold(e)
	s.pane.tool(e)
	s.pane.root.Relayout()
	s.arrange()
	if s.pane.open {
		s.pane.form.focus()
		return
	}
	s.pane.focus()
}

// NewNote asks for a kind and adds a note after what is edited.
func (s *Screen) NewNote() {
	kind := string(deck.Basic)
	if e, ok := s.entry(s.key); ok && e.Kind == draft.Note {
		kind = string(e.NoteKind)
	}
	picker{title: "A new note", hint: "How it is asked", first: kind, lines: len(noteKinds), picked: func(kind string) {
		s.added(s.d.AddNote(s.key, deck.Kind(kind)))
	}}.ask(s.host.Canvas(), kindChoices())
}

// NewSection adds a topic after the one that is edited.
func (s *Screen) NewSection() { s.added(s.d.AddSection(s.key, "New topic")) }

// NewModel asks for a kind and adds a model.
func (s *Screen) NewModel() {
	picker{title: "A new model", hint: "What it is like", lines: len(modelKinds), picked: s.nameModel}.ask(s.host.Canvas(), modelKinds)
}

// nameModel asks what a new model is called, since its file and its id are made of that.
func (s *Screen) nameModel(kind string) {
	title := control.NewField("", "What leads to loyalty", nil)
	title.Most = mostTitle
	var shut func()
	add := func() { s.added(s.d.AddModel(model.Kind(kind), title.Text)) }
	title.Enter = func() {
		shut()
		add()
	}
	shut = dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title:   "A new model",
		Content: page.Column(theme.Gap8, page.NewLine("What is it called?", page.Style{Size: theme.Body, Color: theme.Ink}), title),
		First:   title,
		Buttons: []dialogs.Button{{Label: "Cancel"}, {Label: "Draw it", Primary: true, Do: add}},
	})
}

// added shows a piece that was added, with what is to be overwritten selected.
func (s *Screen) added(k draft.Key, err error) {
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.outline.find.Put("")
	s.rewritten(k)
	s.pane.focus()
	if s.pane.view == textView {
		s.pane.editor.SelectHeading()
	}
}

// MoveUp moves the piece that is edited up by one place.
func (s *Screen) MoveUp() { s.move(-1) }

// MoveDown moves it down.
func (s *Screen) MoveDown() { s.move(1) }

func (s *Screen) move(by int) {
	e, ok := s.entry(s.key)
	if !ok || e.Kind != draft.Note && e.Kind != draft.Section {
		return
	}
	if s.d.Move(s.key, by) == nil { // at the end of the deck there is nowhere to go
		s.rewritten(s.key)
	}
}

// Remove takes the piece that is edited out of the deck.
func (s *Screen) Remove() {
	e, ok := s.entry(s.key)
	if !ok || e.Kind == draft.Head || e.Kind == draft.File {
		return
	}
	next := s.nextTo(s.key)
	if err := s.d.Remove(s.key); err != nil {
		s.host.Problem(err)
		return
	}
	s.rewritten(next)
	s.host.Canvas().Focus(s.outline.list)
	s.host.Toast("“"+titleOf(e)+"” is removed.", "Undo", "Ctrl+Z", func() { s.Undo() })
}

// nextTo is the piece to show when one goes.
func (s *Screen) nextTo(k draft.Key) draft.Key {
	i := s.index[k]
	switch {
	case i+1 < len(s.entries):
		return s.entries[i+1].Key
	case i > 0:
		return s.entries[i-1].Key
	}
	return ""
}

// Fix does what the first fault with a quick fix says.
func (s *Screen) Fix() {
	for _, f := range s.reading(s.key).Faults {
		if len(f.Edits) > 0 {
			s.mend(f)
			return
		}
	}
	s.host.Toast("There is nothing here that can be fixed with a key.", "", "", nil)
}

// mend does what a fault says can be done.
func (s *Screen) mend(f deck.Fault) {
	if err := s.d.Mend(s.key, f); err != nil {
		s.host.Problem(err)
		return
	}
	s.host.Trace("fixed %s", f.Rule)
	s.rewritten(s.key)
}

// goTo puts the cursor where something is wrong.
func (s *Screen) goTo(at deck.Pos) {
	if s.pane.view != textView {
		e, _ := s.entry(s.key)
		s.pane.asText[e.Kind] = true
		s.open(s.key)
	}
	s.pane.editor.GoToLine(max(at.Line, 1), at.Column)
	s.pane.focus()
}

// NextFault goes to the next piece with something wrong, after the one that is edited.
func (s *Screen) NextFault() {
	n := len(s.entries)
	for _, errors := range []bool{true, false} { // warnings when there are no errors
		if errors && s.checks.errors == 0 {
			continue
		}
		for i := 1; i <= n; i++ {
			e := s.entries[(s.index[s.key]+i)%n]
			if e.Errors > 0 || !errors && warningsOf(e) > 0 {
				s.outline.find.Put("")
				s.outline.filter()
				s.open(e.Key)
				s.focusMiddle()
				if faults := s.reading(e.Key).Faults; len(faults) > 0 && s.pane.view == textView {
					s.goTo(faults[0].Pos)
				}
				return
			}
		}
	}
	s.host.Toast("No faults. Students can learn from all of it.", "", "", nil)
}

// Cite asks for a source and writes its key where the cursor is.
func (s *Screen) Cite() {
	if s.pane.view != textView {
		return
	}
	_, sources := s.d.Head()
	list := make([]choice, 0, len(sources)+1)
	for _, o := range sources {
		list = append(list, choice{value: o.Key, label: o.Short(), detail: o.Key})
	}
	picker{title: "Which source says so?", hint: "Name or year", none: "No sources yet. Type the name of the first.", free: "New source “%s”", picked: func(key string) {
		for _, o := range sources {
			if o.Key == key {
				s.host.Canvas().Focus(s.pane.editor)
				s.pane.editor.InsertWord("[@" + key + "]")
				return
			}
		}
		s.editSource(sourceOf(key), func(o deck.Source) {
			s.host.Canvas().Focus(s.pane.editor)
			s.pane.editor.InsertWord("[@" + o.Key + "]")
		})
	}}.ask(s.host.Canvas(), list)
}

// Changes shows what students will see of what is not saved yet.
func (s *Screen) Changes() { s.showChanges("", nil) }

// showChanges shows it, with a button that goes on.
func (s *Screen) showChanges(label string, goOn func()) {
	snap := s.d.Snapshot()
	s.behind(func() func() {
		found := snap.Diff()
		return func() {
			buttons := []dialogs.Button{{Label: "Close", Primary: goOn == nil}}
			if goOn != nil {
				buttons = append(buttons, dialogs.Button{Label: label, Primary: true, Do: goOn})
			}
			s.host.Trace("changes %d", len(found.Changes))
			dialogs.Show(s.host.Canvas(), dialogs.Panel{Title: "What students will see", Content: changesOf(found), Buttons: buttons})
		}
	})
}

// GoBack goes back to the decks, and asks first where something is not saved.
func (s *Screen) GoBack() {
	if !s.d.Dirty() {
		s.host.Leave()
		return
	}
	dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title: "Save what you changed?",
		Content: page.NewLine("What is not saved is kept, and offered to you when you open this deck again. Students see it once it is saved.",
			page.Style{Size: theme.Body, Color: theme.Ink}),
		Buttons: []dialogs.Button{
			{Label: "Stay"},
			{Label: "Go without saving", Do: func() { s.KeepSafe(); s.host.Leave() }},
			{Label: "Save and go", Primary: true, Do: func() {
				s.save(s.host.Leave)
			}},
		},
	})
}
