package deck

import (
	"io/fs"
	"net/url"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// A style is what surrounds a piece of text.
type style struct {
	strong, emph, strike bool
	link                 string
}

// A spanWriter turns inline nodes into spans. Gaps may begin and end anywhere among
// them, so the gap that text belongs to is the writer's state and not part of the style.
type spanWriter struct {
	source   []byte
	pictures bool // pictures become blocks; else they are their description

	line []Span          // the spans written since the last picture
	out  []Block         // paragraphs and pictures that are complete
	last Span            // the span being written, without its text
	text strings.Builder // its text
	gap  *gapMark
	// fresh is set where a gap begins or ends: two gaps side by side stay two spans.
	fresh bool
}

func (w *spanWriter) children(n ast.Node, s style) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c, s)
	}
}

func (w *spanWriter) node(n ast.Node, s style) {
	switch n := n.(type) {
	case *ast.Text:
		w.write(unescape(string(n.Segment.Value(w.source))), s, false)
		switch {
		case n.HardLineBreak():
			w.write("\n", s, false)
		case n.SoftLineBreak():
			w.write(" ", s, false)
		}
	case *ast.String:
		w.write(string(n.Value), s, false)
	case *ast.CodeSpan:
		w.write(w.code(n), s, true)
	case *formulaNode:
		w.formula(n, s)
	case *ast.Emphasis:
		s.strong = s.strong || n.Level == 2
		s.emph = s.emph || n.Level == 1
		w.children(n, s)
	case *extast.Strikethrough:
		s.strike = true
		w.children(n, s)
	case *ast.Link:
		s.link = linkOf(string(n.Destination))
		w.children(n, s)
	case *ast.AutoLink:
		s.link = safeLink(string(n.URL(w.source)))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(s.link, "mailto:") {
			s.link = "mailto:" + string(n.URL(w.source))
		}
		w.write(string(n.Label(w.source)), s, false)
	case *ast.Image:
		w.picture(n, s)
	case *extast.TaskCheckBox:
		if n.IsChecked {
			w.write("☑ ", s, false)
		} else {
			w.write("☐ ", s, false)
		}
	case *gapNode:
		w.openGap(n.gapMark, s)
	case *gapEndNode:
		w.closeGap()
	case *citationNode:
		w.cite(n, s)
	default:
		w.children(n, s)
	}
}

// write adds text to the span being written if it looks the same, else to a new one.
func (w *spanWriter) write(text string, s style, code bool) {
	if text == "" {
		return
	}
	w.add(Span{Text: text, Code: code}, s)
}

// formula adds a span for a formula. Two side by side stay two.
func (w *spanWriter) formula(n *formulaNode, s style) {
	w.fresh = true
	w.add(formulaSpan(n.source), s)
	w.fresh = true
}

// add adds what a span says and is in a style.
func (w *spanWriter) add(span Span, s style) {
	text := span.Text
	span.Text = ""
	span.Strong, span.Emph, span.Strike, span.Link = s.strong, s.emph, s.strike, s.link
	if w.gap != nil {
		span.Gap, span.Hint = w.gap.number, w.gap.hint
	}
	if w.fresh || span != w.last {
		w.end()
		w.last, w.fresh = span, false
	}
	w.text.WriteString(text)
}

// end ends the span being written.
func (w *spanWriter) end() {
	if w.text.Len() > 0 {
		w.last.Text = w.text.String()
		w.line = append(w.line, w.last)
	}
	w.last = Span{}
	w.text.Reset()
}

// spans returns the spans written since the last picture.
func (w *spanWriter) spans() []Span {
	w.end()
	return w.line
}

// code returns the text of a code span, in which a line break is a space.
func (w *spanWriter) code(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Segment.Value(w.source))
		case *ast.String: // an escaped pipe in a table
			b.Write(c.Value)
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

func (w *spanWriter) openGap(g *gapMark, s style) {
	if g.problem != "" {
		w.write("{{", s, false)
		return
	}
	w.gap, w.fresh = g, true
}

// closeGap ends a gap, without the white space at its end.
func (w *spanWriter) closeGap() {
	w.gap, w.fresh = nil, true
	w.end()
	w.trimEnd()
}

// trimEnd takes white space off the end of the last span, and the span if nothing is left.
func (w *spanWriter) trimEnd() {
	if last := len(w.line) - 1; last >= 0 && w.line[last].Cite == "" {
		w.line[last].Text = strings.TrimRight(w.line[last].Text, " ")
		if w.line[last].Text == "" {
			w.line = w.line[:last]
		}
	}
}

// cite adds a span for each key. The space before a citation goes, as the mark that a
// front end draws for it brings its own distance.
func (w *spanWriter) cite(n *citationNode, s style) {
	if n.bad {
		w.write(unescape(n.raw), s, false)
		return
	}
	w.end()
	w.trimEnd()
	for _, key := range n.keys {
		w.line = append(w.line, Span{Cite: key})
	}
}

func (w *spanWriter) picture(n *ast.Image, s style) {
	inner := spanWriter{source: w.source}
	inner.children(n, style{})
	alt := plainSpans(inner.spans())
	if !w.pictures {
		w.write(alt, s, false)
		return
	}
	w.flush()
	w.out = append(w.out, Block{Kind: Picture, Path: mediaPath(string(n.Destination)), Alt: alt})
}

// flush ends the paragraph that is being written.
func (w *spanWriter) flush() {
	if spans := trimSpans(w.spans()); len(spans) > 0 {
		w.out = append(w.out, Block{Kind: Paragraph, Spans: spans})
	}
	w.line = nil
}

// trimSpans takes white space off both ends of a line of spans.
func trimSpans(spans []Span) []Span {
	for len(spans) > 0 && spans[0].Cite == "" {
		spans[0].Text = strings.TrimLeft(spans[0].Text, " \t\n")
		if spans[0].Text != "" {
			break
		}
		spans = spans[1:]
	}
	for len(spans) > 0 && spans[len(spans)-1].Cite == "" {
		last := len(spans) - 1
		spans[last].Text = strings.TrimRight(spans[last].Text, " \t\n")
		if spans[last].Text != "" {
			break
		}
		spans = spans[:last]
	}
	return spans
}

// unescape resolves what Markdown writes otherwise than it means: a backslash before
// punctuation and character references such as &amp;.
func unescape(s string) string {
	if !strings.ContainsAny(s, "\\&\r") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			b.WriteByte(s[i])
		case c == '&' && reference(s[i:]) > 0:
			n := reference(s[i:])
			b.Write(util.ResolveEntityNames(util.ResolveNumericReferences([]byte(s[i : i+n]))))
			i += n - 1
		case c != '\r':
			b.WriteByte(c)
		}
	}
	return b.String()
}

// reference returns the length of the character reference that s begins with, or 0.
func reference(s string) int {
	const longest = 40 // the longest name is &CounterClockwiseContourIntegral;
	for i := 1; i < len(s) && i < longest; i++ {
		c := s[i]
		switch {
		case c == ';' && i > 1:
			return i + 1
		case c == '#' && i == 1, c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		default:
			return 0
		}
	}
	return 0
}

// safeLink returns a link that may be opened: to the web or to a mailbox. A deck may come
// from a stranger, and other schemes run programs or open files.
func safeLink(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto":
		return link
	}
	return ""
}

// linkOf returns where a link leads as it is written, "" if it must not be opened: an
// address, or the path of a file of the deck.
func linkOf(destination string) string {
	if link := safeLink(unescape(destination)); link != "" {
		return link
	}
	return attachment(mediaPath(destination))
}

// attachment returns a path if it can be that of a file in the deck's folder, else "". Such
// a file has an ending; what has none, or begins with www., is a slip of the pen.
func attachment(file string) string {
	if !fs.ValidPath(file) || path.Ext(file) == "" || strings.HasPrefix(file, ".") ||
		strings.HasPrefix(file, "www.") || strings.ContainsAny(file, ":\\?#\n") {
		return ""
	}
	return file
}

// mediaPath returns the path of a picture or another file relative to the deck's root, as io/fs wants it.
func mediaPath(destination string) string {
	p := unescape(destination)
	if strings.Contains(p, "://") {
		return p
	}
	if decoded, err := url.PathUnescape(p); err == nil {
		p = decoded
	}
	return path.Clean(p)
}
