package anki

import (
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
)

// ownGUID returns the deck and note that the guid of a note of ours names.
func ownGUID(guid string) (in deck.ID, note deck.NoteID, ok bool) {
	d, n, ok := strings.Cut(guid, "/")
	if !ok || !plainID(d) || !plainID(n) {
		return "", "", false
	}
	return deck.ID(d), deck.NoteID(n), true
}

// plainID reports whether an id has but the characters that ids have. The language judges
// it again where it is read.
func plainID(id string) bool {
	return id != "" && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789._-#") == "" && !strings.ContainsAny(id[:1], "._-#")
}

// ownNote brings back a note of ours as it went, or as it was changed since. It reports
// whether there is anything of ours to bring back.
func (c *converter) ownNote(n *noteIn) bool {
	at := n.fold.source
	s, same, ok := ReadSource(n.fields[at], n.fields[:at]...)
	in, id, named := ownGUID(n.guid)
	if !ok || !named {
		return false
	}
	out := c.out
	out.source, out.own = &s, in
	if s.Section != "" {
		n.place.section = s.Section
	}
	if s.Path != "" {
		return path.Dir(s.Path) == "models" && path.Ext(s.Path) == ".yaml"
	}
	if s.Text == "" {
		return true // it comes of a model alone
	}
	if !strings.HasPrefix(s.Text, "##") || !strings.Contains(firstLine(s.Text), "{#"+string(id)) {
		out.source, out.own = nil, ""
		return false
	}
	n.id = id
	if heading, _ := deck.ReadNote(firstLine(s.Text), nil); len(heading.Tags) > 0 {
		out.ownTags = heading.Tags
	}
	c.ownFiles(&s)
	note := exchange.Note{
		ID: id, GUID: n.guid, Section: n.place.section, Title: n.title(), Text: s.Text, Base: s.Text, Mod: n.mod,
	}
	more := slices.ContainsFunc(n.fields[at+1:], func(f string) bool { return !emptyField(f) })
	if same && !more {
		out.notes = append(out.notes, note)
		return true
	}
	old, _ := deck.ReadNote(s.Text, nil)
	if same { // somebody gave notes more fields
		if text, ok := withMore(s.Text, &old, c.unshown(n)); ok {
			note.Text, note.Lost = text, c.lost
			out.notes = append(out.notes, note)
			return true
		}
	}
	if n.fold.kind.Cloze && slices.Contains(n.fold.kind.Fields, pictureField) {
		note.Lost = []string{"what was changed of it in Anki"}
		out.notes = append(out.notes, note)
		return true
	}
	c.changed(n, &old, note)
	return true
}

// changed makes the note of one of ours that somebody has changed in Anki: what its fields
// say now, with what else its heading said.
func (c *converter) changed(n *noteIn, old *deck.Note, note exchange.Note) {
	own := n.place.title
	n.place.title = old.Front
	switch n.fold.form {
	case gaps:
		c.cloze(n)
	case mirrored:
		n.ords.add(0)
		n.ords.add(1)
		c.mirrored(n)
	default:
		c.card(n, 0)
	}
	n.place.title = own
	if len(c.out.notes) == 0 {
		return
	}
	made := &c.out.notes[len(c.out.notes)-1]
	if old.Kind == deck.Typed {
		made.Text = c.withAnswers(made.Text, old)
	}
	heading, _ := deck.ReadNote(made.Text, nil)
	if heading.Kind != old.Kind {
		c.lose("the kind of note that it was: " + string(old.Kind))
	}
	heading.ID, heading.Tags, heading.After, heading.Was = old.ID, old.Tags, old.After, old.Was
	heading.Model, heading.Lit = old.Model, old.Lit
	made.Text = deck.WithHeading(made.Text, &heading)
	if len(old.Cites) > 0 {
		made.Text = strings.TrimRight(made.Text, "\n") + "\n\n[@" + strings.Join(old.Cites, "; @") + "]\n"
	}
	made.Base = note.Base
	made.Lost = union(c.lost, []string{"its own wording: it was changed in Anki, and what stands there now was written anew"})
}

// withMore adds more to the explanation of a note that stays as it is otherwise, and
// reports whether there is anything to add and a place for it.
func withMore(text string, old *deck.Note, more string) (string, bool) {
	body := strings.TrimRight(text, "\n")
	between := "\n\n"
	if old.Explanation != "" {
		between = "\n>\n"
	}
	made := body + between + strings.ReplaceAll("> "+strings.ReplaceAll(more, "\n", "\n> "), "> \n", ">\n") + "\n"
	now, _ := deck.ReadNote(made, nil)
	grown := strings.HasPrefix(now.Explanation, old.Explanation) && len(now.Explanation) > len(old.Explanation)
	now.Explanation = old.Explanation
	return made, more != "" && grown && reflect.DeepEqual(now, *old)
}

// withAnswers puts the other answers that a typed note accepts, which stand in a line of
// their own in Anki, behind the first one again.
func (c *converter) withAnswers(text string, old *deck.Note) string {
	line := c.markdown(alsoRight(old), &c.options)
	before, after, found := strings.Cut(text, "\n"+line+"\n")
	if line == "" || !found {
		return text
	}
	var more strings.Builder
	for _, a := range old.Answers[1:] {
		more.WriteString("= " + a + "\n")
	}
	return strings.TrimRight(before, "\n") + "\n" + more.String() + after
}

// ownFiles takes note of the files that a note of ours shows.
func (c *converter) ownFiles(s *Source) {
	for name := range s.Files {
		if i, ok := c.files.find(name); ok && c.files.paths[i] != "" {
			c.use(i)
		}
	}
	slices.Sort(c.out.media)
}

// pathOf returns where a file is to be in the deck: where it was when a note of ours left,
// or among the files that come.
func (o *noteOut) pathOf(f *files, i int) string {
	if o.source != nil {
		if p := o.source.Files[f.media[i].Name]; fs.ValidPath(p) && p != "." && !means(p) {
			return p
		}
	}
	return f.paths[i]
}

// means reports whether a file at a path would be text of the deck, or a model of it, which
// no picture may pass for.
func means(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".md", ".yaml", ".yml":
		return true
	}
	return false
}

// modelOf returns the id of the model that a note of ours is about.
func modelOf(id deck.NoteID) deck.NoteID {
	m, _, _ := strings.Cut(string(id), "#")
	return deck.NoteID(m)
}

func firstLine(text string) string {
	l, _, _ := strings.Cut(text, "\n")
	return l
}

// ownDesign takes from the answers of one of our own types what explains them, and what
// follows from the note's text: models and sources.
func (f *fold) ownDesign(fields map[string]int) {
	shows := func(l line, name string) bool {
		i, ok := fields[name]
		return ok && len(fieldsOf([]line{l})) == 1 && fieldsOf([]line{l})[0] == i
	}
	for i := range f.designs {
		d := &f.designs[i]
		f.why, f.aside = nil, nil
		d.answer = slices.DeleteFunc(d.answer, func(l line) bool {
			if shows(l, explanationField) {
				f.why = append(f.why, l)
				return true
			}
			if shows(l, drawingField) || shows(l, sourcesField) {
				f.aside = append(f.aside, l)
				return true
			}
			return false
		})
	}
}
