package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// Toast is a line that floats above the screen for a while, with one thing to do
// about what it says. It takes no keys.
type Toast struct {
	widget.BaseWidget
	box    *canvas.Rectangle
	text   *canvas.Text
	action *Button
}

// NewToast returns a hidden toast.
func NewToast() *Toast {
	t := &Toast{
		box:    canvas.NewRectangle(nil),
		text:   canvas.NewText("", nil),
		action: NewPlain("", "", nil),
	}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

// Say shows a line; do stands behind the action's words and may be nil.
func (t *Toast) Say(text, action, key string, do func()) {
	t.text.Text = text
	t.action.Label, t.action.Key, t.action.OnTap = action, key, do
	t.action.Hidden = do == nil
	t.Show()
	t.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (t *Toast) CreateRenderer() fyne.WidgetRenderer {
	row := page.Inset(theme.Gap16, theme.Gap8, page.Row(theme.Gap16, -1, t.text, t.action))
	r := &toastRenderer{
		WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(t.box, row)),
		toast:          t,
	}
	r.update()
	return r
}

type toastRenderer struct {
	fyne.WidgetRenderer
	toast *Toast
}

func (r *toastRenderer) Refresh() {
	r.update()
	r.WidgetRenderer.Refresh()
}

func (r *toastRenderer) update() {
	t := r.toast
	t.box.FillColor, t.box.CornerRadius = theme.Color(theme.Surface), theme.RadiusCard
	t.box.StrokeColor, t.box.StrokeWidth = theme.Color(theme.Hairline), theme.Stroke
	t.box.Shadow = canvas.Shadow{Color: theme.Color(fynetheme.ColorNameShadow), Offset: fyne.NewPos(0, 2), BlurRadius: 10}
	t.text.Color, t.text.TextSize = theme.Color(theme.Ink), theme.Size(theme.Body)
}
