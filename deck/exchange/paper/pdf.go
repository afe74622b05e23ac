package paper

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image/color"
	"io"
	"math"
	"net/http"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// A Meta is what a PDF file says about itself.
type Meta struct {
	Title    string
	Author   string
	Subject  string
	Language string    // BCP 47 tag, "" for none; what is no tag is left out
	Now      time.Time // when it was made; the zero time is the beginning of 1970
}

// WritePDF writes pages as a PDF file. The letters that they need are in it. The same
// pages and meta make the same bytes. An error is that of w, or of a picture that no PDF
// file can hold: an interlaced PNG, a JPEG in colours other than those of screens. What
// comes from strangers must be checked before it is put on a page.
func WritePDF(w io.Writer, pages []Page, m Meta) error {
	p := pdfWriter{pictures: map[[sha256.Size]byte]string{}, known: map[*byte]string{}}
	p.f = fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: A4Width, Ht: A4Height}})
	p.begin(m)
	for i := range pages {
		p.page(&pages[i])
	}
	if err := p.f.Output(w); err != nil {
		return fmt.Errorf("write a PDF file: %w", err)
	}
	return nil
}

// A pdfWriter writes one file. It knows what is set, to set nothing twice.
type pdfWriter struct {
	f        *fpdf.Fpdf
	pictures map[[sha256.Size]byte]string // names of those that are in the file
	known    map[*byte]string             // the same, by where their bytes are
	loaded   [faces]bool
	face     Face
	size     float64
	ink      color.NRGBA
	alpha    uint8
}

func (p *pdfWriter) begin(m Meta) {
	if m.Now.IsZero() {
		m.Now = time.Unix(0, 0)
	}
	p.f.SetCatalogSort(true)
	p.f.SetCreationDate(m.Now.UTC())
	p.f.SetModificationDate(m.Now.UTC())
	p.f.SetProducer("Touchpoint", true)
	p.f.SetTitle(m.Title, true)
	if m.Author != "" {
		p.f.SetAuthor(m.Author, true)
	}
	if m.Subject != "" {
		p.f.SetSubject(m.Subject, true)
	}
	if isTag(m.Language) {
		p.f.SetLang(m.Language)
	}
	p.f.SetAutoPageBreak(false, 0)
	p.f.SetMargins(0, 0, 0)
	p.f.SetLineJoinStyle("round")
}

// isTag reports whether a text can be the tag of a language. The library writes it into the
// file as it is, where other signs could say anything.
func isTag(language string) bool {
	const longest = 35
	for i := range len(language) {
		c := language[i]
		if (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') && c != '-' {
			return false
		}
	}
	return language != "" && len(language) <= longest
}

func (p *pdfWriter) page(page *Page) {
	p.f.AddPageFormat("P", fpdf.SizeType{Wd: page.Width, Ht: page.Height})
	p.face, p.size, p.ink, p.alpha = faces, 0, color.NRGBA{}, 0xff
	p.f.SetAlpha(1, "Normal")
	for _, part := range page.Parts {
		p.font(Regular, 10) // by which the library knows how to write the title
		p.f.Bookmark(part.Title, 0, part.Y)
	}
	for i := range page.Marks {
		p.mark(&page.Marks[i])
	}
}

func (p *pdfWriter) mark(m *Mark) {
	switch m.Kind {
	case Text:
		p.text(m)
		return
	case Picture:
		p.picture(m)
		return
	case Line:
		if m.Stroke.A > 0 && len(m.Points) > 1 {
			p.stroke(m)
			p.path(m)
			p.f.DrawPath("D")
		}
		return
	case Box, Ellipse, Area:
	}
	// What shines through does so by its own measure, so the two are drawn one by one.
	if m.Fill.A > 0 {
		p.opacity(m.Fill.A)
		p.f.SetFillColor(int(m.Fill.R), int(m.Fill.G), int(m.Fill.B))
		p.shape(m, "F")
	}
	if m.Stroke.A > 0 && m.Width > 0 {
		p.stroke(m)
		p.shape(m, "D")
	}
}

func (p *pdfWriter) shape(m *Mark, how string) {
	r := m.Rect
	switch m.Kind {
	case Box:
		if radius := min(m.Radius, r.Width/2, r.Height/2); radius > 0 {
			p.f.RoundedRect(r.X, r.Y, r.Width, r.Height, radius, "1234", how)
			return
		}
		p.f.Rect(r.X, r.Y, r.Width, r.Height, how)
	case Ellipse:
		p.f.Ellipse(r.X+r.Width/2, r.Y+r.Height/2, r.Width/2, r.Height/2, 0, how)
	case Area:
		if len(m.Points) > 2 {
			p.path(m)
			p.f.ClosePath()
			p.f.DrawPath(how)
		}
	case Line, Text, Picture:
	}
}

func (p *pdfWriter) path(m *Mark) {
	p.f.MoveTo(m.Points[0].X, m.Points[0].Y)
	for _, q := range m.Points[1:] {
		p.f.LineTo(q.X, q.Y)
	}
}

// stroke sets how lines are drawn.
func (p *pdfWriter) stroke(m *Mark) {
	p.opacity(m.Stroke.A)
	p.f.SetDrawColor(int(m.Stroke.R), int(m.Stroke.G), int(m.Stroke.B))
	p.f.SetLineWidth(m.Width)
	p.f.SetDashPattern(m.Dash, 0)
}

func (p *pdfWriter) opacity(a uint8) {
	if a != p.alpha {
		p.alpha = a
		p.f.SetAlpha(math.Round(float64(a)/0xff*1000)/1000, "Normal")
	}
}

// text writes a line of text, each piece in the font that has it.
func (p *pdfWriter) text(m *Mark) {
	if m.Fill.A == 0 || len(m.Points) == 0 {
		return
	}
	p.opacity(m.Fill.A)
	if m.Fill != p.ink {
		p.ink = m.Fill
		p.f.SetTextColor(int(m.Fill.R), int(m.Fill.G), int(m.Fill.B))
	}
	list := runs(m.Text, m.Face)
	width := 0.0
	for _, r := range list {
		width += r.width * m.Size
	}
	x, y := m.Points[0].X, m.Points[0].Y
	switch m.Align {
	case Start:
	case Middle:
		x -= width / 2
	case End:
		x -= width
	}
	if m.Link != "" {
		p.f.LinkString(x, y-m.Size*0.8, width, m.Size, m.Link)
	}
	for _, r := range list {
		p.font(r.face, m.Size*r.scale)
		bold := r.thick(m.Face)
		if bold {
			p.thicken(m)
		}
		p.f.Text(x, y-r.rise*m.Size, r.text)
		if bold {
			p.f.SetTextRenderingMode(0)
		}
		x += r.width * m.Size
	}
}

// thicken draws the outlines of letters too.
func (p *pdfWriter) thicken(m *Mark) {
	p.f.SetTextRenderingMode(2)
	p.f.SetDrawColor(int(m.Fill.R), int(m.Fill.G), int(m.Fill.B))
	p.f.SetLineWidth(m.Size * thickness)
	p.f.SetDashPattern(nil, 0)
}

// font sets the font of what is written next.
func (p *pdfWriter) font(f Face, size float64) {
	name := files[f]
	if !p.loaded[f] {
		p.loaded[f] = true
		// The library (0.12.0) writes into the bytes that it is given: they are a copy.
		p.f.AddUTF8FontFromBytes(name, "", bytes.Clone(typefaces[f]().file))
		p.face = faces
	}
	if f != p.face || size != p.size {
		p.face, p.size = f, size
		p.f.SetFont(name, "", size)
	}
}

func (p *pdfWriter) picture(m *Mark) {
	if len(m.Picture) == 0 || m.Rect.Width <= 0 || m.Rect.Height <= 0 {
		return
	}
	p.opacity(0xff)
	options := fpdf.ImageOptions{ImageType: "PNG"}
	if http.DetectContentType(m.Picture) == "image/jpeg" {
		options.ImageType = "JPG"
	}
	p.f.ImageOptions(p.registered(m.Picture, options), m.Rect.X, m.Rect.Y, m.Rect.Width, m.Rect.Height, false, options, 0, m.Link)
}

// registered puts a picture into the file if it is not there, and returns its name.
func (p *pdfWriter) registered(data []byte, options fpdf.ImageOptions) string {
	if name, there := p.known[&data[0]]; there {
		return name
	}
	sum := sha256.Sum256(data)
	name, there := p.pictures[sum]
	if !there {
		name = fmt.Sprintf("%x", sum[:8])
		p.pictures[sum] = name
		p.f.RegisterImageOptionsReader(name, options, bytes.NewReader(data))
	}
	p.known[&data[0]] = name
	return name
}
