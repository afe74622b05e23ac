package library_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/library"
	"touchpoint/ui/theme"
	"touchpoint/ui/uitest"
)

const trees = "word,meaning,topic\noak,a tree with acorns,Broad leaves\npine,a tree with needles,Needles\n"

func TestImportOfATable(t *testing.T) {
	v := visit(t, 900, 600)
	file := filepath.Join(v.dir, "trees.csv")
	write(t, file, trees)
	v.screen.Dropped([]string{file})
	v.happened("found 3", "screen library", "table 2 3")
	v.shows("Import “trees.csv”", "2 rows of 3 columns", "Question", "Answer", "acorns", "The first card", "oak")
	v.press("Tab", "Tab") // to the third column
	v.press("Return")
	v.shows("What is this column?")
	v.press("Home", "Down", "Down", "Down", "Down", "Return")
	v.shows("Section")
	v.press("Down") // the next thing that it can be
	v.shows("Kind of note")
	v.press("Up") // the keyboard has stayed
	v.button("Go on")
	v.shows("Import this?", "“trees” is new: 2 cards from 2 notes.")
	v.press("Return") // Cancel goes back to the table
	v.shows("The first card")
	v.button("Go on")
	v.button("Import")
	v.happened("imported 2 0")
	v.shows("trees", "2 cards from 2 notes")

	write(t, file, trees+"elm,a tree with a rough leaf,Broad leaves\n")
	v.screen.Dropped([]string{file})
	v.button("Go on")
	v.shows("1 note is new")
	v.button("Import")
	v.shows("3 cards from 3 notes")
	v.screen.Undo()
	v.shows("2 cards from 2 notes")
}

// Rows may go to a deck that is here, under a title of its own.
func TestTableIntoADeck(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.screen.Paste()
	test.Type(v.Canvas().Focused(), "What does an eagle owl eat?\tHedgehogs, for one\n")
	v.button("Look at it")
	v.shows("Import “the clipboard”", "Title of the new deck", "Pasted cards", "Between rows")
	v.button("A new deck …")
	v.press("Down", "Return")
	v.hides("Title of the new deck")
	v.button("Go on")
	v.shows("“Birds”: 1 note is new.")
	v.button("Import")
	v.shows("2 cards from 2 notes", "Birds")
}

func TestTableThatIsLeft(t *testing.T) {
	v := visit(t, 900, 600)
	before := v.words()
	v.press("p")
	test.Type(v.Canvas().Focused(), "a,b\n")
	v.button("Look at it")
	v.press("Escape")
	if now := v.words(); now != before {
		t.Errorf("left %s, want %s", now, before)
	}
	v.press("Down", "c") // keys of the decks again
	v.shows("What is a Pippin?")
}

// What is too long to be typed in is taken all the same.
func TestLongPaste(t *testing.T) {
	v := visit(t, 900, 600)
	v.press("p")
	fyne.CurrentApp().Clipboard().SetContent(strings.Repeat("what is this line,a line\n", 1000))
	v.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	v.shows("more lines")
	v.button("Look at it")
	v.shows("1,000 rows of 2 columns")
}

func TestExportInEveryFormat(t *testing.T) {
	v := visit(t, 900, 600)
	v.press("Down", "o")
	v.shows("Export “Fruit”", "Touchpoint deck", "Anki package", "Handout")
	for i, ending := range []string{".deck", ".apkg", ".csv", ".html", ".pdf"} {
		if i > 0 {
			v.press("o")
		}
		for range i {
			v.press("Down")
		}
		v.press("Return", "Return")
		v.happened("exported fruit")
		file := filepath.Join(v.dir, "fruit-1.0.0"+ending)
		if info, err := os.Stat(file); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v, %v", ending, info, err)
		}
	}
	v.screen.Dropped([]string{filepath.Join(v.dir, "fruit-1.0.0.apkg")})
	v.shows("There is nothing new in it")
}

// A table that was made of a deck goes back to it.
func TestTableComesBack(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.press("Down", "o", "Down", "Down", "Return", "Return")
	v.happened("export birds", "exported birds")
	file := filepath.Join(v.dir, "birds-0.9.csv")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write(t, file, strings.Replace(string(data), "Voles, mostly", "Voles and mice", 1))
	v.screen.Dropped([]string{file})
	v.shows("Birds …")
	v.button("Go on")
	v.shows("“Birds”: 1 note gets its newer text.")
	v.button("Import")
	v.press("c", "Down", "l")
	v.shows("Voles and mice")
}

func TestPagesBeforePrinting(t *testing.T) {
	v := visit(t, 900, 600)
	v.press("Down", "o", "End")
	v.shows("What for", "To fold", "Paper", "Sections")
	v.button("To cut out")
	v.button("All …")
	v.shows("Which sections?", "Apples", "Pears")
	v.press(" ", "Return")
	v.press("Escape")
	v.press("o", "End")
	v.button("To cut out") // on both sides of the paper
	v.press("l")
	v.shows("“Fruit” on paper · 1 / 2")
	v.press(string(fyne.KeyPageDown))
	v.shows("2 / 2")
	v.press("Escape")
	v.shows("Export “Fruit”")
	v.press("Escape")
	v.shows("Version 1.0.0")
}

// Every page that lies over the decks fits, in text of any size, and all of it is reached
// by Tab.
func TestLeavesFit(t *testing.T) {
	for _, tt := range []struct{ width, scale float32 }{{580, 1}, {840, 1}, {1112, 1}, {840, 1.5}, {840, theme.MaxScale}} {
		v := visit(t, tt.width, 600)
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Light, tt.scale))
		v.screen = library.New(t.Context(), v.home, v.trade, v)
		v.Show(v.screen.Object())
		v.screen.Shown()
		v.press("Down", "o", "End")
		v.fits()
		v.button("Look at the pages")
		v.fits()
		v.press("Escape", "Escape", "p")
		test.Type(v.Canvas().Focused(), "cell;cell;cell"+"\n")
		v.button("Look at it")
		v.fits()
		seen := map[string]bool{}
		for range 60 {
			v.press("Tab")
			if b, ok := v.Canvas().Focused().(*control.Button); ok {
				seen[b.Label] = true
			}
		}
		for _, label := range []string{"Comma", "Plain text", "Update", "Go on", "Cancel"} {
			if !seen[label] {
				t.Errorf("Tab does not come by %q", label)
			}
		}
		if dialogs.Open(v.Canvas()) {
			t.Error("a panel is open")
		}
	}
}

// fits checks that nothing reaches beyond the sides of the window.
func (v *visitor) fits() {
	v.t.Helper()
	for _, text := range uitest.Outside(v.screen.Object(), v.Canvas().Size()) {
		v.t.Error(text)
	}
}

// What has the keyboard is seen, in text of any size.
func TestTheKeyboardIsSeenOnALeaf(t *testing.T) {
	v := visit(t, 840, 600)
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Light, theme.MaxScale))
	v.screen = library.New(t.Context(), v.home, v.trade, v)
	v.Show(v.screen.Object())
	v.screen.Shown()
	v.press("Down", "o", "End")
	foot := fyne.CurrentApp().Driver().AbsolutePositionForObject(uitest.Button(t, v.screen.Object(), "Print to PDF")).Y
	for i := range 11 {
		v.press("Tab")
		if i == 2 {
			v.press("Return")
		}
		o := v.Canvas().Focused().(fyne.CanvasObject)
		y := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
		if y < 0 || y < foot && y+o.Size().Height > foot {
			t.Errorf("%d: %q is at %.0f to %.0f, the foot at %.0f", i, uitest.Words(o), y, y+o.Size().Height, foot)
		}
	}
}
