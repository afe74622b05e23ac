package deck

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// A maskMark is a mask as it stands in a text. Offsets are bytes of the body.
type maskMark struct {
	Mask
	at int // of what follows the marker of its line
}

// maxMasks is how many masks a picture may have.
const maxMasks = 200

// maskHelp says how a mask is written.
const maskHelp = "write - 1: x y width height, in per cent of the picture, as in - 1: 12.5 20 30 10"

// occlude reads the picture of a note and the list of masks over it.
func (r *bodyReader) occlude(parts []part) {
	picture, list := -1, -1
	for i, p := range parts {
		if _, ok := p.node.(*ast.List); ok {
			list = i
			break
		}
		image := pictureOf(p.node)
		if image == nil {
			continue
		}
		if picture >= 0 {
			r.fault(p.start, "occlude-picture", "there is a second picture above the masks", "keep one picture, and make a note of its own for the other")
			return
		}
		picture = i
		if !r.takePicture(p, image) {
			return
		}
	}
	if picture < 0 {
		r.fault(0, "occlude-picture", "the note has no picture above its masks", "write ![what it shows](media/picture.png) in a line of its own beneath the heading")
		return
	}
	if list < 0 {
		r.fault(parts[picture].start, "occlude-masks", "the note has no masks, so nothing is asked", "write a list beneath the picture: "+maskHelp[len("write "):])
		return
	}
	r.masks(parts[list])
	lead := append(append([]part{}, parts[:picture]...), parts[picture+1:list]...)
	r.note.Lead = withoutCites(r.join(lead))
	r.note.Back = r.join(parts[list+1:])
}

// pictureOf returns the first picture in a block.
func pictureOf(n ast.Node) *ast.Image {
	for c := range descendants(n) {
		if image, ok := c.(*ast.Image); ok {
			return image
		}
	}
	return nil
}

// takePicture takes in the picture of a block, which must hold nothing else.
func (r *bodyReader) takePicture(p part, image *ast.Image) bool {
	w := blockWriter{source: []byte(r.text)}
	for _, b := range w.paragraph(p.node) {
		if b.Kind == Picture && r.note.Picture == "" {
			r.note.Picture, r.note.Alt = b.Path, b.Alt
			continue
		}
		r.fault(p.start, "occlude-picture", "the picture does not stand alone", "leave an empty line between the picture and what is above or beneath it")
		return false
	}
	if r.note.Picture == "" {
		r.fault(p.start, "occlude-picture", "the picture has no path", "write ![what it shows](media/picture.png)")
		return false
	}
	return image != nil
}

// masks reads the list of masks.
func (r *bodyReader) masks(list part) {
	if list.node.ChildCount() > maxMasks {
		r.fault(r.itemAt(list.node.FirstChild()), "too-large", fmt.Sprintf("the picture has more than %d masks", maxMasks), "make several notes of it")
		return
	}
	for item := list.node.FirstChild(); item != nil; item = item.NextSibling() {
		at := r.itemAt(item)
		marker := strings.IndexAny(r.text[at:], " \t\n")
		if marker < 0 {
			marker = len(r.text) - at
		}
		at += marker
		at += len(r.text[at:]) - len(strings.TrimLeft(r.text[at:], " \t"))
		mask, problem := readMask(r.item(item))
		if problem != "" {
			r.fault(min(at, len(r.text)), "mask", problem, maskHelp)
			continue
		}
		if mask.numberLike(list.node.ChildCount()) {
			r.fault(at, "mask", fmt.Sprintf("a mask has four numbers, so %s is what is beneath it", mask.Label),
				"put a colon behind the first number if that is the mask's own: - 1: x y width height").Severity = Warning
		}
		r.marks = append(r.marks, maskMark{mask, at})
	}
}

// numberLike reports whether the first of a mask's numbers, of which there is one too many,
// seems to count the masks of a list. A single number beneath a mask may be a year.
func (m Mask) numberLike(masks int) bool {
	return m.Number == 0 && digits(m.Label) && m.X >= 1 && m.X <= float64(masks) && m.X == math.Trunc(m.X)
}

// readMask reads what stands in a line of the list of masks.
func readMask(text string) (m Mask, problem string) {
	text = strings.Join(strings.Fields(text), " ")
	if number, rest, ok := strings.Cut(text, ":"); ok && digits(strings.TrimSpace(number)) {
		m.Number, _ = strconv.Atoi(strings.TrimSpace(number)) // too many digits are a large number
		if m.Number < 1 || m.Number > maxGap || len(number) > 4 {
			return m, fmt.Sprintf("masks are numbered from 1 to %d", maxGap)
		}
		text = strings.TrimSpace(rest)
	}
	values, label, ok := fourNumbers(text)
	if !ok {
		return m, "this is not the place and size of a mask"
	}
	m.X, m.Y, m.Width, m.Height = values[0], values[1], values[2], values[3]
	m.Label = PlainText(withoutCites(label))
	return m, m.problem()
}

// slack is how far a mask may reach over the edge of its picture, as numbers are rounded.
const slack = 0.05

// problem says why a mask cannot be drawn, "" if it can.
func (m Mask) problem() string {
	switch {
	case m.Width <= 0 || m.Height <= 0:
		return "the mask has no size"
	case m.X < 0 || m.Y < 0 || m.X+m.Width > 100+slack || m.Y+m.Height > 100+slack:
		return "the mask reaches over the edge of the picture"
	}
	return ""
}

// fourNumbers reads the numbers that a text begins with and returns what follows them.
// Spaces or commas part them; where spaces do, a comma may stand in a number.
func fourNumbers(text string) (values [4]float64, rest string, ok bool) {
	if values, rest, ok = numbersParted(text, " "); ok {
		return values, rest, true
	}
	return numbersParted(text, " ,;")
}

func numbersParted(text, by string) (values [4]float64, rest string, ok bool) {
	rest = text
	for i := range values {
		rest = strings.TrimLeft(rest, " ,;")
		end := strings.IndexAny(rest, by)
		if end < 0 {
			end = len(rest)
		}
		word := strings.TrimRight(strings.TrimRight(rest[:end], ",;"), "%")
		number := strings.Replace(word, ",", ".", 1)
		if !digits(strings.Replace(strings.TrimPrefix(number, "-"), ".", "", 1)) {
			return values, text, false
		}
		v, err := strconv.ParseFloat(number, 64)
		if err != nil || math.Abs(v) > 1e6 {
			return values, text, false
		}
		values[i] = v
		rest = rest[end:]
		if after, percent := strings.CutPrefix(strings.TrimLeft(rest, " "), "%"); percent {
			rest = after
		}
	}
	return values, strings.TrimLeft(rest, " ,;"), true
}

// digits reports whether s is a number without sign and point.
func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// WithMasks returns the text of an [Occlude] note with its list of masks written anew;
// without masks the list goes. The rest stays as it is, byte for byte, and so does a list
// that says the same already. A text without a list gets one beneath its picture; a list
// of which no line is a mask is part of the answer.
func WithMasks(text string, masks []Mask) string {
	s := newSource("", []byte(text))
	c := chunk{level: 2, body: len(s.text), end: len(s.text), runaway: -1}
	if len(s.lines) > 1 {
		c.body = s.lines[1]
	}
	r := &bodyReader{source: s, base: c.body, text: s.text[c.body:], note: &Note{Kind: Occlude}}
	if rule, _ := unfit(r.text); rule != "" {
		return text
	}
	r.read()
	from, to, marker := r.listLines()
	if sameMasks(r.marks, masks) && len(r.faults) == 0 || from == to && len(masks) == 0 {
		return text
	}
	lines := make([]string, len(masks))
	for i, m := range masks {
		lines[i] = marker + maskLine(m)
	}
	return replaceLines(text, 1+from, 1+to, lines)
}

// listLines returns the lines of the body that the list of masks stands in, or an empty
// range where it belongs: beneath the picture, or beneath the heading. The marker of its
// lines is another than that of a list which follows.
func (r *bodyReader) listLines() (from, to int, marker string) {
	line := func(offset int) int { return strings.Count(r.text[:offset], "\n") }
	last := func(p part) int { // the line after the last that is not empty
		return line(p.start+len(strings.TrimRight(r.text[p.start:p.end], " \t\n"))) + 1
	}
	for _, p := range r.parts {
		if list, ok := p.node.(*ast.List); ok {
			if !r.hasMask(list) {
				if list.Marker == '-' {
					return from, from, "* "
				}
				break
			}
			return line(r.itemAt(p.node.FirstChild())), last(p), "- "
		}
		if _, quote := p.node.(*ast.Blockquote); !quote && pictureOf(p.node) != nil {
			from = last(p)
		}
	}
	return from, from, "- "
}

// hasMask reports whether any item of a list is meant as a mask.
func (r *bodyReader) hasMask(list *ast.List) bool {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if m, _ := readMask(r.item(item)); m.Width != 0 || m.Height != 0 || m.X != 0 || m.Y != 0 {
			return true
		}
	}
	return false
}

func sameMasks(marks []maskMark, masks []Mask) bool {
	if len(marks) != len(masks) {
		return false
	}
	for i, m := range marks {
		if m.Mask != masks[i].rounded() {
			return false
		}
	}
	return true
}

// rounded returns a mask as it is written: with two digits after the point.
func (m Mask) rounded() Mask {
	round := func(v float64) float64 { return math.Round(v*100) / 100 }
	m.X, m.Y, m.Width, m.Height = round(m.X), round(m.Y), round(m.Width), round(m.Height)
	m.Label = strings.Join(strings.Fields(m.Label), " ")
	return m
}

// maskLine returns a mask as a line of the list, without its marker.
func maskLine(m Mask) string {
	m = m.rounded()
	line := ""
	if m.Number > 0 {
		line += strconv.Itoa(m.Number) + ": "
	}
	for i, v := range []float64{m.X, m.Y, m.Width, m.Height} {
		if i > 0 {
			line += " "
		}
		line += strconv.FormatFloat(v, 'f', -1, 64)
	}
	if m.Label != "" {
		line += " " + escapeText(m.Label)
	}
	return line
}

// escapeText writes plain text as Markdown.
func escapeText(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte("\\`*_{}[]<>&!~|", s[i]) >= 0 || i == 0 && strings.IndexByte("%,;", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// replaceLines replaces lines of a text, a half-open range counted from zero.
func replaceLines(text string, from, to int, lines []string) string {
	nl := lineBreak(text)
	old := strings.SplitAfter(text, "\n")
	if old[len(old)-1] == "" {
		old = old[:len(old)-1]
	}
	from, to = min(from, len(old)), min(to, len(old))
	before, after := strings.Join(old[:from], ""), strings.Join(old[to:], "")
	if len(lines) == 0 {
		return before + after
	}
	if before != "" && !strings.HasSuffix(before, "\n") {
		before += nl
	}
	middle := strings.Join(lines, nl)
	if after != "" || strings.HasSuffix(text, "\n") {
		middle += nl
	}
	return before + middle + after
}
