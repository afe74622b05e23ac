package handout

import (
	"bufio"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/hypertext"
	"touchpoint/deck/model"
)

// HTML writes a deck as one file for a browser, without scripts: everything that it
// shows is in it, and it looks right on a light and on a dark ground. Pictures come from
// media, the deck's folder, which may be nil. The error is that of ctx or of w, or an
// *[Error] that says that nothing was chosen.
func HTML(ctx context.Context, w io.Writer, d *deck.Deck, media fs.FS, o HTMLOptions) error {
	p := &webPage{
		ctx: ctx, w: bufio.NewWriterSize(w, 1<<16), d: d, o: o, sources: newRegister(d),
		gallery: &gallery{media: media, seen: map[string]*plate{}}, pictures: map[string]string{},
	}
	which := choice{o.Sections, o.Kinds}
	chapters, count := which.chapters(d)
	models := which.models(d)
	if o.NoModels {
		models = nil
	}
	if count == 0 && len(models) == 0 {
		return nothing(d.Title, "note")
	}
	p.head(chapters, len(models) > 0)
	for i, ch := range chapters {
		p.put(`<section id="t`, strconv.Itoa(i+1), `"><h2>`, hypertext.Escape(ch.title), "</h2>\n")
		for _, n := range ch.notes {
			if err := ctx.Err(); err != nil {
				return err
			}
			p.note(n)
		}
		p.put("</section>\n")
	}
	if err := p.models(models); err != nil {
		return err
	}
	p.foot()
	return p.w.Flush()
}

// A webPage is a page for a browser that is being written. Errors of its writer come out
// when it is flushed.
type webPage struct {
	ctx      context.Context //nolint:containedctx // lives no longer than the call that it belongs to
	w        *bufio.Writer
	d        *deck.Deck
	o        HTMLOptions
	sources  *register
	gallery  *gallery
	pictures map[string]string // data addresses by path
	written  int64             // bytes of pictures
	number   int               // of the note that was written last
}

func (p *webPage) put(parts ...string) {
	for _, s := range parts {
		_, _ = p.w.WriteString(s) // a bufio.Writer keeps its first error for Flush
	}
}

// head writes what comes before the notes: the style, the title, and where to find what.
func (p *webPage) head(chapters []chapter, models bool) {
	language := p.d.Language
	if language == "" {
		language = "en"
	}
	p.put("<!doctype html>\n<html lang=\"", hypertext.Escape(language), "\">\n<head>\n<meta charset=\"utf-8\">\n",
		`<meta name="viewport" content="width=device-width, initial-scale=1">`, "\n",
		// What a deck holds can load nothing and run nothing.
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`, "\n",
		`<meta name="color-scheme" content="light dark">`, "\n",
		"<title>", hypertext.Escape(p.d.Title), "</title>\n<style>\n", style(), "</style>\n</head>\n<body>\n<main>\n<h1>", hypertext.Escape(p.d.Title), "</h1>\n")
	c := composer{d: p.d}
	if facts := c.facts(); facts != "" {
		p.put(`<p class="facts">`, hypertext.Escape(facts), "</p>\n")
	}
	if len(chapters) > 1 || models {
		p.put("<nav><ul>\n")
		for i, ch := range chapters {
			p.put(`<li><a href="#t`, strconv.Itoa(i+1), `">`, hypertext.Escape(ch.title), "</a> <span>", strconv.Itoa(len(ch.notes)), "</span></li>\n")
		}
		if models {
			p.put(`<li><a href="#models">Models</a></li>`, "\n")
		}
		p.put("</ul></nav>\n")
	}
}

// foot writes the sources and what is left.
func (p *webPage) foot() {
	if list := p.sources.cited(); len(list) > 0 {
		p.put("<section id=\"sources\"><h2>Sources</h2>\n<ol class=\"sources\">\n")
		for i, s := range list {
			p.put(`<li id="s`, strconv.Itoa(i+1), `">`, hypertext.Escape(s.Text))
			if link, shown := address(s); link != "" {
				p.put(` <a href="`, hypertext.Escape(link), `" rel="noreferrer">`, hypertext.Escape(shown), "</a>")
			}
			p.put("</li>\n")
		}
		p.put("</ol>\n</section>\n")
	}
	p.put("</main>\n</body>\n</html>\n")
}

// note writes a note, its answer folded away.
func (p *webPage) note(n *deck.Note) {
	p.number++
	p.put(`<article id="`, hypertext.Escape("n-"+string(n.ID)), `"><h3><span class="number">`, strconv.Itoa(p.number), "</span>", p.markdown(n.Front, hidden), "</h3>\n")
	p.question(n)
	p.put("<details")
	if p.o.Open {
		p.put(" open")
	}
	p.put("><summary>Answer</summary>\n")
	p.answer(n)
	if n.Explanation != "" {
		p.put(`<blockquote>`, p.markdown(n.Explanation, shown), "</blockquote>\n")
	}
	p.cites(n.Cites)
	p.put("</details></article>\n")
}

// cites names sources by their numbers, which lead to them.
func (p *webPage) cites(keys []string) {
	if len(keys) == 0 {
		return
	}
	p.put(`<p class="cites">`)
	for i, key := range keys {
		if i > 0 {
			p.put(", ")
		}
		if n := p.sources.number(key); n > 0 {
			p.put(`<a href="#s`, strconv.Itoa(n), `">[`, strconv.Itoa(n), "]</a>")
		} else {
			p.put("[", hypertext.Escape(key), "]")
		}
	}
	p.put("</p>\n")
}

func (p *webPage) question(n *deck.Note) {
	p.text(n.Lead, shown)
	switch n.Kind {
	case deck.Cloze:
		p.text(n.Back, hidden)
	case deck.Choice:
		p.put(`<ol class="options">`)
		for _, o := range n.Options {
			p.put("<li>", p.markdown(o.Text, shown), "</li>")
		}
		p.put("</ol>\n")
	case deck.Order:
		p.put(`<ul class="items">`)
		for _, i := range shuffled(string(n.ID), len(n.Items)) {
			p.put("<li>", p.markdown(n.Items[i], shown), "</li>")
		}
		p.put("</ul>\n")
	case deck.Occlude:
		p.covered(n, true)
	case deck.Basic, deck.Both, deck.Typed, deck.Modelled:
	}
}

func (p *webPage) answer(n *deck.Note) {
	switch n.Kind {
	case deck.Choice:
		p.put("<ul class=\"right\">")
		for i, o := range n.Options {
			if o.Correct {
				p.put("<li><b>", letter(i), "</b> ", p.markdown(o.Text, shown), "</li>")
			}
		}
		p.put("</ul>\n")
	case deck.Order:
		p.put("<ol>")
		for _, item := range n.Items {
			p.put("<li>", p.markdown(item, shown), "</li>")
		}
		p.put("</ol>\n")
	case deck.Typed:
		if len(n.Answers) > 0 {
			p.put("<p>", hypertext.Escape(n.Answers[0]), "</p>\n")
		}
		if len(n.Answers) > 1 {
			p.put("<p class=\"cites\">", hypertext.Escape(alsoRight(n)), "</p>\n")
		}
	case deck.Occlude:
		p.covered(n, false)
		p.labels(n)
	case deck.Cloze, deck.Basic, deck.Both, deck.Modelled:
	}
	p.text(n.Back, shown)
}

// text writes a text as blocks.
func (p *webPage) text(markdown string, gaps gapLook) {
	if strings.TrimSpace(markdown) != "" {
		p.put("<div>", p.markdown(markdown, gaps), "</div>\n")
	}
}

// A gapLook says how the gaps of a text look.
type gapLook bool

const (
	hidden gapLook = true
	shown  gapLook = false
)

// markdown is a text as HTML, with its pictures in it and its gaps as they are to look.
func (p *webPage) markdown(text string, gaps gapLook) string {
	return withGaps(hypertext.HTML(text, hypertext.WriteOptions{Picture: p.picture, Gaps: true, Maths: "text"}), gaps)
}

// withGaps writes what stands between {{c1:: and }}, where hypertext puts the gaps of a
// text and nothing else, as a blank with its hint, or marked.
func withGaps(html string, look gapLook) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(html, "{{c")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, rest, _ = strings.Cut(rest, "::")
		inner, after, _ := strings.Cut(rest, "}}")
		words, hint, _ := strings.Cut(inner, "::")
		if look == hidden {
			b.WriteString(`<span class="gap">&nbsp;` + hint + "&nbsp;</span>")
		} else {
			b.WriteString("<mark>" + words + "</mark>")
		}
		html = after
	}
}

// picture returns a picture as a data address. One that cannot be shown has an empty one,
// so that the browser shows its description.
func (p *webPage) picture(path string) string {
	const none = "data:,"
	address, ok := p.pictures[path]
	if !ok {
		address = none
		if data, err := p.gallery.file(path); err == nil {
			if kind := kindOf(data); kind != "" {
				address = "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)
			}
		}
		p.pictures[path] = address
	}
	if p.written += int64(len(address)); p.written > mostBytes {
		return none
	}
	return address
}

// covered writes the picture of an occlusion note with its masks, closed or as frames.
func (p *webPage) covered(n *deck.Note, closed bool) {
	class := "open"
	if closed {
		class = "closed"
	}
	p.put(`<figure class="masks `, class, `"><img src="`, p.picture(n.Picture), `" alt="`, hypertext.Escape(n.Alt), `">`)
	for _, m := range n.Masks {
		p.put(fmt.Sprintf(`<span style="left:%.4g%%;top:%.4g%%;width:%.4g%%;height:%.4g%%">%d</span>`, m.X, m.Y, m.Width, m.Height, m.Number))
	}
	p.put("</figure>\n")
}

// models writes the concept models as drawings, with what they say in words folded away.
func (p *webPage) models(models []*model.Model) error {
	if len(models) == 0 {
		return nil
	}
	p.put("<section id=\"models\"><h2>Models</h2>\n")
	for _, m := range models {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		p.put(`<figure class="model" id="`, hypertext.Escape("m-"+m.ID), `"><h3>`, hypertext.Escape(m.Title), "</h3>\n")
		if m.Question != "" {
			p.put("<p>", hypertext.Escape(m.Question), "</p>\n")
		}
		drawn, _ := paper.Figure(m, paper.FigureOptions{})
		p.put(string(paper.SVG(drawn)))
		p.put("<details><summary>In words</summary><p>", strings.ReplaceAll(hypertext.Escape(strings.TrimSpace(m.Describe())), "\n", "<br>\n"), "</p></details>\n")
		p.cites(m.Sources)
		p.put("</figure>\n")
	}
	p.put("</section>\n")
	return nil
}

// labels lists what is beneath the masks.
func (p *webPage) labels(n *deck.Note) {
	var list []string
	for _, m := range labelled(n) {
		list = append(list, "<li><b>"+strconv.Itoa(m.Number)+"</b> "+hypertext.Escape(m.Label)+"</li>")
	}
	if len(list) > 0 {
		p.put(`<ul class="right">`, strings.Join(list, ""), "</ul>\n")
	}
}

// style is the style sheet: the window's colours on both grounds, its spaces and sizes.
func style() string {
	return ":root {" + variables(&paper.Light) + "}\n@media (prefers-color-scheme: dark) {\n:root {" +
		variables(&paper.Dark) + "}\n" + redrawn() + "}\n" + sheetStyle
}
