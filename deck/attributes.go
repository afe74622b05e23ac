package deck

import (
	"fmt"
	"strings"

	"touchpoint/deck/yamltext"
)

// A word is a piece of text with its place: an offset in its file.
type word struct {
	text string
	at   int
}

// A heading is the line that begins a note: its text and its attributes.
type heading struct {
	text       string // Markdown, trimmed
	at         int    // offset of the text
	textEnd    int    // offset just after the text and closing number signs, where attributes may be written
	open       int    // offset of the attributes' opening brace, -1 without attributes
	close      int    // offset just after the closing brace
	attributes attributes
}

// attributes are what stands in braces at the end of a heading.
type attributes struct {
	id    word
	kind  word
	after []word
	was   []word
	tags  []word
	model word
	lit   []word // elements of the model

	hideAll bool
}

var (
	kindNames = []string{string(Basic), string(Both), string(Cloze), string(Choice), string(Typed), string(Order), string(Occlude)}
	attrNames = []string{"after", "was", "tags", "model", "hide"}
)

// maxHeading is the longest heading, in bytes.
const maxHeading = 2000

// readHeading reads the line of a heading. Its faults name what cannot be used; the
// heading is worth something only if there are none.
func readHeading(s *source, c chunk) (heading, []Fault) {
	line := s.line(s.lineAt(c.head))
	text := strings.TrimRight(line, " \t")
	start := len(line) - len(strings.TrimLeft(line, " ")) + c.level
	start += len(line[start:]) - len(strings.TrimLeft(line[start:], " \t"))
	h := heading{at: c.head + start, open: -1}
	if len(line) > maxHeading {
		return h, []Fault{s.fault(c.head, Error, "too-large",
			fmt.Sprintf("the heading is longer than %d characters", maxHeading), "move the text into the body")}
	}
	if start >= len(text) {
		h.textEnd = c.head + len(text)
		return h, nil
	}
	var faults []Fault
	open, problem := findAttributes(text, start)
	end := len(text)
	if open >= 0 && problem == "" {
		h.open, h.close = c.head+open, c.head+len(text)
		r := attributeReader{source: s, text: text[open : len(text)-1], base: c.head + open}
		faults = r.read(&h.attributes)
		end = open
	} else if problem != "" {
		f := s.fault(c.head+open, Error, "attributes", problem, attributeHelp)
		f.Edits = mendBraces(s, c.head, text, open, problem)
		faults = append(faults, f)
	}
	trimmed := strings.TrimRight(text[start:end], " \t")
	h.textEnd = c.head + start + len(trimmed)
	h.text = withoutClosing(trimmed)
	return h, faults
}

const attributeHelp = `write {#id .kind after="a b" was=old tags="x y" model=m} at the very end of the heading, and \{ for a brace of the text`

// findAttributes finds the brace that opens the attributes of a heading. It returns -1
// if there are none; if there is something that is neither attributes nor text, the
// offset of its brace and what is wrong with it.
func findAttributes(text string, start int) (open int, problem string) {
	s := scanner{text: text}
	last, marked := -1, -1
	closing := -1
	for i := s.next(start, "{}"); i >= 0; i = s.next(i+1, "{}") {
		if text[i] == '}' {
			closing = i
			continue
		}
		last = i
		if marked < 0 && i+1 < len(text) && (text[i+1] == '#' || text[i+1] == '.') {
			marked = i
		}
	}
	switch {
	case closing == len(text)-1 && last > start && text[last-1] == '{' && marked < 0:
		return last - 1, "a gap cannot stand in a heading"
	case closing == len(text)-1 && marked >= 0:
		return marked, ""
	case closing == len(text)-1 && last >= 0:
		return lastOpening(text, start), ""
	case marked >= 0 && closing < marked:
		return marked, bracesOpen
	case marked >= 0:
		return marked, bracesInside
	}
	return -1, ""
}

// What can be wrong with the place of attributes.
const (
	bracesOpen   = "the attributes are not closed"
	bracesInside = "the attributes do not stand at the end of the heading"
)

// mendBraces closes attributes, or moves them to the end of a heading.
func mendBraces(s *source, head int, text string, open int, problem string) []Edit {
	end := head + len(text)
	switch problem {
	case bracesOpen:
		return []Edit{s.replace(end, end, "}")}
	case bracesInside:
		length := strings.IndexByte(text[open:], '}') + 1
		braces := text[open : open+length]
		if strings.ContainsAny(braces[1:], "{\\`") {
			return nil
		}
		from := len(strings.TrimRight(text[:open], " \t"))
		return []Edit{s.replace(head+from, head+open+length, ""), s.replace(end, end, " "+braces)}
	}
	return nil
}

// lastOpening returns the offset of the brace that opens the last group of a text that
// ends with a closing brace. Braces in quotes belong to a value.
func lastOpening(text string, start int) int {
	s := scanner{text: text}
	open := -1
	quoted := false
	for i := s.next(start, `{"`); i >= 0; i = s.next(i+1, `{"`) {
		switch {
		case text[i] == '"':
			quoted = open >= 0 && !quoted
		case !quoted:
			open = i
		}
	}
	return open
}

// withoutClosing takes the number signs off that may close a heading, as in "## Title ##".
func withoutClosing(text string) string {
	t := strings.TrimRight(text, "#")
	switch {
	case t == "":
		return ""
	case len(t) < len(text) && (strings.HasSuffix(t, " ") || strings.HasSuffix(t, "\t")):
		return strings.TrimRight(t, " \t")
	}
	return text
}

// An attributeReader reads the attributes of one heading.
type attributeReader struct {
	source *source
	text   string // from the opening brace to before the closing one
	base   int    // offset of the opening brace in the source
	faults []Fault
	seen   map[string]bool
}

func (r *attributeReader) fault(at int, rule, message, fix string) *Fault {
	r.faults = append(r.faults, r.source.fault(r.base+at, Error, rule, message, fix))
	return &r.faults[len(r.faults)-1]
}

// swap returns the edit that writes a text in place of one at an offset; none if the new
// one is "".
func (r *attributeReader) swap(at int, old, text string) []Edit {
	if text == "" {
		return nil
	}
	return []Edit{r.source.replace(r.base+at, r.base+at+len(old), text)}
}

func (r *attributeReader) read(a *attributes) []Fault {
	r.seen = make(map[string]bool)
	for i := 1; ; {
		for i < len(r.text) && (r.text[i] == ' ' || r.text[i] == '\t') {
			i++
		}
		if i >= len(r.text) {
			return r.faults
		}
		next := r.attribute(a, i)
		if next < 0 || len(r.faults) >= maxFaults {
			return r.faults // what follows cannot be told apart, or is of no interest
		}
		i = next
	}
}

// attribute reads the attribute at offset i and returns the offset after it, -1 if it
// cannot tell where the attribute ends.
func (r *attributeReader) attribute(a *attributes, i int) int {
	end := i
	for end < len(r.text) && strings.IndexByte(" \t=\"", r.text[end]) < 0 {
		end++
	}
	name := r.text[i:end]
	if end == len(r.text) || r.text[end] != '=' {
		if end < len(r.text) && r.text[end] == '"' {
			r.fault(i, "attributes", "there is no name before the value", `write name="value"`)
			return -1
		}
		r.mark(a, name, i)
		return end
	}
	at := end + 1
	if at < len(r.text) && r.text[at] == '"' {
		length := strings.IndexByte(r.text[at+1:], '"')
		if length < 0 {
			r.fault(at, "attributes", "the quotation mark opened here is never closed", `write name="value"`).Edits = r.swap(len(r.text), "", `"`)
			return -1
		}
		r.value(a, name, i, r.text[at+1:at+1+length], at+1)
		return at + length + 2
	}
	end = at
	for end < len(r.text) && r.text[end] != ' ' && r.text[end] != '\t' {
		end++
	}
	r.value(a, name, i, r.text[at:end], at)
	return end
}

// mark takes in an attribute without a value: #id or .kind.
func (r *attributeReader) mark(a *attributes, name string, i int) {
	switch name[0] {
	case '#':
		id := word{name[1:], r.base + i + 1}
		if a.id.at != 0 {
			r.fault(i, "attributes", "the heading has two ids", "keep one of them, and name the other in was= if it was the id before")
			return
		}
		a.id = id
		r.checkID(id)
	case '.':
		kind := word{name[1:], r.base + i + 1}
		switch {
		case a.kind.at != 0:
			r.fault(i, "attributes", fmt.Sprintf("the heading has two kinds, %s and %s", a.kind.text, kind.text), "keep one of them")
		case !contains(kindNames, kind.text):
			r.fault(i, "attributes", fmt.Sprintf("there is no kind of note called %q", kind.text),
				"write one of ."+strings.Join(kindNames, " .")+yamltext.Guess(kind.text, kindNames)).
				Edits = r.swap(i+1, kind.text, yamltext.Near(kind.text, kindNames))
		default:
			a.kind = kind
		}
	default:
		fix, instead := attributeHelp, ""
		switch {
		case contains(kindNames, name):
			fix, instead = "a kind begins with a full stop: write ."+name, "."+name
		case contains(attrNames, name):
			fix = fmt.Sprintf(`write %s="value"`, name)
		case yamltext.ValidID(name):
			fix = "an id begins with a number sign: write #" + name
		case strings.ContainsAny(name, ","):
			fix, instead = "separate attributes by spaces", strings.TrimSpace(strings.ReplaceAll(name, ",", " "))
		}
		r.fault(i, "attributes", fmt.Sprintf("%q is not an attribute", name), fix).Edits = r.swap(i, name, instead)
	}
}

// value takes in an attribute name=value; i and at are the offsets of name and value.
func (r *attributeReader) value(a *attributes, name string, i int, value string, at int) {
	if !contains(attrNames, name) {
		r.fault(i, "attributes", fmt.Sprintf("there is no attribute called %q", name),
			"the attributes with a value are "+strings.Join(attrNames, ", ")+yamltext.Guess(name, attrNames)).
			Edits = r.swap(i, name, yamltext.Near(name, attrNames))
		return
	}
	if r.seen[name] {
		r.fault(i, "attributes", fmt.Sprintf("the attribute %s stands here twice", name), fmt.Sprintf(`name everything in one: %s="a b"`, name))
		return
	}
	r.seen[name] = true
	words := splitWords(value, r.base+at)
	if len(words) == 0 {
		f := r.fault(i, "attributes", fmt.Sprintf("the attribute %s has no value", name), "give it one or leave it out")
		if end := at + len(value); strings.HasPrefix(r.text[end:], `"`) {
			f.Edits = []Edit{r.source.replace(r.base+i, r.base+end+1, "")}
		} else {
			f.Edits = []Edit{r.source.replace(r.base+i, r.base+end, "")}
		}
		return
	}
	switch name {
	case "tags":
		a.tags = words
		return
	case "hide":
		if len(words) != 1 || words[0].text != "all" {
			r.fault(at, "attributes", fmt.Sprintf("hide=%s is not known", value), "write hide=all to hide every mask while one is asked, or leave it out to hide that one alone")
			return
		}
		a.hideAll = true
		return
	case "was":
		a.was = words
		for _, w := range words {
			r.checkFormer(w)
		}
		return
	case "after":
		a.after = words
		for _, w := range words {
			if f := r.checkID(w); f != nil {
				f.Edits = r.swap(w.at-r.base, w.text, slug(w.text))
			}
		}
		return
	case "model":
		if r.model(a, words) {
			r.checkID(a.model)
		}
	}
}

// model takes in a model and the elements of it that are to stand out, as in
// model="drivers#trust,satisfaction". It reports whether it could.
func (r *attributeReader) model(a *attributes, words []word) bool {
	id, first, marked := strings.Cut(words[0].text, "#")
	if !marked && len(words) > 1 {
		r.fault(words[1].at-r.base, "attributes", "only one model can be drawn beside a note",
			`keep one of them, and write model="one#part,other" to let parts of it stand out`)
		return false
	}
	a.model = word{id, words[0].at}
	if !marked {
		return true
	}
	a.lit = words[1:]
	if first != "" {
		a.lit = append([]word{{first, words[0].at + len(id) + 1}}, a.lit...)
	}
	if len(a.lit) == 0 {
		r.fault(words[0].at+len(id)-r.base, "attributes", "no element of the model is named after #", `name one, as in model="drivers#trust", or leave # out`)
	}
	return true
}

// checkID notes a fault if w cannot be an id, and returns it.
func (r *attributeReader) checkID(w word) *Fault {
	if yamltext.ValidID(w.text) {
		return nil
	}
	message := fmt.Sprintf("%q cannot be an id", w.text)
	if w.text == "" {
		message = "the id is empty"
	}
	fix := "an id has the letters a to z, digits and . _ - and begins with a letter or digit"
	if s := slug(w.text); s != "" {
		fix += ": for example " + s
	}
	return r.fault(w.at-r.base, "bad-id", message, fix)
}

// checkFormer notes a fault if w cannot be a former id: that of a note, or of a note of
// another deck with the deck's id before it.
func (r *attributeReader) checkFormer(w word) {
	other, note, qualified := strings.Cut(w.text, "/")
	if !qualified {
		r.checkID(w)
		return
	}
	r.checkID(word{other, w.at})
	r.checkID(word{note, w.at + len(other) + 1})
}

// noteKind returns the kind of the note.
func (a attributes) noteKind() Kind {
	if a.kind.text == "" {
		return Basic
	}
	return Kind(a.kind.text)
}

// splitWords returns the words of a value, which spaces or commas separate.
func splitWords(value string, at int) []word {
	var words []word
	for i := 0; i < len(value); {
		n := strings.IndexAny(value[i:], " \t,")
		if n < 0 {
			n = len(value) - i
		}
		if n > 0 {
			words = append(words, word{value[i : i+n], at + i})
		}
		i += n + 1
	}
	return words
}
