package page

import (
	"hash/maphash"
	"image"

	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/draw"

	"touchpoint/deck/picture"
	"touchpoint/ui/theme"
)

// The toolkit decodes a picture for each object that shows it, and scales it anew, by the
// slowest of its ways, whenever what is around it is drawn again. So pictures are decoded
// and scaled here, once for each size, and the toolkit only copies them.

const (
	// mostScaled is how many pixels of pictures are kept: 16 million are 64 MB.
	mostScaled = 16_000_000
	// broadest is the longer side of what is kept of a larger picture: no column is wider
	// on a usual screen, and a photograph takes too long to be scaled for each.
	broadest = 2000
)

// A scaledKey tells a picture at a size from all others. Without a size it is the picture
// of which the others are made.
type scaledKey struct {
	sum           uint64
	width, height int
}

var (
	seed   = maphash.MakeSeed()
	scaled = map[scaledKey]image.Image{} // only the goroutine of the user interface touches it
	kept   int                           // pixels of all that is in there

	awaited = map[uint64]bool{} // pictures that are being decoded elsewhere
)

// slowPixels is how large a picture is that takes longer to decode than a key press may.
const slowPixels = 2_000_000

// Decode reports whether a picture is so large that whoever shows it had better decode it
// on another goroutine: by work, and then, on that of the user interface, by what work
// returns. Until then its place is left empty wherever it is shown.
func Decode(data []byte) (work func() (done func()), slow bool) {
	sum := maphash.Bytes(seed, data)
	if _, ok := scaled[scaledKey{sum: sum}]; ok || awaited[sum] {
		return nil, false
	}
	if h, err := picture.Read(data); err != nil || h.Width*h.Height < slowPixels {
		return nil, false
	}
	awaited[sum] = true
	return func() func() {
		img, ok := decoded(data)
		return func() {
			if delete(awaited, sum); ok {
				keep(scaledKey{sum: sum}, img)
			}
		}
	}, true
}

// Awaited reports whether a picture is being decoded.
func Awaited(data []byte) bool {
	return len(awaited) > 0 && awaited[maphash.Bytes(seed, data)]
}

// Empty is what stands in the place of a picture until it is decoded.
func Empty() *canvas.Rectangle {
	r := canvas.NewRectangle(theme.Fade(theme.Color(theme.Hairline), 0.5))
	r.CornerRadius = theme.RadiusControl
	return r
}

// Scaled returns a picture at a size in pixels, no larger than it is of itself, and
// reports whether it can be shown.
func Scaled(data []byte, width, height int) (image.Image, bool) {
	key := scaledKey{sum: maphash.Bytes(seed, data)}
	at := key
	at.width, at.height = width, height
	if img, ok := scaled[at]; ok {
		return img, true
	}
	base, ok := scaled[key]
	if !ok {
		if base, ok = decoded(data); !ok {
			return nil, false
		}
		keep(key, base)
	}
	img := shrunk(base, width, height)
	keep(at, img)
	return img, true
}

// decoded reads a picture, and of a very large one a smaller copy.
func decoded(data []byte) (image.Image, bool) {
	img, err := picture.Decode(data)
	if err != nil {
		return nil, false
	}
	size := img.Bounds().Size()
	share := min(1, broadest/float64(max(size.X, size.Y)))
	return shrunk(img, int(float64(size.X)*share), int(float64(size.Y)*share)), true
}

// shrunk returns a picture at a size, or as it is where that is smaller.
func shrunk(img image.Image, width, height int) image.Image {
	size := img.Bounds().Size()
	w, h := min(width, size.X), min(height, size.Y)
	if w <= 0 || h <= 0 || w == size.X && h == size.Y {
		return img
	}
	to := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.BiLinear.Scale(to, to.Bounds(), img, img.Bounds(), draw.Src, nil)
	return to
}

// keep keeps a picture, and forgets all others when there are too many.
func keep(key scaledKey, img image.Image) {
	size := img.Bounds().Size()
	if kept += size.X * size.Y; kept > mostScaled {
		clear(scaled)
		kept = size.X * size.Y
	}
	scaled[key] = img
}
