package formula

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A reader reads a formula.
type reader struct {
	src       string
	at        int
	bracketed int  // how many raised or lowered texts had to be put in brackets
	hard      bool // the formula is not simple, and the rest of it does not matter
}

// items reads up to a closing sign, which stays, or to the end of the source if that is 0.
func (p *reader) items(until byte, level int) []item {
	var out []item
	if level > maxNesting {
		p.hard = true
	}
	for !p.hard && p.at < len(p.src) {
		switch c := p.src[p.at]; {
		case until != 0 && c == until:
			return out
		case c == '}':
			p.hard = true
		case c == '^' || c == '_':
			out = p.scripts(out, level)
		default:
			out = append(out, p.item(level)...)
		}
	}
	if until != 0 {
		p.hard = true // it is never closed
	}
	return out
}

// item reads one sign, command or group.
func (p *reader) item(level int) []item {
	c := p.src[p.at]
	switch {
	case c == '\\':
		return p.command(level)
	case c == '{':
		p.at++
		inner := p.items('}', level+1)
		p.at++
		if len(inner) == 1 {
			inner[0].kind = grouped(inner[0].kind) // {,} is the comma of a number
		}
		return inner
	case c >= '0' && c <= '9':
		start := p.at
		for p.at < len(p.src) && (digit(p.src[p.at]) || p.decimal()) {
			p.at++
		}
		return []item{{p.src[start:p.at], number}}
	case strings.IndexByte("%#$`", c) >= 0:
		p.hard = true
		return nil
	}
	r, size := utf8.DecodeRuneInString(p.src[p.at:])
	p.at += size
	return p.sign(r)
}

// grouped returns what an item is when it stands in a group of its own: LaTeX leaves no
// space beside its sign then.
func grouped(k kind) kind {
	switch k {
	case binary, relation, punctuation:
		return ordinary
	}
	return k
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// decimal reports whether a point or comma in a number stands before its next digit.
func (p *reader) decimal() bool {
	return strings.IndexByte(".,", p.src[p.at]) >= 0 && p.at+1 < len(p.src) && digit(p.src[p.at+1])
}

// sign returns what a sign stands for that is no part of a command.
func (p *reader) sign(r rune) []item {
	switch r {
	case ' ', '\t', '\n', '\r', '&':
		return nil
	case '~':
		return []item{{" ", blank}}
	case '+', '±', '×', '·', '÷':
		return []item{{string(r), binary}}
	case '-', '−':
		return []item{{"−", binary}}
	case '=', '<', '>', '≤', '≥', '≠', '≈', '→':
		return []item{{string(r), relation}}
	case '(', '[':
		return []item{{string(r), opening}}
	case ')', ']':
		return []item{{string(r), closing}}
	case ',', ';':
		return []item{{string(r), punctuation}}
	case ':':
		if p.at < len(p.src) && p.src[p.at] == ' ' {
			return []item{{":", punctuation}}
		}
	case '\'':
		return []item{{"′", closing}}
	}
	if unicode.IsControl(r) {
		p.hard = true
	}
	return []item{{string(r), ordinary}}
}

// argument reads what a command or a script applies to: a group or a single sign.
func (p *reader) argument(level int) []item {
	p.skipSpace()
	if p.at >= len(p.src) || p.src[p.at] == '}' || p.src[p.at] == '^' || p.src[p.at] == '_' {
		p.hard = true
		return nil
	}
	if level > maxNesting {
		p.hard = true
		return nil
	}
	if digit(p.src[p.at]) {
		p.at++
		return []item{{p.src[p.at-1 : p.at], number}}
	}
	return p.item(level + 1)
}

func (p *reader) skipSpace() {
	for p.at < len(p.src) && strings.IndexByte(" \t\r\n", p.src[p.at]) >= 0 {
		p.at++
	}
}

// scripts reads what stands raised and lowered after the last item, the lowered first.
func (p *reader) scripts(out []item, level int) []item {
	var up, down string
	for !p.hard {
		p.skipSpace()
		if p.at >= len(p.src) || p.src[p.at] != '^' && p.src[p.at] != '_' {
			break
		}
		above := p.src[p.at] == '^'
		p.at++
		arg := p.argument(level)
		switch {
		case p.hard:
		case above && up == "":
			up = p.script(arg, raised, "^")
		case !above && down == "":
			down = p.script(arg, lowered, "_")
		default:
			p.hard = true // twice raised is no formula
		}
	}
	for len(out) > 0 && out[len(out)-1].kind == blank {
		out = out[:len(out)-1]
	}
	if len(out) == 0 {
		return append(out, item{down + up, ordinary})
	}
	last := &out[len(out)-1]
	switch last.kind {
	case fraction, root:
		last.text, last.kind = "("+last.text+")", closing
	case words:
		last.kind = ordinary
	case binary, relation, punctuation, newline, opening:
		return append(out, item{down + up, ordinary}) // as before the sign of an element: ¹⁴C
	}
	last.text += down + up
	return out
}

// name reads the name of a command, after its backslash.
func (p *reader) name() string {
	start := p.at
	for p.at < len(p.src) && (p.src[p.at] >= 'a' && p.src[p.at] <= 'z' || p.src[p.at] >= 'A' && p.src[p.at] <= 'Z') {
		p.at++
	}
	if p.at == start && p.at < len(p.src) {
		_, size := utf8.DecodeRuneInString(p.src[p.at:])
		p.at += size
	} else if p.at < len(p.src) && p.src[p.at] == '*' {
		p.at++
		return p.src[start : p.at-1]
	}
	return p.src[start:p.at]
}

// raw reads a group as it stands, for text and names.
func (p *reader) raw() string {
	p.skipSpace()
	if p.at >= len(p.src) || p.src[p.at] != '{' {
		p.hard = true
		return ""
	}
	end := strings.IndexByte(p.src[p.at:], '}')
	if end < 0 {
		p.hard = true
		return ""
	}
	text := p.src[p.at+1 : p.at+end]
	p.at += end + 1
	return text
}
