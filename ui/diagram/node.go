package diagram

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/ui/theme"
)

// A look is how a node is drawn, once its role and its face have had their say.
type look struct {
	fill, edge ink
	edgeWidth  float32
	radius     float32
	text       ink
	bold       bool
	leads      bool // its text begins at the left
	dashed     bool
	layer      layer
}

// nodeMarks draws a node. Of two nodes with the same id, one is quiet: it leaves
// verdicts and tags to the other.
func nodeMarks(n *model.Node, f model.Face, quiet bool) []mark {
	var p pen
	if quiet && n.Shape == model.Heading {
		f.Lit, f.Mark, f.Recall, f.Asked = false, model.Unmarked, nil, false // the field that it names shows it
	}
	l := lookOf(n, f)
	if l.dashed {
		p.rect(l.layer, n.Rect, l.radius, l.fill, nothing, 0)
		p.outline(l.layer, n.Rect, l.radius, l.edge, l.edgeWidth)
	} else {
		p.rect(l.layer, n.Rect, l.radius, l.fill, l.edge, l.edgeWidth)
	}
	p.remembered(n.Rect, l, f.Recall)
	roleMarks(&p, n, l)
	p.words(n, f, l)
	if !quiet {
		p.verdict(n.Rect, f)
	}
	return p.marks
}

func lookOf(n *model.Node, f model.Face) look {
	l := look{
		fill: full(theme.Surface), edge: faint(theme.Muted, 0.65), edgeWidth: 1.2,
		radius: theme.RadiusCard, text: full(theme.Ink), layer: nodeLayer,
	}
	switch n.Shape {
	case model.Pill:
		l.radius = float32(n.Rect.Height) / 2
	case model.Chip:
		l.radius, l.leads, l.edgeWidth = theme.RadiusControl, true, 1
	case model.Cell:
		l.fill, l.edge, l.edgeWidth, l.layer = faint(theme.Surface, 0.6), full(theme.Hairline), 1, cellLayer
		l.radius = theme.RadiusControl
	case model.Heading:
		l.bold, l.fill, l.edge, l.radius = true, nothing, nothing, theme.RadiusControl
	case model.Box:
	}
	if n.Role == model.Focal && n.Shape == model.Box {
		l.fill, l.edge, l.text, l.bold = full(theme.Accent), full(theme.Accent), full(theme.OnAccent), true
	}
	return l.under(n, f)
}

// under is the look with what a face changes.
func (l look) under(n *model.Node, f model.Face) look {
	focal := n.Role == model.Focal && n.Shape == model.Box
	if f.Recall != nil {
		l.fill, l.text = full(theme.Surface), full(theme.Ink)
		if focal {
			l.edgeWidth = 3
		}
	}
	if f.Lit && (!focal || f.Recall != nil) {
		l.fill, l.edge, l.edgeWidth = full(theme.Wash), full(theme.Accent), 2
	}
	switch f.Mark {
	case model.Hit:
		l.edge, l.edgeWidth = full(theme.Good), 2
	case model.Miss:
		l.fill, l.text = full(below), full(theme.Muted)
		l.edge, l.edgeWidth, l.dashed = full(theme.Muted), 1.5, true
	case model.Extra, model.Wrong:
		l.edge, l.edgeWidth = full(theme.Again), 2
	case model.Unmarked:
	}
	if f.Asked {
		l.fill, l.text, l.bold, l.leads = full(theme.Wash), full(theme.Accent), true, false
		l.edge, l.edgeWidth, l.dashed = full(theme.Accent), 2, true
	}
	return l
}

// remembered tints and hatches a node by how well it is remembered.
func (p *pen) remembered(r model.Rect, l look, recall *model.Recall) {
	if recall == nil || recall.Seen == 0 {
		return
	}
	role := recallRole(recall)
	p.rect(l.layer, r, l.radius, faint(role, 0.14), nothing, 0)
	if apart := apart(recall.Chance); apart > 0 {
		round := float64(l.radius) * 0.3 // the corners are round: the hatch stays within
		r = grown(r, -2)
		r.X, r.Width = r.X+round, r.Width-2*round
		p.hatch(l.layer, r, apart, faint(role, 0.28))
	}
}

// roleMarks draws what tells a role from another without colour.
func roleMarks(p *pen, n *model.Node, l look) {
	if n.Shape != model.Box {
		return
	}
	switch n.Role {
	case model.Mediator:
		bar := model.Rect{X: n.Rect.X + 5, Y: n.Rect.Y + 6, Width: 4, Height: n.Rect.Height - 12}
		p.rect(l.layer, bar, 2, full(theme.Accent), nothing, 0)
	case model.Outcome:
		p.rect(l.layer, grown(n.Rect, -4), theme.RadiusCard-4, nothing, ink{l.edge.role, l.edge.share * 0.8}, 1)
	case model.Antecedent, model.Focal:
	}
}

// words writes a node's text, struck out if it is wrong.
func (p *pen) words(n *model.Node, f model.Face, l look) {
	lines, size := n.Lines, float32(n.Size)
	if size == 0 {
		size = model.LabelSize
	}
	inside := n.Rect
	if n.Role == model.Mediator {
		inside.X, inside.Width = inside.X+4, inside.Width-4
	}
	switch {
	case f.Asked && n.Shape == model.Cell:
		// What stands in it would cover a sign in the middle.
		p.tag(fyne.NewPos(float32(n.Rect.X+n.Rect.Width), float32(n.Rect.Y)), trailing, "?", full(theme.Accent))
	case f.Asked:
		lines, size = []string{"?"}, max(size, min(size+3, float32(n.Rect.Height)*0.7))
	case f.Label != "":
		lines, size = wrapped(f.Label, float32(inside.Width)-16, float32(inside.Height)-4, size)
	}
	if n.Shape == model.Cell {
		inside.Height = float64(lineHeight*size)*float64(len(lines)) + 10 // its name stands above the chips
	}
	p.paragraph(l.layer, lines, inside, size, l.text, l.bold, l.leads)
	if f.Mark == model.Extra || f.Mark == model.Wrong {
		p.strike(l.layer, lines, inside, size, full(theme.Again), l.leads)
	}
}

// verdict draws beside a rectangle what was right or wrong about it, and its tags.
func (p *pen) verdict(r model.Rect, f model.Face) {
	left, right := float32(r.X), float32(r.X+r.Width)
	top, bottom := float32(r.Y), float32(r.Y+r.Height)
	corner := fyne.NewPos(left+2, top+2)
	foot := fyne.NewPos((left+right)/2, bottom+5)
	switch f.Mark {
	case model.Hit:
		p.tick(corner)
	case model.Miss:
	case model.Extra:
		p.cross(corner)
	case model.Wrong:
		p.cross(corner)
	case model.Unmarked:
	}
	if f.Right != "" {
		p.tag(foot, centred, f.Right, full(theme.Good))
	}
	if f.Tag != "" {
		at := fyne.NewPos(right-4, bottom+5)
		if f.Right != "" {
			at.Y = top - 5
		}
		p.tag(at, trailing, f.Tag, full(theme.Accent))
	}
	if f.Recall != nil && f.Recall.Seen > 0 {
		at := fyne.NewPos(right+4, bottom+1)
		if f.Tag != "" {
			at.Y = top - 3
		}
		p.tag(at, trailing, recallWord(f.Recall), full(theme.Ink))
	}
}

// recallWord is how well something is remembered, as people say it.
func recallWord(r *model.Recall) string {
	return fmt.Sprintf("%.0f %%", r.Chance*100)
}

// recallRole is the tint of what is remembered so well.
func recallRole(r *model.Recall) fyne.ThemeColorName {
	switch {
	case r.Seen == 0:
		return theme.Muted
	case r.Chance < 0.6:
		return theme.Again
	case r.Chance < 0.8:
		return theme.Hard
	}
	return theme.Good
}

// apart is the distance of the lines of a hatch: the worse something is remembered,
// the denser they stand. 0 is no hatch.
func apart(chance float64) float32 {
	if chance >= 0.95 {
		return 0
	}
	return float32(5 + 18*chance*chance)
}

// wrapped breaks a text into lines that fit a width, in smaller letters if they do not
// fit the height.
func wrapped(text string, room, height, size float32) (lines []string, fitting float32) {
	for ; ; size-- {
		lines = lines[:0]
		line := ""
		for _, word := range strings.Fields(text) {
			if line != "" && width(line+" "+word, size) > room {
				lines = append(lines, line)
				line = word
				continue
			}
			line = strings.TrimSpace(line + " " + word)
		}
		lines = append(lines, line)
		if size <= 9 || float32(len(lines))*lineHeight*size <= height {
			return lines, size
		}
	}
}
