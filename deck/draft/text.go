package draft

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

// Text returns the text of a piece. Its lines end in line feeds, however they do on disk,
// and the empty lines that part it from the next piece are left out.
func (d *Draft) Text(k Key) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if at, ok := d.find(k); ok {
		return at.piece().text
	}
	return ""
}

// Locked returns why a piece cannot be edited, as a sentence to show; "" if it can.
func (d *Draft) Locked(k Key) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if at, ok := d.find(k); ok {
		return at.file.locked
	}
	return ""
}

// pauseAfter is how long its author may pause before what is typed next is another step.
const pauseAfter = 2 * time.Second

// SetText gives a piece another text, as its author types. A word that is typed in one go
// is one step of the history. Headings that are typed into a note stay part of its piece
// until [Draft.Settle], or another edit, makes pieces of them. The text of a piece that
// cannot be edited stays as it is.
func (d *Draft) SetText(k Key, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	at, ok := d.find(k)
	if !ok || at.file.locked != "" || at.file.kind == mediaFile {
		return
	}
	text = clean(text)
	old := at.piece()
	if text == old.text {
		return
	}
	typing := readTyping(old.text, text)
	typing.when = d.options.Now()
	e := d.begin()
	if k != d.typed {
		d.settle(e)
		at, _ = d.find(k)
	}
	now := d.rewrite(at, text)
	e.splice(at.file, at.at, 1, now)
	d.typed = k
	if d.goesOn(e, k, typing) {
		return
	}
	if n := len(d.done); n > 0 && d.done[n-1].opens && len(d.undone) == 0 {
		d.done[n-1].key = k
		e.join()
		return
	}
	e.step.typing = typing
	e.commit(k)
}

// clean takes out of a text what cannot stand in a file of a deck.
func clean(text string) string {
	text = lineFeeds(text)
	if strings.Contains(text, "\x00") {
		text = strings.ReplaceAll(text, "\x00", "")
	}
	return strings.ToValidUTF8(text, "\ufffd")
}

// rewrite returns a piece with another text.
func (d *Draft) rewrite(at place, text string) *piece {
	old := at.piece()
	if at.file.kind == modelFile {
		p := &piece{key: old.key, raw: rewritten(old.raw, old.text, text, at.file.lineEnd)}
		p.readModel()
		return p
	}
	p := old.with(text, at.file.lineEnd)
	if at.at < len(at.file.pieces)-1 && text != "" && !strings.Contains(p.tail, "\n") {
		p.tail += at.file.lineEnd
	}
	return p
}

// replace gives a piece another text as a step of its own.
func (d *Draft) replace(k Key, text string) {
	at, ok := d.find(k)
	if !ok || at.piece().text == text {
		return
	}
	e := d.begin()
	d.settle(e)
	at, _ = d.find(k)
	e.splice(at.file, at.at, 1, d.rewrite(at, text))
	e.commit(k)
}

// readTyping finds out what was typed: where, and whether it is a change that can go on at
// all, of one letter or the few that an input method gives at once.
func readTyping(old, text string) typing {
	from := 0
	for from < len(old) && from < len(text) && old[from] == text[from] {
		from++
	}
	for from > 0 && (from < len(text) && !utf8.RuneStart(text[from]) || from < len(old) && !utf8.RuneStart(old[from])) {
		from--
	}
	end := 0
	for end < len(old)-from && end < len(text)-from && old[len(old)-1-end] == text[len(text)-1-end] {
		end++
	}
	taken, put := old[from:len(old)-end], text[from:len(text)-end]
	const most = 8 // letters that come at once
	switch {
	case taken == "" && utf8.RuneCountInString(put) <= most:
		first, _ := utf8.DecodeRuneInString(put)
		last, _ := utf8.DecodeLastRuneInString(put)
		return typing{from: from, at: from + len(put), word: !unicode.IsSpace(first), space: unicode.IsSpace(last)}
	case put == "" && utf8.RuneCountInString(taken) == 1:
		return typing{deleting: true, from: from + len(taken), at: from}
	}
	return typing{at: -1}
}

// continues reports whether what was typed is part of what was typed before it.
func (t typing) continues(last typing) bool {
	if last.at < 0 || t.at < 0 || t.deleting != last.deleting {
		return false
	}
	if pause := t.when.Sub(last.when); pause > pauseAfter || pause < 0 {
		return false
	}
	if t.deleting {
		return t.from == last.at || t.at == last.at // backwards or forwards
	}
	return t.from == last.at && !(last.space && t.word)
}

// goesOn makes the edit part of the last step if that is the same piece being typed in.
func (d *Draft) goesOn(e *edit, k Key, t typing) bool {
	if len(d.done) == 0 || len(d.undone) > 0 || len(e.step.changes) != 1 {
		return false
	}
	last := &d.done[len(d.done)-1]
	if last.key != k || len(last.changes) != 1 || !t.continues(last.typing) {
		return false
	}
	grown := size(e.step.changes[0].now) - size(last.changes[0].now)
	last.changes[0].now = e.step.changes[0].now
	last.typing = t
	last.size += grown
	d.size += grown
	d.version++
	return true
}

// Settle takes a piece apart in which several headings stand by now. It is called when
// its author turns to something else; the first keeps the key. That is part of the step
// before and undone with it.
func (d *Draft) Settle(k Key) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if k != d.typed || len(d.undone) > 0 {
		return
	}
	e := d.begin()
	e.step.key = k
	d.settle(e)
	if len(e.step.changes) > 0 {
		e.join()
	}
}

// settle takes apart the piece that was typed in last.
func (d *Draft) settle(e *edit) {
	at, ok := d.find(d.typed)
	d.typed = ""
	if !ok || at.file.kind != textFile || at.file.locked != "" {
		return
	}
	p := at.piece()
	parts := d.split(p.bytes())
	if parts[0].text == "" && len(parts) > 1 {
		first := *parts[1]
		first.raw = parts[0].bytes() + first.raw // empty lines above the heading
		first.text = seen(first.raw)
		parts = append([]*piece{&first}, parts[2:]...)
	}
	if len(parts) == 1 {
		return
	}
	first := *parts[0]
	first.key = p.key
	parts[0] = &first
	e.splice(at.file, at.at, 1, parts...)
}

// A Preview is what a piece comes to. Places in its faults are those of [Draft.Text].
type Preview struct {
	Note   *deck.Note // nil unless the piece is a note
	Cards  []deck.Card
	Model  *model.Model // nil unless the piece is a model that can be read
	Faults []deck.Fault
}

// Preview reads one piece. It is quick enough to be called at every key.
func (d *Draft) Preview(k Key) Preview {
	d.mu.Lock()
	defer d.mu.Unlock()
	at, ok := d.find(k)
	if !ok {
		return Preview{}
	}
	p := at.piece()
	found, checked := d.found[p]
	var v Preview
	switch {
	case at.file.locked != "":
		v.Faults = []deck.Fault{{Pos: deck.Pos{File: at.file.name}, Severity: deck.Error, Rule: "encoding", Message: at.file.locked}}
		return v
	case at.file.kind == modelFile:
		v.Model, v.Faults = readModel(p.text)
	case at.at == 0:
		if at.file == d.head() {
			_, _, _, v.Faults = deck.ReadHead(p.text)
		}
	case p.level != 1:
		n, faults := deck.ReadNote(p.text, d.surroundings())
		v.Note, v.Faults = &n, faults
		v.Cards = deck.CardsOf(d.surroundings(), &n)
	}
	if checked {
		v.Faults = slices.Clone(found.faults)
	}
	return v
}

// readModel reads the text of a model.
func readModel(text string) (*model.Model, []deck.Fault) {
	m, found := model.Parse([]byte(text))
	if m != nil {
		found = append(found, model.Check(m)...)
	}
	faults := make([]deck.Fault, len(found))
	for i, f := range found {
		faults[i] = deck.Fault{
			Pos: deck.Pos{Line: f.Pos.Line, Column: f.Pos.Column}, Severity: deck.Severity(f.Severity),
			Rule: f.Rule, Message: f.Message, Fix: f.Fix,
		}
	}
	return m, faults
}

// surroundings returns the deck that a note is read in: what the last check found, with
// the sources of now. It is nil before the first check.
func (d *Draft) surroundings() *deck.Deck {
	head := d.head().pieces[0]
	if d.checked == nil || d.contextOf == head {
		return d.context
	}
	_, _, sources, _ := deck.ReadHead(head.text)
	c := *d.checked
	c.Sources = sources
	d.context, d.contextOf = &c, head
	return d.context
}

var errMoved = sentence("The text has changed since. Look at the fault again.")

// Mend does what a fault of the piece's [Preview] says can be done, in one step.
func (d *Draft) Mend(k Key, f deck.Fault) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	at, ok := d.find(k)
	if !ok || len(f.Edits) == 0 {
		return errMoved
	}
	if at.file.locked != "" {
		return sentence(at.file.locked)
	}
	text, err := mended(at.piece().text, f.Edits)
	if err != nil {
		return err
	}
	d.replace(k, text)
	return nil
}

// mended returns a text with edits made in it.
func mended(text string, edits []deck.Edit) (string, error) {
	var b strings.Builder
	done := 0
	for _, e := range edits {
		from, ok := offset(text, e.From)
		to, ok2 := offset(text, e.To)
		if !ok || !ok2 || from < done || to < from {
			return "", errMoved
		}
		b.WriteString(text[done:from])
		b.WriteString(e.Text)
		done = to
	}
	b.WriteString(text[done:])
	return b.String(), nil
}

// offset returns where a place is in a text.
func offset(text string, p deck.Pos) (int, bool) {
	at := 0
	for range p.Line - 1 {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return 0, false
		}
		at += i + 1
	}
	for range p.Column - 1 {
		if at >= len(text) || text[at] == '\n' {
			return 0, false
		}
		_, n := utf8.DecodeRuneInString(text[at:])
		at += n
	}
	return at, p.Line > 0 && p.Column > 0
}
