package paper

import (
	"encoding/base64"
	"fmt"
	"image/color"
	"math"
	"net/http"
	"strconv"
	"strings"

	"touchpoint/deck/model"
)

// SVG writes a page as a picture that stands alone and scales to any size. Its texts are
// as wide as on paper whichever font the reader has. The colours are attributes of the
// shapes, so that a style sheet may replace them, for instance on a dark ground:
//
//	svg [fill="#1f2430"] { fill: #ece9e2 }
func SVG(p Page) []byte {
	w := svgWriter{}
	w.text(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 `, short(p.Width), " ", short(p.Height),
		`" width="`, short(p.Width), `" height="`, short(p.Height), `" font-family="Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"`)
	if p.Alt != "" {
		w.text(` role="img"><title>`, escaped(p.Alt), "</title>\n")
	} else {
		w.text(">\n")
	}
	for i := range p.Marks {
		w.mark(&p.Marks[i])
	}
	w.text("</svg>\n")
	return []byte(w.b.String())
}

type svgWriter struct {
	b strings.Builder
}

func (w *svgWriter) text(parts ...string) {
	for _, part := range parts {
		w.b.WriteString(part)
	}
}

// mark writes one mark as one line.
func (w *svgWriter) mark(m *Mark) {
	switch m.Kind {
	case Box:
		w.text("<rect", place(m.Rect))
		if m.Radius > 0 {
			w.text(` rx="`, short(min(m.Radius, m.Rect.Width/2, m.Rect.Height/2)), `"`)
		}
	case Ellipse:
		w.text(`<ellipse cx="`, short(m.Rect.X+m.Rect.Width/2), `" cy="`, short(m.Rect.Y+m.Rect.Height/2),
			`" rx="`, short(m.Rect.Width/2), `" ry="`, short(m.Rect.Height/2), `"`)
	case Line:
		w.text(`<polyline points="`, corners(m.Points), `" stroke-linejoin="round"`)
	case Area:
		w.text(`<polygon points="`, corners(m.Points), `"`)
	case Text:
		w.line(m)
		return
	case Picture:
		w.picture(m)
		return
	}
	w.paint(m)
	w.text("/>\n")
}

// paint writes how a shape is filled and outlined.
func (w *svgWriter) paint(m *Mark) {
	if m.Kind == Line || m.Fill.A == 0 {
		w.text(` fill="none"`)
	} else {
		w.text(colour("fill", m.Fill))
	}
	if m.Stroke.A == 0 {
		return
	}
	w.text(colour("stroke", m.Stroke), ` stroke-width="`, short(m.Width), `"`)
	if len(m.Dash) > 0 {
		lengths := make([]string, len(m.Dash))
		for i, d := range m.Dash {
			lengths[i] = short(d)
		}
		w.text(` stroke-dasharray="`, strings.Join(lengths, " "), `"`)
	}
}

// line writes a text. Its length keeps a wider font from running over what is beside it.
func (w *svgWriter) line(m *Mark) {
	if len(m.Points) == 0 || strings.TrimSpace(m.Text) == "" {
		return
	}
	w.text(`<text x="`, short(m.Points[0].X), `" y="`, short(m.Points[0].Y), `" font-size="`, short(m.Size), `"`,
		` textLength="`, short(Measure(m.Text, m.Size, m.Face)), `" lengthAdjust="spacingAndGlyphs"`, colour("fill", m.Fill))
	switch m.Align {
	case Start:
	case Middle:
		w.text(` text-anchor="middle"`)
	case End:
		w.text(` text-anchor="end"`)
	}
	if m.Face == Bold || m.Face == BoldItalic {
		w.text(` font-weight="600"`)
	}
	if m.Face == Italic || m.Face == BoldItalic {
		w.text(` font-style="italic"`)
	}
	w.text(">", escaped(m.Text), "</text>\n")
}

func (w *svgWriter) picture(m *Mark) {
	w.text("<image", place(m.Rect), ` preserveAspectRatio="none" href="data:`, http.DetectContentType(m.Picture), ";base64,",
		base64.StdEncoding.EncodeToString(m.Picture), "\"/>\n")
}

// place writes where a rectangle is.
func place(r model.Rect) string {
	return ` x="` + short(r.X) + `" y="` + short(r.Y) + `" width="` + short(r.Width) + `" height="` + short(r.Height) + `"`
}

func corners(points []model.Point) string {
	var b strings.Builder
	for i, p := range points {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(short(p.X) + "," + short(p.Y))
	}
	return b.String()
}

// colour writes a colour as an attribute, and how much of it shines through as another.
func colour(name string, c color.NRGBA) string {
	s := fmt.Sprintf(` %s="#%02x%02x%02x"`, name, c.R, c.G, c.B)
	if c.A < 0xff {
		s += ` ` + name + `-opacity="` + short(float64(c.A)/0xff) + `"`
	}
	return s
}

// short writes a number with two digits behind the point at most.
func short(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100+0, 'f', -1, 64)
}

// escaped writes a text so that it is none of the markup. What no XML file may hold goes.
func escaped(text string) string {
	return xml.Replace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd")))
}

var xml = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
