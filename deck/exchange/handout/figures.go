package handout

import (
	"touchpoint/deck"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// versionWords say what a version of a model is for.
var versionWords = map[paper.Version]string{paper.Full: "", paper.Blank: "to fill in", paper.Key: "key"}

// figures sets the concept models, each version of each on a sheet of its own.
func (c *composer) figures() error {
	models := c.choice.models(c.d)
	if len(models) == 0 {
		return nothing(c.d.Title, "concept model")
	}
	versions := c.o.Versions
	if len(versions) == 0 {
		versions = []paper.Version{paper.Full, paper.Blank, paper.Key}
	}
	c.sheet.side, c.sheet.top = 40, 40
	for _, m := range models {
		for _, v := range versions {
			if err := c.ctx.Err(); err != nil {
				return err
			}
			page := c.figure(m, v)
			if v == versions[0] {
				page.Parts = []paper.Part{{Title: m.Title}}
			}
			c.pages = append(c.pages, page)
		}
	}
	c.sourcePages()
	return nil
}

// figure sets a model on a sheet, which lies on its side if the model is wide.
func (c *composer) figure(m *model.Model, v paper.Version) paper.Page {
	upright := c.sheet
	defer func() { c.sheet = upright }()
	natural, _ := paper.Figure(m, paper.FigureOptions{})
	if natural.Width > natural.Height {
		c.sheet = c.sheet.turned()
	}
	width, room := c.sheet.room()
	s := c.setter(width, textSize)
	title := []deck.Span{{Text: m.Title, Strong: true}}
	if word := versionWords[v]; word != "" {
		title = append(title, deck.Span{Text: " · " + word})
	}
	s.add(s.lines(title, letters{size: topicSize, ink: paper.Light.Ink}, width)...)
	if m.Question != "" {
		s.add(s.lines([]deck.Span{{Text: m.Question}}, letters{size: textSize, ink: paper.Light.Muted}, width)...)
	}
	head := stacked(s.out)
	var foot slab
	if v != paper.Blank && len(m.Sources) > 0 {
		f := c.setter(width, noteSize)
		f.add(f.lines([]deck.Span{{Text: c.cites(m.Sources)}}, letters{size: noteSize, ink: paper.Light.Muted}, width)...)
		foot = stacked(f.out)
	}
	space := room - head.height - foot.height - 20
	drawn, _ := paper.Figure(m, paper.FigureOptions{Version: v, Width: width, Height: space})
	x := c.sheet.side + (width-drawn.Width)/2
	y := c.sheet.top + head.height + 10 + max(space-drawn.Height, 0)/2
	page := paper.Page{Width: c.sheet.width, Height: c.sheet.height, Alt: m.Title}
	page.Marks = append(page.Marks, moved(head.marks, c.sheet.side, c.sheet.top)...)
	page.Marks = append(page.Marks, moved(drawn.Marks, x, y)...)
	page.Marks = append(page.Marks, moved(foot.marks, c.sheet.side, c.sheet.top+room-foot.height)...)
	return page
}
