package draft

import (
	"iter"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// slugOf makes a name of a text that can stand in an id and in a path: "Customer journey!"
// becomes "customer-journey". If nothing can be kept it is the other.
func slugOf(text, other string) string {
	const longest = 48
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case !unicode.Is(unicode.Mn, r) && r != '\'' && r != '’':
			gap = true
		}
		if b.Len() >= longest {
			break
		}
	}
	if b.Len() == 0 {
		return other
	}
	return strings.TrimRight(b.String(), "-")
}

// numbered returns a name, then the name with -2, -3 and so on.
func numbered(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 1; ; i++ {
			s := name
			if i > 1 {
				s += "-" + strconv.Itoa(i)
			}
			if !yield(s) {
				return
			}
		}
	}
}
