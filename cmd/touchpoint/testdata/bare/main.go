// Command bare opens the plainest window that Fyne can: the measure that
// Touchpoint's start and memory are held against. It prints "ready" when its
// first frame is on the screen, exactly as Touchpoint does.
package main

import (
	"fmt"
	"image"
	"image/color"
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
	w.SetContent(container.NewStack(widget.NewLabel("Bare"), firstFrame(func() { fmt.Println("ready") })))
	w.Resize(fyne.NewSize(1100, 760))
	w.ShowAndRun()
}

// firstFrame is a dot without colour that is asked for while the first frame is
// painted. What it then queues runs as soon as that frame is on the screen.
func firstFrame(shown func()) fyne.CanvasObject {
	var once sync.Once
	dot := canvas.NewRaster(func(int, int) image.Image {
		once.Do(func() { fyne.CurrentApp().Driver().DoFromGoroutine(shown, false) })
		return image.NewUniform(color.Transparent)
	})
	dot.Resize(fyne.NewSquareSize(1))
	return container.NewWithoutLayout(dot)
}
