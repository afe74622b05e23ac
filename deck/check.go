package deck

import (
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"touchpoint/deck/yamltext"
)

// Check looks over a parsed deck and returns, in order, what [Parse] cannot or need not
// know: references between notes, to sources and to pictures, and what makes a note hard
// to learn. Pictures are looked for in fsys, the deck's folder; with nil they are not. A
// deck that [ParseFile] read has no folder, and thus no pictures.
//
// Errors are references that lead nowhere. Everything about how a note is worded is a
// warning, as the author may know better.
func Check(d *Deck, fsys fs.FS) []Fault {
	checks := make([]noteCheck, len(d.Notes))
	keys := newSourceKeys(d)
	media := &mediaCheck{fsys: fsys, alone: d.trace != nil && d.trace.alone, known: make(map[string]mediaProblem)}

	const batch = 64
	var next atomic.Int64
	work := func() {
		for {
			from := int(next.Add(batch)) - batch
			if from >= len(checks) {
				return
			}
			for i := from; i < min(from+batch, len(checks)); i++ {
				checks[i] = noteCheck{deck: d, note: &d.Notes[i], origin: d.origin(i), sources: keys, media: media}
				checks[i].run()
			}
		}
	}
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 1+len(checks)/batch) - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()

	nearDuplicates(checks)
	prerequisites(d, checks)
	faults := append(d.withoutNotes(), checkModels(d)...)
	for i := range checks {
		faults = append(faults, checks[i].faults...)
	}
	SortFaults(d, faults)
	return faults
}

// sourceKeys are the keys of a deck's sources. It remembers which of them those that do
// not exist were meant to be, as finding out takes time.
type sourceKeys struct {
	keys  map[string]bool
	list  []string
	mu    sync.Mutex
	meant map[string]meantKey
}

// A meantKey is what a key that does not exist was meant to be.
type meantKey struct {
	near  string // most likely, "" if none is close
	clear string // without a doubt, "" if there is one
}

func newSourceKeys(d *Deck) *sourceKeys {
	k := &sourceKeys{keys: make(map[string]bool, len(d.Sources)), meant: make(map[string]meantKey)}
	for _, s := range d.Sources {
		k.keys[s.Key] = true
		k.list = append(k.list, s.Key)
	}
	return k
}

// guess returns what a key was meant to be.
func (k *sourceKeys) guess(key string) meantKey {
	const most = 1000 // keys that are looked for
	k.mu.Lock()
	defer k.mu.Unlock()
	meant, known := k.meant[key]
	if !known && len(k.meant) < most {
		meant = meantKey{yamltext.Near(key, k.list), yamltext.Meant(key, k.list)}
		k.meant[key] = meant
	}
	return meant
}

// withoutNotes warns of a deck in which there is nothing to learn, unless something else
// has to be mended first.
func (d *Deck) withoutNotes() []Fault {
	if d.trace == nil || !d.trace.empty || len(d.Notes) > 0 {
		return nil
	}
	return []Fault{d.trace.files[d.Files[0]].fault(0, Warning, "no-notes", "the deck has no notes yet",
		"write one: a line with ## and its question, and the answer beneath it")}
}

// origin returns where a note of the deck stands, nil if that is not known.
func (d *Deck) origin(i int) *origin {
	if d.trace == nil || i >= len(d.trace.origins) {
		return nil
	}
	o := &d.trace.origins[i]
	if o.pos(o.head) != d.Notes[i].Pos { // the notes were changed after parsing
		return nil
	}
	return o
}

// A noteCheck looks over one note.
type noteCheck struct {
	deck    *Deck
	note    *Note
	origin  *origin // nil for a note put together by hand
	sources *sourceKeys
	media   *mediaCheck
	front   []string // the words of the question that matter, see [nearDuplicates]
	faults  []Fault
	told    [Error + 1]int // how many faults of each severity there are
}

// fault notes a fault at an offset of the note's file, or at the note if it is -1. It
// returns the fault, so that what mends it can be added.
func (c *noteCheck) fault(at int, severity Severity, rule, message, fix string) *Fault {
	if c.told[severity] == maxFaults {
		return &Fault{} // which nobody will see
	}
	c.told[severity]++
	if c.origin == nil {
		c.faults = append(c.faults, Fault{
			Pos: c.note.Pos, Severity: severity, Rule: rule, Message: printable(message), Fix: printable(fix),
		})
	} else {
		c.faults = append(c.faults, c.origin.fault(max(at, c.origin.head), severity, rule, message, fix))
	}
	return &c.faults[len(c.faults)-1]
}

func (c *noteCheck) warn(rule, message, fix string) { c.fault(-1, Warning, rule, message, fix) }

func (c *noteCheck) run() {
	question := words(c.note.asked())
	c.front = telling(c.question(question))
	c.citations()
	c.yesNo()
	c.giveaway(question)
	c.length()
	c.markup()
	c.ankiGaps()
	if c.note.HideAll && c.note.Kind != Occlude {
		c.warn("hide", "the note has no masks, so hide=all means nothing", "take it out of the heading")
	}
}

// question returns the words that tell a note's question from others, given those of
// its heading and what belongs to that.
func (c *noteCheck) question(heading []string) []string {
	switch n := c.note; n.Kind {
	case Cloze: // the heading is a title; the text is what is asked
		return words(PlainText(n.Back))
	case Occlude: // many ask the same of other pictures
		return slices.Concat(heading, words(n.Picture))
	default:
		return heading
	}
}

// asked returns what a note asks as plain text: its heading and what belongs to that.
func (n *Note) asked() string {
	if n.Lead == "" {
		return PlainText(n.Front)
	}
	return PlainText(n.Front) + "\n" + PlainText(n.Lead)
}

// citations checks that everything cited is among the deck's sources. When those could
// not be read, that is the fault to mend, and not every citation.
func (c *noteCheck) citations() {
	if c.deck.trace != nil && c.deck.trace.lost {
		return
	}
	for _, key := range c.note.Cites {
		if c.sources.keys[key] {
			continue
		}
		fix := "add it to the sources in the front matter of " + headFileOf(c.deck)
		meant := c.sources.guess(key)
		if meant.near != "" {
			fix += fmt.Sprintf("; did you mean %s?", meant.near)
		}
		f := c.fault(c.find("@"+key, 0), Error, "unknown-source", fmt.Sprintf("the deck has no source %q", key), fix)
		if meant.clear != "" {
			f.Edits = c.citeInstead(key, meant.clear)
		}
	}
}

// headFileOf names the file that holds a deck's front matter.
func headFileOf(d *Deck) string {
	if len(d.Files) > 0 {
		return d.Files[0]
	}
	return headFile
}

// find returns the offset of a key in the note as it is written, from an offset of the
// note on; -1 if it is not there.
func (c *noteCheck) find(text string, from int) int {
	if c.origin == nil {
		return -1
	}
	note := c.origin.text[c.origin.head:c.origin.end]
	for {
		i := strings.Index(note[from:], text)
		if i < 0 {
			return -1
		}
		from += i + len(text)
		if from == len(note) || !validKey("a"+note[from:from+1]) { // not the beginning of a longer key
			return c.origin.head + from - len(text)
		}
	}
}

// citeInstead returns the edits that cite another source in the place of one.
func (c *noteCheck) citeInstead(key, instead string) []Edit {
	if c.origin == nil {
		return nil
	}
	var edits []Edit
	head := c.origin.head
	for at := c.find("@"+key, 0); at >= 0 && len(edits) < maxFaults; at = c.find("@"+key, at-head+1) {
		before := strings.TrimRight(c.origin.text[head:at], " \n")
		if strings.HasSuffix(before, "[") || strings.HasSuffix(before, ";") {
			edits = append(edits, c.origin.replace(at+1, at+1+len(key), instead))
		}
	}
	return edits
}

// maxItems is how many items a list may have and still be learned as one.
const maxItems = 7

// length warns of lists that are too long to be recalled at once.
func (c *noteCheck) length() {
	n := c.note
	switch {
	case len(n.Items) > maxItems:
		c.longList(len(n.Items), -1)
	case len(n.Options) > maxItems:
		c.longList(len(n.Options), -1)
	case strings.Count(n.Back, "\n") >= maxItems:
		for _, b := range Blocks(n.Back) {
			c.longLists(b)
		}
	}
}

func (c *noteCheck) longLists(b Block) {
	if b.Kind != List {
		return
	}
	if len(b.Items) > maxItems {
		c.longList(len(b.Items), -1)
	}
	for _, item := range b.Items {
		for _, inner := range item {
			c.longLists(inner)
		}
	}
}

func (c *noteCheck) longList(n, at int) {
	c.fault(at, Warning, "long-list", fmt.Sprintf("a list of %d items is hard to learn as one", n),
		fmt.Sprintf("make groups of at most %d, or several notes", maxItems))
}

// questionWords are verbs that begin a question which yes or no answers, and the answers,
// by language.
var questionWords = map[string]struct{ verbs, answers []string }{
	"en": {
		verbs: strings.Fields(`is are was were am do does did can could will would shall should has have had may might must
			isn aren wasn weren don doesn didn won wouldn shouldn hasn haven hadn`),
		answers: []string{"yes", "no", "true", "false"},
	},
	"da": {
		verbs:   strings.Fields("er var kan kunne vil ville skal skulle har havde må måtte bør burde bliver blev gør findes"),
		answers: []string{"ja", "nej", "jo", "sandt", "falsk"},
	},
}

// yesNo warns of questions that yes or no answers: half of the guesses are right, and
// nothing has to be recalled.
func (c *noteCheck) yesNo() {
	language, _, _ := strings.Cut(c.deck.Language, "-")
	if language == "" {
		language = "en"
	}
	w, ok := questionWords[strings.ToLower(language)]
	if !ok {
		return
	}
	yes := func(text string) bool {
		first := words(text)
		return len(first) > 0 && slices.Contains(w.answers, first[0])
	}
	var found bool
	switch n := c.note; n.Kind {
	case Choice:
		found = !slices.ContainsFunc(n.Options, func(o Option) bool {
			return !yes(PlainText(o.Text)) || len(words(PlainText(o.Text))) > 1
		})
	case Typed:
		found = len(n.Answers) > 0 && yes(n.Answers[0]) && len(words(n.Answers[0])) == 1
	case Basic:
		last := words(lastSentence(n.asked()))
		found = len(last) > 0 && slices.Contains(w.verbs, last[0]) && yes(PlainText(n.Back))
	}
	if found {
		c.warn("yes-no", "yes or no answers this question, so it can be guessed", "ask what, why or how, or make it a choice between claims")
	}
}

// lastSentence returns the last sentence of a text, which is where its question is.
func lastSentence(text string) string {
	text = strings.TrimRight(text, " \n.?!…\"”’)")
	if i := strings.LastIndexAny(text, ".?!:;\n"); i >= 0 {
		return text[i+1:]
	}
	return text
}

// giveaway warns of a question that holds its answer.
func (c *noteCheck) giveaway(question []string) {
	const fix = "reword it so that the answer has to be recalled"
	n := c.note
	switch n.Kind {
	case Basic, Both:
		answer := words(PlainText(n.Back))
		if within(answer, question) {
			c.warn("answer-in-front", "the question holds its answer", fix)
		} else if n.Kind == Both && within(question, answer) {
			c.warn("answer-in-front", "asked in reverse, the note's body holds the heading, which is the answer",
				"reword the body without the words of the heading, or drop .both")
		}
	case Typed:
		for _, a := range n.Answers {
			if within(words(a), question) {
				c.warn("answer-in-front", fmt.Sprintf("the question holds its answer, %q", a), fix)
				return
			}
		}
	case Cloze:
		for _, g := range n.Gaps {
			if within(words(PlainText(g.Text)), question) {
				c.fault(-1, Warning, "answer-in-front", fmt.Sprintf("the heading holds the gap %q", g.Text),
					"reword the heading, which is shown above the text")
				return
			}
		}
	case Occlude:
		for _, m := range n.Masks {
			if within(words(m.Label), question) {
				c.warn("answer-in-front", fmt.Sprintf("the heading holds the label %q", m.Label), fix)
				return
			}
		}
	case Choice:
		c.choiceGiveaway(question, fix)
	}
}

// choiceGiveaway warns if the question names right options and no wrong one: a question
// such as "does A or B?" names both.
func (c *noteCheck) choiceGiveaway(question []string, fix string) {
	right, wrong := false, false
	for _, o := range c.note.Options {
		if within(words(PlainText(o.Text)), question) {
			right = right || o.Correct
			wrong = wrong || !o.Correct
		}
	}
	if right && !wrong {
		c.warn("answer-in-front", "the question holds its right option", fix)
	}
}

// within reports whether the words of an answer stand, one after the other, in a text.
// Answers too short to give anything away do not count.
func within(answer, text []string) bool {
	const shortest = 3 // letters
	letters := 0
	for _, w := range answer {
		letters += len(w)
	}
	if letters < shortest || len(answer) > len(text) {
		return false
	}
	for i := 0; i+len(answer) <= len(text); i++ {
		if slices.Equal(answer, text[i:i+len(answer)]) {
			return true
		}
	}
	return false
}
