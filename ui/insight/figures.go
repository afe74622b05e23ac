package insight

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/ui/chart"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// Figures are the numbers behind a chart, or a table that has none.
type figures struct {
	name string // of the files that they are exported to, without ending
	head string // above the table
	rows func() (head []string, rows [][]string)
	text func() string // for the clipboard
	csv  func() []byte
	png  func() ([]byte, error) // nil where there is no picture
}

// ofChart are the figures of a chart.
func ofChart(name, title string, c *chart.View) figures {
	return figures{name: name, head: title, rows: c.Table, text: c.Text, csv: c.CSV, png: func() ([]byte, error) { return c.PNG(2) }}
}

// ofTable are the figures of a table.
func ofTable(name, title string, table func() ([]string, [][]string)) figures {
	return figures{
		name: name, head: title, rows: table,
		text: func() string { return chart.Text(table()) },
		csv:  func() []byte { return chart.CSV(table()) },
	}
}

// tableText draws a table.
func tableText(head []string, rows [][]string) *page.Text {
	return page.NewText([]deck.Block{tableBlock(head, rows)}, page.Style{Size: theme.Body, Color: theme.Ink}, nil)
}

func tableBlock(head []string, rows [][]string) deck.Block {
	table := deck.Block{Kind: deck.Table}
	for i, row := range append([][]string{head}, rows...) {
		var cells []deck.Cell
		for _, text := range row {
			cells = append(cells, deck.Cell{Spans: []deck.Span{{Text: text, Strong: i == 0}}})
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}

// mostRows is how many rows of a table a panel shows; copied and exported are all.
const mostRows = 120

// showFigures shows the numbers of a chart, to be read, copied and exported.
func (s *Screen) showFigures(f figures) {
	head, rows := f.rows()
	content := page.Column(theme.Gap8)
	if len(rows) == 0 {
		content.Objects = append(content.Objects, page.NewLine("There are no figures yet.", page.Style{Size: theme.Body, Color: theme.Muted}))
	} else {
		content.Objects = append(content.Objects, tableText(head, rows[max(len(rows)-mostRows, 0):]))
	}
	if len(rows) > mostRows {
		content.Objects = append(content.Objects, page.NewLine(
			"These are the last "+deck.Number(mostRows)+" of "+deck.Number(len(rows))+" lines. All are copied and exported.",
			page.Style{Size: theme.Caption, Color: theme.Muted}))
	}
	buttons := []dialogs.Button{
		{Label: "Close", Primary: true},
		{Label: "Copy", Do: func() { s.copyFigures(f) }},
		{Label: "Table file", Do: func() { s.host.Export(f.name+".csv", f.csv()) }},
	}
	if f.png != nil {
		buttons = append(buttons, dialogs.Button{Label: "Picture", Do: func() { s.exportPicture(f) }})
	}
	dialogs.Show(s.host.Canvas(), dialogs.Panel{Title: f.head, Content: content, Buttons: buttons})
}

// copyFigures puts a chart's table on the clipboard.
func (s *Screen) copyFigures(f figures) {
	fyne.CurrentApp().Clipboard().SetContent(f.text())
	s.host.Trace("copied %s", f.name)
	s.host.Toast("The figures are copied, ready for a spreadsheet.", "", "", nil)
}

func (s *Screen) exportPicture(f figures) {
	data, err := f.png()
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.host.Export(f.name+".png", data)
}

// withFigures sets a chart with the words that show its figures at the right of its title.
func (s *Screen) withFigures(c fyne.CanvasObject, f func() figures) fyne.CanvasObject {
	figures := newAside("Figures", func() { s.showFigures(f()) }, func() { s.copyFigures(f()) })
	return &fyne.Container{Layout: corner{}, Objects: []fyne.CanvasObject{c, figures}}
}

// corner gives the first object all room and sets the second at the top right of it.
type corner struct{}

// HeightFor is that of the first.
func (corner) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return page.Height(objects[0], width)
}

func (corner) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (corner) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
	m := objects[1].MinSize()
	line := theme.Size(theme.Body) * page.LineHeight // of the title
	objects[1].Move(fyne.NewPos(size.Width-m.Width, (line-m.Height)/2))
	objects[1].Resize(m)
}
