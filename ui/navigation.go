package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/control"
	"touchpoint/ui/theme"
)

// navigation is the strip at the left. In a narrow window it shows icons alone.
type navigation struct {
	widget.BaseWidget
	items  []*navItem
	narrow bool
}

func newNavigation(w *Window) *navigation {
	n := &navigation{}
	n.items = []*navItem{
		newNavItem("today", "Today", todayPlace, func() { w.goTo(todayPlace) }),
		newNavItem("models", "Models", modelsPlace, func() { w.goTo(modelsPlace) }),
		newNavItem("library", "Library", libraryPlace, func() { w.goTo(libraryPlace) }),
		newNavItem("insight", "Insight", insightPlace, func() { w.goTo(insightPlace) }),
		newNavItem("author", "Author", authorPlace, func() { w.goTo(authorPlace) }),
		newNavItem("settings", "Settings", settingsPlace, func() { w.goTo(settingsPlace) }),
		newNavItem("keys", "Keys", -1, w.showKeys),
	}
	n.ExtendBaseWidget(n)
	return n
}

// mark shows where the window is.
func (n *navigation) mark(p place) {
	switch p {
	case studyPlace, planPlace:
		p = todayPlace
	case modelPlace:
		p = modelsPlace
	}
	for _, item := range n.items {
		item.here = item.place == p
		item.Refresh()
	}
}

// width is how much room the strip takes in a window.
func (n *navigation) width(window float32) float32 {
	if !n.Visible() {
		return 0
	}
	narrow := window < narrowWindow*max(1, theme.Size(theme.Body)/15)
	if narrow != n.narrow {
		n.narrow = narrow
		for _, item := range n.items {
			item.bare = narrow
			item.Refresh()
		}
	}
	if n.narrow {
		return navItemHeight + 2*theme.Gap8
	}
	return navWidth * max(1, theme.Size(theme.Body)/15)
}

const (
	narrowWindow  = 1000
	navWidth      = 168
	navItemHeight = 44
	iconSize      = 20
)

func (n *navigation) CreateRenderer() fyne.WidgetRenderer {
	r := &navRenderer{nav: n, ground: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil)}
	r.update()
	return r
}

type navRenderer struct {
	nav          *navigation
	ground, edge *canvas.Rectangle
}

func (r *navRenderer) MinSize() fyne.Size { return fyne.NewSize(navItemHeight, navItemHeight*3) }
func (r *navRenderer) Destroy()           {}
func (r *navRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.ground, r.edge}
	for _, item := range r.nav.items {
		list = append(list, item)
	}
	return list
}

func (r *navRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.edge.Move(fyne.NewPos(size.Width-theme.Stroke, 0))
	r.edge.Resize(fyne.NewSize(theme.Stroke, size.Height))
	y := theme.Gap16
	for i, item := range r.nav.items {
		if i == len(r.nav.items)-1 {
			y = size.Height - navItemHeight - theme.Gap16 // the page of keys stands at the foot
		}
		item.Move(fyne.NewPos(theme.Gap8, y))
		item.Resize(fyne.NewSize(size.Width-2*theme.Gap8, navItemHeight))
		y += navItemHeight + theme.Gap4
	}
}

func (r *navRenderer) Refresh() {
	r.update()
	r.Layout(r.nav.Size())
	for _, item := range r.nav.items {
		item.Refresh()
	}
	canvas.Refresh(r.nav)
}

func (r *navRenderer) update() {
	r.ground.FillColor, r.edge.FillColor = theme.Color(theme.Surface), theme.Color(theme.Hairline)
}

// navItem is one place to go.
type navItem struct {
	control.Press
	label      string
	icon       string
	place      place
	here, bare bool
}

func newNavItem(icon, label string, p place, tap func()) *navItem {
	n := &navItem{label: label, icon: icon, place: p}
	n.OnTap = tap
	n.Extend(n)
	return n
}

func (n *navItem) CreateRenderer() fyne.WidgetRenderer {
	r := &navItemRenderer{
		item: n, box: canvas.NewRectangle(nil), image: canvas.NewImageFromResource(nil),
		label: canvas.NewText(n.label, nil),
	}
	r.update()
	return r
}

type navItemRenderer struct {
	item  *navItem
	box   *canvas.Rectangle
	image *canvas.Image
	label *canvas.Text
}

func (r *navItemRenderer) MinSize() fyne.Size { return fyne.NewSize(navItemHeight, navItemHeight) }
func (r *navItemRenderer) Destroy()           {}
func (r *navItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.image, r.label}
}

func (r *navItemRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	x := theme.Gap8 + theme.Gap4
	r.image.Move(fyne.NewPos(x, (size.Height-iconSize)/2))
	r.image.Resize(fyne.NewSize(iconSize, iconSize))
	m := r.label.MinSize()
	r.label.Move(fyne.NewPos(x+iconSize+theme.Gap8, (size.Height-m.Height)/2))
	r.label.Resize(m)
}

func (r *navItemRenderer) Refresh() {
	r.update()
	r.Layout(r.item.Size())
	canvas.Refresh(r.item)
}

func (r *navItemRenderer) update() {
	n := r.item
	tone := theme.Muted
	icon := tone
	if n.here {
		tone, icon = theme.Ink, theme.Accent
	}
	if resource := theme.Icon(n.icon, icon); r.image.Resource == nil || r.image.Resource.Name() != resource.Name() {
		r.image.Resource = resource
		r.image.Refresh()
	}
	r.label.Color, r.label.TextSize = theme.Color(tone), theme.Size(theme.Body)
	theme.SetStyle(r.label, fyne.TextStyle{Bold: n.here})
	r.label.Hidden = n.bare
	r.box.CornerRadius, r.box.FillColor, r.box.StrokeWidth = theme.RadiusControl, nil, 0
	if n.here || n.Hovered() {
		r.box.FillColor = theme.Color(theme.Wash)
	}
	if n.Focused() {
		r.box.StrokeColor, r.box.StrokeWidth = theme.Color(theme.Accent), theme.FocusStroke
	}
}

// frame lays the window out: the navigation at the left, the stage beside it, the
// toast floating above the stage's foot.
type frame struct{}

func (frame) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(leastWidth, leastHeight)
}

func (frame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	nav, stage, toast, probe := objects[0].(*navigation), objects[1], objects[2], objects[3]
	left := nav.width(size.Width)
	nav.Resize(fyne.NewSize(left, size.Height))
	stage.Move(fyne.NewPos(left, 0))
	stage.Resize(fyne.NewSize(size.Width-left, size.Height))
	t := toast.MinSize()
	t.Width = min(t.Width, size.Width-left-2*theme.Gap16)
	toast.Resize(t)
	toast.Move(fyne.NewPos(left+(size.Width-left-t.Width)/2, size.Height-t.Height-toastLift))
	probe.Resize(fyne.NewSize(1, 1))
}

// toastLift keeps the toast clear of the buttons at the foot.
const toastLift = 112
