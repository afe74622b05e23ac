package model

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// key is what an Ask needs to score an answer.
type key struct {
	right   []string   // Choose: ids of the right options; the first is shown
	steps   [][]string // Tap: the right targets of each step; the first is shown
	names   [][]string // Type, List: what each wanted thing may be called, its label first
	wanted  []string   // Type, List: the ids of these, for the drawing
	foreign []string   // Type, List: names of other parts, which no slip turns into these
	order   []int      // Sort: indexes into Items in the right order

	words   string // the right answer
	why     string // and why
	sources []string
	// Choose, Type: the elements that the answer is about; none when options are elements.
	subjects []string
	shown    Overlay // on the drawing with the answer, beside the marks
}

// fictitious is said of every story that is made up.
const fictitious = "Fictitious story."

// Ask puts the task to a learner. Options, items and what else is left to chance depend
// on the seed alone, so that a question stands still while it is asked but not from one
// time to the next. Scales, such as the signs, keep their order.
func (t Task) Ask(seed uint64) Ask {
	a := Ask{Task: t, Prompt: t.Prompt}
	if t.Model == nil {
		return a
	}
	q := asking{Ask: &a, m: t.Model, named: t.Model.titles(), random: dice(t.ID, seed)}
	switch t.Kind {
	case NameTask:
		q.name()
	case SignTask:
		q.sign()
	case ModeratorTask:
		q.moderator()
	case EffectTask:
		q.effect()
	case NetTask:
		q.net()
	case AlteredTask:
		q.altered()
	case RebuildTask:
		a.Way = Build
	case OrderTask:
		q.order()
	case PlaceTask:
		q.place()
	case WalkTask:
		q.walk()
	case LoopTask:
		q.loop()
	case DecideTask:
		q.decide()
	case ConditionTask:
		q.condition()
	case GapTask:
		q.gap()
	case SortTask:
		q.sort()
	case OddTask:
		q.odd()
	case RecallTask:
		q.recall()
	}
	return a
}

// asking is a task that is being put.
type asking struct {
	*Ask
	m      *Model
	named  map[string]string
	random *rand.Rand // differs between tasks that are asked with the same seed
}

// draw shows the model, with some elements other than usual.
func (q *asking) draw(o Overlay) {
	q.Drawing, q.Overlay = Draw(q.m, DrawOptions{}), o
}

// because sets the reason of the answer: sentences, then how well the claim is
// supported and by what.
func (q *asking) because(standing Standing, sources []string, sentences ...string) {
	parts := make([]string, 0, len(sentences)+1)
	for _, s := range append(sentences, standing.sentence(len(sources) > 0)) {
		if s = sentence(s); s != "" && !slices.Contains(parts, s) {
			parts = append(parts, s)
		}
	}
	q.key.why = strings.Join(parts, " ")
	q.cite(sources)
}

// belongs sets the reason why something stands in its place. Where that is so by
// definition, a source must have said of this very thing that it is; or else it is an
// example that the editor made of the definition.
func (q *asking) belongs(standing Standing, sources []string, sentences ...string) {
	if standing == Concept {
		verdict := "By definition."
		if len(sources) == 0 {
			verdict = "The editor’s example."
		}
		standing, sentences = "", append(sentences, verdict)
	}
	q.because(standing, sources, sentences...)
}

// cite adds to what the answer rests on.
func (q *asking) cite(sources []string) {
	for _, s := range sources {
		if !slices.Contains(q.key.sources, s) {
			q.key.sources = append(q.key.sources, s)
		}
	}
}

// shuffled returns the options in an order of chance.
func (q *asking) shuffled(options []Option) []Option {
	q.random.Shuffle(len(options), func(i, k int) { options[i], options[k] = options[k], options[i] })
	return options
}

// sentence ends a text with a full stop unless it ends a sentence already, be it within
// quotation marks.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "”’\"')"))
	if s == "" || strings.ContainsRune(".!?:…。！？", last) {
		return s
	}
	return s + "."
}

// capital begins a text with a capital letter.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 || first == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// light returns an overlay in which elements stand out.
func light(ids ...string) Overlay {
	o := Overlay{}
	for _, id := range ids {
		o[id] = Face{Lit: true}
	}
	return o
}

// join puts overlays on top of each other; the later wins.
func join(overlays ...Overlay) Overlay {
	all := Overlay{}
	for _, o := range overlays {
		for id, face := range o {
			all[id] = face
		}
	}
	return all
}

// conceal replaces names in a text by dots, whole words only, whatever their case and
// with a plural s. In scripts that do not part words by spaces any place counts.
func conceal(text string, names ...string) string {
	runes := []rune(text)
	for _, name := range names {
		want := []rune(strings.TrimSpace(name))
		if len(want) == 0 {
			continue
		}
		var out []rune
		for i := 0; i < len(runes); {
			if n := nameAt(runes, i, want); n > 0 {
				out = append(out, '…')
				i += n
				continue
			}
			out = append(out, runes[i])
			i++
		}
		runes = out
	}
	return string(runes)
}

// nameAt returns how many runes a name takes at a place of a text, 0 if it is not there.
func nameAt(text []rune, at int, name []rune) int {
	end := at + len(name)
	if end > len(text) || at > 0 && sameWord(text[at-1], name[0]) {
		return 0
	}
	for k, r := range name {
		if unicode.ToLower(r) != unicode.ToLower(text[at+k]) {
			return 0
		}
	}
	last := name[len(name)-1]
	if end < len(text) && unicode.ToLower(text[end]) == 's' && sameWord(last, 's') {
		end++
	}
	if end < len(text) && sameWord(last, text[end]) {
		return 0
	}
	return end - at
}

// sameWord reports whether two neighbouring characters belong to one word.
func sameWord(a, b rune) bool {
	part := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
	}
	return part(a) && part(b)
}
