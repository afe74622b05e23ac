package textedit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/ui/uitest"
)

// shown returns an editor in a window.
func shown(t *testing.T, width float32) (*Editor, *uitest.Host) {
	t.Helper()
	h := uitest.NewHost(t, width, 400)
	e := New()
	h.Show(e)
	return e, h
}

func TestMarksFindWhatAFaultPointsAt(t *testing.T) {
	const text = "## A heading {#a .choise}\nSee [@nobody] for it.\n\n- one\n-\nend"
	at := func(line, column int) deck.Pos { return deck.Pos{File: "deck.md", Line: line, Column: column} }
	for name, tt := range map[string]struct {
		fault deck.Fault
		want  string // "" for no mark
	}{
		"the word there":         {deck.Fault{Pos: at(2, 5)}, "[@nobody]"},
		"what an edit replaces":  {deck.Fault{Pos: at(1, 18), Edits: []deck.Edit{{From: at(1, 18), To: at(1, 25), Text: ".choice"}}}, ".choise"},
		"a line without column":  {deck.Fault{Pos: at(2, 0)}, "See [@nobody] for it."},
		"a heading as a whole":   {deck.Fault{Pos: at(1, 1)}, "A heading {#a .choise}"},
		"an item":                {deck.Fault{Pos: at(4, 1)}, "one"},
		"a line with its mark":   {deck.Fault{Pos: at(5, 1)}, "-"},
		"an empty line":          {deck.Fault{Pos: at(3, 1)}, ""},
		"a column beyond":        {deck.Fault{Pos: at(6, 90)}, "end"},
		"a line that is not":     {deck.Fault{Pos: at(9, 1)}, ""},
		"the text as a whole":    {deck.Fault{Pos: at(0, 0)}, ""},
		"an edit of other lines": {deck.Fault{Pos: at(6, 1), Edits: []deck.Edit{{From: at(1, 1), To: at(1, 2)}}}, "end"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, m := range Marks(text, []deck.Fault{tt.fault}) {
				got = string([]rune(text)[m.From:m.To])
			}
			if got != tt.want {
				t.Errorf("marked %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSaysIsASentence(t *testing.T) {
	got := Says(deck.Fault{Message: "the note has no id", Fix: "write {#name} after the heading"})
	if want := "The note has no id. Write {#name} after the heading."; got != want {
		t.Errorf("says %q, want %q", got, want)
	}
}

// Whatever the text and the width, the entry agrees about where a rune stands.
func TestPlacesAgreeWithTheEntry(t *testing.T) {
	e, h := shown(t, 300)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{
			"a", "word", "\n", "\n\n", " ", "  ", "größer", "漢字漢字", "supercalifragilisticexpialidocioussupercalifragilistic", "- item", "{{c1::x}}",
		}), 0, 60).Draw(t, "words")
		e.Load(strings.Join(words, " "))
		e.Resize(fyne.NewSize(rapid.Float32Range(60, 700).Draw(t, "width"), 300))
		for offset := range len([]rune(e.Text)) + 1 {
			e.CursorRow, e.CursorColumn = e.place(offset)
			if got := e.CursorTextOffset(); got != offset {
				t.Fatalf("rune %d of %q is said to stand at row %d, column %d, where the entry has rune %d", offset, e.Text, e.CursorRow, e.CursorColumn, got)
			}
		}
	})
	h.Window.Canvas().Unfocus()
}

// A click into the line under a mark puts the cursor into the marked words.
func TestBoxesLieUnderTheirWords(t *testing.T) {
	e, _ := shown(t, 320)
	text := "## What is it that a touchpoint is not? {#touchpoint}\nA touchpoint is any contact, direct or indirect, with a firm or with others about it, and also a very long sentence.\n\n- [ ] one\n- [x] two\n"
	e.Load(text)
	runes := []rune(text)
	for _, word := range []string{"What", "indirect", "very long sentence", "two", "{#touchpoint}", "others about it, and also"} {
		before, _, _ := strings.Cut(text, word)
		from := len([]rune(before))
		to := from + len([]rune(word))
		boxes := e.boxes(from, to)
		if len(boxes) == 0 {
			t.Errorf("%q has no box", word)
		}
		for _, b := range boxes {
			for _, x := range []float32{b.at.X + 1, b.at.X + b.size.Width/2, b.at.X + b.size.Width - 1} {
				e.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: e.outOfLayer(box{at: fyne.NewPos(x, b.at.Y+b.size.Height/2)})}, Button: desktop.MouseButtonPrimary})
				if at := e.CursorTextOffset(); at < from || at > to {
					t.Errorf("under %q stands rune %d, %q", word, at, string(runes[max(at-5, 0):min(at+5, len(runes))]))
				}
			}
		}
	}
}

func TestTypingTellsAndSettingDoesNot(t *testing.T) {
	e, h := shown(t, 400)
	var told []string
	e.OnText = func(s string) { told = append(told, s) }
	e.Load("one")
	h.Canvas().Focus(e)
	e.GoTo(3)
	e.TypedRune('!')
	e.SetContent("none")
	if diff := cmp.Diff([]string{"one!"}, told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	if got := e.CursorTextOffset(); got != 4 {
		t.Errorf("after a change from outside the cursor is at %d, want at its end, 4", got)
	}
}

func TestCursorStandsWhereAChangeEnds(t *testing.T) {
	for name, tt := range map[string]struct {
		before, now string
		want        int
	}{
		"added":      {"one three", "one two three", 9},
		"taken away": {"one two three", "one three", 5},
		"replaced":   {"one 2 three", "one two three", 7},
		"nothing":    {"", "", 0},
		"all":        {"abc", "", 0},
		"repeated":   {"aa", "aaa", 3},
	} {
		t.Run(name, func(t *testing.T) {
			if got := changeEnd(tt.before, tt.now); got != tt.want {
				t.Errorf("ends at %d, want %d", got, tt.want)
			}
		})
	}
}

func TestPastedTextIsCleanedAndPicturesAreOffered(t *testing.T) {
	e, h := shown(t, 400)
	h.Canvas().Focus(e)
	e.Normalise = func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
	picture := false
	e.OnPaste = func(fyne.Clipboard) bool { return picture }
	paste := &fyne.ShortcutPaste{Clipboard: &clip{text: "a\r\nb"}}
	e.TypedShortcut(paste)
	picture = true
	e.TypedShortcut(paste)
	if e.Text != "a\nb" {
		t.Errorf("text is %q, want %q", e.Text, "a\nb")
	}
}

func TestUndoAndRedoGoToTheKeeperOfTheText(t *testing.T) {
	e, h := shown(t, 400)
	h.Canvas().Focus(e)
	var asked []string
	e.OnUndo = func() { asked = append(asked, "undo") }
	e.OnRedo = func() { asked = append(asked, "redo") }
	e.TypedRune('x')
	e.TypedShortcut(&fyne.ShortcutUndo{})
	e.TypedShortcut(&fyne.ShortcutRedo{})
	if diff := cmp.Diff([]string{"undo", "redo"}, asked); diff != "" || e.Text != "x" {
		t.Errorf("text is %q; asked (-want +got):\n%s", e.Text, diff)
	}
}

func TestCursorInAMarkIsTold(t *testing.T) {
	e, _ := shown(t, 400)
	e.Load("one two three")
	var told []string
	e.OnMark = func(m Mark, in bool) {
		if !in {
			told = append(told, "out")
			return
		}
		told = append(told, m.Says)
	}
	e.SetMarks([]Mark{{From: 4, To: 7, Says: "Two."}})
	for _, at := range []int{1, 4, 5, 7, 9} {
		e.GoTo(at)
	}
	e.GoTo(5)
	e.SetMarks([]Mark{{From: 4, To: 7, Says: "Two still."}})
	e.SetMarks(nil)
	e.SetMarks(nil)
	if diff := cmp.Diff([]string{"Two.", "out", "Two.", "Two still.", "out"}, told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}

func TestPointerOverAMarkShowsItsSentence(t *testing.T) {
	e, _ := shown(t, 400)
	e.Load("one two three\nfour")
	e.SetMarks([]Mark{{From: 4, To: 7, Says: "This word is wrong.", Severity: deck.Error}})
	at := e.outOfLayer(e.boxes(4, 7)[0]).AddXY(3, 3)
	e.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if words := uitest.Words(e); !strings.Contains(words, "This word is wrong") {
		t.Errorf("the pointer is over a mark, and shown is:\n%s", words)
	}
	e.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(390, 390)}})
	if words := uitest.Words(e); strings.Contains(words, "This word is wrong") {
		t.Errorf("the pointer is elsewhere, and shown is:\n%s", words)
	}
}

func TestKeysThatMeanNothingToATextGoOn(t *testing.T) {
	e, h := shown(t, 400)
	h.Canvas().Focus(e)
	var keys []fyne.KeyName
	h.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { keys = append(keys, ev.Name) })
	for _, k := range []fyne.KeyName{fyne.KeyF6, fyne.KeyF4, fyne.KeyEscape, fyne.KeyLeft} {
		e.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if diff := cmp.Diff([]fyne.KeyName{fyne.KeyF6, fyne.KeyF4, fyne.KeyEscape}, keys); diff != "" {
		t.Errorf("handed on (-want +got):\n%s", diff)
	}
	if e.AcceptsTab() {
		t.Error("Tab stays in the field: nobody gets out without a mouse")
	}
}

func TestPageKeysMoveByWhatIsSeen(t *testing.T) {
	e, _ := shown(t, 400)
	e.Load(strings.Repeat("line\n", 200))
	e.GoTo(0)
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	if e.CursorRow < 8 || e.CursorRow > 30 {
		t.Errorf("a page on, the cursor is in row %d, want about as many as are seen", e.CursorRow)
	}
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	if e.CursorRow != 0 {
		t.Errorf("a page back, the cursor is in row %d, want 0", e.CursorRow)
	}
}

// The cursor stays at its rune when the window becomes narrower or wider.
func TestCursorStaysWhereItIsInTheText(t *testing.T) {
	h := uitest.NewHost(t, 600, 400)
	e := New()
	text := "## How would you define customer engagement in one sentence? {#ce-definition tags=\"card-3\" model=\"dimensions#ce\"}\n\nA customer, by free choice, spends something of their own."
	e.Load(text)
	h.Show(e)
	want := strings.Index(text, " {")
	for _, width := range []float32{600, 420, 900, 300, 600} {
		h.Window.Resize(fyne.NewSize(width, 400))
		if got := e.CursorTextOffset(); got != want {
			t.Errorf("at a width of %v the cursor is at %d, want %d", width, got, want)
		}
	}
}
