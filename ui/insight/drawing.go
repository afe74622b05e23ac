package insight

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/deck/study/insight"
	"touchpoint/ui/diagram"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// drawing shows one of the models with every part coloured by how well it is remembered:
// the one that the chart beside it reads, at first the least remembered.
type drawing struct {
	screen *Screen
	object *fyne.Container
	title  *page.Text
	words  *page.Text
	plot   *diagram.Diagram
}

// drawingHigh is how high the drawing of a model is.
const drawingHigh = 300

func newDrawing(s *Screen) *drawing {
	d := &drawing{screen: s, plot: diagram.New()}
	d.plot.Static = true
	d.title = page.NewLine("", page.Style{Size: theme.Body, Color: theme.Ink, Bold: true})
	d.words = page.NewLine("Each part by how well you would remember it today; grey has not been met. The arrows show the other models.",
		page.Style{Size: theme.Body, Color: theme.Muted})
	room := fyne.NewSize(leastNarrow, drawingHigh)
	d.plot.SetSize(room)
	d.object = page.Column(theme.Gap16, d.title, page.Layers(page.NewGround(), page.Inset(theme.Gap8, theme.Gap8, d.plot)), d.words)
	return d
}

// show shows a model, and nothing when there is none or it cannot be drawn.
func (d *drawing) show(list []insight.Model, i int) {
	d.object.Hide()
	i = max(i, 0)
	if i >= len(list) {
		return
	}
	m, by, err := d.find(list[i])
	if err != nil {
		d.screen.host.Problem(err)
		return
	}
	if m == nil {
		return
	}
	overlay := make(model.Overlay, len(by))
	for id, r := range by {
		overlay[id] = model.Face{Recall: &r}
	}
	d.title.SetLine(m.Title)
	d.plot.Set(model.Draw(m, model.DrawOptions{}), overlay)
	d.object.Show()
}

// find returns a model and how well its parts are remembered; no model if it is gone.
func (d *drawing) find(o insight.Model) (*model.Model, map[string]model.Recall, error) {
	s := d.screen
	list, err := s.sources.Desk.Models(s.ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, v := range list {
		if v.Deck.ID == o.Deck && v.Model.ID == o.ID {
			by, err := s.sources.Desk.Mastery(s.ctx, o.Deck, o.ID)
			return v.Model, by, err
		}
	}
	return nil, nil, nil
}
