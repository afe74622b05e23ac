package textedit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// Return at the end of a heading's words never takes the attributes out of the heading,
// and in a new note goes on to what is to be overwritten next.
func TestReturnLeavesTheHeading(t *testing.T) {
	for name, tt := range map[string]struct {
		text, want string
		fresh      bool
	}{
		"both ways":      {"## New term {.both}\n\nWhat it means.", "## Why? {.both}\n\nSo.", true},
		"basic":          {"## New question\n\nThe answer.", "## Why?\n\nSo.", true},
		"choice":         {"## New choice {.choice}\n\n- [x] The right option\n- [ ] A wrong option", "## Why? {.choice}\n\n- [x] So.\n- [ ] A wrong option", true},
		"order":          {"## New order {.order}\n\n1. First\n2. Second", "## Why? {.order}\n\n1. So.\n2. Second", true},
		"written before": {"## W {.both #a}\nAn answer.", "## WWhy? {.both #a}\nSo.\nAn answer.", false},
		"no attributes":  {"## W\nAn answer.", "## WWhy?\nSo.\nAn answer.", false},
		"heading alone":  {"## ", "## Why?\nSo.", true},
	} {
		t.Run(name, func(t *testing.T) {
			e, h := shown(t, 500)
			h.Canvas().Focus(e)
			e.Load(tt.text)
			if tt.fresh {
				e.SelectHeading()
			} else {
				e.GoTo(4)
			}
			write := func(s string) {
				for _, r := range s {
					e.TypedRune(r)
				}
			}
			write("Why?")
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			write("So.")
			if e.Text != tt.want {
				t.Errorf("the text is %q, want %q", e.Text, tt.want)
			}
		})
	}
}

// A picture stands in a paragraph of its own, wherever the cursor is.
func TestInsertBlock(t *testing.T) {
	for text, want := range map[string]string{
		"## A\nOne.|\nTwo.":       "## A\nOne.\n\n![]()\n\nTwo.",
		"## A| {.both}\n\nOne.":   "## A {.both}\n\n![]()\n\nOne.",
		"## A\n\n|\n\nOne.":       "## A\n\n![]()\n\nOne.",
		"## A\n- one\n- t|wo":     "## A\n- one\n- two\n\n![]()",
		"## A\n- one\n|":          "## A\n- one\n\n![]()",
		"## A\nOne.|\n\n> Two.\n": "## A\nOne.\n\n![]()\n\n> Two.\n",
	} {
		e, _ := shown(t, 500)
		at := strings.Index(text, "|")
		e.Load(strings.Replace(text, "|", "", 1))
		e.GoTo(at)
		if e.InsertBlock("![]()", "]("); e.Text != want || e.SelectedText() != "](" {
			t.Errorf("into %q: %q, want %q; selected is %q", text, e.Text, want, e.SelectedText())
		}
	}
}

// What the program adds to a text leaves the cursor with the words that it stands between.
func TestUpdateKeepsTheCursor(t *testing.T) {
	const before, now = "## Hi\n\nThe answer.", "## Hi {#hi}\n\nThe answer."
	for at, want := range map[int]int{0: 0, 4: 4, 5: 5, 6: 12, 10: 16} {
		e, _ := shown(t, 500)
		e.Load(before)
		e.GoTo(at)
		if e.Update(now); e.Text != now || e.CursorTextOffset() != want {
			t.Errorf("from %d the cursor comes to %d of %q, want %d", at, e.CursorTextOffset(), e.Text, want)
		}
	}
}
