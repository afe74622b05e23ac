package handout

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"

	"golang.org/x/image/draw"

	"touchpoint/deck/pack"
	"touchpoint/deck/picture"
)

// Limits on pictures. A sheet is seven inches wide: more than mostPixels a side cannot be
// seen on it.
const (
	mostPixels = 1600
	mostAreas  = 400 << 20 // pixels of all pictures together
	mostBytes  = 256 << 20 // of all pictures together, as they are in the deck
)

// A plate is a picture that can be set.
type plate struct {
	data          []byte // PNG or JPEG, as PDF files can hold it
	width, height float64
}

// A gallery reads the pictures of a deck, each once.
type gallery struct {
	media fs.FS
	seen  map[string]*plate // nil for one that cannot be shown
	read  int64             // bytes
	area  int               // pixels
}

var errLarge = errors.New("the picture is too large")

// get returns a picture, or nil if it cannot be shown.
func (g *gallery) get(path string) *plate {
	p, ok := g.seen[path]
	if !ok {
		data, err := g.file(path)
		if err == nil {
			p, err = g.ready(data)
		}
		if err != nil {
			p = nil
		}
		g.seen[path] = p
	}
	return p
}

// file reads a file of the deck, within limits.
func (g *gallery) file(path string) ([]byte, error) {
	if g.media == nil || !fs.ValidPath(path) {
		return nil, fs.ErrNotExist
	}
	info, err := fs.Stat(g.media, path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fs.ErrInvalid
	case info.Size() > pack.MaxPicture || g.read+info.Size() > mostBytes:
		return nil, errLarge
	}
	f, err := g.media.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, pack.MaxPicture+1))
	g.read += int64(len(data))
	if err == nil && len(data) > pack.MaxPicture {
		err = errLarge
	}
	return data, err
}

// ready makes a picture fit for paper: no larger than can be seen, without transparency,
// and in a form that every reader of PDF knows.
func (g *gallery) ready(data []byte) (*plate, error) {
	config, err := picture.Read(data)
	switch {
	case err != nil:
		return nil, err
	case g.area > mostAreas:
		return nil, errLarge
	}
	g.area += config.Width * config.Height
	const point = 0.75 // of a pixel: 96 of these are an inch
	p := &plate{data: data, width: float64(config.Width) * point, height: float64(config.Height) * point}
	decoded, err := picture.Decode(data) // all of it: a broken one would spoil the whole file
	if err != nil {
		return nil, err
	}
	small := config.Width <= mostPixels && config.Height <= mostPixels
	photo := config.ColorModel == color.YCbCrModel || config.Format == picture.JPEG
	switch {
	case small && config.Format == picture.JPEG && (config.ColorModel == color.YCbCrModel || config.ColorModel == color.GrayModel):
		return p, nil
	case small && config.Format == picture.PNG && plainPNG(data):
		return p, nil
	}
	if err := p.encode(onWhite(decoded), photo); err != nil {
		return nil, err
	}
	return p, nil
}

// plainPNG reports whether a PNG file is of the form that PDF files hold: eight bits or
// fewer, no transparency, no interlacing. The library that writes them stops at an empty
// chunk and takes the length of some for granted, so a file with such is none either.
func plainPNG(data []byte) bool {
	const (
		begin                    = 8          // bytes before the first chunk
		frame                    = 12         // bytes of a chunk beside what it holds
		depth, colour, interlace = 24, 25, 28 // offsets in the file
	)
	if len(data) <= interlace || data[depth] > 8 || data[interlace] != 0 || data[colour] != 0 && data[colour] != 2 && data[colour] != 3 {
		return false
	}
	for rest := data[begin:]; len(rest) >= frame; {
		n := int64(binary.BigEndian.Uint32(rest))
		switch kind := string(rest[4:8]); {
		case kind == "IEND":
			return true
		case n == 0, kind == "tRNS", kind == "pHYs" && n != 9, frame+n > int64(len(rest)):
			return false
		}
		rest = rest[frame+n:]
	}
	return false
}

// onWhite lays a picture on white paper, made smaller if it has more pixels than can be seen.
func onWhite(img image.Image) image.Image {
	size := img.Bounds().Size()
	scale := min(1, float64(mostPixels)/float64(max(size.X, size.Y)))
	to := image.Rect(0, 0, max(int(float64(size.X)*scale), 1), max(int(float64(size.Y)*scale), 1))
	out := image.NewRGBA(to)
	draw.Draw(out, to, image.White, image.Point{}, draw.Src)
	if scale == 1 {
		draw.Draw(out, to, img, img.Bounds().Min, draw.Over)
	} else {
		draw.ApproxBiLinear.Scale(out, to, img, img.Bounds(), draw.Over, nil)
	}
	return out
}

// encode sets the picture's file, as a photograph or as a drawing.
func (p *plate) encode(img image.Image, photo bool) error {
	var b bytes.Buffer
	var err error
	if photo {
		err = jpeg.Encode(&b, img, &jpeg.Options{Quality: 88})
	} else {
		encoder := png.Encoder{CompressionLevel: png.BestSpeed}
		err = encoder.Encode(&b, img)
	}
	p.data = b.Bytes()
	return err
}

// kindOf is the media type of a picture's file, "" for what no browser should be given.
func kindOf(data []byte) string {
	h, err := picture.Read(data)
	switch {
	case err != nil:
		return ""
	case h.Format == picture.SVG:
		return "image/svg+xml"
	}
	return "image/" + string(h.Format)
}
