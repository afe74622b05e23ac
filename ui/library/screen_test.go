package library_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck"
	"touchpoint/deck/exchange/port"
	decks "touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/library"
	"touchpoint/ui/theme"
	"touchpoint/ui/uitest"
)

// A visitor is somebody at the Library screen: real decks in a folder, a real journal, and
// a window that does at once what would take a while.
type visitor struct {
	*uitest.Host
	t       testing.TB
	home    *decks.Home
	dir     string
	journal *progress.Journal
	decks   *decks.Library
	desk    *study.Desk
	trade   *port.Port
	screen  *library.Screen
	edited  []string
	undo    func() // behind the last toast
	slow    bool   // what takes a while is held until work is called
	held    []func() func()
	chosen  string // what is chosen in the toolkit's dialogs
}

var _ library.Host = (*visitor)(nil)

func (v *visitor) Desk() library.Desk       { return v.desk }
func (v *visitor) Shelves() library.Shelves { return v.decks }
func (v *visitor) Away(work func() func()) {
	if v.slow {
		v.held = append(v.held, work)
		return
	}
	work()()
}
func (v *visitor) OnUI(f func()) { f() }
func (v *visitor) Soon(f func()) func() {
	if v.slow {
		f()
	}
	return func() {}
}

// work does what is held.
func (v *visitor) work() {
	held := v.held
	v.held = nil
	for _, work := range held {
		work()()
	}
}

func (v *visitor) Start() string { return v.dir }
func (v *visitor) Edit(id deck.ID, part string) {
	v.edited = append(v.edited, string(id)+"/"+part)
}
func (v *visitor) ChooseFile(then func(string))   { then(v.chosen) }
func (v *visitor) ChooseFolder(then func(string)) { then(v.chosen) }
func (v *visitor) SetDeckPreset(id deck.ID, p *study.DeckPreset) {
	if err := v.desk.SetDeckPreset(id, p); err != nil {
		v.t.Error(err)
	}
}

func (v *visitor) Toast(text, action, key string, do func()) {
	v.Host.Toast(text, action, key, do)
	v.undo = do
}

func (v *visitor) Reload(then func()) {
	v.sit()
	then()
}

// sit reads the decks and opens a desk on them.
func (v *visitor) sit() {
	var err error
	if v.decks, err = v.home.Open(); err != nil {
		v.t.Fatal(err)
	}
	v.desk, err = study.Open(v.t.Context(), study.Config{
		Library: v.decks, Journal: v.journal, Now: v.Now, Seed: 1,
		Calendar: v.Calendar(), Preset: study.DefaultPreset(),
	})
	if err != nil {
		v.t.Fatal(err)
	}
}

const (
	fruit = "---\nid: fruit\ntitle: Fruit\nlanguage: en\nversion: 1.0.0\nauthors: [Ann Author]\n---\n# Apples\n\n" +
		"## What is a Pippin? {#pippin tags=\"exam\"}\nAn apple grown from seed.\n\n" +
		"## Where do apples come from? {#origin}\nFrom **Central Asia**.\n\n> The wild one grows there still.\n\n" +
		"# Pears\n\n## Which pear is long? {#long .choice}\n- [x] Conference\n- [ ] Comice\n"
	birds = "---\nid: birds\ntitle: Birds\nlanguage: en\nversion: 0.9\n---\n# Owls\n\n## What does a barn owl eat? {#owl}\nVoles, mostly.\n"
)

// visit opens the screen on decks: one of the program, and others in the learner's folder.
func visit(t *testing.T, width, height float32, own ...string) *visitor {
	t.Helper()
	return open(t, width, height, func(home string) {
		for i, text := range own {
			write(t, filepath.Join(home, fmt.Sprintf("deck%d", i), "deck.md"), text)
		}
	})
}

// open opens the screen on the decks that furnish writes into the learner's folder.
func open(t testing.TB, width, height float32, furnish func(home string)) *visitor {
	t.Helper()
	v := &visitor{Host: uitest.NewHost(t, width, height), t: t, dir: t.TempDir()}
	home := filepath.Join(v.dir, "decks")
	furnish(home)
	v.home = decks.NewHome(home, decks.Source{Name: "fruit", FS: os.DirFS(folder(t, fruit)), Embedded: true})
	var err error
	if v.journal, err = progress.Open(t.Context(), t.TempDir(), progress.Options{Now: v.Now}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := v.journal.Close(); err != nil {
			t.Error(err)
		}
	})
	v.sit()
	v.trade = &port.Port{Home: v.home, Journal: v.journal, Calendar: v.Calendar, Now: v.Now}
	v.screen = library.New(t.Context(), v.home, v.trade, v)
	v.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if dialogs.Open(v.Canvas()) {
			dialogs.Key(v.Canvas(), ev)
			return
		}
		v.screen.Key(ev.Name)
	})
	v.Canvas().SetOnTypedRune(func(r rune) {
		if !dialogs.Open(v.Canvas()) {
			v.screen.Rune(r)
		}
	})
	v.Show(v.screen.Object())
	v.screen.Shown()
	return v
}

// folder writes a deck into a folder of its own.
func folder(t testing.TB, text string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "deck.md"), text)
	return dir
}

func write(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// press gives keys to what has the keyboard: names of keys, single characters, or "+"
// before a key for Shift.
func (v *visitor) press(keys ...string) {
	for _, key := range keys {
		focus := v.Canvas().Focused()
		switch {
		case key == "Tab":
			v.Canvas().FocusNext()
		case key == "all":
			focus.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
		case len([]rune(key)) == 1 && focus == nil:
			v.Canvas().OnTypedRune()([]rune(key)[0])
		case len([]rune(key)) == 1:
			focus.TypedRune([]rune(key)[0])
		case focus == nil:
			v.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyName(key)})
		case strings.HasPrefix(key, "+"):
			focus.(desktop.Keyable).KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			focus.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(key[1:])})
			focus.(desktop.Keyable).KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		default:
			focus.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(key)})
		}
	}
}

// enter types a text where the keyboard is.
func (v *visitor) enter(text string) {
	v.t.Helper()
	field, ok := v.Canvas().Focused().(*control.Field)
	if !ok {
		v.t.Fatalf("nothing to type in: %T has the keyboard", v.Canvas().Focused())
	}
	test.Type(field, text)
}

// words are everything that is seen: on the screen and on the panel over it.
func (v *visitor) words() string {
	words := uitest.Words(v.screen.Object())
	if top := v.Canvas().Overlays().Top(); top != nil {
		words += "\n" + uitest.Words(top)
	}
	return strings.ReplaceAll(words, "\n", " ")
}

func (v *visitor) shows(texts ...string) {
	v.t.Helper()
	for _, text := range texts {
		if words := v.words(); !strings.Contains(words, text) {
			v.t.Errorf("%q is not seen: %s", text, words)
		}
	}
}

func (v *visitor) hides(texts ...string) {
	v.t.Helper()
	for _, text := range texts {
		if words := v.words(); strings.Contains(words, text) {
			v.t.Errorf("%q is seen: %s", text, words)
		}
	}
}

// happened checks the last lines that were traced.
func (v *visitor) happened(want ...string) {
	v.t.Helper()
	lines := v.Lines[max(len(v.Lines)-len(want), 0):]
	if !slices.Equal(lines, want) {
		v.t.Errorf("traced %q, want %q at the end", v.Lines, want)
	}
	for _, err := range v.Problems {
		v.t.Errorf("problem: %v", err)
	}
	v.Problems = nil
}

// button presses a button, on the panel if one is open.
func (v *visitor) button(label string) {
	v.t.Helper()
	o := v.screen.Object()
	if top := v.Canvas().Overlays().Top(); top != nil {
		o = top
	}
	test.Tap(uitest.Button(v.t, o, label))
}

func TestDecksAtTheLeft(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.happened("screen library")
	v.shows("Library", "All cards", "4 cards", "4 wait", "Fruit", "3 cards · 1.0.0 · built in", "Birds", "1 card · 0.9 · installed")
	v.shows("What is a Pippin?") // all cards, to begin with
	v.press("Down")
	v.shows("Version 0.9 · installed", "1 card from 1 note. 1 waits today.", "Archive", "How it is studied")
	v.press("Down")
	v.shows("Version 1.0.0 · by Ann Author · part of the program", "3 cards from 3 notes. 3 wait today.", "Edit a copy")
	v.hides("Archive")
	v.press("Return") // to the button that is first
	v.press("Return")
	if len(v.Scopes) != 1 || v.Scopes[0].Deck != "fruit" {
		t.Errorf("sessions %+v, want one of fruit", v.Scopes)
	}
	v.press("e")
	if !slices.Equal(v.edited, []string{"fruit/"}) {
		t.Errorf("edited %q", v.edited)
	}
	v.press("Escape", "c")
	v.happened("found 4", "screen library", "found 3")
}

func TestSearch(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.press("/")
	v.enter("apple")
	v.happened("found 2")
	v.shows("2 cards", "What is a Pippin?", "#exam")
	v.hides("barn owl")
	v.enter(" -asia")
	v.happened("found 1")
	v.press("Escape")
	v.happened("found 4")
	v.enter("is:wrong")
	v.shows("After “is:” there can be due")
	v.press("Escape")
	v.enter("zebra")
	v.shows("No card has this.", "Esc clears the search.")
	v.press("Escape", "Escape", "Down", "c")
	v.enter("apple")
	v.shows("No card of this deck, but 2 cards of others.")
	v.press("Escape", "Down")
	if _, list := v.Canvas().Focused().(*control.List); !list {
		t.Errorf("Down leads from the field to %T", v.Canvas().Focused())
	}
	v.press("Up")
	if _, field := v.Canvas().Focused().(*control.Field); !field {
		t.Errorf("Up leads from the list to %T", v.Canvas().Focused())
	}
	v.button("How to search")
	v.shows("re:trust(ed|ing)")
	v.press("Escape")
	if dialogs.Open(v.Canvas()) {
		t.Error("Esc does not close the panel")
	}
}

func TestActsOnCards(t *testing.T) {
	v := visit(t, 1280, 800, birds)
	v.press("/", "Down", "+Down", "s")
	v.happened("suspended 2", "found 4")
	v.shows("For the 2 cards that you chose.", "suspended")
	v.undo()
	v.happened("undone suspend 2", "found 4")
	if !v.screen.Redo() {
		t.Error("what was taken back cannot be done again")
	}
	v.happened("redone suspend 2", "found 4")
	v.screen.Undo()
	v.happened("undone suspend 2", "found 4")
	v.hides("suspended")
	v.press("s", "b")
	v.happened("suspended 2", "found 4", "unsuspended 2", "found 4")
	v.press("b")
	v.happened("unsuspended 0")
	v.press("all", "3")
	v.happened("flagged 4", "found 4")
	v.shows("flag 3")
	v.press("f", "Home", "Return")
	v.happened("flagged 4", "found 4")
	v.hides("flag 3")
	v.press("Escape", "Home", "t")
	v.enter("hard one")
	v.press("Return")
	v.happened("tagged 1", "found 4")
	v.shows("#hard-one")
	v.press("Escape")
	v.enter("tag:hard-one")
	v.happened("found 1")
	v.press("Down", "u", "Return")
	v.happened("untagged 1", "found 0")
	v.press("Escape", "Escape", "Down", "n")
	test.Type(v.Canvas().Focused(), "Ask about it")
	v.button("Keep it")
	v.happened("remarked 1", "found 4")
	v.shows("your note: Ask about it")
	if !v.screen.Undo() {
		t.Error("nothing to undo")
	}
	v.happened("undone remark 1", "found 4")
	v.hides("Ask about it")
}

func TestStartAnew(t *testing.T) {
	v := visit(t, 900, 600)
	s, err := v.desk.Start(t.Context(), study.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Answer(t.Context(), memory.Good, 0); err != nil {
		t.Fatal(err)
	}
	v.press("/", "Down", "x")
	v.happened("forgotten 1", "found 3")
	v.press("Down", "x")
	v.happened("forgotten 0")
}

func TestLookAndEdit(t *testing.T) {
	v := visit(t, 900, 600)
	v.press("/", "Down", "Down", "Return")
	v.happened("look fruit/origin")
	v.shows("Where do apples come from?", "Central Asia", "The wild one grows there still.", "Fruit · Apples · not met yet")
	v.button("Edit")
	v.press("Home", "e")
	if want := []string{"fruit/origin", "fruit/pippin"}; !slices.Equal(v.edited, want) {
		t.Errorf("edited %q, want %q", v.edited, want)
	}
}

// What takes a while may be done when another screen is shown already.
func TestAnotherScreenKeepsTheKeyboard(t *testing.T) {
	v := visit(t, 900, 600)
	other := control.NewButton("Elsewhere", nil)
	v.Show(other)
	v.Canvas().Focus(other)
	v.screen.Dropped([]string{folder(t, birds)})
	v.button("Install")
	v.happened("planned install birds", "installed birds")
	if v.Canvas().Focused() != fyne.Focusable(other) {
		t.Errorf("%T has the keyboard", v.Canvas().Focused())
	}
}

func TestDeckThatCannotBeRead(t *testing.T) {
	v := visit(t, 900, 600, birds, strings.ReplaceAll(birds, "Birds", "Other"))
	v.shows("Cannot be read")
	v.press("End")
	v.shows("already has the id birds", "It is at ")
	for _, r := range "aseoc" {
		v.press(string(r))
	}
	if len(v.Scopes)+len(v.edited) != 0 {
		t.Errorf("a deck that cannot be read is studied %v, edited %v", v.Scopes, v.edited)
	}
}

// Everything that is written fits into a window of any size that it can have, in text of
// any size.
func TestNothingIsCutOff(t *testing.T) {
	for _, tt := range []struct{ width, scale float32 }{{580, 1}, {840, 1}, {1112, 1}, {840, 1.5}, {1112, theme.MaxScale}} {
		v := visit(t, tt.width, 600, birds)
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Light, tt.scale))
		v.screen = library.New(t.Context(), v.home, v.trade, v)
		v.Show(v.screen.Object())
		v.screen.Shown()
		for range 4 {
			for _, text := range uitest.Outside(v.screen.Object(), v.Canvas().Size()) {
				t.Errorf("at %v: %s", tt, text)
			}
			v.press("Down")
		}
	}
}

func TestEveryControlIsReachedByTab(t *testing.T) {
	v := visit(t, 900, 600, birds)
	seen := map[fyne.Focusable]bool{}
	for range 40 {
		v.press("Tab")
		seen[v.Canvas().Focused()] = true
	}
	for _, label := range []string{"Add a deck", "New deck", "How to search", "Asked twice?", "Suspend", "Move"} {
		if !seen[uitest.Button(t, v.screen.Object(), label)] {
			t.Errorf("Tab does not come by %q", label)
		}
	}
}

// From another screen the keyboard is in the line of the search at once, and stays there
// when the decks have been read; what was typed meanwhile is found then.
func TestFindFromAnotherScreen(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.press("Down", "c")
	v.enter("owl")
	v.slow = true
	v.Show(v.screen.Object())
	v.screen.Shown()
	v.screen.FindAll()
	v.enter("pippin") // in the place of what was searched for before
	v.work()
	v.happened("found 1", "screen library")
	v.shows("All cards", "pippin", "What is a Pippin?")
	v.enter("zz")
	v.shows("No card has this.")
}

// What another screen asks for is looked for in all decks, also when the cards of one
// were shown last.
func TestSearchFromAnotherScreen(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.press("Down", "c")
	v.screen.Shown()
	v.screen.Search("pippin")
	v.happened("found 1")
	v.shows("What is a Pippin?")
}
