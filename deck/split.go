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
// are none. Code that nothing closes would hide every note after it, so it is made to end
// at the next heading: when the end of the file is reached with code open, or a line of
// it looks like a note, the lines of the code are read again with its fence known to be
// unclosed.
func split(s *source, first int) []chunk {
	if first == len(s.lines) { // nothing stands after the front matter
		return []chunk{{head: len(s.text), body: len(s.text), end: len(s.text), runaway: -1}}
	}
	chunks := []chunk{{head: s.lines[first], body: s.lines[first], runaway: -1}}
	var open fence
	runaway := false              // in code that is not closed
	patience := 16 * len(s.lines) // lines that are read again, lest a hostile file take forever
	for l := first; l < len(s.lines); l++ {
		text := s.line(l)
		last := &chunks[len(chunks)-1]
		if open.size > 0 {
			if open.closedBy(text) {
				open = fence{}
				continue
			}
			note := open.size == shortFence && looksLikeNote(text)
			if !note && l < len(s.lines)-1 {
				continue
			}
			last.runaway = s.lines[open.line]
			if again := l - open.line; again <= patience {
				patience -= again
				l = open.line
				open, runaway = fence{}, true
				continue
			}
			open = fence{}
			if !note {
				continue
			}
		}
		if level := headingLevel(text); level > 0 {
			runaway = false
			last.end = s.lines[l]
			chunks = append(chunks, chunk{
				level:   level,
				head:    s.lines[l],
				body:    min(s.lines[l]+len(text)+1, len(s.text)),
				runaway: -1,
			})
		} else if !runaway {
			open = openingFence(text)
			open.line = l
		}
	}
	last := &chunks[len(chunks)-1]
	last.end = len(s.text)
	if open.size > 0 { // on the very last line
		last.runaway = s.lines[open.line]
	}
	return chunks
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
