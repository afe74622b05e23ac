package main

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// TestSheet draws what an author may want to see, without a display.
func TestSheet(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "alone.md")
	if err := os.WriteFile(file, []byte("---\nid: alone\ntitle: Alone\n---\n## Gaps {#gaps .cloze}\n{{One}} and {{two}}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		sheet Sheet
		wide  int // at least, in pixels
		high  int
	}{
		{"a model", Sheet{Deck: "customer-engagement", Show: "journey", Scale: 1}, 700, 300},
		{"the cards of a note", Sheet{Deck: "../../deck/starter", Show: "places", Scale: 1}, 3 * cardWidth, 400},
		{"twice as large, dark", Sheet{Deck: "../../deck/starter", Show: "testing", Scale: 2, Dark: true}, 2 * cardWidth, 200},
		{"a deck of one file", Sheet{Deck: file, Show: "gaps", Scale: 1}, 2 * cardWidth, 100},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.sheet.Out = filepath.Join(dir, "new", "out.png")
			if err := test.sheet.Run(); err != nil {
				t.Fatal(err)
			}
			f, err := os.Open(test.sheet.Out)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			config, err := png.DecodeConfig(f)
			if err != nil || config.Width < test.wide || config.Height < test.high {
				t.Errorf("the picture is %d by %d, %v; want at least %d by %d", config.Width, config.Height, err, test.wide, test.high)
			}
		})
	}
}

func TestSheetOfNothing(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out.png")
	for name, s := range map[string]Sheet{
		"no such deck":  {Deck: "none", Scale: 1},
		"no such note":  {Deck: "../../deck/starter", Show: "none", Scale: 1},
		"no such scale": {Deck: "../../deck/starter", Scale: 0},
		"no deck":       {Deck: "sheet_test.go", Scale: 1},
	} {
		s.Out = out
		if err := s.Run(); err == nil {
			t.Errorf("%s: no error", name)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: a picture was written", name)
		}
	}
}
