package hypertext

import (
	"slices"
	"strings"
)

// maxFormula is how long a formula in a line may be, in bytes. The deck reads none that
// is longer.
const maxFormula = 1900

// mathText reads on in a formula and returns the text behind it.
func (w *writer) mathText(s string) string {
	m := w.marks.maths
	end := -1
	if m.close != "" {
		// The end may be parted by tags, but such formulas are as good as none.
		end = strings.Index(s, m.close)
	}
	if end < 0 {
		w.source.WriteString(s)
		return ""
	}
	w.source.WriteString(s[:end])
	w.endMaths(m)
	return s[end+len(m.close):]
}

// endMaths writes the formula that was read.
func (w *writer) endMaths(m *mathSign) {
	source := strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\t':
			return ' '
		case r < ' ' && r != '\n' || r == 0x7f:
			return -1
		}
		return r
	}, w.source.String()))
	w.source.Reset()
	w.marks.maths = nil
	if m.open == "[latex]" {
		w.latex(source)
		return
	}
	w.formula(source, m.block)
}

// latex takes in text of LaTeX, which may be a formula or have some in it.
func (w *writer) latex(s string) {
	for _, env := range []struct {
		open, close string
		block       bool
	}{
		{"$$", "$$", true},
		{`\[`, `\]`, true},
		{`\begin{displaymath}`, `\end{displaymath}`, true},
		{`\begin{math}`, `\end{math}`, false},
		{"$", "$", false},
	} {
		inner, opens := strings.CutPrefix(s, env.open)
		inner, closes := strings.CutSuffix(inner, env.close)
		if opens && closes && !strings.Contains(inner, "$") {
			w.formula(strings.TrimSpace(inner), env.block)
			return
		}
	}
	parts := strings.Split(s, "$")
	if len(parts)%2 == 0 || len(parts) == 1 {
		if strings.ContainsAny(s, `\^_`) {
			w.formula(s, strings.Contains(s, "\n") || strings.Contains(s, `\begin`))
		} else {
			w.words(s)
		}
		return
	}
	for i, p := range parts {
		if i%2 == 0 {
			w.words(p)
		} else {
			w.formula(strings.TrimSpace(p), false)
		}
	}
}

// formula writes a formula. One with gaps is parted at them if the parts are formulas
// too, else it is a gap as a whole.
func (w *writer) formula(source string, block bool) {
	if !w.o.Gaps || !strings.Contains(source, "{{c") {
		w.plainFormula(source, block)
		return
	}
	parts := mathGaps(source)
	if len(parts) == 1 && parts[0].numbers == nil {
		w.plainFormula(source, block)
		return
	}
	whole := true
	for _, p := range parts {
		whole = whole && balanced(p.text)
	}
	if whole {
		for _, p := range parts {
			w.mathPart(p)
		}
		return
	}
	var text strings.Builder
	var numbers []int
	for _, p := range parts {
		text.WriteString(p.text)
		numbers = append(numbers, p.numbers...)
	}
	w.mathPart(mathPart{text: text.String(), numbers: numbers})
}

// A mathPart is a part of a formula, in a gap if it has numbers.
type mathPart struct {
	text    string
	hint    string
	numbers []int
}

func (w *writer) mathPart(p mathPart) {
	w.space = w.space || strings.HasPrefix(p.text, " ")
	defer func() { w.space = strings.HasSuffix(p.text, " ") }()
	if p.numbers == nil {
		w.plainFormula(strings.TrimSpace(p.text), false)
		return
	}
	w.openGap(p.numbers)
	w.plainFormula(strings.TrimSpace(p.text), false)
	if p.hint != "" {
		w.hinting = true
		w.hint.WriteString(p.hint)
	}
	w.closeGap()
}

// mathGaps parts a formula at its gaps. A gap within a gap goes with the outer one.
func mathGaps(s string) []mathPart {
	var parts []mathPart
	for s != "" {
		at := strings.Index(s, "{{c")
		for at >= 0 && gapOpening(s[at:]) == 0 {
			next := strings.Index(s[at+1:], "{{c")
			if next < 0 {
				at = -1
				break
			}
			at += 1 + next
		}
		if at < 0 {
			break
		}
		n := gapOpening(s[at:])
		numbers := gapNumbers(s[at : at+n])
		inner, rest, ok := mathGap(s[at+n:])
		if !ok || numbers == nil {
			break
		}
		if strings.TrimSpace(s[:at]) != "" {
			parts = append(parts, mathPart{text: s[:at]})
		}
		text, hint, _ := strings.Cut(inner, "::")
		parts = append(parts, mathPart{text: text, hint: hint, numbers: numbers})
		s = rest
	}
	if strings.TrimSpace(s) != "" || len(parts) == 0 {
		parts = append(parts, mathPart{text: s})
	}
	return parts
}

// mathGap cuts what is in a gap from what is behind it. Braces in it are the formula's if
// they pair; what is longer than a formula can be is not searched for pairs.
func mathGap(s string) (inner, rest string, ok bool) {
	depth := 0
	for i := 0; i < min(len(s), maxFormula); i++ {
		switch s[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth == 0 && strings.HasPrefix(s[i:], "}}") {
				return s[:i], s[i+2:], true
			}
			depth = max(0, depth-1)
		}
	}
	return strings.Cut(s, "}}")
}

// balanced reports whether a part of a formula can be one by itself.
func balanced(s string) bool {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			depth--
			if depth < 0 {
				return false
			}
		}
	}
	return depth == 0 && strings.Count(s, `\left`) == strings.Count(s, `\right`) && strings.Count(s, `\begin`) == strings.Count(s, `\end`) &&
		!slices.Contains([]string{"^", "_"}, strings.TrimSpace(s)) && !strings.HasSuffix(strings.TrimSpace(s), "^") && !strings.HasSuffix(strings.TrimSpace(s), "_")
}

// plainFormula writes a formula without gaps.
func (w *writer) plainFormula(source string, block bool) {
	switch {
	case source == "":
	case block && !w.flat && !w.inGap() && !w.table.cell && len(w.lists) == 0:
		w.fenced("math", source)
	case len(source) > maxFormula || strings.Contains(source, "`"):
		w.words(source)
	default:
		source = strings.Join(strings.Fields(source), " ")
		if w.table.cell {
			source = strings.NewReplacer(`\|`, `\Vert `, "|", `\vert `).Replace(source)
		}
		w.atom("$`" + source + "`$")
	}
}
