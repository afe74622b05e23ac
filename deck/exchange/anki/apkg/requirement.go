package apkg

import (
	"slices"
	"strings"
)

// requirements returns, for each template of a note type, which fields must be filled for
// its card to exist, in the form in which old Anki keeps it: the template, "all", "any" or
// "none", and fields.
func requirements(t NoteType) [][3]any {
	if t.Cloze {
		return [][3]any{{0, "any", []int{0}}}
	}
	list := make([][3]any, len(t.Templates))
	for i, template := range t.Templates {
		kind, fields := requirement(template.Front, t.Fields)
		list[i] = [3]any{i, kind, fields}
	}
	return list
}

// requirement asks what a front shows of fields when some of them are empty.
func requirement(front string, fields []string) (kind string, needed []int) {
	tags := templateTags(front)
	shows := func(filled func(i int) bool) bool {
		return showsField(tags, func(name string) bool {
			i := slices.Index(fields, name)
			return i >= 0 && filled(i)
		})
	}
	needed = []int{}
	if !shows(func(int) bool { return true }) {
		return "none", needed
	}
	for i := range fields {
		if !shows(func(other int) bool { return other != i }) {
			needed = append(needed, i)
		}
	}
	if len(needed) > 0 {
		return "all", needed
	}
	for i := range fields {
		if shows(func(other int) bool { return other == i }) {
			needed = append(needed, i)
		}
	}
	return "any", needed
}

// A templateTag is what stands between double braces: the name of a field, or the begin or
// end of a part that is there only if a field is filled ('#') or empty ('^').
type templateTag struct {
	sign byte // '#', '^', '/', or 0
	name string
}

// templateTags returns the tags of a template in their order.
func templateTags(template string) (tags []templateTag) {
	for {
		_, rest, found := strings.Cut(template, "{{")
		if !found {
			return tags
		}
		word, rest, closed := strings.Cut(rest, "}}")
		if !closed {
			return tags
		}
		template = rest
		word = strings.TrimSpace(word)
		var sign byte
		if word != "" && strings.IndexByte("#^/", word[0]) >= 0 {
			sign, word = word[0], strings.TrimSpace(word[1:])
		} else {
			filters, field := "", word
			if at := strings.LastIndexByte(word, ':'); at >= 0 {
				filters, field = word[:at], strings.TrimSpace(word[at+1:])
			}
			if strings.HasPrefix(filters, "type") {
				continue // the line to type into is there whatever the field holds
			}
			word = field
		}
		tags = append(tags, templateTag{sign, word})
	}
}

// showsField reports whether a template shows a field that is filled.
func showsField(tags []templateTag, filled func(name string) bool) bool {
	hidden := 0 // how deep in parts that are not there
	for _, tag := range tags {
		switch {
		case tag.sign == '/':
			hidden = max(0, hidden-1)
		case tag.sign != 0:
			if hidden > 0 || filled(tag.name) != (tag.sign == '#') {
				hidden++
			}
		case hidden == 0 && filled(tag.name):
			return true
		}
	}
	return false
}
