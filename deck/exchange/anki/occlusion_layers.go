package anki

import (
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/hypertext"
)

// Before Anki had image occlusion of its own, people used an add-on, Image Occlusion
// Enhanced, which makes a note for each mask: a picture, and pictures of masks in SVG that
// its template lays over the first. Here such a note is a picture with one mask.

// layerFields are the fields of such a note that are not text to be shown, as the add-on
// calls them.
var layerFields = []string{"ID (hidden)", "Image", "Question Mask", "Answer Mask", "Original Mask"}

// layer reports whether a note type is that of the add-on, and finds its fields.
func (f *fold) layer(fields map[string]int) bool {
	image, ok := fields["Image"]
	question, masked := fields["Question Mask"]
	if !ok || !masked || len(f.designs) != 1 || !subset([]int{image, question}, fieldsOf(f.designs[0].question)) {
		return false
	}
	s := shapes{masks: question, image: image, header: -1}
	if header, ok := fields["Header"]; ok {
		s.header = header
	}
	for i, name := range f.kind.Fields {
		if i != s.header && !slices.Contains(layerFields, name) {
			s.rest = append(s.rest, i)
		}
	}
	f.shapes, f.unshown = &s, nil
	return true
}

// layered makes the note of a picture with one mask.
func (c *converter) layered(n *noteIn) {
	s := n.fold.shapes
	picture := c.firstPicture(n.fields[s.image])
	if picture == "" {
		c.skip(n, "Its picture is not in the file.")
		return
	}
	id := strings.TrimSpace(hypertext.Strip(n.fields[0]))
	masks := c.masksIn(n.fields[s.masks], id)
	if len(masks) == 0 {
		c.skip(n, "Its mask could not be read.")
		return
	}
	if strings.Contains(id, "-ao-") { // hide all, ask for one
		c.lose("the other masks of the picture, which stay on in Anki")
	}
	heading, lead := n.heading(c.fieldOf(n, s.header, whole))
	body := join(picture, strings.Join(maskLines(masks), "\n"))
	c.write(n, "", deck.Note{Kind: deck.Occlude, Front: heading, Lead: lead}, body, c.paragraphs(n, s.rest))
}

// masksIn reads the mask that asks from the picture of masks that a field shows.
func (c *converter) masksIn(field, id string) []deck.Mask {
	var masks []deck.Mask
	o := c.options
	o.Picture = func(src string) (string, bool) {
		i, ok := c.files.find(src)
		if !ok || len(masks) > 0 || c.files.paths[i] == "" {
			return "", false
		}
		if in, err := c.files.media[i].Open(); err == nil {
			masks = readLayer(in, id)
			_ = in.Close() // it was read, and what could not be is no mask
		}
		return "", false
	}
	hypertext.Markdown(field, o)
	return masks
}

// Limits on a picture of masks.
const (
	maxLayer       = 1 << 20 // bytes
	maxLayerTokens = 50_000
)

// readLayer reads the shapes of an SVG picture that have an id, or are marked as asking.
func readLayer(in io.Reader, id string) []deck.Mask {
	d := xml.NewDecoder(io.LimitReader(in, maxLayer))
	d.Strict = false
	var width, height float64
	var masks []deck.Mask
	depth, asking := 0, 0 // asking: the depth of the group that asks
	for range maxLayerTokens {
		token, err := d.Token()
		if err != nil {
			break
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			values := attributesOf(t)
			if t.Name.Local == "svg" && width == 0 {
				width, height = sizeOf(values)
				continue
			}
			asks := id != "" && values["id"] == id || slices.Contains(strings.Fields(values["class"]), "qshape")
			if asks && asking == 0 {
				asking = depth
			}
			if m, ok := shapeIn(t.Name.Local, values, width, height); ok && asking > 0 && len(masks) < maxShapes {
				masks = append(masks, m)
			}
		case xml.EndElement:
			if depth == asking {
				asking = 0
			}
			depth--
		}
	}
	return masks
}

func attributesOf(t xml.StartElement) map[string]string {
	values := make(map[string]string, len(t.Attr))
	for _, a := range t.Attr {
		values[a.Name.Local] = a.Value
	}
	return values
}

// length reads a length in the units of the picture.
func length(text string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(text), "px"), 64)
	if err != nil || !(v > -1e6 && v < 1e6) {
		return 0
	}
	return v
}

// sizeOf returns the size of a picture by its root element.
func sizeOf(values map[string]string) (width, height float64) {
	if box := strings.Fields(strings.ReplaceAll(values["viewBox"], ",", " ")); len(box) == 4 {
		return length(box[2]), length(box[3])
	}
	return length(values["width"]), length(values["height"])
}

// shapeIn returns the rectangle around a shape.
func shapeIn(kind string, values map[string]string, width, height float64) (deck.Mask, bool) {
	if width <= 0 || height <= 0 {
		return deck.Mask{}, false
	}
	part := func(v, of float64) string { return strconv.FormatFloat(v/of, 'f', -1, 64) }
	at := func(name string) float64 { return length(values[name]) }
	in := make(map[string]string)
	switch kind {
	case "rect":
		in["left"], in["top"] = part(at("x"), width), part(at("y"), height)
		in["width"], in["height"] = part(at("width"), width), part(at("height"), height)
	case "ellipse", "circle":
		rx, ry := at("rx"), at("ry")
		if kind == "circle" {
			rx, ry = at("r"), at("r")
		}
		kind = "ellipse"
		in["left"], in["top"] = part(at("cx")-rx, width), part(at("cy")-ry, height)
		in["rx"], in["ry"] = part(rx, width), part(ry, height)
	case "polygon", "polyline":
		kind = "polygon"
		numbers := strings.Fields(strings.ReplaceAll(values["points"], ",", " "))
		var points []string
		for i := 0; i+1 < len(numbers) && i < 2*maxPoints; i += 2 {
			points = append(points, part(length(numbers[i]), width)+","+part(length(numbers[i+1]), height))
		}
		in["points"] = strings.Join(points, " ")
	default:
		return deck.Mask{}, false
	}
	m, ok := maskOf(kind, in)
	m.Number = 1
	return m, ok
}
