package library_test

import (
	"path/filepath"
	"testing"

	"touchpoint/ui/library"
)

func TestExpand(t *testing.T) {
	home := filepath.FromSlash("/home/ann")
	for _, path := range [][2]string{
		{"decks/tea", "/home/ann/decks/tea"},
		{"~/tea", "/home/ann/tea"},
		{"~", "/home/ann"},
		{" '/srv/my decks' ", "/srv/my decks"},
		{"file:///srv/tea", "/srv/tea"},
	} {
		typed, want := path[0], path[1]
		if got := library.Expand(typed, home); got != filepath.FromSlash(want) {
			t.Errorf("%q leads to %q, want %q", typed, got, want)
		}
	}
}
