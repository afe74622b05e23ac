package anki

import (
	"regexp"
	"strings"
)

// A list is one that a template lays out.
type list struct {
	sign  string // what its items are counted in: 1, a or A; "" if they are not
	items int
}

var listSign = regexp.MustCompile(`\s(?i:type)\s*=\s*["']?([aA1])\b`)

// list takes in a tag that may begin a list or an item of one, or end it. The number or
// letter that a browser shows before an item becomes words, since answers name it.
func (r *templateReader) list(name, tag string) {
	in := len(r.lists) - 1
	switch {
	case strings.HasPrefix(tag, "/"):
		if in >= 0 && (name == "ol" || name == "ul") {
			r.lists = r.lists[:in]
		}
	case name == "ul":
		r.lists = append(r.lists, list{})
	case name == "ol":
		l := list{sign: "1"}
		if m := listSign.FindStringSubmatch(r.tag.String()); m != nil {
			l.sign = m[1]
		}
		r.lists = append(r.lists, l)
	case name == "li" && in >= 0:
		r.say(r.lists[in].next())
	}
}

// next returns what stands before the next item.
func (l *list) next() string {
	l.items++
	switch l.sign {
	case "1":
		return itoa(l.items) + ". "
	case "a":
		return strings.ToLower(letter(l.items-1)) + ". "
	case "A":
		return letter(l.items-1) + ". "
	}
	return ""
}
