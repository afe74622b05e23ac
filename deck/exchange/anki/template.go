package anki

import (
	"regexp"
	"slices"
	"strings"

	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/hypertext"
)

// Limits on templates, which are read once for a note type but shown for every note.
const (
	maxTemplate  = 64 << 10 // bytes of one side; what follows is left out
	maxPieces    = 400      // fields and words of one side
	maxCondition = 20       // conditions within conditions
)

// A filter says how a template shows a field.
type filter uint8

// The filters that change what is shown. Others leave a field as it is.
const (
	whole    filter = iota
	stripped        // text: without markup
	typedIn         // type: the learner writes it
	gapped          // cloze: with gaps
	hidden          // hint: shown when asked for
	furigana        // readings stand in brackets: 日本[にほん]
	kanji           // without readings
	kana            // the readings alone
	pictured        // the field is the name of a picture: <img src="{{Field}}">
)

// A piece is what a template shows in one place: a field, or words of its own.
type piece struct {
	field int // index of the field, -1 for words
	how   filter
	words string // as HTML
	when  []condition
}

// A condition is that a field is filled in, or is not.
type condition struct {
	field  int
	filled bool
}

// A line is the pieces that stand beside one another.
type line []piece

// A side is what one side of a template shows, line by line.
type side struct {
	lines  []line
	answer int   // the first line beneath the mark where the answer begins, -1 if there is none
	front  bool  // it shows the other side again
	asked  []int // fields that conditions ask for
	lost   []string
}

// Names in braces that are no fields.
const (
	frontSide   = "FrontSide"
	notShown    = -2 // a field that is not there, or what Anki says of the card itself
	alwaysThere = -3 // likewise, in a condition
)

// unseen is what a template holds that nobody sees.
var unseen = regexp.MustCompile(`(?is)<!--.*?-->|<script\b.*?</script\s*>|<style\b.*?</style\s*>`)

// A templateReader takes one side of a template apart.
type templateReader struct {
	fields map[string]int
	side   side
	line   line
	pieces int
	when   []condition
	tag    strings.Builder // the tag that is being read, which may go on behind a field
	inTag  bool
	source int // the field in the tag's src, -1 if there is none
	lists  []list
	words  strings.Builder
	space  bool
}

// readTemplate takes one side of a template apart, for the fields of a note type by name.
func readTemplate(text string, fields map[string]int) side {
	if len(text) > maxTemplate {
		text = strings.ToValidUTF8(text[:maxTemplate], "")
	}
	if strings.Contains(text, "<") {
		text = unseen.ReplaceAllString(text, " ")
	}
	r := templateReader{fields: fields, side: side{answer: -1}, source: -1}
	for text != "" {
		static, rest, found := strings.Cut(text, "{{")
		r.static(static)
		if !found {
			break
		}
		token, after, closed := strings.Cut(rest, "}}")
		if !closed {
			break
		}
		if strings.HasPrefix(token, "{") { // three braces, as older versions had them
			after = strings.TrimPrefix(after, "}")
		}
		r.token(strings.TrimSpace(strings.Trim(token, "{}")))
		text = after
	}
	r.end()
	if r.side.answer >= len(r.side.lines) {
		r.side.answer = -1
	}
	return r.side
}

// static takes in what stands between fields: tags and words.
func (r *templateReader) static(text string) {
	if !r.inTag && strings.TrimSpace(text) == "" {
		if strings.Contains(text, "\n") {
			r.end()
		}
		r.space = r.space || text != ""
		return
	}
	for text != "" {
		if r.inTag {
			rest, after, closed := strings.Cut(text, ">")
			r.tag.WriteString(rest)
			if !closed {
				return
			}
			r.inTag = false
			r.closeTag()
			text = after
			continue
		}
		words, rest, tag := strings.Cut(text, "<")
		r.say(words)
		if tag && !beginsTag(rest) {
			r.say("&lt;")
			tag = false
		}
		if tag {
			r.inTag = true
			r.tag.Reset()
			r.source = -1
		}
		text = rest
	}
}

// beginsTag reports whether what follows a less-than sign makes it the beginning of a tag.
func beginsTag(rest string) bool {
	return rest != "" && (rest[0] == '/' || rest[0] == '!' || rest[0]|0x20 >= 'a' && rest[0]|0x20 <= 'z')
}

// say takes in words.
func (r *templateReader) say(words string) {
	words = strings.ReplaceAll(words, "&nbsp;", " ")
	text := strings.Join(strings.Fields(words), " ")
	if text == "" {
		r.space = r.space || words != ""
		return
	}
	if r.space || words[0] == ' ' || words[0] == '\n' || words[0] == '\t' {
		r.words.WriteByte(' ')
	}
	r.words.WriteString(text)
	r.space = strings.HasSuffix(words, " ") || strings.HasSuffix(words, "\n") || strings.HasSuffix(words, "\t")
}

// flush makes the words that were said into a piece.
func (r *templateReader) flush() {
	if r.words.Len() == 0 && (!r.space || len(r.line) == 0) {
		r.space = false
		return
	}
	if r.space {
		r.words.WriteByte(' ')
		r.space = false
	}
	r.add(piece{field: -1, words: r.words.String()})
	r.words.Reset()
}

func (r *templateReader) add(p piece) {
	if r.pieces++; r.pieces > maxPieces {
		return
	}
	p.when = slices.Clone(r.when)
	r.line = append(r.line, p)
}

// end ends the line. One of nothing but space is none.
func (r *templateReader) end() {
	r.space = false
	r.flush()
	if n := len(r.line); n > 0 && r.line[n-1].field < 0 && strings.TrimSpace(r.line[n-1].words) == "" {
		r.line = r.line[:n-1]
	}
	if slices.ContainsFunc(r.line, func(p piece) bool { return p.field >= 0 || strings.TrimSpace(p.words) != "" }) {
		r.side.lines = append(r.side.lines, r.line)
	}
	r.line = nil
}

// blockTags are the elements that stand in lines of their own.
var blockTags = strings.Fields("br div p hr li ul ol dl dt dd table thead tbody tr caption h1 h2 h3 h4 h5 h6 " +
	"section article center blockquote pre details summary header footer main nav form figure figcaption")

// closeTag takes in a tag that is complete.
func (r *templateReader) closeTag() {
	tag := strings.ToLower(strings.TrimSpace(r.tag.String()))
	name := strings.TrimPrefix(tag, "/")
	if end := strings.IndexAny(name, " \t\r\n/"); end >= 0 {
		name = name[:end]
	}
	switch {
	case name == "img" || name == "audio" || name == "video" || name == "source":
		if r.source >= 0 {
			r.flush()
			r.add(piece{field: r.source, how: pictured})
		} else {
			r.lose("pictures and sounds of a card's design")
		}
	case name == "td" || name == "th":
		r.space = true
	case slices.Contains(blockTags, name):
		r.end()
		r.list(name, tag)
		if name == "hr" && strings.Contains(tag, "answer") {
			r.side.answer = len(r.side.lines)
		}
	}
}

func (r *templateReader) lose(what string) {
	if !slices.Contains(r.side.lost, what) {
		r.side.lost = append(r.side.lost, what)
	}
}

// token takes in what stands in braces.
func (r *templateReader) token(token string) {
	if token == "" {
		return
	}
	switch token[0] {
	case '#', '^':
		r.flush()
		if len(r.when) < maxCondition {
			c := condition{r.named(strings.TrimSpace(token[1:]), true), token[0] == '#'}
			r.when = append(r.when, c)
			if c.field >= 0 && !slices.Contains(r.side.asked, c.field) {
				r.side.asked = append(r.side.asked, c.field)
			}
		}
		return
	case '/':
		r.flush()
		if len(r.when) > 0 {
			r.when = r.when[:len(r.when)-1]
		}
		return
	}
	filters := strings.Split(token, ":")
	name := strings.TrimSpace(filters[len(filters)-1])
	if _, ok := r.fields[name]; !ok && name == frontSide {
		r.flush()
		r.side.front = true
		return
	}
	field := r.named(name, false)
	if r.inTag {
		if strings.HasSuffix(strings.TrimRight(r.tag.String(), `"'`), "src=") {
			r.source = field
		}
		return
	}
	how, shown := filterOf(filters[:len(filters)-1])
	if field < 0 || !shown {
		return
	}
	r.flush()
	p := piece{field: field, how: how}
	if how == gapped {
		if len(filters) > 2 { // type:cloze:
			r.lose("typing what is in gaps")
		}
		same := func(l line) bool {
			return slices.ContainsFunc(l, func(q piece) bool { return q.field == field && q.how == how })
		}
		if same(r.line) || slices.ContainsFunc(r.side.lines, same) {
			return // once to be read and once to be typed
		}
	}
	r.add(p)
}

// filterOf returns what filters do together, and whether anything is shown at all.
func filterOf(names []string) (how filter, shown bool) {
	for _, name := range slices.Backward(names) { // the last is applied first
		name, _, _ = strings.Cut(strings.TrimSpace(name), " ")
		switch name {
		case "cloze", "cloze-only":
			how = gapped
		case "type":
			if how != gapped { // gaps to be typed are gaps here
				how = typedIn
			}
		case "text":
			how = max(how, stripped)
		case "hint":
			how = hidden
		case "furigana":
			how = furigana
		case "kanji":
			how = kanji
		case "kana":
			how = kana
		case "tts", "tts-voices": // the voice reads what is shown elsewhere
			return how, false
		}
	}
	return how, true
}

// named returns the index of a field.
func (r *templateReader) named(name string, conditional bool) int {
	if i, ok := r.fields[name]; ok {
		return i
	}
	if conditional {
		if gap, ok := strings.CutPrefix(name, "c"); ok && gap != "" && strings.Trim(gap, "0123456789") == "" {
			return alwaysThere // shown with one of the gaps: here with all
		}
		switch name {
		case "Tags", "Type", "Deck", "Subdeck", "Card", "CardID", "CardFlag":
			return alwaysThere
		}
	}
	return notShown
}

// A design is a template as it asks: what is asked, and what is answered that is not in
// the question.
type design struct {
	name     string
	question []line
	answer   []line
	typed    int    // the field whose content is to be typed, -1 if none is
	hints    []line // of the answer: what the question shows when asked for
	asked    []int  // fields that conditions ask for
	lost     []string
}

// readDesign takes a template apart.
func readDesign(t apkg.Template, fields map[string]int) design {
	front, back := readTemplate(t.Front, fields), readTemplate(t.Back, fields)
	d := design{name: t.Name, typed: -1, asked: append(front.asked, back.asked...), lost: union(front.lost, back.lost)}
	for _, l := range front.lines {
		var rest, hinted line
		for _, p := range l {
			switch {
			case p.how == typedIn && d.typed < 0:
				d.typed = p.field
			case p.how == typedIn: // a second one
			case p.how == hidden:
				hinted = append(hinted, p)
			default:
				rest = append(rest, p)
			}
		}
		if shows(rest) {
			d.question = append(d.question, rest)
		}
		if hinted != nil {
			d.hints = append(d.hints, hinted)
		}
	}
	d.answer = append(answerOf(back, d.question, d.typed), d.hints...)
	return d
}

// answerOf returns the lines of a template's back that are not the question again.
func answerOf(back side, question []line, typed int) []line {
	asked := fieldsOf(question)
	var answer, all []line
	for i, l := range back.lines {
		l = slices.DeleteFunc(slices.Clone(l), func(p piece) bool { return p.how == typedIn && p.field == typed })
		if !shows(l) {
			continue
		}
		all = append(all, l)
		above := back.answer >= 0 && i < back.answer
		again := slices.ContainsFunc(question, func(q line) bool { return sameLine(q, l) })
		if again || above && len(fieldsOf([]line{l})) > 0 && subset(fieldsOf([]line{l}), asked) {
			continue
		}
		answer = append(answer, l)
	}
	if len(answer) == 0 && typed < 0 {
		return all
	}
	return answer
}

// shows reports whether a line shows anything.
func shows(l line) bool {
	return slices.ContainsFunc(l, func(p piece) bool { return p.field >= 0 || strings.TrimSpace(hypertext.Strip(p.words)) != "" })
}

// fieldsOf returns the fields that lines show, each once, in order.
func fieldsOf(lines []line) []int {
	var fields []int
	for _, l := range lines {
		for _, p := range l {
			if p.field >= 0 && !slices.Contains(fields, p.field) {
				fields = append(fields, p.field)
			}
		}
	}
	return fields
}

func subset(some, all []int) bool {
	return !slices.ContainsFunc(some, func(f int) bool { return !slices.Contains(all, f) })
}

// sameLine reports whether two lines show the same, whatever the conditions.
func sameLine(a, b line) bool {
	return slices.EqualFunc(a, b, func(p, q piece) bool {
		return p.field == q.field && p.how == q.how && strings.TrimSpace(p.words) == strings.TrimSpace(q.words)
	})
}

// union returns the texts of both lists, each once.
func union(a, b []string) []string {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a[:len(a):len(a)], s)
		}
	}
	return a
}
