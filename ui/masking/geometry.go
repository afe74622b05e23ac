package masking

import (
	"math"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
)

// least is the smallest side of a mask, in per cent.
const least = 1.0

// A frame is where the picture lies on the board.
type frame struct {
	at   fyne.Position
	size fyne.Size
}

// fit lays a picture into room, as large as it goes, in the middle, with a margin round it.
func fit(picture, room fyne.Size, margin float32) frame {
	w, h := max(room.Width-2*margin, 1), max(room.Height-2*margin, 1)
	if picture.Width <= 0 || picture.Height <= 0 {
		return frame{fyne.NewPos(margin, margin), fyne.NewSize(w, h)}
	}
	scale := min(w/picture.Width, h/picture.Height)
	size := fyne.NewSize(picture.Width*scale, picture.Height*scale)
	return frame{fyne.NewPos((room.Width-size.Width)/2, (room.Height-size.Height)/2), size}
}

// share turns a place on the board into per cent of the picture.
func (f frame) share(p fyne.Position) (x, y float64) {
	return float64((p.X - f.at.X) / f.size.Width * 100), float64((p.Y - f.at.Y) / f.size.Height * 100)
}

// box is where a mask lies on the board.
func (f frame) box(m deck.Mask) (fyne.Position, fyne.Size) {
	return fyne.NewPos(f.at.X+float32(m.X)/100*f.size.Width, f.at.Y+float32(m.Y)/100*f.size.Height),
		fyne.NewSize(float32(m.Width)/100*f.size.Width, float32(m.Height)/100*f.size.Height)
}

// spanned is the mask between two corners, held inside the picture.
func spanned(x1, y1, x2, y2 float64) deck.Mask {
	x1, x2 = order(within(x1), within(x2))
	y1, y2 = order(within(y1), within(y2))
	return put(deck.Mask{}, x1, y1, x2, y2)
}

// put gives a mask other edges. It is these that are rounded: were it the place and the
// size, the two together could reach over the edge of the picture.
func put(m deck.Mask, x1, y1, x2, y2 float64) deck.Mask {
	m.X, m.Y = round(x1), round(y1)
	m.Width, m.Height = round(round(x2)-m.X), round(round(y2)-m.Y)
	return m
}

// moved is a mask moved by so much, held inside the picture.
func moved(m deck.Mask, dx, dy float64) deck.Mask {
	m.X = round(min(max(m.X+dx, 0), max(100-m.Width, 0)))
	m.Y = round(min(max(m.Y+dy, 0), max(100-m.Height, 0)))
	return m
}

// An edge is a set of sides of a mask that a handle moves.
type edge uint8

const (
	left edge = 1 << iota
	right
	top
	bottom
)

// handles are the places where a mask is sized, and where they stand on it.
var handles = []struct {
	edges edge
	x, y  float32
}{
	{left | top, 0, 0},
	{top, 0.5, 0},
	{right | top, 1, 0},
	{right, 1, 0.5},
	{right | bottom, 1, 1},
	{bottom, 0.5, 1},
	{left | bottom, 0, 1},
	{left, 0, 0.5},
}

// resized is a mask of which some sides were moved by so much, held inside the picture
// and to the smallest size.
func resized(m deck.Mask, edges edge, dx, dy float64) deck.Mask {
	x1, x2, y1, y2 := m.X, m.X+m.Width, m.Y, m.Y+m.Height
	if edges&left != 0 {
		x1 = min(max(x1+dx, 0), x2-least)
	}
	if edges&right != 0 {
		x2 = max(min(x2+dx, 100), x1+least)
	}
	if edges&top != 0 {
		y1 = min(max(y1+dy, 0), y2-least)
	}
	if edges&bottom != 0 {
		y2 = max(min(y2+dy, 100), y1+least)
	}
	return put(m, x1, y1, x2, y2)
}

// large reports a mask that is large enough to be meant.
func large(m deck.Mask) bool { return m.Width >= least && m.Height >= least }

func within(v float64) float64 { return min(max(v, 0), 100) }

func order(a, b float64) (low, high float64) { return min(a, b), max(a, b) }

// round keeps a tenth of a per cent: less cannot be seen, and reads badly in the text.
func round(v float64) float64 { return math.Round(v*10) / 10 }

// free is the lowest number that no mask has.
func free(masks []deck.Mask) int {
	used := map[int]bool{}
	for _, m := range masks {
		used[m.Number] = true
	}
	n := 1
	for used[n] {
		n++
	}
	return min(n, mostNumber)
}

// mostNumber is the highest number of a mask.
const mostNumber = 99

// spot is a new mask in the middle, or beside it where one begins there already.
func spot(masks []deck.Mask) deck.Mask {
	m := deck.Mask{X: 40, Y: 45, Width: 20, Height: 10}
	for taken := true; taken; {
		taken = false
		for _, o := range masks {
			if math.Abs(o.X-m.X) < least && math.Abs(o.Y-m.Y) < least {
				taken = true
			}
		}
		if taken {
			next := moved(m, 3, 3)
			if next == m {
				return m
			}
			m = next
		}
	}
	return m
}
