package draft_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck/draft"
)

func TestTypingIsOneStepAWord(t *testing.T) {
	d, clock := open(t, small(t))
	k := entry(t, d, "c").Key
	before := d.Text(k)
	text := before
	for _, r := range " More words" {
		text += string(r)
		clock.advance(100 * time.Millisecond)
		d.SetText(k, text)
	}
	var got []string
	for d.CanUndo() {
		if at, ok := d.Undo(); !ok || at != k {
			t.Errorf("Undo = %q, %v, want the piece %q", at, ok, k)
		}
		got = append(got, d.Text(k)[len(before):])
	}
	if diff := cmp.Diff([]string{" More ", " ", ""}, got); diff != "" {
		t.Errorf("steps differ (-want +got):\n%s", diff)
	}
	for d.CanRedo() {
		d.Redo()
	}
	if d.Text(k) != text {
		t.Errorf("redone to %q, want %q", d.Text(k), text)
	}
}

func TestStepsOfTyping(t *testing.T) {
	d, clock := open(t, small(t))
	a, c := entry(t, d, "a").Key, entry(t, d, "c").Key
	steps := func(do func()) int {
		do()
		n := 0
		for d.CanUndo() {
			d.Undo()
			n++
		}
		if d.Dirty() {
			t.Error("all undone, the draft is dirty")
		}
		return n
	}
	typed := func(k draft.Key, s string) {
		for _, r := range s {
			d.SetText(k, d.Text(k)+string(r))
		}
	}
	for _, test := range []struct {
		name string
		do   func()
		want int
	}{
		{"a word", func() { typed(c, "word") }, 1},
		{"words", func() { typed(c, "one two  three") }, 3},
		{"a pause", func() { typed(c, "wo"); clock.advance(3 * time.Second); typed(c, "rd") }, 2},
		{"no pause", func() { typed(c, "wo"); clock.advance(time.Second); typed(c, "rd") }, 1},
		{"two pieces", func() { typed(c, "wo"); typed(a, "rd"); typed(c, "s") }, 3},
		{"deleting", func() {
			for range 4 {
				s := d.Text(c)
				d.SetText(c, s[:len(s)-1])
			}
		}, 1},
		{"typing and deleting", func() {
			typed(c, "word")
			s := d.Text(c)
			d.SetText(c, s[:len(s)-1])
			typed(c, "k")
		}, 3},
		{"another place", func() { typed(c, "word"); d.SetText(c, "x"+d.Text(c)) }, 2},
		{"pasting", func() { typed(c, "word"); d.SetText(c, d.Text(c)+"this was pasted"); typed(c, "x") }, 3},
		{"after a save", func() {
			typed(c, "wo")
			save(t, d)
			typed(c, "rd")
			d.Undo()
			save(t, d)
			d.Undo()
			save(t, d)
		}, 0},
		{"nothing", func() { d.SetText(c, d.Text(c)) }, 0},
		{"Chinese", func() { d.SetText(c, d.Text(c)+"流失"); d.SetText(c, d.Text(c)+"率") }, 1},
	} {
		if got := steps(test.do); got != test.want {
			t.Errorf("%s: %d steps, want %d", test.name, got, test.want)
		}
	}
}

// TestPropertyOfLineEnds sets the text of a piece whose lines end in different ways: the
// text reads back, and lines that were not touched keep their ends.
func TestPropertyOfLineEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := 0
		line := rapid.Custom(func(t *rapid.T) string { // no two are alike, so that it is plain which one went
			n++
			return rapid.SampledFrom([]string{"a", "b ", "流", "c\rd"}).Draw(t, "line") + strconv.Itoa(n)
		})
		ends := rapid.SampledFrom([]string{"\n", "\r\n"})
		raw := "## A {#a}\r\n"
		for _, l := range rapid.SliceOfN(line, 0, 6).Draw(t, "lines") {
			raw += l + ends.Draw(t, "end")
		}
		dir, err := os.MkdirTemp("", "draft")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		if err := os.WriteFile(filepath.Join(dir, "deck.md"), []byte(raw), 0o644); err != nil {
			t.Fatal(err)
		}
		d, err := draft.Open(dir, "", draft.Options{})
		if err != nil {
			t.Fatal(err)
		}
		k := d.Outline()[1].Key
		for range rapid.IntRange(1, 4).Draw(t, "edits") {
			old := strings.Split(d.Text(k), "\n")
			at := rapid.IntRange(1, len(old)).Draw(t, "at")
			cut := rapid.IntRange(0, len(old)-at).Draw(t, "cut")
			put := rapid.SliceOfN(line, 0, 2).Draw(t, "put")
			text := strings.Join(slices.Concat(old[:at], put, old[at+cut:]), "\n")
			before := strings.SplitAfter(texts(d)["deck.md"], "\n")
			d.SetText(k, text)
			if got := d.Text(k); got != text {
				t.Fatalf("Text = %q, want %q as it was set", got, text)
			}
			after := texts(d)["deck.md"]
			if head := strings.Join(before[:at-1], ""); !strings.HasPrefix(after, head) {
				t.Fatalf("the lines before change: %q does not begin with %q", after, head)
			}
			if tail := strings.Join(before[min(at+cut, len(before)):], ""); !strings.HasSuffix(after, tail) {
				t.Fatalf("the lines after change: %q does not end with %q", after, tail)
			}
		}
	})
}
