package memory

import "strconv"

// Valid reports whether r is one of the four ratings.
func (r Rating) Valid() bool { return Again <= r && r <= Easy }

// String returns the name of the rating, as "Good".
func (r Rating) String() string {
	switch r {
	case Again:
		return "Again"
	case Hard:
		return "Hard"
	case Good:
		return "Good"
	case Easy:
		return "Easy"
	}
	return "Rating(" + strconv.Itoa(int(r)) + ")"
}

// String returns the name of the phase, as "Learning".
func (p Phase) String() string {
	switch p {
	case New:
		return "New"
	case Learning:
		return "Learning"
	case Review:
		return "Review"
	case Relearning:
		return "Relearning"
	}
	return "Phase(" + strconv.Itoa(int(p)) + ")"
}
