package formula

import (
	"strings"
	"unicode/utf8"
)

// command reads a command and what it applies to.
func (p *reader) command(level int) []item {
	p.at++
	name := p.name()
	if it, ok := signs[name]; ok {
		return []item{it}
	}
	if mark, ok := accents[name]; ok {
		return p.accent(mark, level)
	}
	switch name {
	case "frac", "dfrac", "tfrac", "cfrac":
		above, below := p.argument(level), p.argument(level)
		if p.hard || len(above) == 0 || len(below) == 0 {
			p.hard = true
			return nil
		}
		return []item{divide(above, below)}
	case "sqrt":
		return p.root(level)
	case "text", "textrm", "textbf", "textit", "mbox", "textnormal", "textsf", "texttt":
		return p.words()
	case "operatorname":
		return []item{{strings.TrimSpace(p.raw()), function}}
	case "mathbb":
		return p.doubled(level)
	case "mathrm", "mathbf", "mathit", "mathsf", "mathcal", "mathscr", "mathfrak", "boldsymbol", "bm", "boxed", "mathop", "mathord":
		return p.group(level)
	case "textcolor":
		p.raw()
		return p.group(level)
	case "color":
		p.raw()
		return nil
	case "left", "right", "bigl", "bigr", "Bigl", "Bigr", "big", "Big", "middle":
		return p.delimiter()
	case "not":
		return p.negated(level)
	case "pmod":
		return append([]item{{" ", blank}, {"(mod " + set(p.argument(level)), opening}}, item{")", closing})
	case "tag":
		return []item{{" ", blank}, {"(" + p.raw() + ")", words}}
	case "ce":
		return p.chemistry()
	case "begin", "end":
		if name := strings.TrimSuffix(p.raw(), "*"); !lineEnvironments[name] {
			p.hard = true
		}
		return nil
	case "limits", "nolimits", "displaystyle", "textstyle", "nonumber", "notag", "mathstrut", "!", "strut":
		return nil
	case `\`, "newline", "cr":
		return []item{{"\n", newline}}
	}
	p.hard = true
	return nil
}

// lineEnvironments hold lines and nothing that stands in columns.
var lineEnvironments = map[string]bool{
	"aligned": true, "align": true, "gathered": true, "gather": true, "split": true, "equation": true, "multline": true, "displaymath": true, "math": true,
}

// group reads the argument of a command that only changes its look.
func (p *reader) group(level int) []item {
	arg := p.argument(level)
	if name := tight(arg); len(arg) > 1 && letters(name) { // one name, not a product
		return []item{{name, words}}
	}
	return arg
}

// letters reports whether a text is of ASCII letters only.
func letters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}

// words reads a piece of text in a formula.
func (p *reader) words() []item {
	text := p.raw()
	if strings.ContainsAny(text, `\{$^_`) {
		p.hard = true
	}
	var out []item
	if strings.HasPrefix(text, " ") {
		out = append(out, item{" ", blank})
	}
	if trimmed := strings.TrimSpace(text); trimmed != "" {
		out = append(out, item{trimmed, words})
	}
	if len(text) > 1 && strings.HasSuffix(text, " ") {
		out = append(out, item{" ", blank})
	}
	return out
}

// accent puts a mark over a letter. Over more than one it would not be seen what it
// belongs to.
func (p *reader) accent(mark string, level int) []item {
	arg := p.argument(level)
	if p.hard || len(arg) != 1 || utf8.RuneCountInString(arg[0].text) != 1 {
		p.hard = true
		return nil
	}
	return []item{{arg[0].text + mark, ordinary}}
}

// root reads a root and, in square brackets, its degree.
func (p *reader) root(level int) []item {
	p.skipSpace()
	sign := "√"
	if p.at < len(p.src) && p.src[p.at] == '[' {
		p.at++
		degree := tight(p.items(']', level+1))
		p.at++
		switch degree {
		case "", "2":
		case "3":
			sign = "∛"
		case "4":
			sign = "∜"
		default:
			up, ok := shifted(degree, raised)
			p.hard = p.hard || !ok
			sign = up + "√"
		}
	}
	arg := p.argument(level)
	if p.hard || len(arg) == 0 {
		p.hard = true
		return nil
	}
	if one(arg) {
		return []item{{sign + set(arg), root}}
	}
	return []item{{sign + "(" + set(arg) + ")", root}}
}

// doubled reads a letter with a double stroke, which sets of numbers have.
func (p *reader) doubled(level int) []item {
	arg := p.argument(level)
	for i := range arg {
		if to, ok := strokes[arg[i].text]; ok {
			arg[i].text = to
		}
	}
	return arg
}

// delimiter reads a bracket whose size is given; a point stands for none.
func (p *reader) delimiter() []item {
	p.skipSpace()
	if p.at >= len(p.src) {
		p.hard = true
		return nil
	}
	if p.src[p.at] == '.' {
		p.at++
		return nil
	}
	if p.src[p.at] == '\\' {
		p.at++
		it, ok := signs[p.name()]
		p.hard = p.hard || !ok
		return []item{it}
	}
	r, size := utf8.DecodeRuneInString(p.src[p.at:])
	p.at += size
	return p.sign(r)
}

// negated strikes the relation that follows through.
func (p *reader) negated(level int) []item {
	arg := p.argument(level)
	if p.hard || len(arg) != 1 || arg[0].kind != relation {
		p.hard = true
		return nil
	}
	if to, ok := struck[arg[0].text]; ok {
		return []item{{to, relation}}
	}
	return []item{{arg[0].text + "\u0338", relation}}
}

// chemistry reads a chemical formula as the package mhchem writes it: digits after an
// element or a bracket are lowered, charges raised.
func (p *reader) chemistry() []item {
	var out []item
	source := p.raw()
	for i, part := range strings.Fields(source) {
		if i > 0 {
			out = append(out, item{" ", blank})
		}
		if arrow, ok := arrows[part]; ok {
			out = append(out, item{arrow, relation})
			continue
		}
		if part == "+" {
			out = append(out, item{"+", binary})
			continue
		}
		out = append(out, item{p.compound(part), words})
	}
	return out
}

// compound returns one side of a reaction, such as 2H2O or SO4^2-.
func (p *reader) compound(part string) string {
	if strings.ContainsAny(part, `\{}$_<>"'`) {
		p.hard = true
		return part
	}
	body, charge, charged := strings.Cut(part, "^")
	if !charged {
		if end := strings.TrimRight(body, "+-"); end != body && end != "" {
			body, charge, charged = end, body[len(end):], true
		}
	}
	var b strings.Builder
	after := false // a letter or a bracket, so that digits count atoms
	for i := range len(body) {
		switch c := body[i]; {
		case digit(c) && after:
			b.WriteRune(lowered[rune(c)])
		default:
			b.WriteByte(c)
			after = c|0x20 >= 'a' && c|0x20 <= 'z' || c == ')' || c == ']'
		}
	}
	if charged {
		up, ok := shifted(strings.ReplaceAll(charge, "-", "−"), raised)
		p.hard = p.hard || !ok
		b.WriteString(up)
	}
	return b.String()
}

var arrows = map[string]string{"->": "→", "<-": "←", "<->": "↔", "<=>": "⇌", "=": "="}
