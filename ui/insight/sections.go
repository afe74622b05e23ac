package insight

import (
	"slices"

	"fyne.io/fyne/v2"

	"touchpoint/deck/study/insight"
	"touchpoint/ui/chart"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// sections are the parts of the page. The charts stay when another scope is shown, so
// that the keyboard stays where it is.
type sections struct {
	screen  *Screen
	objects []fyne.CanvasObject
	charts  []plotted
	table   *page.Text // of true retention
	weak    *fyne.Container
	leeches *fyne.Container
	plan    *control.Button
	details *page.Text
	models  *chart.View
	drawing *drawing
	stops   []fyne.Focusable // the buttons of the lists, which are filled anew
}

// plotted is a chart with what it is made of.
type plotted struct {
	view *chart.View
	data func(*insight.View) chart.Data
}

// fewDue are so few cards that no day is unusual for having them.
const fewDue = 5

func newSections(s *Screen) *sections {
	p := &sections{screen: s}
	p.table = tableText([]string{""}, nil)
	p.details = page.NewLine("", page.Style{Size: theme.Caption, Color: theme.Muted})
	p.weak, p.leeches = page.Column(0), page.Column(0)
	p.plan = control.NewButton("Plan", s.host.OpenPlan)
	p.plan.Key = "P"

	p.add("", p.chart("today", "Today", todayTiles), p.chart("year", "A year of study", yearCalendar))
	p.add("What you remember", besideEachOther(
		p.chart("remembered", "Remembered when a card came back", retentionLines),
		p.retention(),
	))
	p.add("What is coming", p.chart("forecast", "Cards that come back", forecastColumns), page.Row(theme.Gap16, -1, p.plan))
	p.drawing = newDrawing(s)
	models := p.pressed(p.openModel, "models", "Models", modelBars)
	p.models = p.charts[len(p.charts)-1].view
	p.models.OnMove = func(i int) {
		p.drawing.show(s.view.Models, i)
		s.page.Relayout()
	}
	p.add("What could do with another look", besideEachOther(p.weak, p.leeches), besideEachOther(models, p.drawing.object))
	p.add("How your cards stand", narrowBeside(
		p.chart("recall", "How well you know them today", recallBins),
		p.chart("stability", "How long cards last", stabilityBins),
		p.chart("difficulty", "How hard cards are", difficultyBins),
	))
	p.add("When, and how long", besideEachOther(
		p.chart("hours", "Hours of the day", hourColumns),
		p.chart("seconds", "Seconds an answer", lengthBins),
		p.pressed(p.openTopic, "topics", "Time by topic", topicBars),
		p.pressed(p.openCard, "cards", "Cards that took most", cardBars),
	))
	p.add("How well the program knows you", besideEachOther(
		p.chart("calibration", "Expected and remembered", calibrationGroups), p.details,
	))
	return p
}

// add adds a section.
func (p *sections) add(title string, objects ...fyne.CanvasObject) {
	col := page.Column(theme.Gap24)
	if title != "" {
		col.Objects = append(col.Objects, page.Hairline(),
			page.NewLine(title, page.Style{Size: theme.Title, Color: theme.Ink, Bold: true}))
	}
	col.Objects = append(col.Objects, objects...)
	p.objects = append(p.objects, col)
}

// chart adds a chart. Its name is that of its files.
func (p *sections) chart(name, title string, data func(*insight.View) chart.Data) fyne.CanvasObject {
	s := p.screen
	view := chart.New(chart.Tiles{})
	f := func() figures { return ofChart("touchpoint-"+name, title, view) }
	view.OnPress = func(int) { s.showFigures(f()) }
	view.OnCut = func(cut fyne.Shortcut) bool {
		if _, ok := cut.(*fyne.ShortcutCopy); ok {
			s.copyFigures(f())
			return true
		}
		return false
	}
	p.charts = append(p.charts, plotted{view: view, data: data})
	return s.withFigures(view, f)
}

// pressed adds a chart of which the marks can be pressed.
func (p *sections) pressed(do func(i int), name, title string, data func(*insight.View) chart.Data) fyne.CanvasObject {
	o := p.chart(name, title, data)
	p.charts[len(p.charts)-1].view.OnPress = do
	return o
}

// retention is the table of how much was remembered, by period and by how mature the
// cards were.
func (p *sections) retention() fyne.CanvasObject {
	s := p.screen
	f := func() figures {
		return ofTable("touchpoint-retention", "Remembered, by period", func() ([]string, [][]string) { return retentionRows(&s.view) })
	}
	return s.withFigures(page.Column(theme.Gap16,
		page.NewLine("By period and by card", page.Style{Size: theme.Body, Color: theme.Ink, Bold: true}),
		p.table,
		page.NewLine("A card is young when it was expected to last less than 21 days as it came back, otherwise mature. Hard counts as remembered. Only the first answer of a day to a card counts.",
			page.Style{Size: theme.Caption, Color: theme.Muted})), f)
}

// fill shows a view.
func (p *sections) fill(v *insight.View) {
	for i := range p.charts {
		c := &p.charts[i]
		c.view.Set(c.data(v))
	}
	head, rows := retentionRows(v)
	p.table.Set(blocks(tableBlock(head, rows)), page.Style{Size: theme.Body, Color: theme.Ink})
	p.details.Set(paragraphs(v.Fit.Details), page.Style{Size: theme.Body, Color: theme.Muted})
	p.plan.Label = "Plan"
	if f := v.Forecast; f.Backlog > 2*max(f.Usual, fewDue) {
		p.plan.Label = "Spread what waits"
	}
	p.plan.Refresh()
	p.drawing.show(v.Models, p.models.At())
	p.fillLists(v)
}

// fillLists fills the lists. The keyboard stays in them if it was there.
func (p *sections) fillLists(v *insight.View) {
	c := p.screen.host.Canvas()
	at := slices.Index(p.stops, c.Focused())
	p.stops = nil
	p.fillWeak(v)
	p.fillLeeches(v)
	switch {
	case at < 0:
	case len(p.stops) == 0:
		c.Focus(p.screen.head.what)
	default:
		c.Focus(p.stops[min(at, len(p.stops)-1)])
	}
}

// button adds a button to the lists.
func (p *sections) button(label string, do func()) *control.Button {
	b := control.NewButton(label, do)
	p.stops = append(p.stops, b)
	return b
}

// openModel opens one of the models that are shown.
func (p *sections) openModel(i int) {
	if v := &p.screen.view; i < len(v.Models) {
		p.screen.host.OpenModel(v.Models[i].Deck, v.Models[i].ID, "")
	}
}

// openTopic looks at one of the topics that are shown.
func (p *sections) openTopic(i int) {
	s := p.screen
	if topics := s.view.Time.Topics; i < len(topics) {
		s.look(insight.Scope{Deck: topics[i].Deck, Topic: topics[i].Title, Period: s.scope.Period})
	}
}

// openCard shows one of the cards that are shown.
func (p *sections) openCard(i int) {
	if cards := p.screen.view.Time.Cards; i < len(cards) {
		p.screen.host.OpenCards("id:" + string(cards[i].ID))
	}
}
