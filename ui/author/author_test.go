package author_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/ui/author"
	"touchpoint/ui/control"
	"touchpoint/ui/uitest"
)

func TestScreenShowsOutlineTextAndPreview(t *testing.T) {
	d := tea(t)
	for _, want := range []string{"About this deck", "Leaves", "What is tea?", "Water", "1 card", "An infusion of leaves."} {
		if !d.shows(want) {
			t.Errorf("%q is not shown", want)
		}
	}
	d.h.wait(t, "the check", func() bool { return d.shows("1 error") })
	if !d.shows("Source: Smith (2020)") {
		t.Error("the source is not named")
	}
	for _, want := range []string{"screen author tea", "editing tea", "preview 1 cards"} {
		if !d.h.traced(want) {
			t.Errorf("%q is not traced in %q", want, d.h.Lines)
		}
	}
}

func TestTypingChangesThePreviewAndUndoTakesItBack(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyF6) // to the cloze
	if !d.h.traced("editing hot") || !d.h.traced("preview 2 cards") {
		t.Fatalf("traced %q", d.h.Lines)
	}
	e := d.editor(t)
	e.GoTo(len([]rune(e.Text)))
	d.write(" White {{75}}.")
	if !d.h.traced("preview 3 cards") || !d.shows("3 cards") || !d.shows("Not saved yet") {
		t.Errorf("after typing a third gap: %q", d.h.Lines)
	}
	for d.d.CanUndo() {
		d.Undo()
	}
	if !d.shows("2 cards") || d.Dirty() || strings.Contains(e.Text, "75") {
		t.Errorf("after undoing all the text is %q", e.Text)
	}
	if !d.Redo() {
		t.Error("nothing can be made again")
	}
}

func TestAQuickFixMends(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyDown, fyne.KeyF6)
	e := d.editor(t)
	if len(e.Marks()) != 1 || !d.shows("Fix it") {
		t.Fatalf("marks are %v", e.Marks())
	}
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	if !strings.Contains(e.Text, "{#teas .choice}") || len(e.Marks()) != 0 {
		t.Errorf("the text is %q, with marks %v", e.Text, e.Marks())
	}
	if !slices.ContainsFunc(d.h.Lines, func(l string) bool { return strings.HasPrefix(l, "fixed ") }) {
		t.Errorf("traced %q", d.h.Lines)
	}
}

func TestF8GoesToWhatIsWrong(t *testing.T) {
	d := tea(t)
	d.h.wait(t, "the check", func() bool { return d.shows("1 error") })
	d.press(fyne.KeyF8)
	e := d.editor(t)
	if at := strings.Index(e.Text, ".choise"); e.CursorTextOffset() < at || e.CursorTextOffset() > at+len(".choise") {
		t.Errorf("the cursor is at %d of %q", e.CursorTextOffset(), e.Text)
	}
	d.Fix()
	d.h.wait(t, "the next check", func() bool { return !d.shows("1 error") })
}

func TestANewNoteByKeyboard(t *testing.T) {
	d := tea(t)
	d.NewNote()
	d.write("gaps")
	d.press(fyne.KeyReturn)
	e := d.editor(t)
	if !strings.Contains(e.Text, ".cloze") {
		t.Fatalf("the new note is %q", e.Text)
	}
	d.write("How long?")
	if !strings.HasPrefix(e.Text, "## How long? {") {
		t.Errorf("what is to be overwritten stayed: %q", e.Text)
	}
	if !d.shows("How long?") {
		t.Error("the outline does not follow the question")
	}
}

func TestMovingAndRemoving(t *testing.T) {
	d := tea(t)
	titles := func() string {
		var list []string
		for _, e := range d.d.Outline() {
			if e.Kind == draft.Note {
				list = append(list, e.ID)
			}
		}
		return strings.Join(list, " ")
	}
	d.MoveDown()
	if got := titles(); got != "teas tea hot" {
		t.Errorf("moved down: %s", got)
	}
	d.MoveUp()
	d.press(fyne.KeyDelete)
	if got := titles(); got != "teas hot" {
		t.Errorf("removed: %s", got)
	}
	d.Undo()
	if got := titles(); got != "tea teas hot" {
		t.Errorf("undone: %s", got)
	}
}

func TestFindNarrowsTheOutline(t *testing.T) {
	d := tea(t)
	d.write("HOT") // letters in the outline begin to find

	if d.shows("Which of these") || !d.shows("How hot?") {
		t.Error("the outline does not show what is sought alone")
	}
	d.write("zzz")
	if !d.shows("Nothing has these words") {
		t.Error("nothing is found, and nothing says so")
	}
	d.press(fyne.KeyEscape)
	if !d.shows("Which of these") {
		t.Error("Esc does not show all again")
	}
}

func TestSaveWritesTheFileAndTellsTheWindow(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyF6)
	d.write(" Really?")
	d.Save()
	if !d.shows("Saving …") {
		t.Error("nothing says that it is being saved")
	}
	d.Save() // is one too many, and does no harm
	d.h.wait(t, "the save", func() bool { return len(d.h.saved) > 0 })
	if got := d.file(t, "deck.md"); !strings.Contains(got, "## What is tea? Really? {#tea}\n") {
		t.Errorf("the file is:\n%s", got)
	}
	if !d.h.traced("saved 1 files") || !slices.Equal(d.h.saved, []deck.ID{"tea"}) || d.Dirty() || !d.shows("Saved") {
		t.Errorf("traced %q, told %q", d.h.Lines, d.h.saved)
	}
}

func TestANewVersionIsShownBeforeItIsSaved(t *testing.T) {
	d := tea(t)
	h, _ := d.d.Head()
	h.Version = "1.1.0"
	if err := d.d.SetHead(h); err != nil {
		t.Fatal(err)
	}
	d.Save()
	d.h.wait(t, "what changes", func() bool { return d.shows("What students will see") })
	if strings.Contains(d.file(t, "deck.md"), "1.1.0") {
		t.Error("the version was saved before it was shown")
	}
	test.Tap(uitest.Button(t, d.h.Canvas().Overlays().Top(), "Save version 1.1.0"))
	d.h.wait(t, "the save", func() bool { return len(d.h.saved) > 0 })
	if !strings.Contains(d.file(t, "deck.md"), "1.1.0") {
		t.Error("the version was not saved")
	}
}

func TestF6GoesRoundThreeParts(t *testing.T) {
	d := tea(t)
	first := d.h.Canvas().Focused()
	d.press(fyne.KeyF6)
	d.editor(t)
	d.press(fyne.KeyF6)
	if f := d.h.Canvas().Focused(); f == nil || f == first {
		t.Errorf("the preview does not get the keyboard: %T", f)
	}
	d.press(fyne.KeyF6)
	if d.h.Canvas().Focused() != first {
		t.Error("the keyboard does not come back to the outline")
	}
	d.Find()
	d.press(fyne.KeyF6)
	d.editor(t)
}

func TestDetailsWriteTheHeading(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyF4)
	test.Tap(uitest.Button(t, d.Object(), "+ Add a tag"))
	d.write("exam")
	d.press(fyne.KeyReturn)
	test.Tap(uitest.Button(t, d.Object(), "+ Add a note"))
	d.write("How hot")
	d.press(fyne.KeyReturn)
	d.press(fyne.KeyF6)
	if got := d.d.Text(key(d, "tea")); !strings.HasPrefix(got, `## What is tea? {#tea `) || !strings.Contains(got, `tags="exam"`) || !strings.Contains(got, `after="hot"`) {
		t.Errorf("the note is %q", got)
	}
	test.Tap(uitest.Button(t, d.Object(), "exam"))
	if got := d.d.Text(key(d, "tea")); strings.Contains(got, "exam") {
		t.Errorf("the tag stayed: %q", got)
	}
}

func key(d *desk, id string) draft.Key {
	for _, e := range d.d.Outline() {
		if e.ID == id {
			return e.Key
		}
	}
	return ""
}

func TestTheDeckPageWritesTheFrontMatter(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyHome, fyne.KeyF6)
	title, ok := d.h.Canvas().Focused().(interface{ SetText(string) })
	if !ok {
		t.Fatalf("the keyboard is with %T", d.h.Canvas().Focused())
	}
	title.SetText("Tea and water")
	d.press(fyne.KeyReturn)
	if h, _ := d.d.Head(); h.Title != "Tea and water" || !d.shows("Tea and water") {
		t.Errorf("the title is %q", h.Title)
	}
	test.Tap(uitest.Button(t, d.Object(), "+ Source"))
	d.write("jones2019")
	d.h.Canvas().FocusNext()
	d.write("Jones, B. (2019). Water.")
	d.press(fyne.KeyReturn)
	if _, sources := d.d.Head(); len(sources) != 2 {
		t.Errorf("sources are %v", sources)
	}
}

func TestCitingASource(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyF6)
	e := d.editor(t)
	e.GoTo(len([]rune(e.Text)))
	d.Cite()
	d.write("smith")
	d.press(fyne.KeyReturn)
	if !strings.HasSuffix(e.Text, "[@smith2020]") {
		t.Errorf("the text is %q", e.Text)
	}
}

func TestBoxesOnAPictureAreText(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	d := open(t, map[string]string{
		"deck.md":     head + "# A\n\n## Where? {#where .occlude}\n![A plant](media/a.png)\n- 1: 10 10 20 20 Leaf\n",
		"media/a.png": b.String(),
	})
	if !d.shows("Boxes") {
		t.Fatal("a picture with boxes is not shown as one")
	}
	d.press(fyne.KeyF6)
	d.write("n")
	if got := d.d.Text(key(d, "where")); !strings.Contains(got, "- 1: 10 10 20 20 Leaf\n") || !strings.Contains(got, "- 2: 40 45 20 10") {
		t.Errorf("the note is %q", got)
	}
	if !d.h.traced("preview 2 cards") {
		t.Errorf("traced %q", d.h.Lines)
	}
	d.Undo()
	if got := d.d.Text(key(d, "where")); strings.Contains(got, "- 2:") {
		t.Errorf("undone, the note is %q", got)
	}
}

func TestAPictureIsTakenFromAFile(t *testing.T) {
	d := tea(t)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 2))); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "cup.png")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if !d.Drop([]string{file}) {
		t.Fatal("a picture was dropped and not taken")
	}
	d.h.wait(t, "the picture", func() bool { return strings.Contains(d.d.Text(key(d, "tea")), "](media/cup.png)") })
}

func TestWhatAnotherProgramWritesIsTakenOver(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyF6)
	d.write(" Mine.")
	other := strings.Replace(head+notes, "How hot?", "How hot is it?", 1)
	if err := os.WriteFile(filepath.Join(d.dir, "deck.md"), []byte(other), 0o644); err != nil {
		t.Fatal(err)
	}
	d.Refresh()
	if !d.h.traced("merged") || !d.shows("How hot is it?") || !strings.Contains(d.d.Text(key(d, "tea")), "Mine.") {
		t.Errorf("traced %q", d.h.Lines)
	}
}

func TestAConflictIsAsked(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyF6)
	d.write(" Mine.")
	other := strings.Replace(head+notes, "What is tea?", "What is tea, then?", 1)
	if err := os.WriteFile(filepath.Join(d.dir, "deck.md"), []byte(other), 0o644); err != nil {
		t.Fatal(err)
	}
	d.Refresh()
	if !d.h.traced("conflict") || !d.shows("What is tea, then?") {
		t.Fatalf("traced %q", d.h.Lines)
	}
	test.Tap(uitest.Button(t, d.h.Canvas().Overlays().Top(), "Take the other"))
	if got := d.d.Text(key(d, "tea")); !strings.HasPrefix(got, "## What is tea, then? {#tea}") {
		t.Errorf("the note is %q", got)
	}
}

func TestClosingKeepsUnsavedWork(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyF6)
	d.write(" Mine.")
	closing(d.Screen, d.h)
	found := draft.Unsaved(d.recovery)
	if len(found) != 1 {
		t.Fatalf("%d recoveries are found", len(found))
	}
	again, err := draft.Open(d.dir, "", draft.Options{Recovery: d.recovery, Now: d.h.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Recover(found[0]); err != nil {
		t.Fatal(err)
	}
	s := author.New(t.Context(), again, d.h)
	t.Cleanup(func() { closing(s, d.h) })
	d.h.Show(s.Object())
	if words := uitest.Words(s.Object()); !strings.Contains(words, "Mine.") || !strings.Contains(words, "Not saved yet") {
		t.Errorf("taken up again, the screen shows:\n%s", words)
	}
}

func TestLeavingAsksWhereSomethingIsNotSaved(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyF6)
	d.write(" Mine.")
	d.GoBack()
	if d.h.Left != 0 {
		t.Fatal("left without a question")
	}
	test.Tap(uitest.Button(t, d.h.Canvas().Overlays().Top(), "Save and go"))
	d.h.wait(t, "the save", func() bool { return len(d.h.saved) > 0 })
	if d.h.Left != 1 || !strings.Contains(d.file(t, "deck.md"), "Mine.") {
		t.Error("what was changed is not saved, or the screen stayed")
	}
}

// Nothing that is written reaches beyond the window, in any view, at any size of it.
func TestEverythingFitsTheWindow(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyF4)
	for _, size := range []fyne.Size{{Width: 820, Height: 560}, {Width: 1112, Height: 760}} {
		d.h.Window.Resize(size)
		for range 7 {
			d.Object().Refresh()
			for _, o := range uitest.Outside(d.Object(), size) {
				if !strings.Contains(o, "##") {
					t.Errorf("%v: %s", size, o)
				}
			}
			d.press(fyne.KeyDown)
		}
		d.press(fyne.KeyHome)
	}
}

// Everything that can be pressed can be reached with Tab.
func TestTabReachesTheButtons(t *testing.T) {
	d := tea(t)
	seen := map[string]bool{}
	for range 60 {
		d.h.Canvas().FocusNext()
		if b, ok := d.h.Canvas().Focused().(*control.Button); ok {
			seen[b.Label] = true
		}
	}
	for _, want := range []string{"‹ Decks", "Save", "+ Note", "Details", "Cite", "Question and answer"} {
		if !seen[want] {
			t.Errorf("%q cannot be reached", want)
		}
	}
}

func TestTheQuestionOfAPictureIsInItsForm(t *testing.T) {
	d := tea(t)
	d.NewNote()
	d.write("picture")
	d.press(fyne.KeyReturn)
	d.Details()
	field, ok := d.h.Canvas().Focused().(*control.Field)
	if !ok {
		t.Fatalf("the keyboard is with %T, not with the form", d.h.Canvas().Focused())
	}
	field.Put("  Where is\tthe lid? ")
	d.press(fyne.KeyReturn)
	if !d.shows("Where is the lid?") {
		t.Errorf("the outline is %s", uitest.Words(d.Object()))
	}
	d.Undo()
	if d.shows("Where is the lid?") {
		t.Error("it cannot be undone")
	}
}
