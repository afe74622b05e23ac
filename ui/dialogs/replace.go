package dialogs

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// Replace asks whether another file of the same name may go.
func Replace(c fyne.Canvas, file string, keep, replace func()) {
	Show(c, Panel{
		Title: "Replace this file?",
		Content: page.NewLine("There is a “"+filepath.Base(file)+"” in "+filepath.Dir(file)+" already. What is in it would be lost.",
			page.Style{Size: theme.Body, Color: theme.Ink}),
		Buttons: []Button{{Label: "Keep it", Primary: true, Do: keep}, {Label: "Replace", Do: replace}},
	})
}
