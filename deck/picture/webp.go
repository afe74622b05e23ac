package picture

import (
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"io"

	"golang.org/x/image/riff"
	_ "golang.org/x/image/webp" // decodes what is not refused here
)

// isWebP reports whether bytes begin as a WebP picture does.
func isWebP(data []byte) bool {
	return starts(data, 0, "RIFF") && starts(data, 8, "WEBP")
}

// The parts of a WebP file.
var (
	partExtended = riff.FourCC{'V', 'P', '8', 'X'} // the size of the canvas, and what comes
	partFrame    = riff.FourCC{'A', 'N', 'M', 'F'} // a picture of several
	partAlpha    = riff.FourCC{'A', 'L', 'P', 'H'} // the alpha channel of the lossy picture behind it
	partLossy    = riff.FourCC{'V', 'P', '8', ' '} // the picture, as photographs are written
	partLossless = riff.FourCC{'V', 'P', '8', 'L'} // the picture, as drawings are written
)

// readWebP reads a WebP file up to its pixels and holds their size, and the alpha channel
// before them, to what the file announces. A file that moves is none that can be shown.
func readWebP(r io.Reader) (Header, error) {
	_, parts, err := riff.NewReader(r)
	if err != nil {
		return Header{}, ErrDamaged
	}
	h := Header{Format: WebP, Config: image.Config{ColorModel: color.YCbCrModel}}
	var announced, alpha bool // that there is an alpha channel, and whether it came
	for {
		part, _, data, err := parts.Next()
		if err != nil {
			return Header{}, ErrDamaged // also at the end: there were no pixels
		}
		switch part {
		case partExtended:
			if announced, err = h.canvas(data); err != nil {
				return Header{}, err
			}
		case partFrame:
			return Header{}, ErrAnimated
		case partAlpha:
			if alpha || !announced {
				return Header{}, ErrDamaged
			}
			alpha = true
		case partLossy:
			width, height, err := lossySize(data)
			return h.pixels(width, height, err != nil || alpha != announced)
		case partLossless:
			h.ColorModel = color.NRGBAModel // which have an alpha channel of their own
			width, height, err := losslessSize(data)
			return h.pixels(width, height, err != nil || alpha)
		}
	}
}

// canvas takes in what a file announces, and reports whether that is an alpha channel.
func (h *Header) canvas(data io.Reader) (alpha bool, err error) {
	width, height, moves, alpha, err := canvasSize(data)
	switch {
	case moves:
		return false, ErrAnimated
	case err != nil || h.Width > 0:
		return false, ErrDamaged
	case alpha:
		h.ColorModel = color.NYCbCrAModel
	}
	h.Width, h.Height = width, height
	return alpha, h.fits()
}

// pixels returns the header with the size that the pixels have, which is the one that was
// announced if any was.
func (h Header) pixels(width, height int, damaged bool) (Header, error) {
	if damaged || h.Width > 0 && (h.Width != width || h.Height != height) {
		return Header{}, ErrDamaged
	}
	h.Width, h.Height = width, height
	return h, h.fits()
}

var errPart = errors.New("a part of the file is not what it should be")

// canvasSize reads the size that a file announces, and whether it holds several pictures
// and an alpha channel.
func canvasSize(r io.Reader) (width, height int, moves, alpha bool, err error) {
	const animation, transparent = 1 << 1, 1 << 4
	var b [10]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return 0, 0, false, false, err
	}
	three := func(i int) int { return int(b[i]) | int(b[i+1])<<8 | int(b[i+2])<<16 }
	return three(4) + 1, three(7) + 1, b[0]&animation != 0, b[0]&transparent != 0, nil
}

// lossySize reads the size of a picture from the frame's header.
func lossySize(r io.Reader) (width, height int, err error) {
	const start, mask = "\x9d\x01\x2a", 1<<14 - 1 // the two bits above say how to scale it
	var b [10]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return 0, 0, err
	}
	if string(b[3:6]) != start {
		return 0, 0, errPart
	}
	return int(binary.LittleEndian.Uint16(b[6:])) & mask, int(binary.LittleEndian.Uint16(b[8:])) & mask, nil
}

// losslessSize reads the size of a picture from the beginning of its pixels.
func losslessSize(r io.Reader) (width, height int, err error) {
	const start, bits = 0x2f, 14
	var b [5]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return 0, 0, err
	}
	if b[0] != start {
		return 0, 0, errPart
	}
	size := binary.LittleEndian.Uint32(b[1:])
	return int(size&(1<<bits-1)) + 1, int(size>>bits&(1<<bits-1)) + 1, nil
}
