package insight

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchpoint/deck"
)

// count returns a number with its noun.
func count(n int, noun string) string {
	return deck.Number(n) + " " + verb(n, noun, noun+"s")
}

// verb chooses the form of a word by number.
func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// percent returns a share in whole per cent. What is not quite all is never said to
// be all, nor what is little to be nothing.
func percent(share float64) string {
	p := math.Round(share * 100)
	switch {
	case p >= 100 && share < 1:
		p = 99
	case p <= 0 && share > 0:
		p = 1
	}
	return fmt.Sprintf("%.0f %%", p)
}

// points returns a share in per cent with a decimal.
func points(share float64) string { return fmt.Sprintf("%.1f %%", share*100) }

// span returns how long something took: "40 seconds", "12 minutes", "1 hour 20 minutes".
func span(s float64) string {
	switch minutes := int(math.Round(s / 60)); {
	case s < 59.5:
		return count(max(1, int(math.Round(s))), "second")
	case minutes < 60:
		return count(max(1, minutes), "minute")
	case minutes < 10*60:
		text := count(minutes/60, "hour")
		if rest := minutes % 60; rest > 0 {
			text += " " + count(rest, "minute")
		}
		return text
	default:
		return count((minutes+30)/60, "hour")
	}
}

// seconds returns a short time with a decimal where that says something.
func seconds(s float64) string {
	if s < 9.95 {
		return strings.TrimSuffix(fmt.Sprintf("%.1f", s), ".0") + " seconds"
	}
	return span(s)
}

// days returns a number of days as people say it.
func days(d float64) string {
	const month, year = 365.2425 / 12, 365.2425
	switch {
	case d < 1:
		return "less than a day"
	case d < 2*month:
		return count(int(math.Round(d)), "day")
	case d < 2*year:
		return count(int(math.Round(d/month)), "month")
	}
	return count(int(math.Round(d/year)), "year")
}

// lengthLabel returns the range of seconds of a bin of lengths.
func lengthLabel(i int) string {
	if i == len(lengthEdges)-2 {
		return fmt.Sprintf("over %.0f s", lengthEdges[i])
	}
	return fmt.Sprintf("%.0f to %.0f s", lengthEdges[i], lengthEdges[i+1])
}

// sentence begins a text with a capital letter.
func sentence(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:]
}
