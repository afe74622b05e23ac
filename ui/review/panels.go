package review

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/study"
	"touchpoint/ui/chart"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// Info shows what is known of the card on the desk, with its forgetting curve.
func (v *Screen) Info() {
	if !v.on {
		return
	}
	info, err := v.session.Info(v.ctx, v.turn.Card.ID)
	if err != nil {
		v.failed(err)
		return
	}
	var list []fyne.CanvasObject
	list = append(list, page.NewLine(info.Standing, page.Style{Size: theme.Body, Color: theme.Ink}))
	if len(info.Curve) > 1 {
		list = append(list, chart.New(curve(info, v.host.Now())))
	}
	list = append(list, page.NewText([]deck.Block{facts(info)}, page.Style{Size: theme.Body, Color: theme.Ink}, nil))
	if len(info.History) > 0 {
		list = append(list,
			page.NewLine("History", page.Style{Size: theme.Body, Color: theme.Ink, Bold: true}),
			page.NewText([]deck.Block{history(info)}, page.Style{Size: theme.Body, Color: theme.Ink}, nil))
	}
	v.host.Trace("info %s", info.Card.ID)
	dialogs.Show(v.host.Canvas(), dialogs.Panel{Title: "About this card", Content: page.Column(theme.Gap16, list...)})
}

// curve turns a card's forgetting curve into a chart, with a mark for today.
func curve(info study.CardInfo, now time.Time) chart.Curve {
	c := chart.Curve{
		Title: "How well you are likely to remember it",
		Unit:  "days since the last answer",
		Today: now.Sub(info.Last).Hours() / 24,
	}
	for _, p := range info.Curve {
		c.Points = append(c.Points, chart.Point{X: p.Days, Y: p.Recall})
	}
	if !info.Due.IsZero() {
		c.Due = info.Due.Sub(info.Last).Hours() / 24
	}
	return c
}

// facts lists a card's numbers.
func facts(info study.CardInfo) deck.Block {
	rows := [][2]string{}
	add := func(name, value string) { rows = append(rows, [2]string{name, value}) }
	if !info.Introduced.IsZero() {
		add("Remembered now", fmt.Sprintf("%.0f %%", info.Recall*100))
		add("Holds for (until 90 % remains)", days(info.Stability))
		add("Difficulty", fmt.Sprintf("%.1f of 10", info.Difficulty))
		add("Answers", fmt.Sprint(info.Reps))
		add("Forgotten", times(info.Lapses))
		add("First met", date(info.Introduced))
		add("Last answer", date(info.Last))
		if !info.Due.IsZero() {
			add("Comes back", date(info.Due))
		}
		add("Time spent", study.Span(info.Took))
	}
	add("Name", string(info.Card.ID))
	return table(rows)
}

func history(info study.CardInfo) deck.Block {
	rows := [][2]string{}
	for _, e := range info.History {
		rows = append(rows, [2]string{e.At.Format("2 Jan 2006 15:04"), e.Text})
	}
	return table(rows)
}

// table sets pairs as a list of definitions without a head.
func table(rows [][2]string) deck.Block {
	list := deck.Block{Kind: deck.Table}
	list.Rows = append(list.Rows, nil) // no head
	for _, r := range rows {
		list.Rows = append(list.Rows, []deck.Cell{
			{Spans: []deck.Span{{Text: r[0]}}}, {Spans: []deck.Span{{Text: r[1]}}},
		})
	}
	return list
}

func days(d float64) string {
	switch {
	case d < 1:
		return "less than a day"
	case d < 1.5:
		return "1 day"
	case d < 60:
		return fmt.Sprintf("%.0f days", d)
	case d < 700:
		return fmt.Sprintf("%.0f months", d/30.4)
	default:
		return fmt.Sprintf("%.1f years", d/365.25)
	}
}

func times(n int) string {
	switch n {
	case 0:
		return "never"
	case 1:
		return "once"
	default:
		return fmt.Sprintf("%d times", n)
	}
}

func date(t time.Time) string { return t.Format("2 January 2006") }

// Note shows the whole note that the card belongs to, as its author wrote it.
func (v *Screen) Note() {
	if !v.on {
		return
	}
	n, d := v.turn.Card.Note, v.turn.Card.Deck
	pictures := v.pictures(d.ID)
	body := page.Style{Size: theme.Body, Color: theme.Ink}
	list := []fyne.CanvasObject{page.NewLine(deck.PlainText(n.Front), page.Style{Size: theme.Title, Color: theme.Ink, Bold: true})}
	if n.Lead != "" {
		list = append(list, page.NewText(deck.Blocks(n.Lead), body, pictures))
	}
	if n.Picture != "" {
		list = append(list, page.NewText([]deck.Block{bare(n)}, body, pictures))
	}
	if n.Back != "" {
		list = append(list, page.NewText(deck.Blocks(n.Back), body, pictures))
	}
	if blocks := given(n); len(blocks) > 0 {
		list = append(list, page.NewText(blocks, body, pictures))
	}
	if n.Explanation != "" {
		list = append(list, page.NewText(deck.Blocks(n.Explanation), page.Style{Size: theme.Body, Color: theme.Muted, Bar: true}, pictures))
	}
	if q := v.turn.Question; len(q.Sources) > 0 {
		list = append(list, page.NewText(references(q.Sources), page.Style{Size: theme.Caption, Color: theme.Muted}, nil))
	}
	if v.turn.Remark != "" {
		list = append(list, newRemark(v.turn.Remark))
	}
	list = append(list, page.Hairline(), page.NewText([]deck.Block{table(origin(n, d))}, page.Style{Size: theme.Caption, Color: theme.Muted}, nil))
	v.host.Trace("note %s", v.turn.Card.ID)
	part := string(n.ID)
	if t := v.turn.Card.Task; t != nil {
		part = t.Model.ID
	}
	dialogs.Show(v.host.Canvas(), dialogs.Panel{Title: "The note", Content: page.Column(theme.Gap16, list...), Buttons: []dialogs.Button{
		{Label: "Close", Primary: true},
		{Label: "Your own note", Do: v.Remark},
		{Label: "Edit", Do: func() { v.host.Edit(d.ID, part) }},
	}})
}

// references lists sources in full.
func references(list []deck.Source) []deck.Block {
	refs := deck.Block{Kind: deck.List}
	for _, s := range list {
		text := s.Text
		if s.DOI != "" {
			text += " doi:" + s.DOI
		}
		refs.Items = append(refs.Items, deck.Plain(text))
	}
	return []deck.Block{refs}
}

// given lists a note's options, answers or items, the right ones marked in words.
func given(n *deck.Note) []deck.Block {
	list := deck.Block{Kind: deck.List, Ordered: n.Kind == deck.Order, Start: 1}
	add := func(blocks []deck.Block) { list.Items = append(list.Items, blocks) }
	for _, o := range n.Options {
		blocks := deck.Blocks(o.Text)
		if o.Correct {
			blocks = append(blocks, deck.Block{Kind: deck.Paragraph, Spans: []deck.Span{{Text: "✓ Right", Strong: true}}})
		}
		add(blocks)
	}
	for _, a := range n.Answers {
		add(deck.Blocks(a))
	}
	for _, i := range n.Items {
		add(deck.Blocks(i))
	}
	for _, m := range n.Masks {
		if m.Label != "" {
			add(deck.Plain(fmt.Sprintf("%d: %s", m.Number, m.Label)))
		}
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []deck.Block{list}
}

// origin says where a note stands in its deck.
func origin(n *deck.Note, d *deck.Deck) [][2]string {
	rows := [][2]string{
		{"Deck", d.Title},
		{"Topic", n.Section},
		{"Kind", n.Kind.Name()},
		{"Written in", fmt.Sprintf("%s, line %d", n.Pos.File, n.Pos.Line)},
	}
	if len(n.Tags) > 0 {
		rows = append(rows, [2]string{"Tags", strings.Join(n.Tags, ", ")})
	}
	var after []string
	for _, id := range n.After {
		if other, ok := d.Note(id); ok {
			after = append(after, deck.PlainText(other.Front))
		}
	}
	if len(after) > 0 {
		rows = append(rows, [2]string{"Comes after", strings.Join(after, "; ")})
	}
	return rows
}
