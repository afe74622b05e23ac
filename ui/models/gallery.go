package models

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Desk is what the screens need of [study.Desk].
type Desk interface {
	Models(ctx context.Context) ([]study.ModelOverview, error)
	Mastery(ctx context.Context, id deck.ID, m string) (map[string]model.Recall, error)
	About(ctx context.Context, id deck.ID, m, element string) ([]study.CardAbout, error)
}

// A Host is what the screens need of the window around them.
type Host interface {
	Canvas() fyne.Canvas
	Problem(err error)
	Study(study.Scope)
	OpenModel(d deck.ID, id, element string)
	OpenModels() // the gallery
	Trace(format string, args ...any)
}

// Gallery shows all models, each with a small picture and how well it is known.
type Gallery struct {
	ctx   context.Context
	desk  Desk
	host  Host
	keep  *Keep
	grid  *fyne.Container
	body  *fyne.Container
	page  *page.Page
	cards []*card
	seen  []study.ModelOverview
}

// NewGallery returns the screen.
func NewGallery(ctx context.Context, d Desk, k *Keep, h Host) *Gallery {
	g := &Gallery{ctx: ctx, desk: d, keep: k, host: h}
	g.grid = &fyne.Container{Layout: &tiles{}}
	g.body = page.Column(theme.Gap24)
	g.page = page.NewPage(page.Inset(theme.Gap40, theme.Gap40, g.body))
	return g
}

// Object returns what the window shows.
func (g *Gallery) Object() fyne.CanvasObject { return g.page }

// Shown fills the gallery and gives the keyboard to its first model.
func (g *Gallery) Shown() {
	list, err := g.desk.Models(g.ctx)
	if err != nil {
		g.host.Problem(err)
		return
	}
	g.fill(list)
	g.page.Top()
	g.host.Canvas().Unfocus()
	if len(g.cards) > 0 {
		g.host.Canvas().Focus(g.cards[0])
		g.page.Top()
	}
	g.host.Trace("screen models")
}

// Refresh brings the figures up to date; the pictures and the keyboard stay.
func (g *Gallery) Refresh() {
	list, err := g.desk.Models(g.ctx)
	if err != nil {
		g.host.Problem(err)
		return
	}
	for i, c := range g.cards {
		if i < len(list) {
			c.set(list[i])
		}
	}
}

func (g *Gallery) fill(list []study.ModelOverview) {
	g.seen, g.cards, g.grid.Objects = list, nil, nil
	about := "What lectures show as pictures. Explore how one works, build it from memory, and be asked about it until it stays."
	if len(list) == 0 {
		about = "The models of your decks will be here. The decks you have now hold none."
	}
	g.body.Objects = []fyne.CanvasObject{page.Column(theme.Gap4,
		page.NewLine("Models", page.Style{Size: theme.Greeting, Color: theme.Ink, Bold: true}),
		page.NewLine(about, page.Style{Size: theme.Body, Color: theme.Muted}))}
	several := len(list) > 0 && list[0].Deck != list[len(list)-1].Deck
	for _, o := range list {
		c := newCard(o, g.keep.thumb(o.Model), several, func() { g.host.OpenModel(o.Deck.ID, o.Model.ID, "") })
		g.cards = append(g.cards, c)
		g.grid.Objects = append(g.grid.Objects, c)
	}
	g.body.Objects = append(g.body.Objects, g.grid)
	g.page.Relayout()
}

// Key moves among the models.
func (g *Gallery) Key(name fyne.KeyName) {
	at := g.focused()
	across := g.grid.Layout.(*tiles).across
	switch name {
	case fyne.KeyLeft:
		g.focus(at - 1)
	case fyne.KeyRight:
		g.focus(at + 1)
	case fyne.KeyUp:
		g.focus(at - across)
	case fyne.KeyDown:
		g.focus(at + across)
	case fyne.KeyHome:
		g.focus(0)
	case fyne.KeyEnd:
		g.focus(len(g.cards) - 1)
	default:
		g.page.Key(name)
	}
}

// Rune has nothing to do.
func (g *Gallery) Rune(rune) {}

func (g *Gallery) focused() int {
	f := g.host.Canvas().Focused()
	for i, c := range g.cards {
		if f == fyne.Focusable(c) {
			return i
		}
	}
	return 0
}

func (g *Gallery) focus(i int) {
	if len(g.cards) == 0 {
		return
	}
	g.host.Canvas().Focus(g.cards[min(max(i, 0), len(g.cards)-1)])
}

// tiles sets cards of one size in as many columns as there is room for.
type tiles struct{ across int }

const (
	cardWidth  = 264
	cardText   = 96
	cardRatio  = 0.56
	mostAcross = 4
)

func (t *tiles) measure(width float32) (across int, w, h float32) {
	scale := max(1, theme.Size(theme.Body)/15)
	across = min(max(int((width+theme.Gap24)/(cardWidth*scale+theme.Gap24)), 1), mostAcross)
	w = (width - theme.Gap24*float32(across-1)) / float32(across)
	return across, w, w*cardRatio + cardText*scale
}

func (t *tiles) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	across, _, h := t.measure(width)
	rows := (len(objects) + across - 1) / across
	return float32(rows)*(h+theme.Gap24) - theme.Gap24
}

func (t *tiles) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(cardWidth, t.HeightFor(objects, cardWidth))
}

func (t *tiles) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	across, w, h := t.measure(size.Width)
	t.across = across
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i%across)*(w+theme.Gap24), float32(i/across)*(h+theme.Gap24)))
		o.Resize(fyne.NewSize(w, h))
	}
}

// card is a model in the gallery.
type card struct {
	control.Press
	overview study.ModelOverview
	several  bool
	thumb    *canvas.Raster
	title    *page.Text
	caption  *page.Text
	meter    *control.Meter
}

// newCard returns a card that presses tap. With several, it says which deck the model is of.
func newCard(o study.ModelOverview, thumb *canvas.Raster, several bool, tap func()) *card {
	c := &card{overview: o, thumb: thumb, several: several, meter: control.NewMeter(4)}
	c.title = page.NewLine(o.Model.Title, page.Style{Size: theme.Body, Color: theme.Ink, Bold: true})
	c.caption = page.NewLine(c.words(), page.Style{Size: theme.Caption, Color: theme.Muted})
	c.meter.Set(share(o))
	c.OnTap = tap
	c.Extend(c)
	return c
}

func (c *card) set(o study.ModelOverview) {
	c.overview = o
	c.caption.SetLine(c.words())
	c.meter.Set(share(o))
}

// words say how well the model is known, and of which deck it is where there are several.
func (c *card) words() string {
	if c.several {
		return c.overview.Deck.Title + " · " + standing(c.overview)
	}
	return standing(c.overview)
}

func share(o study.ModelOverview) float64 {
	if o.Total == 0 {
		return 0
	}
	return float64(o.Seen) / float64(o.Total)
}

// standing says how well a model is known.
func standing(o study.ModelOverview) string {
	switch {
	case o.Total == 0:
		return "Nothing is asked about it"
	case o.Seen == 0:
		return fmt.Sprintf("%s, none met yet", deck.CardCount(o.Total))
	case o.Waits > 0:
		return fmt.Sprintf("%d of %d met · %.0f %% recall · %d wait", o.Seen, o.Total, o.Recall*100, o.Waits)
	}
	return fmt.Sprintf("%d of %d met · %.0f %% recall", o.Seen, o.Total, o.Recall*100)
}

// CreateRenderer implements [fyne.Widget].
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{card: c, box: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil)}
	r.update()
	return r
}

type cardRenderer struct {
	card      *card
	box, line *canvas.Rectangle
}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.card.thumb, r.line, r.card.title, r.card.caption, r.card.meter}
}
func (r *cardRenderer) Destroy() {}
func (r *cardRenderer) MinSize() fyne.Size {
	return fyne.NewSize(cardWidth, cardWidth*cardRatio+cardText)
}

func (r *cardRenderer) Layout(size fyne.Size) {
	c := r.card
	r.box.Resize(size)
	picture := size.Width * cardRatio
	c.thumb.Move(fyne.NewPos(theme.Gap8, theme.Gap8))
	c.thumb.Resize(fyne.NewSize(size.Width-2*theme.Gap8, picture-2*theme.Gap8))
	r.line.Move(fyne.NewPos(0, picture))
	r.line.Resize(fyne.NewSize(size.Width, theme.Stroke))
	w := size.Width - 2*theme.Gap16
	y := picture + theme.Gap8
	h := c.title.HeightFor(w)
	c.title.Move(fyne.NewPos(theme.Gap16, y))
	c.title.Resize(fyne.NewSize(w, h))
	foot := size.Height - theme.Gap16
	c.meter.Move(fyne.NewPos(theme.Gap16, foot))
	c.meter.Resize(fyne.NewSize(w, 4))
	ch := c.caption.HeightFor(w)
	c.caption.Move(fyne.NewPos(theme.Gap16, foot-ch-theme.Gap4))
	c.caption.Resize(fyne.NewSize(w, ch))
}

func (r *cardRenderer) Refresh() {
	r.update()
	r.Layout(r.card.Size())
	canvas.Refresh(r.card)
}

func (r *cardRenderer) update() {
	c := r.card
	r.box.CornerRadius = theme.RadiusCard
	r.box.FillColor, r.box.StrokeColor, r.box.StrokeWidth = theme.Color(theme.Surface), theme.Color(theme.Hairline), theme.Stroke
	if c.Hovered() {
		r.box.FillColor = theme.Color(theme.Wash)
	}
	if c.Focused() {
		r.box.StrokeColor, r.box.StrokeWidth = theme.Color(theme.Accent), theme.FocusStroke
	}
	r.line.FillColor = theme.Color(theme.Hairline)
}
