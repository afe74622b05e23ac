package anki

import (
	"html"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/hypertext"
)

// shapes are the fields of a note type of Anki's own image occlusion.
type shapes struct {
	masks, image int
	header       int   // -1 if there is none
	rest         []int // what is shown with the answer
}

// The fields as Anki calls them in English; in other languages they stand in this order.
var occlusionFields = []string{"Occlusion", "Image", "Header", "Back Extra", "Comments"}

// occlude reports whether a cloze type is one of image occlusion, and finds its fields.
func (f *fold) occlude(fields map[string]int) bool {
	at := func(i int) int {
		if n, ok := fields[occlusionFields[i]]; ok {
			return n
		}
		if f.kind.Occlusion && i < len(f.kind.Fields) {
			return i
		}
		return -1
	}
	s := shapes{masks: at(0), image: at(1), header: at(2)}
	if s.masks < 0 || s.image < 0 || s.masks == s.image {
		return false
	}
	for i := range f.kind.Fields {
		if i != s.masks && i != s.image && i != s.header && i != f.source {
			s.rest = append(s.rest, i)
		}
	}
	f.shapes = &s
	return true
}

// Limits on the masks of a note.
const (
	maxShapes = 200     // as many as a picture may have
	maxPoints = 2000    // corners of a polygon
	leastMask = 0.2     // per cent, so that a line or a point can be seen
	whole100  = 100.0   // per cent
	maxField  = 1 << 20 // bytes of a field that is looked at
)

var occlusionGap = regexp.MustCompile(`\{\{c([0-9]{1,4}(?:,[0-9]{1,4})*)::image-occlusion:([a-z]+)((?::[^:{}]*)*?)(?:::[^{}]*)?\}\}`)

// masksOf reads the shapes of a field. Those that are no rectangles become the rectangle
// around them, and round says so; others are left out, and dropped says what they are.
func masksOf(field string) (masks []deck.Mask, hideAll, round bool, dropped []string) {
	if len(field) > maxField {
		field = field[:maxField]
	}
	for _, m := range occlusionGap.FindAllStringSubmatch(field, maxShapes+1) {
		if len(masks) >= maxShapes {
			return masks, hideAll, round, union(dropped, []string{"masks beyond the " + itoa(maxShapes) + "th"})
		}
		values := make(map[string]string)
		for pair := range strings.SplitSeq(m[3], ":") {
			name, value, _ := strings.Cut(pair, "=")
			values[name] = html.UnescapeString(value)
		}
		hideAll = hideAll || values["oi"] == "1"
		mask, ok := maskOf(m[2], values)
		if !ok {
			dropped = union(dropped, []string{"a " + m[2] + " on the picture"})
			continue
		}
		round = round || m[2] != "rect" || values["angle"] != "" && values["angle"] != "0"
		for number := range strings.SplitSeq(m[1], ",") {
			n, err := strconv.Atoi(number)
			if err != nil || n < 1 || n > maxGap {
				dropped = union(dropped, []string{"masks with numbers beyond " + itoa(maxGap)})
				continue
			}
			mask.Number = n
			masks = append(masks, mask)
		}
	}
	return masks, hideAll, round, dropped
}

// maskOf returns the rectangle of a shape. Its numbers are fractions of the picture.
func maskOf(shape string, values map[string]string) (deck.Mask, bool) {
	number := func(name string) float64 {
		v, err := strconv.ParseFloat(values[name], 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return 0
		}
		return v
	}
	left, top := number("left"), number("top")
	var right, bottom float64
	switch shape {
	case "rect":
		right, bottom = left+number("width"), top+number("height")
	case "ellipse":
		right, bottom = left+2*number("rx"), top+2*number("ry")
	case "polygon":
		left, top, right, bottom = 1, 1, 0, 0
		for i, point := range strings.Fields(values["points"]) {
			x, y, ok := strings.Cut(point, ",")
			px, errX := strconv.ParseFloat(x, 64)
			py, errY := strconv.ParseFloat(y, 64)
			if !ok || errX != nil || errY != nil || i > maxPoints {
				return deck.Mask{}, false
			}
			left, right = min(left, px), max(right, px)
			top, bottom = min(top, py), max(bottom, py)
		}
	default:
		return deck.Mask{}, false
	}
	clip := func(v float64) float64 { return min(max(v, 0), 1) * whole100 }
	m := deck.Mask{X: clip(left), Y: clip(top)}
	m.Width, m.Height = clip(right)-m.X, clip(bottom)-m.Y
	if !(m.Width > 0) || !(m.Height > 0) {
		return deck.Mask{}, false
	}
	m.Width, m.Height = max(m.Width, leastMask), max(m.Height, leastMask)
	m.X, m.Y = min(m.X, whole100-m.Width), min(m.Y, whole100-m.Height)
	return m, true
}

// occlusion makes the note of a picture with masks.
func (c *converter) occlusion(n *noteIn) {
	s := n.fold.shapes
	masks, hideAll, round, dropped := masksOf(n.fields[s.masks])
	picture := c.firstPicture(n.fields[s.image])
	header := c.fieldOf(n, s.header, whole)
	extra := c.paragraphs(n, s.rest)
	if len(masks) == 0 || picture == "" {
		why := "It has no masks."
		if picture == "" {
			why = "Its picture is not in the file."
		}
		c.skip(n, why)
		return
	}
	if round {
		c.lose("the shapes of masks that are no rectangles")
	}
	c.lose(dropped...)
	heading, lead := n.heading(header)
	body := join(picture, strings.Join(maskLines(masks), "\n"))
	c.write(n, "", deck.Note{Kind: deck.Occlude, Front: heading, Lead: lead, HideAll: hideAll}, body, extra)
}

// maskLines writes masks as the lines of a list, those with one number together.
func maskLines(masks []deck.Mask) []string {
	masks = slices.Clone(masks)
	slices.SortStableFunc(masks, func(a, b deck.Mask) int { return a.Number - b.Number })
	text := deck.WithMasks("## x\n![](x)\n", masks)
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-len(masks):]
}

// firstPicture returns the first picture that a field shows and that is there, as Markdown
// in a line; "" if there is none.
func (c *converter) firstPicture(field string) string {
	found := ""
	o := c.options
	o.Picture = func(src string) (string, bool) {
		path, ok := c.picture(src)
		if ok && found == "" {
			found = src
		}
		return path, ok
	}
	hypertext.Markdown(field, o)
	if found == "" {
		return ""
	}
	return c.markdown(`<img src="`+hypertext.Escape(found)+`">`, &c.options)
}
