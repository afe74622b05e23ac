package ui

import (
	"os"
	"path/filepath"

	"touchpoint/deck/pack"
	"touchpoint/deck/safefile"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/insight"
	shelves "touchpoint/ui/library"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

var _ insight.Host = (*Window)(nil)

// figures is the screen of Insight, which stays from one visit to the next.
func (w *Window) figures() *insight.Screen {
	if w.insight == nil {
		w.insight = insight.New(w.ctx, insight.Sources{Desk: w.parts.Desk, Journal: w.parts.Journal}, w)
	}
	return w.insight
}

// OpenCards shows the cards that a search finds.
func (w *Window) OpenCards(query string) {
	w.goTo(libraryPlace)
	w.library.Search(query)
}

// Export asks where to, and writes a file that is called name at first.
func (w *Window) Export(name string, data []byte) {
	field := control.NewField(filepath.Join(w.Start(), name), "Where to", nil)
	field.CursorColumn = len([]rune(field.Text))
	write := func() { w.exportTo(shelves.Expand(field.Text, w.Start()), name, data, false) }
	shut := dialogs.Show(w.Canvas(), dialogs.Panel{
		Title: "Export", First: field,
		Content: page.Column(theme.Gap8, field,
			page.NewLine("A file, or a folder that “"+name+"” goes into.", page.Style{Size: theme.Caption, Color: theme.Muted})),
		Buttons: []dialogs.Button{{Label: "Cancel"}, {Label: "Export", Primary: true, Do: write}},
	})
	field.Enter = func() {
		shut()
		write()
	}
}

// exportTo writes a file; if there is another one of that name it asks first.
func (w *Window) exportTo(path, name string, data []byte, replace bool) {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		path = filepath.Join(path, name)
		_, err = os.Stat(path)
	}
	if err == nil && !replace {
		dialogs.Replace(w.Canvas(), path, func() {}, func() { w.exportTo(path, name, data, true) })
		return
	}
	w.Away(func() func() {
		err := safefile.Write(path, data)
		return func() {
			if err != nil {
				w.Problem(pack.Unwritable(path, err))
				return
			}
			w.Trace("exported %s", filepath.Base(path))
			w.Toast("Exported to "+path, "", "", nil)
		}
	})
}
