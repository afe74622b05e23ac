// Command bare opens the plainest window that Fyne can, as large as Touchpoint's:
// the measure that Touchpoint's start and memory are held against. It prints
// "ready" at the same moment of its life, when the last object of the first frame
// is painted.
package main

import (
	"fmt"
	"image"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := app.NewWithID("org.touchpoint.Bare")
	w := a.NewWindow("Bare")
	var once sync.Once
	dot := canvas.NewRaster(func(int, int) image.Image {
		once.Do(func() { fmt.Println("ready") })
		return image.NewAlpha(image.Rect(0, 0, 1, 1))
	})
	dot.Resize(fyne.NewSquareSize(1))
	w.SetContent(container.NewStack(widget.NewLabel("Bare"), container.NewWithoutLayout(dot)))
	w.Resize(fyne.NewSize(1120, 780))
	w.ShowAndRun()
}
