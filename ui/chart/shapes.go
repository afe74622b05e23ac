package chart

import (
	"math"

	"fyne.io/fyne/v2"
)

// circle is a circle as points, in the direction that all shapes have.
func circle(at fyne.Position, radius float32) []fyne.Position {
	n := max(8, int(radius*4))
	points := make([]fyne.Position, n)
	for i := range points {
		sin, cos := math.Sincos(-2 * math.Pi * float64(i) / float64(n))
		points[i] = at.AddXY(radius*float32(cos), radius*float32(sin))
	}
	return points
}

// roundBox is a rectangle with round corners as points.
func roundBox(from, to fyne.Position, radius float32) []fyne.Position {
	if radius <= 0 {
		return []fyne.Position{from, {X: from.X, Y: to.Y}, to, {X: to.X, Y: from.Y}}
	}
	const parts = 4 // of a corner
	var points []fyne.Position
	corner := func(x, y float32, begin float64) {
		for i := range parts + 1 {
			sin, cos := math.Sincos(begin - math.Pi/2*float64(i)/parts)
			points = append(points, fyne.NewPos(x+radius*float32(cos), y+radius*float32(sin)))
		}
	}
	corner(from.X+radius, from.Y+radius, -math.Pi/2)
	corner(from.X+radius, to.Y-radius, math.Pi)
	corner(to.X-radius, to.Y-radius, math.Pi/2)
	corner(to.X-radius, from.Y+radius, 0)
	return points
}

// bounds is the least rectangle round points.
func bounds(points []fyne.Position) (from, to fyne.Position) {
	if len(points) == 0 {
		return from, to
	}
	from, to = points[0], points[0]
	for _, p := range points[1:] {
		from = fyne.NewPos(min(from.X, p.X), min(from.Y, p.Y))
		to = fyne.NewPos(max(to.X, p.X), max(to.Y, p.Y))
	}
	return from, to
}

// dashes cuts a line into the pieces that are drawn.
func dashes(points []fyne.Position, pattern []float32) (pieces [][]fyne.Position) {
	if len(points) == 0 {
		return nil
	}
	n, left := 0, pattern[0]
	piece := []fyne.Position{points[0]}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
		var gone float32
		for length-gone > left {
			gone += left
			at := fyne.NewPos(a.X+(b.X-a.X)*gone/length, a.Y+(b.Y-a.Y)*gone/length)
			if n%2 == 0 {
				pieces = append(pieces, append(piece, at))
			}
			n++
			left, piece = pattern[n%len(pattern)], []fyne.Position{at}
		}
		left -= length - gone
		if n%2 == 0 {
			piece = append(piece, b)
		}
	}
	if n%2 == 0 && len(piece) > 1 {
		pieces = append(pieces, piece)
	}
	return pieces
}
