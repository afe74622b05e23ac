package model

import "math"

func (p Point) plus(q Point) Point        { return Point{p.X + q.X, p.Y + q.Y} }
func (p Point) minus(q Point) Point       { return Point{p.X - q.X, p.Y - q.Y} }
func (p Point) times(f float64) Point     { return Point{p.X * f, p.Y * f} }
func (p Point) length() float64           { return math.Sqrt(p.X*p.X + p.Y*p.Y) }
func (p Point) to(q Point) float64        { return q.minus(p).length() }
func (p Point) left() Point               { return Point{p.Y, -p.X} }
func between(p, q Point, t float64) Point { return Point{p.X + (q.X-p.X)*t, p.Y + (q.Y-p.Y)*t} }

// unit has the direction of p and the length 1; of no direction it is zero.
func (p Point) unit() Point {
	if l := p.length(); l > 0 {
		return p.times(1 / l)
	}
	return Point{}
}

func (r Rect) right() float64  { return r.X + r.Width }
func (r Rect) bottom() float64 { return r.Y + r.Height }
func (r Rect) middle() Point   { return Point{r.X + r.Width/2, r.Y + r.Height/2} }

// grown is r with a margin on each side, which may be negative.
func (r Rect) grown(by float64) Rect {
	return Rect{r.X - by, r.Y - by, r.Width + 2*by, r.Height + 2*by}
}

func (r Rect) has(p Point) bool {
	return r.X <= p.X && p.X <= r.right() && r.Y <= p.Y && p.Y <= r.bottom()
}

// meets reports whether two rectangles share more than their rim.
func (r Rect) meets(s Rect) bool {
	return r.X < s.right() && s.X < r.right() && r.Y < s.bottom() && s.Y < r.bottom()
}

// holds reports whether s lies in r.
func (r Rect) holds(s Rect) bool {
	return r.X <= s.X && s.right() <= r.right() && r.Y <= s.Y && s.bottom() <= r.bottom()
}

// with is the smallest rectangle around both.
func (r Rect) with(s Rect) Rect {
	x, y := min(r.X, s.X), min(r.Y, s.Y)
	return Rect{x, y, max(r.right(), s.right()) - x, max(r.bottom(), s.bottom()) - y}
}

// centred is a rectangle by its middle.
func centred(p Point, width, height float64) Rect {
	return Rect{p.X - width/2, p.Y - height/2, width, height}
}

// away is how far a point is from a rectangle, 0 inside.
func (r Rect) away(p Point) float64 {
	return Point{max(r.X-p.X, 0, p.X-r.right()), max(r.Y-p.Y, 0, p.Y-r.bottom())}.length()
}

// around is the smallest rectangle around some points.
func around(points []Point) Rect {
	if len(points) == 0 {
		return Rect{}
	}
	low, high := points[0], points[0]
	for _, p := range points[1:] {
		low = Point{min(low.X, p.X), min(low.Y, p.Y)}
		high = Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	return Rect{low.X, low.Y, high.X - low.X, high.Y - low.Y}
}

// cutBy reports whether the line from p to q runs through the inside of r.
func (r Rect) cutBy(p, q Point) bool {
	if min(p.X, q.X) >= r.right() || max(p.X, q.X) <= r.X || min(p.Y, q.Y) >= r.bottom() || max(p.Y, q.Y) <= r.Y {
		return false // most are far away
	}
	from, to := 0.0, 1.0
	clip := func(at, d, low, high float64) bool {
		if d == 0 {
			return low < at && at < high
		}
		a, b := (low-at)/d, (high-at)/d
		if a > b {
			a, b = b, a
		}
		from, to = max(from, a), min(to, b)
		return from < to
	}
	return clip(p.X, q.X-p.X, r.X, r.right()) && clip(p.Y, q.Y-p.Y, r.Y, r.bottom()) && from < to
}

// onSegment is the place of the segment from a to b that is nearest to p.
func onSegment(p, a, b Point) Point {
	d := b.minus(a)
	l := d.X*d.X + d.Y*d.Y
	if l == 0 {
		return a
	}
	t := ((p.X-a.X)*d.X + (p.Y-a.Y)*d.Y) / l
	return between(a, b, min(max(t, 0), 1))
}

// crossing is where two segments cross, ends included.
func crossing(a, b, c, d Point) (Point, bool) {
	r, s := b.minus(a), d.minus(c)
	across := r.X*s.Y - r.Y*s.X
	if across == 0 {
		return Point{}, false
	}
	o := c.minus(a)
	t, u := (o.X*s.Y-o.Y*s.X)/across, (o.X*r.Y-o.Y*r.X)/across
	if t < 0 || t > 1 || u < 0 || u > 1 {
		return Point{}, false
	}
	return between(a, b, t), true
}

// A line is the points of an edge.
type line []Point

func (l line) length() float64 {
	sum := 0.0
	for i := 1; i < len(l); i++ {
		sum += l[i-1].to(l[i])
	}
	return sum
}

// at is the place of a line at a distance from its start, and its direction there.
func (l line) at(distance float64) (place, along Point) {
	for i := 1; i < len(l); i++ {
		d := l[i-1].to(l[i])
		if d > 0 && (distance <= d || i == len(l)-1) {
			return between(l[i-1], l[i], min(distance/d, 1)), l[i].minus(l[i-1]).unit()
		}
		distance -= d
	}
	if len(l) == 0 {
		return Point{}, Point{1, 0}
	}
	return l[len(l)-1], Point{1, 0}
}

// away is how far a point is from a line.
func (l line) away(p Point) float64 {
	best := math.Inf(1)
	for i := 1; i < len(l); i++ {
		d := onSegment(p, l[i-1], l[i]).minus(p)
		best = min(best, d.X*d.X+d.Y*d.Y)
	}
	return math.Sqrt(best)
}

// within is how far a point is from a line, if that is less than limit; else it may be
// more than it is.
func (l line) within(p Point, limit float64) float64 {
	best := math.Inf(1)
	for i := 1; i < len(l); i++ {
		a, b := l[i-1], l[i]
		if min(a.X, b.X) > p.X+limit || max(a.X, b.X) < p.X-limit || min(a.Y, b.Y) > p.Y+limit || max(a.Y, b.Y) < p.Y-limit {
			continue
		}
		d := onSegment(p, a, b).minus(p)
		best = min(best, d.X*d.X+d.Y*d.Y)
	}
	return math.Sqrt(best)
}

// through reports whether a line runs through the inside of a rectangle.
func (l line) through(r Rect) bool {
	for i := 1; i < len(l); i++ {
		if r.cutBy(l[i-1], l[i]) {
			return true
		}
	}
	return false
}

// bend is the quadratic curve from p to q that is drawn towards c, in straight pieces.
func bend(p, c, q Point, pieces int) line {
	l := make(line, 0, pieces+1)
	for i := 0; i <= pieces; i++ {
		t := float64(i) / float64(pieces)
		l = append(l, between(between(p, c, t), between(c, q, t), t))
	}
	return l
}

// rounded is a line with its corners cut by little curves.
func (l line) rounded(radius float64) line {
	if len(l) < 3 {
		return l
	}
	out := line{l[0]}
	for i := 1; i+1 < len(l); i++ {
		a, c, b := l[i-1], l[i], l[i+1]
		r := min(radius, a.to(c)/2, c.to(b)/2)
		from, to := c.plus(a.minus(c).unit().times(r)), c.plus(b.minus(c).unit().times(r))
		if onSegment(c, from, to).to(c) < 0.5 { // hardly a corner
			out = append(out, c)
			continue
		}
		out = append(out, bend(from, c, to, 5)...)
	}
	return append(out, l[len(l)-1])
}
