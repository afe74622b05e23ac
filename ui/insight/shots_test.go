package insight_test

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"touchpoint/ui/theme"
)

// TestShots writes pictures of the screen to the folder that TOUCHPOINT_SHOTS names, to be
// looked at; without it, it only goes through the page at all sizes and looks.
func TestShots(t *testing.T) {
	folder := os.Getenv("TOUCHPOINT_SHOTS")
	v := year(t, 1112, 740)
	for _, c := range []struct {
		name          string
		look          theme.Appearance
		scale         float32
		width, height float32
	}{
		{"light-1280", theme.Light, 1, 1112, 800}, // beside the navigation
		{"dark-1280", theme.Dark, 1, 1112, 800},
		{"light-900", theme.Light, 1, 840, 600},
		{"dark-900", theme.Dark, 1, 840, 600},
		{"large-900", theme.Light, 2, 840, 600},
	} {
		fyne.CurrentApp().Settings().SetTheme(theme.New(c.look, c.scale))
		v.Window.Resize(fyne.NewSize(c.width, c.height))
		v.Show(v.screen.Object())
		v.screen.Key(fyne.KeyHome)
		for i := range 8 {
			if folder != "" {
				shoot(t, v, filepath.Join(folder, fmt.Sprintf("%s-%d.png", c.name, i)))
			}
			v.screen.Key(fyne.KeyPageDown)
		}
	}
	v.sound(t)
}

func shoot(t *testing.T, v *visitor, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, v.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}
