package hypertext

import (
	"strings"
	"unicode/utf8"
)

// endCode writes the code that was gathered.
func (w *writer) endCode() {
	if w.codeText.Len() == 0 {
		return
	}
	text := w.codeText.String()
	w.codeText.Reset()
	fields := strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' && class[byte(r)] == isGone || r == 0x7f {
			return -1
		}
		return r
	}, text))
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	if strings.ContainsRune(" \t\n\r\u00a0", first) {
		w.space = w.space || len(w.line) > 0
	}
	said := strings.Join(fields, " ")
	switch {
	case said == "":
		return
	case w.table.cell && strings.Contains(said, "|"): // which would part the cell
		depth := w.code
		w.code = 0
		w.words(said)
		w.code = depth
	default:
		if !w.space && w.codeEnd > 0 && w.codeEnd == len(w.line) {
			w.space = len(w.codeSaid) > longestCode
		}
		w.sync()
		if w.codeEnd > 0 && w.codeEnd == len(w.line) { // two backticks in a row would be others
			said = w.codeSaid + said
			w.line = w.line[:w.codeAt]
		}
		w.codeAt = len(w.line)
		if w.codeAt > w.tail && joins(w.line, '`') {
			w.codeAt++
		}
		w.attach(codeSpan(said))
		w.codeEnd, w.codeSaid, w.tail = len(w.line), said, len(w.line)
	}
	w.space = strings.ContainsRune(" \t\n\r\u00a0", last)
}

// longestCode is how long a piece of code may be that the next one is joined to, in bytes.
const longestCode = 1000

// codeSpan writes text as code in a line.
func codeSpan(text string) string {
	fence := strings.Repeat("`", 1+longestRun(text))
	if text[0] == '`' || text[len(text)-1] == '`' {
		text = " " + text + " "
	}
	return fence + text + fence
}

// longestRun returns how many backticks stand in a row at most.
func longestRun(s string) int {
	longest, n := 0, 0
	for i := range len(s) {
		if s[i] != '`' {
			n = 0
			continue
		}
		n++
		longest = max(longest, n)
	}
	return longest
}
