package deck

import (
	"fmt"
	"strings"
)

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
// unclosed. It also returns where lines begin that were most likely meant to be headings.
func split(s *source, first int) (chunks []chunk, glued []int) {
	if first == len(s.lines) { // nothing stands after the front matter
		return []chunk{{head: len(s.text), body: len(s.text), end: len(s.text), runaway: -1}}, nil
	}
	chunks = []chunk{{head: s.lines[first], body: s.lines[first], runaway: -1}}
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
			continue
		}
		if gluedHeading(text) > 0 {
			glued = append(glued, s.lines[l])
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
	return chunks, glued
}

// looksLikeNote reports whether a line of code has the form of a note's heading with an
// id. Most likely it is one, and the author forgot to close the code above it; whoever
// wants to show such a line in code uses a fence of more than three marks.
func looksLikeNote(line string) bool {
	return headingLevel(line) == 2 && endsWithID(line)
}

// endsWithID reports whether a line ends as the heading of a note with an id does.
func endsWithID(line string) bool {
	return strings.Contains(line, "{#") && strings.HasSuffix(strings.TrimRight(line, " \t"), "}")
}

// headingLevel returns 1 or 2 for the line of a heading that makes a section or a note,
// and 0 for any other line, deeper headings among them.
func headingLevel(line string) int {
	level, spaced := numberSigns(line)
	if level > 2 || !spaced {
		return 0
	}
	return level
}

// gluedHeading returns 1 or 2 for a line that would be the heading of a section or a note
// if a space stood after its number signs, and 0 for any other. To Markdown it is text.
func gluedHeading(line string) int {
	level, spaced := numberSigns(line)
	if level > 2 || spaced {
		return 0
	}
	return level
}

// numberSigns returns how many number signs begin a line and whether they stand alone.
func numberSigns(line string) (n int, spaced bool) {
	text := strings.TrimLeft(line, " ")
	if len(line)-len(text) > 3 || !strings.HasPrefix(text, "#") {
		return 0, false
	}
	n = runLength(text, 0)
	return n, n == len(text) || text[n] == ' ' || text[n] == '\t'
}

// reportGlued tells of a line that [gluedHeading] found. With an id it is a note that
// would be missing; without one it may be meant as text.
func (s *source) reportGlued(at int) Fault {
	line := s.line(s.lineAt(at))
	signs := "##"[:gluedHeading(line)]
	at += strings.IndexByte(line, '#')
	if endsWithID(line) {
		f := s.fault(at, Error, "heading-space", "this is no heading, so the note belongs to the text above it",
			"write a space after "+signs)
		f.Edits = []Edit{s.replace(at+len(signs), at+len(signs), " ")}
		return f
	}
	f := s.fault(at, Warning, "heading-space", "this is no heading and shows as text",
		fmt.Sprintf(`write a space after %s, or \# if it is meant to show`, signs))
	f.Edits = []Edit{s.replace(at, at, `\`)} // as it shows now: a heading would part the note
	return f
}

// gluedID returns the id in a line that [source.reportGlued] told of.
func gluedID(line string) NoteID {
	_, id, _ := strings.Cut(line, "{#")
	if end := strings.IndexAny(id, " \t}"); end >= 0 {
		id = id[:end]
	}
	return NoteID(id)
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
