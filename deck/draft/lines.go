package draft

import "strings"

// unitedLines brings together what two sides made of a text, line by line. It reports false
// where both changed the same lines, or lines that touch.
func unitedLines(base, mine, theirs string) (string, bool) {
	b, m, t := strings.SplitAfter(base, "\n"), strings.SplitAfter(mine, "\n"), strings.SplitAfter(theirs, "\n")
	const most = 4000 // lines, as comparing takes the product of two texts
	if len(b) > most || len(m) > most || len(t) > most {
		return "", false
	}
	inM, inT := stays(b, m), stays(b, t)
	var out strings.Builder
	write := func(lines []string) {
		for _, line := range lines {
			out.WriteString(line)
		}
	}
	i, j, k := 0, 0, 0 // what is written of each
	for at := 0; at <= len(b); at++ {
		if at < len(b) && (inM[at] < 0 || inT[at] < 0) {
			continue
		}
		toM, toT := len(m), len(t)
		if at < len(b) {
			toM, toT = inM[at], inT[at]
		}
		was, one, other := strings.Join(b[i:at], ""), strings.Join(m[j:toM], ""), strings.Join(t[k:toT], "")
		switch {
		case one == other || other == was:
			write(m[j:toM])
		case one == was:
			write(t[k:toT])
		default:
			return "", false
		}
		if at < len(b) {
			out.WriteString(b[at])
		}
		i, j, k = at+1, toM+1, toT+1
	}
	return out.String(), true
}

// stays says of each line of a text at which line of another it is, -1 where it is none:
// the longest run of lines that both have.
func stays(from, to []string) []int {
	best := make([][]int32, len(from)+1)
	for i := range best {
		best[i] = make([]int32, len(to)+1)
	}
	for i := len(from) - 1; i >= 0; i-- {
		for j := len(to) - 1; j >= 0; j-- {
			if from[i] == to[j] {
				best[i][j] = best[i+1][j+1] + 1
			} else {
				best[i][j] = max(best[i+1][j], best[i][j+1])
			}
		}
	}
	at := make([]int, len(from))
	for i, j := 0, 0; i < len(from); i++ {
		at[i] = -1
		for j < len(to) && from[i] != to[j] && best[i][j+1] >= best[i+1][j] {
			j++
		}
		if j < len(to) && from[i] == to[j] {
			at[i] = j
			j++
		}
	}
	return at
}
