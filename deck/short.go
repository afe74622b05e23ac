package deck

import "regexp"

// authorsAndYear matches the beginning of a reference in the usual form:
// "Brodie, R. J., & Ilic, A. (2011)".
var authorsAndYear = regexp.MustCompile(`^[^()]{1,160}\(\d{4}[a-z]?\)`)

// Short returns a source as it is named in passing: its authors and year where its
// text begins with them, else the whole text.
func (s Source) Short() string {
	if short := authorsAndYear.FindString(s.Text); short != "" {
		return short
	}
	return s.Text
}
