package page

import (
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/ui/theme"
)

// A run is a piece of text in one face and colour.
type run struct {
	text   string
	face   face
	color  fyne.ThemeColorName
	width  float32
	link   bool
	play   string // path of the sound or film that it opens, "" if it opens none
	strike bool
	asked  bool // an asked gap: drawn as an empty box
}

// A word is what a line break never divides, unless it is wider than the line.
type word struct {
	runs  []run
	width float32
	space float32 // before it, when it does not begin a line
	hard  bool    // a line break stands before it
}

// spans breaks styled text into lines and sets them from s.y downwards.
func (s *setter) spans(spans []deck.Span, x, width float32, color fyne.ThemeColorName, bold bool) {
	var line []word
	var used float32
	for _, w := range s.words(spans, width, color, bold) {
		if len(line) > 0 && (w.hard || used+w.space+w.width > width) {
			s.line(line, x+s.lead(used, width))
			line, used = nil, 0
		}
		if len(line) == 0 {
			w.space = 0
		}
		used += w.space + w.width
		line = append(line, w)
	}
	if len(line) > 0 {
		s.line(line, x+s.lead(used, width))
	}
}

// lead is the room before a line that takes so much of the column's width.
func (s *setter) lead(used, width float32) float32 {
	if s.style.Centre {
		return (width - used) / 2
	}
	return 0
}

// words cuts spans into words, measured. Adjoining spans without white space
// between them are one word in several runs.
func (s *setter) words(spans []deck.Span, width float32, color fyne.ThemeColorName, bold bool) []word {
	var list []word
	pending := word{}
	space := float32(0)
	flush := func() {
		switch {
		case len(pending.runs) > 1 && pending.width > width:
			list = append(list, pending.apart()...)
		case len(pending.runs) > 0:
			list = append(list, pending)
		}
		pending = word{}
	}
	for _, span := range spans {
		if span.Cite != "" {
			continue // the sources stand below the answer
		}
		r := s.run(span, color, bold)
		if r.asked {
			flush()
			pending.space, space = space, 0
			pending.runs, pending.width = []run{r}, r.width
			continue
		}
		for _, piece := range pieces(span.Text) {
			switch {
			case piece == "\n":
				flush()
				pending.hard, space = true, 0
			case strings.TrimSpace(piece) == "":
				hard := pending.hard && len(pending.runs) == 0
				flush()
				pending.hard = hard
				space, _, _ = s.measure(" ", r.face)
			default:
				for i, part := range s.fold(piece, r.face, width) {
					if i > 0 || breaksBefore(piece) || (endsWide(pending) && !closes(piece)) {
						hard := pending.hard && len(pending.runs) == 0
						flush()
						pending.hard = hard
					}
					r.text = part
					r.width, _, _ = s.measure(part, r.face)
					if len(pending.runs) == 0 {
						pending.space, space = space, 0
					}
					pending.runs = append(pending.runs, r)
					pending.width += r.width
				}
			}
		}
	}
	flush()
	return list
}

// apart makes each run of a word that is wider than the line a word of its own.
func (w word) apart() []word {
	var list []word
	for i, r := range w.runs {
		part := word{runs: []run{r}, width: r.width}
		if i == 0 {
			part.space, part.hard = w.space, w.hard
		}
		list = append(list, part)
	}
	return list
}

// run gives a span its face and colour.
func (s *setter) run(span deck.Span, color fyne.ThemeColorName, bold bool) run {
	r := run{
		text:   span.Text,
		face:   face{s.size, fyne.TextStyle{Bold: bold || span.Strong, Italic: span.Emph}},
		color:  color,
		link:   span.Link != "",
		strike: span.Strike,
	}
	if file, ok := span.Attachment(); ok {
		r.link = playable(file) && !s.silent[file]
		if r.link {
			r.play = file
		}
	}
	switch {
	case span.Gap != 0 && span.Gap == s.style.Asked:
		r.asked, r.text, r.color = true, "?", theme.Accent
		if span.Hint != "" {
			r.text = span.Hint
		}
		w, _, _ := s.measure(r.text, r.face)
		r.width = max(w+2*theme.Gap8, s.size*gapWidth)
	case span.Gap != 0 && span.Gap == s.style.Lit:
		r.face.style.Bold, r.color = true, theme.Accent
	case span.Code:
		r.face = face{s.size * 0.92, fyne.TextStyle{Monospace: true}}
	case r.link:
		r.color = theme.Accent
	case span.Strong && s.style.Added != "":
		r.color = s.style.Added
	case span.Strike && s.style.Struck != "":
		r.color = s.style.Struck
	}
	return r
}

// line sets one line of words, joining neighbours of one look into one text.
func (s *setter) line(line []word, x float32) {
	height := s.size * LineHeight
	_, h, base := s.measure("x", face{size: s.size})
	baseline := s.y + (height-h)/2 + base
	var open *mark
	var plays []mark // what can be tapped in this line
	var last run
	for _, w := range line {
		gap := w.space
		for _, r := range w.runs {
			if r.asked {
				open = nil
				x += gap
				s.asked(r, x, s.y, height)
				x, gap = x+r.width, 0
				continue
			}
			if open != nil && sameLook(last, r) {
				if gap > 0 {
					open.text += " "
				}
				open.text += r.text
				open.w += gap + r.width
			} else {
				_, rh, rb := s.measure(r.text, r.face)
				s.text(r.text, r.face, r.color, x+gap, baseline-rb, r.width, rh)
				open = &s.marks[len(s.marks)-1]
			}
			if r.link || r.strike {
				s.rule(r, x+gap, baseline)
				open = nil // the rule was appended behind it
			}
			if r.play != "" {
				plays = s.play(plays, r, x+gap, height)
			}
			x, gap, last = x+gap+r.width, 0, r
		}
	}
	s.marks = append(s.marks, plays...)
	s.y += height
}

func (s *setter) rule(r run, x, baseline float32) {
	y := baseline + 2
	if r.strike {
		y = baseline - s.size*0.3
	}
	s.marks = append(s.marks, mark{kind: boxMark, x: x, y: y, w: r.width, h: 1, color: r.color})
}

// play makes room in a line where a sound or film can be opened: the words of one link are
// one place.
func (s *setter) play(plays []mark, r run, x, height float32) []mark {
	if n := len(plays) - 1; n >= 0 && plays[n].path == r.play {
		plays[n].w = x + r.width - plays[n].x
		return plays
	}
	return append(plays, mark{kind: playMark, x: x, y: s.y, w: r.width, h: height, path: r.play})
}

// asked draws an empty box with a dashed outline where the asked words stood,
// with the hint or a question mark in it.
func (s *setter) asked(r run, x, y, height float32) {
	top, h := y+1, height-2
	s.marks = append(s.marks, mark{kind: boxMark, x: x, y: top, w: r.width, h: h, color: theme.Wash, radius: 3})
	s.dashed(x, top, r.width, h, 1)
	w, th, _ := s.measure(r.text, r.face)
	s.text(r.text, r.face, r.color, x+(r.width-w)/2, y+(height-th)/2, w, th)
}

// dashed draws the outline of a box in dashes.
func (s *setter) dashed(x, y, w, h, thick float32) {
	for at := float32(0); at < w; at += 2 * dash {
		l := min(dash, w-at)
		s.marks = append(s.marks,
			mark{kind: boxMark, x: x + at, y: y, w: l, h: thick, color: theme.Accent},
			mark{kind: boxMark, x: x + at, y: y + h - thick, w: l, h: thick, color: theme.Accent})
	}
	for at := float32(0); at < h; at += 2 * dash {
		l := min(dash, h-at)
		s.marks = append(s.marks,
			mark{kind: boxMark, x: x, y: y + at, w: thick, h: l, color: theme.Accent},
			mark{kind: boxMark, x: x + w - thick, y: y + at, w: thick, h: l, color: theme.Accent})
	}
}

func sameLook(a, b run) bool {
	return a.face == b.face && a.color == b.color && !a.link && !b.link && !a.strike && !b.strike && !a.asked
}

// fold cuts a text that is wider than the line into parts that are not.
func (s *setter) fold(text string, f face, width float32) []string {
	if w, _, _ := s.measure(text, f); w <= width {
		return []string{text}
	}
	var parts []string
	var part []rune
	for _, r := range text {
		w, _, _ := s.measure(string(part)+string(r), f)
		if len(part) > 0 && w > width {
			parts = append(parts, string(part))
			part = part[:0]
		}
		part = append(part, r)
	}
	return append(parts, string(part))
}

// pieces cuts a text into words, white space, line breaks and single wide
// characters, between which a line may break as well.
func pieces(text string) []string {
	var list []string
	start := 0
	cut := func(end int) {
		if end > start {
			list = append(list, text[start:end])
			start = end
		}
	}
	space := false
	for i, r := range text {
		switch {
		case r == '\n':
			cut(i)
			list = append(list, "\n")
			start, space = i+1, false
		case wide(r):
			cut(i)
			cut(i + len(string(r)))
			space = false
		case (unicode.IsSpace(r) && r != '\u00a0') != space:
			cut(i)
			space = !space
		}
	}
	cut(len(text))
	return list
}

func breaksBefore(piece string) bool {
	for _, r := range piece {
		return wide(r)
	}
	return false
}

func endsWide(w word) bool {
	return len(w.runs) > 0 && breaksBefore(w.runs[len(w.runs)-1].text)
}

// closes reports a piece that may not begin a line, such as a full stop.
func closes(piece string) bool {
	for _, r := range piece {
		return unicode.IsPunct(r)
	}
	return false
}

// wide reports a character of a script that is written without spaces.
func wide(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func lines(text string) []string {
	return strings.Split(strings.TrimRight(text, "\n"), "\n")
}

func itoa(n int) string { return strconv.Itoa(n) }
