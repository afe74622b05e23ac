package deck

import "strings"

// A chunk is a heading of level one or two with what stands beneath it. Offsets are
// bytes of the file's text. Every note is cut out and parsed on its own, so what is
// wrong in one, such as code that nothing closes, cannot reach the next.
type chunk struct {
	level   int // 1: a section, 2: a note, 0: what stands before the first heading
	head    int // beginning of the heading's line
	body    int // beginning of the line after it
	end     int // end of the body
	runaway int // where code begins that is never closed, -1 if there is none
}

// split cuts a file's text from line first on into chunks. Headings inside fenced code
// are none. Code that is still open at the end of the file would hide every note after
// it: it is made to end at the next heading, and the file is cut again.
func split(s *source, first int) []chunk {
	if first == len(s.lines) { // nothing stands after the front matter
		return []chunk{{head: len(s.text), body: len(s.text), end: len(s.text), runaway: -1}}
	}
	const patience = 16 // unclosed fences of a file that are put right
	unclosed := make(map[int]bool)
	for {
		chunks, open := cut(s, first, unclosed)
		if open < 0 || len(unclosed) == patience {
			return chunks
		}
		unclosed[open] = true
	}
}

// cut cuts a file into chunks, taking the fences on the unclosed lines to end at the next
// heading. When code is open at the end of the file it also returns the line of its
// fence, otherwise -1.
func cut(s *source, first int, unclosed map[int]bool) (chunks []chunk, openLine int) {
	chunks = []chunk{{head: s.lines[first], body: s.lines[first], runaway: -1}}
	var open fence
	runaway := false
	for l := first; l < len(s.lines); l++ {
		text := s.line(l)
		if open.size > 0 {
			if open.closedBy(text) {
				open = fence{}
				continue
			}
			if open.size > shortFence || !looksLikeNote(text) {
				continue
			}
			chunks[len(chunks)-1].runaway = s.lines[open.line]
			open = fence{}
		}
		if level := headingLevel(text); level > 0 {
			runaway = false
			chunks[len(chunks)-1].end = s.lines[l]
			chunks = append(chunks, chunk{
				level:   level,
				head:    s.lines[l],
				body:    min(s.lines[l]+len(text)+1, len(s.text)),
				runaway: -1,
			})
			continue
		}
		if runaway {
			continue
		}
		open = openingFence(text)
		open.line = l
		if open.size > 0 && unclosed[l] {
			chunks[len(chunks)-1].runaway = s.lines[l]
			open, runaway = fence{}, true
		}
	}
	chunks[len(chunks)-1].end = len(s.text)
	if open.size > 0 {
		return chunks, open.line
	}
	return chunks, -1
}

// looksLikeNote reports whether a line of code has the form of a note's heading with an
// id. Most likely it is one, and the author forgot to close the code above it; whoever
// wants to show such a line in code uses a fence of more than three marks.
func looksLikeNote(line string) bool {
	return headingLevel(line) == 2 && strings.Contains(line, "{#") && strings.HasSuffix(strings.TrimRight(line, " \t"), "}")
}

// headingLevel returns 1 or 2 for the line of a heading that makes a section or a note,
// and 0 for any other line, deeper headings among them.
func headingLevel(line string) int {
	text := strings.TrimLeft(line, " ")
	if len(line)-len(text) > 3 || !strings.HasPrefix(text, "#") {
		return 0
	}
	level := runLength(text, 0)
	if level > 2 || level < len(text) && text[level] != ' ' && text[level] != '\t' {
		return 0
	}
	return level
}

// shortFence is the number of marks of a usual fence.
const shortFence = 3

// A fence is a line of backticks or tildes that begins code.
type fence struct {
	mark byte
	size int // 0: no fence
	line int
}

// openingFence reads a line as a fence that opens code.
func openingFence(line string) fence {
	text := strings.TrimLeft(line, " ")
	if len(line)-len(text) > 3 || text == "" || text[0] != '`' && text[0] != '~' {
		return fence{}
	}
	size := runLength(text, 0)
	if size < shortFence || text[0] == '`' && strings.Contains(text[size:], "`") {
		return fence{}
	}
	return fence{mark: text[0], size: size}
}

// closedBy reports whether a line closes the code that the fence opened.
func (f fence) closedBy(line string) bool {
	text := strings.TrimLeft(line, " ")
	if len(line)-len(text) > 3 || text == "" || text[0] != f.mark {
		return false
	}
	size := runLength(text, 0)
	return size >= f.size && strings.TrimSpace(text[size:]) == ""
}
