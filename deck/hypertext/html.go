package hypertext

import (
	"html"
	"strconv"
	"strings"

	"touchpoint/deck"
)

// Escape returns text as HTML that shows it.
func Escape(text string) string { return html.EscapeString(text) }

// HTML writes a deck's Markdown as HTML, by [deck.Blocks]: paragraphs, lists, tables,
// code, emphasis, links, pictures, formulas and gaps. Citations are left out. A text of
// one paragraph has no <p> around it.
func HTML(markdown string, o WriteOptions) string {
	p := &page{o: o}
	if isPlain(markdown) {
		return p.text(markdown, false)
	}
	if blocks := deck.Blocks(markdown); len(blocks) == 1 && blocks[0].Kind == deck.Paragraph {
		p.spans(blocks[0].Spans)
	} else {
		p.blocks(blocks)
	}
	return p.b.String()
}

// A page is HTML that is being written.
type page struct {
	b strings.Builder
	o WriteOptions
}

func (p *page) put(parts ...string) {
	for _, s := range parts {
		p.b.WriteString(s)
	}
}

func (p *page) blocks(blocks []deck.Block) {
	for _, b := range blocks {
		switch b.Kind {
		case deck.Heading:
			tag := "h" + strconv.Itoa(max(1, min(b.Level, 6)))
			p.around(tag, b.Spans)
		case deck.List:
			p.list(b)
		case deck.Quote:
			p.put("<blockquote>")
			p.blocks(b.Blocks)
			p.put("</blockquote>")
		case deck.Code:
			p.put("<pre><code>", p.text(plain(b.Spans), false), "</code></pre>")
		case deck.Table:
			p.table(b)
		case deck.Picture:
			p.picture(b)
		case deck.Rule:
			p.put("<hr>")
		case deck.Formula:
			p.formula(b.Spans, `\[`, `\]`)
		default:
			p.around("p", b.Spans)
		}
	}
}

func (p *page) around(tag string, spans []deck.Span) {
	p.put("<", tag, ">")
	p.spans(spans)
	p.put("</", tag, ">")
}

func (p *page) list(b deck.Block) {
	tag := "ul"
	if b.Ordered {
		tag = "ol"
	}
	p.put("<", tag)
	if b.Ordered && b.Start != 1 {
		p.put(` start="`, strconv.Itoa(b.Start), `"`)
	}
	p.put(">")
	for _, item := range b.Items {
		p.put("<li>")
		if len(item) > 0 && item[0].Kind == deck.Paragraph {
			p.spans(item[0].Spans)
			item = item[1:]
		}
		p.blocks(item)
		p.put("</li>")
	}
	p.put("</", tag, ">")
}

func (p *page) table(b deck.Block) {
	p.put("<table>")
	for i, row := range b.Rows {
		tag := "td"
		if i == 0 {
			tag = "th"
		}
		p.put("<tr>")
		for _, c := range row {
			p.around(tag, c.Spans)
		}
		p.put("</tr>")
	}
	p.put("</table>")
}

func (p *page) picture(b deck.Block) {
	src := b.Path
	if p.o.Picture != nil {
		src = p.o.Picture(b.Path)
	}
	p.put(`<img src="`, attribute(src), `" alt="`, attribute(b.Alt), `">`)
}

// formula writes a formula between two signs, or what it says.
func (p *page) formula(spans []deck.Span, from, to string) {
	for _, s := range spans {
		if p.o.Maths == "text" || s.Formula == "" {
			p.put(strings.ReplaceAll(p.text(s.Text, s.Gap > 0), "\n", "<br>"))
			continue
		}
		source := s.Formula
		if p.o.Gaps {
			for strings.Contains(source, "}}") { // which would end a gap
				source = strings.ReplaceAll(source, "}}", "} }")
			}
			source = strings.ReplaceAll(source, "{{", "{ {")
		}
		p.put(from, Escape(source), to)
	}
}

// spans writes a line. Spans that follow on one another in a gap are one gap.
func (p *page) spans(spans []deck.Span) {
	for i, s := range spans {
		if s.Cite != "" {
			continue
		}
		gap := p.o.Gaps && s.Gap > 0
		if gap && (i == 0 || spans[i-1].Gap != s.Gap || spans[i-1].Hint != s.Hint) {
			p.put("{{c", strconv.Itoa(s.Gap), "::")
		}
		p.span(s)
		if gap && (i+1 == len(spans) || spans[i+1].Gap != s.Gap || spans[i+1].Hint != s.Hint) {
			if s.Hint != "" {
				p.sign("::")
				p.put(p.text(s.Hint, true))
			}
			p.sign("}}")
		}
	}
}

// sign writes a sign of a gap, apart from text before it that ends with a part of the sign.
func (p *page) sign(sign string) {
	if strings.HasSuffix(p.b.String(), sign[:1]) {
		p.put(nothing)
	}
	p.put(sign)
}

func (p *page) span(s deck.Span) {
	var tags []string
	for _, t := range []struct {
		tag string
		has bool
	}{{"b", s.Strong}, {"i", s.Emph}, {"s", s.Strike}, {"code", s.Code && s.Formula == ""}} {
		if t.has {
			p.put("<", t.tag, ">")
			tags = append(tags, t.tag)
		}
	}
	p.linked(s)
	for i := len(tags) - 1; i >= 0; i-- {
		p.put("</", tags[i], ">")
	}
}

// linked writes what a span says, with its link.
func (p *page) linked(s deck.Span) {
	file, isFile := s.Attachment()
	if isFile && p.o.Link != nil {
		if link := p.o.Link(file, s.Text); link != "" {
			p.put(link)
			return
		}
	}
	link := s.Link != "" && !isFile
	if link {
		p.put(`<a href="`, attribute(s.Link), `">`)
	}
	if s.Formula != "" {
		p.formula([]deck.Span{s}, `\(`, `\)`)
	} else {
		p.put(strings.ReplaceAll(p.text(s.Text, s.Gap > 0), "\n", "<br>"))
	}
	if link {
		p.put("</a>")
	}
}

// nothing is a comment that keeps two signs apart which would mean something together.
const nothing = "<!-- -->"

var (
	apart    = strings.NewReplacer("{{", "{"+nothing+"{", `\(`, `\`+nothing+"(", `\[`, `\`+nothing+"[", "[sound:", "["+nothing+"sound:", "[latex]", "["+nothing+"latex]", "[$", "["+nothing+"$")
	apartGap = strings.NewReplacer("}}", "}"+nothing+"}", "::", ":"+nothing+":")
)

// inAttribute are the signs that make marks, as an attribute can say them: a comment
// would be part of its value.
var inAttribute = strings.NewReplacer("{", "&#123;", "}", "&#125;", "::", "&#58;&#58;", `\`, "&#92;", "[", "&#91;")

// attribute writes the value of an attribute so that nothing in it is a mark.
func attribute(s string) string { return inAttribute.Replace(Escape(s)) }

// text writes text so that it is no mark of a gap, a formula or a recording.
func (p *page) text(s string, gap bool) string {
	s = Escape(s)
	if strings.ContainsAny(s, `{\[`) {
		s = apart.Replace(apart.Replace(s)) // of three signs in a row the first two are parted first
	}
	if gap && p.o.Gaps {
		s = apartGap.Replace(apartGap.Replace(s))
	}
	return s
}

func plain(spans []deck.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}
