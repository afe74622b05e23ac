package anki

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"touchpoint/deck"
	"touchpoint/deck/hypertext"
	"touchpoint/deck/memory"
)

// html writes Markdown as HTML.
func (w *noteWriter) html(markdown string) string {
	if markdown = strings.TrimSpace(markdown); isPlain(markdown) {
		return hypertext.Escape(strings.ReplaceAll(markdown, "\n", " "))
	}
	return noBraces(inOneLine(withoutEmpty(hypertext.HTML(markdown, w.how(false)))))
}

// blocks writes Markdown as HTML that stands in lines of its own.
func (w *noteWriter) blocks(markdown string) string {
	out := w.html(markdown)
	if out == "" {
		return ""
	}
	for _, block := range [...]string{"<p>", "<ul", "<ol", "<table", "<pre", "<blockquote", "<h", "<img"} {
		if strings.HasPrefix(out, block) {
			return out
		}
	}
	return "<p>" + out + "</p>"
}

// withoutEmpty puts the words for a picture in the place of one that cannot be had.
func withoutEmpty(html string) string {
	const picture, end = `<img src="" alt="`, `">`
	for {
		before, rest, found := strings.Cut(html, picture)
		if !found {
			return html
		}
		alt, after, _ := strings.Cut(rest, end)
		html = before + "<i>" + alt + "</i>" + after
	}
}

// isPlain reports whether a text is a paragraph without any markup, as most are: then it
// need not be read.
func isPlain(markdown string) bool {
	if strings.ContainsAny(markdown, "\\`*_{[<&!~$|\t\r") {
		return false
	}
	for line := range strings.SplitSeq(markdown, "\n") {
		letter := line != "" && (line[0]|0x20 >= 'a' && line[0]|0x20 <= 'z' || line[0] >= utf8.RuneSelf)
		if !letter || strings.HasSuffix(line, " ") {
			return markdown == ""
		}
	}
	return true
}

// gaps writes the text of a cloze note, with its gaps as Anki marks them.
func (w *noteWriter) gaps(markdown string) string {
	return inOneLine(withoutEmpty(hypertext.HTML(markdown, w.how(true))))
}

// line writes a text of one line, such as a heading, without a paragraph around it.
func (w *noteWriter) line(markdown string) string {
	markdown = strings.TrimSpace(markdown)
	if markdown == "" {
		return ""
	}
	// A sign that begins no block keeps "1. Who?" from being a list. It is one of
	// punctuation, beside which emphasis is what it is at the beginning of a line.
	const guard = "⁂"
	guarded := strings.IndexByte("#-+*>=~:[|<$`\t ", markdown[0]) >= 0 || markdown[0] >= '0' && markdown[0] <= '9'
	if guarded {
		markdown = guard + markdown
	}
	out := w.html(markdown)
	if guarded {
		out = strings.Replace(out, guard, "", 1)
	}
	return out
}

// how says how texts are written.
func (w *noteWriter) how(gaps bool) hypertext.WriteOptions {
	return hypertext.WriteOptions{Gaps: gaps, Picture: w.file, Link: w.link}
}

// file returns what a file of the deck is called in the package, "" if it cannot be had.
func (w *noteWriter) file(path string) string {
	name := w.media.name(path)
	if name != "" {
		w.refer(name, path)
	}
	return name
}

// link returns the mark by which Anki plays a file. One of another kind goes along for the
// way back, but Anki does not take it in, so there is nothing to link to.
func (w *noteWriter) link(path, words string) string {
	name := w.file(path)
	if name == "" || !isPlayed(path) {
		return ""
	}
	return hypertext.Escape(words) + " [sound:" + name + "]"
}

// refer remembers that the note refers to a file.
func (w *noteWriter) refer(name, path string) {
	if w.files == nil {
		w.files = make(map[string]string)
	}
	w.files[name] = path
}

// choice writes the options of a choice note under letters, and the letters and texts of
// the right ones.
func (w *noteWriter) choice(n *deck.Note) (options, answer string) {
	var list, right strings.Builder
	list.WriteString(`<ol type="A">`)
	for at, i := range w.shuffled(n, len(n.Options)) {
		o := n.Options[i]
		text := w.html(o.Text)
		list.WriteString("<li>" + text + "</li>")
		if o.Correct {
			right.WriteString("<p><b>" + letter(at) + "</b> " + text + "</p>")
		}
	}
	list.WriteString("</ol>")
	return list.String(), right.String()
}

// letter returns what the list of a browser shows before an item, counted from 0.
func letter(i int) string {
	const letters = 26
	if i < letters {
		return string(rune('A' + i))
	}
	return letter(i/letters-1) + letter(i%letters)
}

// order writes the items of an order note out of order, and in order.
func (w *noteWriter) order(n *deck.Note) (items, answer string) {
	texts := make([]string, len(n.Items))
	for i, item := range n.Items {
		texts[i] = "<li>" + w.html(item) + "</li>"
	}
	var list strings.Builder
	list.WriteString("<ul>")
	for _, i := range w.shuffled(n, len(texts)) {
		list.WriteString(texts[i])
	}
	list.WriteString("</ul>")
	return list.String(), "<ol>" + strings.Join(texts, "") + "</ol>"
}

// shuffled returns the numbers below size in another order, always the same for a note.
func (w *noteWriter) shuffled(n *deck.Note, size int) []int {
	seed := memory.Seed(string(deck.MakeCardID(w.deck.ID, n.ID, "")), 0)
	order := rand.New(rand.NewPCG(seed, 0)).Perm(size)
	if slices.IsSorted(order) && size > 1 {
		order[0], order[1] = order[1], order[0]
	}
	return order
}

// typed writes the answer to type, which Anki compares as plain text.
func typed(n *deck.Note) string {
	if len(n.Answers) == 0 {
		return ""
	}
	return noBraces(hypertext.Escape(strings.Join(strings.Fields(n.Answers[0]), " ")))
}

// alsoRight writes the other answers that are accepted: Anki knows one.
func alsoRight(n *deck.Note) string {
	if len(n.Answers) < 2 {
		return ""
	}
	others := make([]string, 0, len(n.Answers)-1)
	for _, a := range n.Answers[1:] {
		others = append(others, hypertext.Escape(a))
	}
	return noBraces("<p>Also right: " + strings.Join(others, "; ") + "</p>")
}

// masked writes the picture of an occlusion note with its masks, each a gap.
func (w *noteWriter) masked(n *deck.Note, out *written) string {
	name := w.file(n.Picture)
	if name == "" {
		out.why = "its picture “" + n.Picture + "” cannot be had"
		return ""
	}
	masks := make([]mask, len(n.Masks))
	for i, m := range n.Masks {
		masks[i] = mask{m.Number, m.X, m.Y, m.Width, m.Height, m.Label}
	}
	class := ""
	if n.HideAll {
		class = " tp-all"
	}
	return pictureWith(name, n.Alt, masks, class)
}

// A mask is a place in a picture, in per cent of it, and what is beneath.
type mask struct {
	number              int
	x, y, width, height float64
	label               string
}

// pictureWith writes a picture with masks over it. The gap of a mask holds its label, so
// that Anki itself covers and tells it; look.css does the rest. More classes there say that
// all masks stay on, or that the picture itself says what is beneath.
func pictureWith(name, alt string, masks []mask, more string) string {
	var b strings.Builder
	b.WriteString(`<div class="tp-map` + more + `">` + image(name, alt))
	for _, m := range masks {
		fmt.Fprintf(&b, `<span class="tp-mask" style="left:%s%%;top:%s%%;width:%s%%;height:%s%%">{{c%d::<b>%s</b>}}</span>`,
			percent(m.x), percent(m.y), percent(m.width), percent(m.height), m.number, inGap(hypertext.Escape(m.label)))
	}
	b.WriteString("</div>")
	return b.String()
}

func percent(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func image(name, alt string) string {
	if alt == "" {
		return `<img src="` + name + `">`
	}
	return `<img src="` + name + `" alt="` + noBraces(hypertext.Escape(alt)) + `">`
}

// noBraces keeps text from being taken for a gap or a field, which Anki looks for in the
// text of fields too.
func noBraces(html string) string { return strings.ReplaceAll(html, "{{", "{&#123;") }

// inGap keeps text from ending the gap that it stands in, or its answer.
func inGap(html string) string { return gapSigns.Replace(html) }

var gapSigns = strings.NewReplacer("{{", "{&#123;", "}}", "}&#125;", "::", ":&#58;")

// inOneLine writes HTML without line breaks, as some programs make line breaks to be seen
// of those in fields.
func inOneLine(html string) string {
	if !strings.ContainsAny(html, "\n\r") {
		return html
	}
	const open, closed = "<pre", "</pre>"
	var b strings.Builder
	for html != "" {
		text, rest, found := strings.Cut(html, open)
		b.WriteString(lineBreaks.Replace(text))
		if !found {
			break
		}
		var code string
		code, html, _ = strings.Cut(rest, closed)
		b.WriteString(open + codeBreaks.Replace(code) + closed)
	}
	return b.String()
}

var (
	lineBreaks = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")
	codeBreaks = strings.NewReplacer("\r\n", "<br>", "\n", "<br>", "\r", "<br>")
)

// cited writes the sources that a note cites.
func (w *noteWriter) cited(keys []string) string {
	var b strings.Builder
	for _, key := range keys {
		b.WriteString(w.sources[key])
	}
	return b.String()
}

// sourceHTML writes one source.
func sourceHTML(s *deck.Source) string {
	address := s.URL
	if s.DOI != "" {
		address = "https://doi.org/" + s.DOI
	}
	text := hypertext.Escape(s.Text)
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		shown := hypertext.Escape(address)
		text += ` <a href="` + shown + `">` + shown + "</a>"
	}
	return noBraces("<p>" + text + "</p>")
}
