package hypertext

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits on HTML.
const (
	maxHTML   = 4 << 20 // bytes; what follows is left out
	maxTokens = 400_000 // the same
	maxName   = 10      // letters of the name of a tag that is read without the library
)

// A reader takes in the parts of HTML in their order. No tree is made, so how deep the
// HTML is nested does not matter.
type reader interface {
	text(s string)
	open(t tag)
	close(a atom.Atom, name string)
}

// A tag is an opening tag.
type tag struct {
	atom  atom.Atom
	name  string // if there is no atom for it
	attrs []html.Attribute
	empty bool // it closes itself
}

func (t tag) attribute(name string) string {
	for _, a := range t.attrs {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// lex hands the parts of HTML to a reader. Most fields of most cards are text with a few
// tags that have no attributes. These are read here, and what comes from the first other
// thing on by the library.
func lex(s string, r reader) {
	for i := 0; i < len(s); {
		n := strings.IndexByte(s[i:], '<')
		if n < 0 {
			r.text(html.UnescapeString(s[i:]))
			return
		}
		begins := i + n
		if begins+1 < len(s) && !strings.ContainsRune("/!?", rune(s[begins+1])) && !letter(s[begins+1]) {
			r.text(html.UnescapeString(s[i : begins+1])) // the sign itself is meant
			i = begins + 1
			continue
		}
		if n > 0 {
			r.text(html.UnescapeString(s[i:begins]))
		}
		a, closing, size := simpleTag(s[begins:])
		switch {
		case size == 0:
			lexAll(s[begins:], r)
			return
		case closing:
			r.close(a, "")
		default:
			r.open(tag{atom: a})
		}
		i = begins + size
	}
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// simpleTag reads a tag without attributes at the beginning of s. The size is 0 for
// anything else, and for what changes how the text behind it is read.
func simpleTag(s string) (a atom.Atom, closing bool, size int) {
	i := 1
	if i < len(s) && s[i] == '/' {
		closing = true
		i++
	}
	from := i
	for i < len(s) && i-from <= maxName && (letter(s[i]) || s[i] >= '1' && s[i] <= '6') {
		i++
	}
	name := s[from:i]
	for i < len(s) && (s[i] == ' ' || s[i] == '/') {
		i++
	}
	if i == len(s) || s[i] != '>' {
		return 0, false, 0
	}
	switch name {
	case "br", "BR":
		a = atom.Br
	case "b":
		a = atom.B
	case "i":
		a = atom.I
	case "div":
		a = atom.Div
	default:
		a = atom.Lookup(bytes.ToLower([]byte(name)))
	}
	switch a {
	case 0, atom.Script, atom.Style, atom.Textarea, atom.Title, atom.Xmp, atom.Iframe, atom.Noembed,
		atom.Noframes, atom.Noscript, atom.Plaintext, atom.Svg, atom.Math:
		return 0, false, 0
	}
	return a, closing, i + 1
}

// lexAll is lex by means of the library.
func lexAll(s string, r reader) {
	in := html.NewTokenizer(strings.NewReader(s))
	var attrs []html.Attribute
	for range maxTokens {
		kind := in.Next()
		switch kind {
		case html.ErrorToken:
			return
		case html.TextToken:
			r.text(string(in.Text()))
		case html.EndTagToken:
			name, _ := in.TagName()
			r.close(atom.Lookup(name), string(name))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := in.TagName()
			t := tag{atom: atom.Lookup(name), empty: kind == html.SelfClosingTagToken}
			if t.atom == 0 {
				t.name = string(name)
			}
			attrs = attrs[:0]
			for more && len(attrs) < 100 {
				var key, value []byte
				key, value, more = in.TagAttr()
				attrs = append(attrs, html.Attribute{Key: string(key), Val: string(value)})
			}
			t.attrs = attrs
			r.open(t)
		}
	}
}

// isBlock reports whether an element makes its content a line of its own.
func isBlock(a atom.Atom) bool { return a == atom.Div || isParagraph(a) }

// isParagraph reports whether there is distance between an element and what surrounds it.
func isParagraph(a atom.Atom) bool { return slices.Contains(paragraphs, a) }

var paragraphs = []atom.Atom{
	atom.P, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Main, atom.Aside, atom.Nav,
	atom.Figure, atom.Figcaption, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Address, atom.Form, atom.Body, atom.Caption,
	atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Hr, atom.Center, atom.Details, atom.Summary, atom.Pre,
}

// isHidden reports whether what an element holds is not shown.
func isHidden(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Title, atom.Template, atom.Noscript, atom.Svg, atom.Rp, atom.Iframe, atom.Object, atom.Canvas, atom.Noembed, atom.Noframes:
		return true
	}
	return false
}
