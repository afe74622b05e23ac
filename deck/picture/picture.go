package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // the formats that a picture of a deck may have,
	_ "image/jpeg" // beside WebP,
	_ "image/png"  // which has a file of its own, and SVG
	"io"
)

// Limits on pictures.
const (
	MaxBytes  = 20 << 20   // of a file
	MaxPixels = 40_000_000 // which are 160 MB
)

// A Format is how the bytes of a picture are arranged.
type Format string

// The formats that decks may have.
const (
	PNG  Format = "png"
	JPEG Format = "jpeg"
	GIF  Format = "gif"
	WebP Format = "webp"
	SVG  Format = "svg"
)

// Formats is how all formats are named where an author chooses one.
const Formats = "PNG, JPEG, WebP, GIF or SVG"

// Ending returns the ending of the name of a file in the format.
func (f Format) Ending() string {
	if f == JPEG {
		return ".jpg"
	}
	return "." + string(f)
}

// Known reports whether files with this ending, in small letters, are pictures of a deck.
func Known(ending string) bool {
	switch ending {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg":
		return true
	}
	return false
}

// A Header is what a picture says of itself. An SVG has no size of its own.
type Header struct {
	Format Format
	image.Config
}

// Errors of pictures that cannot be shown.
var (
	ErrDamaged  = errors.New("it is damaged")
	ErrAnimated = errors.New("it moves")
	ErrEmpty    = errors.New("it has no size")
)

// An UnknownError is the error of what is no picture, or one in another format.
type UnknownError struct {
	What string // it is, with an article: a BMP picture
}

// Error says what it is.
func (e *UnknownError) Error() string { return "it is " + e.What }

// NoPicture is what an [UnknownError] says of what is none in any format that has a name here.
const NoPicture = "no picture of a known kind"

// A LargeError is the error of a picture with more pixels than a deck may have.
type LargeError struct{ Width, Height int }

// Error says how large the picture is and what is the most.
func (e *LargeError) Error() string { return "it has " + e.Size() }

// Size is how large the picture is, and what is the most, in words.
func (e *LargeError) Size() string {
	pixels := int64(e.Width) * int64(e.Height)
	return fmt.Sprintf("%d × %d points, which is %d million, and %d million is the most",
		e.Width, e.Height, (pixels+999_999)/1_000_000, MaxPixels/1_000_000)
}

// Read reads the beginning of a picture and says what it is, or why it cannot be shown.
func Read(data []byte) (Header, error) { return ReadFrom(bytes.NewReader(data)) }

// ReadFrom is [Read] for a file, of which it reads no more than it needs.
func ReadFrom(r io.Reader) (Header, error) {
	var begin bytes.Buffer // what has been read, so that another reader can begin anew
	head, err := io.ReadAll(io.TeeReader(io.LimitReader(r, svgBegin), &begin))
	if err != nil {
		return Header{}, err
	}
	if IsSVG(head) {
		return Header{Format: SVG}, nil
	}
	all := io.MultiReader(&begin, r)
	if isWebP(head) {
		return readWebP(all)
	}
	config, format, err := image.DecodeConfig(all)
	switch h := (Header{Format(format), config}); {
	case err != nil && begun(head):
		return Header{}, ErrDamaged
	case err != nil, h.Format != PNG && h.Format != JPEG && h.Format != GIF: // others may have registered more
		return Header{}, &UnknownError{name(head)}
	default:
		return h, h.fits()
	}
}

// fits returns what is wrong with the size of a picture.
func (h Header) fits() error {
	switch {
	case h.Width <= 0 || h.Height <= 0:
		return ErrEmpty
	case int64(h.Width)*int64(h.Height) > MaxPixels:
		return &LargeError{h.Width, h.Height}
	}
	return nil
}

// Decode decodes a picture that has pixels of its own; an SVG has none.
func Decode(data []byte) (img image.Image, err error) {
	h, err := Read(data)
	switch {
	case err != nil:
		return nil, err
	case h.Format == SVG:
		return nil, &UnknownError{"an SVG picture"}
	}
	defer func() { // the decoders are handed the bytes of strangers
		if recover() != nil {
			img, err = nil, ErrDamaged
		}
	}()
	if img, _, err = image.Decode(bytes.NewReader(data)); err != nil {
		return nil, ErrDamaged
	}
	return img, nil
}

// svgBegin is how many bytes of an SVG may come before its first element: a description, a
// comment of the program that wrote it.
const svgBegin = 4096

// IsSVG reports whether bytes begin as an SVG picture does.
func IsSVG(data []byte) bool {
	begin := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), svgBegin)], []byte("\ufeff")), " \t\r\n")
	return bytes.HasPrefix(begin, []byte("<")) && bytes.Contains(begin, []byte("<svg"))
}

// starts reports whether bytes have others at an offset.
func starts(data []byte, at int, with string) bool {
	return len(data) >= at+len(with) && string(data[at:at+len(with)]) == with
}

// begun reports whether bytes begin as a picture of a known format does.
func begun(data []byte) bool {
	return starts(data, 0, "\x89PNG") || starts(data, 0, "\xff\xd8") || starts(data, 0, "GIF8")
}

// name says what bytes are that are no picture of a known format.
func name(data []byte) string {
	for _, known := range []struct {
		at         int
		with, name string
	}{
		{0, "BM", "a BMP picture"},
		{0, "II*\x00", "a TIFF picture"},
		{0, "MM\x00*", "a TIFF picture"},
		{4, "ftypheic", "a HEIC picture"},
		{4, "ftypheix", "a HEIC picture"},
		{4, "ftypmif1", "a HEIC picture"},
		{4, "ftypavif", "an AVIF picture"},
		{0, "%PDF-", "a PDF document"},
	} {
		if starts(data, known.at, known.with) {
			return known.name
		}
	}
	return NoPicture
}
