package deck

import (
	"regexp"
	"strings"
)

var (
	// authorsAndYear matches the beginning of a reference in the usual form:
	// "Brodie, R. J., & Ilic, A. (2011)".
	authorsAndYear = regexp.MustCompile(`^([^()]{1,160}) \((?:online )?(\d{4}[a-z]?)[^()]{0,20}\)`)
	// initials match what stands between the surnames: "R. J.", "F. de O.", "C.-J.".
	initials = regexp.MustCompile(`^\p{Lu}\.`)
)

// longShort is the length in bytes beyond which a source without authors is named by its
// first sentence alone.
const longShort = 60

// Short returns a source as it is named in passing: "Brodie & Ilic (2011)", or with three
// authors and more "Brodie et al. (2011)", where its text begins with authors and year.
// Otherwise it returns the text, or the first sentence of a long one.
func (s Source) Short() string {
	m := authorsAndYear.FindStringSubmatch(s.Text)
	if m == nil {
		if first, _, more := strings.Cut(s.Text, ". "); more && len(s.Text) > longShort {
			return first
		}
		return s.Text
	}
	var names []string
	for name := range strings.SplitSeq(strings.ReplaceAll(m[1], " & ", ", "), ", ") {
		name = strings.TrimSpace(strings.TrimPrefix(name, "& "))
		if name != "" && !initials.MatchString(name) {
			names = append(names, name)
		}
	}
	switch {
	case len(names) == 0:
		return m[0]
	case len(names) == 1:
		return names[0] + " (" + m[2] + ")"
	case len(names) == 2 && names[1] == "et al.":
		return names[0] + " et al. (" + m[2] + ")"
	case len(names) == 2:
		return names[0] + " & " + names[1] + " (" + m[2] + ")"
	}
	return names[0] + " et al. (" + m[2] + ")"
}
