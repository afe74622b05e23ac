package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"touchpoint/deck"
	"touchpoint/ui/author"
	"touchpoint/ui/dialogs"
	shelves "touchpoint/ui/library"
	"touchpoint/ui/page"
	"touchpoint/ui/review"
	"touchpoint/ui/theme"
)

// A binding is one line of the page of keys. Bindings with a name and a shortcut
// are menu items as well.
type binding struct {
	keys string
	does string
}

// bindings is every key that the program knows, for the page that lists them.
var bindings = []struct {
	title string
	keys  []binding
}{
	{"While studying", []binding{
		{"Space, Enter", "Show the answer; then the grade that stands out"},
		{"1 2 3 4", "Again, Hard, Good, Easy"},
		{"Enter", "Check what you chose, typed or put in order"},
		{"1 to 9", "Choose an option"},
		{"Arrows", "Move among options and items; scroll"},
		{"Space on an item", "Lift it, so that the arrows carry it; put it down"},
		{"Ctrl+Z, Ctrl+Shift+Z", "Undo, redo"},
		{"- (minus)", "Put the card away until tomorrow"},
		{"@", "Put the card away until you take it up again"},
		{"Ctrl+1 to Ctrl+7", "Flag the card; again to take the flag off"},
		{"M", "Once the answer is shown: the model that the card belongs to"},
		{"I", "About this card, with its forgetting curve"},
		{"E", "The whole note, and from there to its text"},
		{"N", "Your own note on the card"},
		{"Esc", "Back to Today"},
	}},
	{"Library", []binding{
		{"I, P, W", "Add a deck from a file, paste a table, begin a new deck"},
		{"S, C, E, O, A", "Of the deck: study, its cards, edit, export or print, archive or bring back"},
		{"D, R", "What is asked twice; what became of each note of an import"},
		{"/", "Search; Down goes to what was found, Esc back"},
		{"Space, Shift+Arrows, Ctrl+A", "Choose cards; Enter looks at one"},
		{"S, B, F, T, U", "Of the cards: suspend, back in study, flag, tag, take a tag off"},
		{"N, M, X, E", "Your own note, move to another deck, start anew, edit"},
		{"Ctrl+Z, Ctrl+Shift+Z", "Take back what was done to decks and cards, do it again"},
	}},
	{"Insight and Plan", []binding{
		{"D; 1 to 4", "What is looked at: decks and topics; 30 days, 90, a year, all time"},
		{"Arrows, Home, End", "On a chart: read it figure by figure"},
		{"Enter, Ctrl+C", "On a chart: its figures as a table, to copy and to export; copy them"},
		{"W, P", "Study the weakest topic, or look at its cards; go to the plan"},
		{"F", "In the plan: follow it, or stop"},
		{"S, P", "On Today: spread what has piled up, go to the plan"},
		{"Ctrl+Z, Ctrl+Shift+Z", "On Today, in the plan and in Settings: take back what was done there, do it again"},
	}},
	{"While writing", []binding{
		{"F6", "Go round the outline, the text and what students will see"},
		{"Ctrl+S", "Save; Ctrl+Z takes anything back, of whatever kind"},
		{"Ctrl+N, Ctrl+Shift+N", "A new note, a new topic"},
		{"Alt+Up, Alt+Down", "Move the note or topic up or down; the mouse drags it"},
		{"Ctrl+P", "Save, then export the deck for others"},
		{"Delete", "In the outline: delete it"},
		{"Ctrl+K", "Cite a source"},
		{"F4", "The note’s kind, tags and what it belongs to, as a form"},
		{"F8, Ctrl+Return", "The next fault; mend the first one"},
		{"Ctrl+V", "In the text: words or a picture"},
		{"Esc", "From the text to the outline, and from there back"},
	}},
	{"Models", []binding{
		{"Arrows", "Go from part to part and read about it; Enter takes it"},
		{"E, B, Q", "Explore, build, quiz"},
		{"L, T, S, C, W, V", "Look, trace, step, conditions or moderators, walk or what if, compare"},
		{"F, R, X, P", "Focus on what is near, tint by recall, tell it in words, hide the panel"},
		{"plus, minus, 0", "Zoom in, zoom out, fit the window; Ctrl and wheel"},
		{"Page up, Page down", "Scroll what is told about the part"},
		{"Building: Enter, →, Delete", "Take or place a part, go to the canvas, take away"},
		{"Building: plus, minus, 0, U, T", "Sign of the chosen arrow, turn it round"},
		{"Building: C, H, A, D, G", "Check, a hint, try again, parts that do not belong, what dragging does"},
		{"Esc", "Back by one step"},
	}},
	{"Everywhere", []binding{
		{"Tab, Shift+Tab", "Go to the next or previous control"},
		{"Ctrl+T", "Today"},
		{"Ctrl+M", "Models"},
		{"Ctrl+L", "Library"},
		{"Ctrl+G", "Insight"},
		{"Ctrl+D", "Plan: an exam, what has piled up, holidays"},
		{"Ctrl+E", "Author"},
		{"Ctrl+F", "Search all cards; while writing, find in the deck"},
		{"Ctrl+I, Ctrl+P", "Import a deck from a file; export or print the one that is chosen"},
		{"Ctrl+,", "Settings"},
		{"Ctrl+plus, minus, 0", "Larger, smaller, usual text"},
		{"F11", "Full screen"},
		{"?", "This page"},
		{"Ctrl+Q", "Quit"},
	}},
}

// showKeys lists all keys.
func (w *Window) showKeys() {
	var list []fyne.CanvasObject
	for _, group := range bindings {
		table := deck.Block{Kind: deck.Table, Rows: [][]deck.Cell{nil}}
		for _, b := range group.keys {
			table.Rows = append(table.Rows, []deck.Cell{
				{Spans: []deck.Span{{Text: b.keys, Strong: true}}}, {Spans: []deck.Span{{Text: b.does}}},
			})
		}
		list = append(list,
			page.NewLine(group.title, page.Style{Size: theme.Body, Color: theme.Accent, Bold: true}),
			page.NewText([]deck.Block{table}, page.Style{Size: theme.Body, Color: theme.Ink}, nil))
	}
	w.Trace("keys")
	dialogs.Show(w.Canvas(), dialogs.Panel{Title: "Keys", Content: page.Column(theme.Gap16, list...)})
}

// menu builds the main menu. Every shortcut with Ctrl is here, because a menu's
// shortcuts reach the program also while text is typed. A menu's shortcuts also fire
// while a panel is open, so each action passes through [Window.guarded].
func (w *Window) menu() *fyne.MainMenu {
	flags := fyne.NewMenuItem("Flag", nil)
	flags.ChildMenu = fyne.NewMenu("")
	names := []string{"Flag 1", "Flag 2", "Flag 3", "Flag 4", "Flag 5", "Flag 6", "Flag 7"}
	for i, name := range names {
		flags.ChildMenu.Items = append(flags.ChildMenu.Items,
			w.item(name, ctrl(fyne.KeyName(rune('1'+i))), w.studying(func(s *review.Screen) { s.Flag(i + 1) })))
	}
	flags.ChildMenu.Items = append(flags.ChildMenu.Items, w.item("No flag", nil, w.studying(func(s *review.Screen) { s.Flag(0) })))
	return fyne.NewMainMenu(
		fyne.NewMenu("Touchpoint",
			w.item("Today", ctrl(fyne.KeyT), func() { w.goTo(todayPlace) }),
			w.item("Models", ctrl(fyne.KeyM), func() { w.goTo(modelsPlace) }),
			w.item("Library", ctrl(fyne.KeyL), func() { w.goTo(libraryPlace) }),
			w.item("Insight", ctrl(fyne.KeyG), func() { w.goTo(insightPlace) }),
			w.item("Plan", ctrl(fyne.KeyD), w.OpenPlan),
			w.item("Author", ctrl(fyne.KeyE), func() { w.goTo(authorPlace) }),
			w.item("Settings", ctrl(fyne.KeyComma), func() { w.goTo(settingsPlace) })),
		fyne.NewMenu("Edit",
			w.unwriting("Undo", &fyne.ShortcutUndo{}, false, w.undo), // what Fyne makes of Ctrl+Z itself
			w.unwriting("Redo", ctrlShift(fyne.KeyZ), true, w.redo),
			fyne.NewMenuItemSeparator(),
			w.item("Find", ctrl(fyne.KeyF), w.find)),
		fyne.NewMenu("Card",
			w.item("About this card", nil, w.studying((*review.Screen).Info)),
			w.item("The whole note", nil, w.studying((*review.Screen).Note)),
			w.item("Your own note", nil, w.studying((*review.Screen).Remark)),
			w.item("Its model", nil, w.studying((*review.Screen).Model)),
			fyne.NewMenuItemSeparator(),
			w.item("Put away until tomorrow", nil, w.studying((*review.Screen).Bury)),
			w.item("Put away", nil, w.studying((*review.Screen).Suspend)),
			w.item("Start anew", nil, w.studying((*review.Screen).Forget)),
			flags),
		fyne.NewMenu("Deck",
			w.item("Import", ctrl(fyne.KeyI), w.inLibrary((*shelves.Screen).Import)),
			w.item("Paste a table", nil, w.inLibrary((*shelves.Screen).Paste)),
			w.item("Export or print", ctrl(fyne.KeyP), w.export),
			fyne.NewMenuItemSeparator(),
			w.item("Save", ctrl(fyne.KeyS), w.inAuthor((*author.Screen).Save)),
			w.item("What students will see", nil, w.inAuthor((*author.Screen).Changes)),
			fyne.NewMenuItemSeparator(),
			w.item("New note", ctrl(fyne.KeyN), w.inAuthor((*author.Screen).NewNote)),
			w.item("New topic", ctrlShift(fyne.KeyN), w.inAuthor((*author.Screen).NewSection)),
			w.item("New model", nil, w.inAuthor((*author.Screen).NewModel)),
			w.item("Cite a source", ctrl(fyne.KeyK), w.inAuthor((*author.Screen).Cite)),
			w.item("Add a picture", nil, w.inAuthor((*author.Screen).ChoosePicture)),
			fyne.NewMenuItemSeparator(),
			w.item("Move up", alt(fyne.KeyUp), w.inAuthor((*author.Screen).MoveUp)),
			w.item("Move down", alt(fyne.KeyDown), w.inAuthor((*author.Screen).MoveDown)),
			w.item("Delete", nil, w.inAuthor((*author.Screen).Remove)),
			fyne.NewMenuItemSeparator(),
			w.item("Next fault", nil, w.inAuthor((*author.Screen).NextFault)),
			w.item("Mend the first fault", ctrl(fyne.KeyReturn), w.inAuthor((*author.Screen).Fix))),
		fyne.NewMenu("View",
			w.item("Larger text", ctrl(fyne.KeyEqual), func() { w.resizeText(+10) }),
			w.item("Smaller text", ctrl(fyne.KeyMinus), func() { w.resizeText(-10) }),
			w.item("Usual text", ctrl(fyne.Key0), func() { w.resizeText(0) }),
			w.item("Full screen", nil, w.fullScreen)),
		fyne.NewMenu("Help",
			w.item("Keys", nil, w.showKeys)))
}

func (w *Window) item(label string, shortcut fyne.Shortcut, do func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(label, w.guarded(do))
	item.Shortcut = shortcut
	return item
}

// unwriting returns an item that undoes or redoes typing while a panel is open, and
// otherwise does what it is for: the menu is given the key before the field that is typed in.
func (w *Window) unwriting(label string, shortcut fyne.Shortcut, again bool, do func()) *fyne.MenuItem {
	item := w.item(label, shortcut, do)
	otherwise := item.Action
	item.Action = func() {
		if f, ok := w.Canvas().Focused().(interface{ Unwrite(again bool) bool }); ok && dialogs.Open(w.Canvas()) {
			f.Unwrite(again)
			return
		}
		otherwise()
	}
	return item
}

// guarded makes an action rest while a panel is open or the window is not ready.
func (w *Window) guarded(do func()) func() {
	return func() {
		if !dialogs.Open(w.Canvas()) && w.parts != nil {
			do()
		}
	}
}

// inLibrary returns what does something in the Library, and goes there first.
func (w *Window) inLibrary(do func(*shelves.Screen)) func() {
	return func() {
		if w.at != libraryPlace {
			w.goTo(libraryPlace)
		}
		do(w.library)
	}
}

// studying makes an action of the review screen rest elsewhere.
func (w *Window) studying(do func(*review.Screen)) func() {
	return func() {
		if s, ok := w.screen.(*review.Screen); ok {
			do(s)
		}
	}
}

func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

func ctrlShift(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

func alt(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}
}

// mend is what the menu does on Ctrl+Return, for the other key of that name, which an item
// of the menu cannot have as well.
func (w *Window) mend(fyne.Shortcut) { w.guarded(w.inAuthor((*author.Screen).Fix))() }

// find goes to the line in which something is searched for: that of the deck that is
// written, or else that of the Library.
func (w *Window) find() {
	switch s := w.screen.(type) {
	case *author.Screen:
		s.Find()
	case *shelves.Screen:
		s.Find()
	default:
		w.goTo(libraryPlace)
		w.library.FindAll()
	}
}

// key acts on a key that nothing with the focus wanted.
func (w *Window) key(ev *fyne.KeyEvent) {
	if dialogs.Open(w.Canvas()) {
		dialogs.Key(w.Canvas(), ev)
		return
	}
	w.probe.key()
	if ev.Name == fyne.KeyF11 {
		w.fullScreen()
		return
	}
	if w.screen != nil {
		w.screen.Key(ev.Name)
	}
}

// rune acts on a character that nothing with the focus wanted.
func (w *Window) rune(r rune) {
	if dialogs.Open(w.Canvas()) {
		return
	}
	w.probe.key()
	if r == '?' {
		w.showKeys()
		return
	}
	if w.screen != nil && r != ' ' {
		w.screen.Rune(r)
	}
}
