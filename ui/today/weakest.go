package today

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/diagram"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

const (
	thumbWidth  = 200
	thumbHeight = 112
)

// weakest shows the model that is remembered least among those begun, nil when none is.
func (s *Screen) weakest() fyne.CanvasObject {
	list, err := s.desk.Models(s.ctx)
	if err != nil {
		s.host.Problem(err)
		return nil
	}
	o, ok := study.Weakest(list)
	if !ok || math.Round(o.Recall*100) >= 100 { // all that was met is fresh
		return nil
	}
	thumb := diagram.NewThumbnail(model.Draw(o.Model, model.DrawOptions{}), nil, fyne.NewSize(thumbWidth, thumbHeight))
	open := control.NewButton("Open", func() { s.host.OpenModel(o.Deck.ID, o.Model.ID, "") })
	s.stops[stop{string(o.Deck.ID), "model " + o.Model.ID}] = open
	text := page.Column(theme.Gap4,
		page.NewLine("The model you remember least", page.Style{Size: theme.Caption, Color: theme.Muted}),
		page.NewLine(o.Model.Title, page.Style{Size: theme.Body, Color: theme.Ink, Bold: true}),
		page.NewLine(fmt.Sprintf("%.0f %% recall · %d of %d cards met", o.Recall*100, o.Seen, o.Total),
			page.Style{Size: theme.Caption, Color: theme.Muted}))
	return page.Layers(page.NewGround(), page.Inset(theme.Gap16, theme.Gap16, page.Row(theme.Gap16, 1, thumb, text, open)))
}
