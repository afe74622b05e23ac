package desktop

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLinesAreWholeHoweverTheyArrive(t *testing.T) {
	var got []string
	w := &lineWriter{emit: func(l line) { got = append(got, l.text) }}
	for _, part := range []string{"rea", "dy\nsh", "ow a/b\n\nreveal", " a/b\nunfin"} {
		if n, err := w.Write([]byte(part)); n != len(part) || err != nil {
			t.Errorf("Write(%q) = %d, %v, want %d", part, n, err, len(part))
		}
	}
	if diff := cmp.Diff([]string{"ready", "show a/b", "", "reveal a/b"}, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestWrongTellsFaultsFromChatter(t *testing.T) {
	for text, want := range map[string]bool{
		"2026/01/05 09:00:00 Fyne error:  *** Error in Fyne call thread, this should have been called in fyne.Do[AndWait] ***": true,
		"panic: runtime error: index out of range [3] with length 3":                                                           true,
		"fatal error: all goroutines are asleep - deadlock!":                                                                   true,
		"SIGSEGV: segmentation violation":                                                                                      true,
		"WARNING: DATA RACE":                                                                                                   true,
		"2026/01/05 09:00:00 Fyne error:  failed to watch theme settings":                                                      false,
		"2026/01/05 09:00:00 INFO no reason to panic: all is well":                                                             false,
	} {
		if got := wrong.MatchString(text); got != want {
			t.Errorf("wrong(%q) = %t, want %t", text, got, want)
		}
	}
}

func TestATranscriptsTailIsItsEnd(t *testing.T) {
	var short, long transcript
	short.add(line{text: "one"})
	short.add(line{text: "two"})
	if got, want := short.tail(), "one\ntwo"; got != want {
		t.Errorf("tail = %q, want %q", got, want)
	}
	for i := range 100 {
		long.add(line{text: fmt.Sprintf("%02d", i)})
	}
	if got := long.tail(); got[:2] != "40" || got[len(got)-2:] != "99" {
		t.Errorf("tail of 100 lines runs from %q to %q, want the last 60", got[:2], got[len(got)-2:])
	}
}
