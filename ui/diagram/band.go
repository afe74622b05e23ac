package diagram

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/ui/theme"
)

// bandMarks draws a band.
func bandMarks(b *model.Band, f model.Face, quiet bool) []mark {
	var p pen
	fill, edge, dashed := faint(theme.Muted, 0.07), nothing, false
	text, caption := full(theme.Muted), b.Caption
	if f.Label != "" {
		caption = f.Label
	}
	if f.Recall != nil && f.Recall.Seen > 0 {
		fill = faint(recallRole(f.Recall), 0.10)
	}
	if f.Lit {
		fill, edge, text = faint(theme.Accent, 0.12), full(theme.Accent), full(theme.Accent)
	}
	switch f.Mark {
	case model.Hit:
		edge = full(theme.Good)
	case model.Miss:
		edge, dashed = full(theme.Muted), true
	case model.Extra, model.Wrong:
		edge = full(theme.Again)
	case model.Unmarked:
	}
	if f.Asked {
		edge, dashed, text, caption = full(theme.Accent), true, full(theme.Accent), "?"
	}
	if dashed {
		p.rect(bandLayer, b.Rect, theme.RadiusCard, fill, nothing, 0)
		p.outline(bandLayer, b.Rect, theme.RadiusCard, edge, 1.5)
	} else {
		p.rect(bandLayer, b.Rect, theme.RadiusCard, fill, edge, 1.5)
	}
	if caption != "" {
		size := float32(b.Size)
		if size == 0 {
			size = model.CaptionSize
		}
		at := position(b.Rect).AddXY(10, 6+size*0.6)
		p.write(bandLayer, caption, at, size, text, f.Asked, true)
		if f.Mark == model.Extra || f.Mark == model.Wrong {
			p.line(bandLayer, at, fyne.NewPos(at.X+width(caption, size), at.Y), full(theme.Again), 1.5)
		}
	}
	if !quiet {
		p.verdict(b.Rect, f)
	}
	return p.marks
}
