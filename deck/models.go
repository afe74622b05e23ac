package deck

import (
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"touchpoint/deck/model"
	"touchpoint/deck/yamltext"
)

// maxModels is how many models a deck may have.
const maxModels = 200

// A modelFile is a file of a model while it is read.
type modelFile struct {
	name   string
	source *source // nil if the file could not be read
	model  *model.Model
	faults []Fault
	failed bool     // something of the model was left out
	known  []string // ids of what stands out in its drawing, once a note asked for them
}

// readModels begins to read the deck's models, each on its own, while others are busy
// with the notes. [builder.takeModels] waits for them.
func (b *builder) readModels(fsys fs.FS) {
	b.inFolder = true
	entries, err := fs.ReadDir(fsys, "models")
	if err != nil {
		return // most decks have none
	}
	for _, e := range entries { // by name
		ext := path.Ext(e.Name())
		if !e.IsDir() && !strings.HasPrefix(e.Name(), ".") && (ext == ".yaml" || ext == ".yml") {
			b.models = append(b.models, modelFile{name: path.Join("models", e.Name())})
		}
	}
	if len(b.models) > maxModels {
		b.report(Fault{
			Pos: Pos{File: b.models[maxModels].name}, Severity: Error, Rule: "too-large",
			Message: fmt.Sprintf("the deck has more than %d models", maxModels), Fix: "make several decks of it",
		})
		b.models = b.models[:maxModels]
	}
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(b.models)) {
		b.reading.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(b.models); i = int(next.Add(1)) - 1 {
				b.models[i].read(fsys)
			}
		})
	}
}

// read reads the file.
func (f *modelFile) read(fsys fs.FS) {
	src, err := readFile(fsys, f.name)
	if err != nil {
		f.failed = true
		f.faults = []Fault{{
			Pos: Pos{File: f.name}, Severity: Error, Rule: "unreadable",
			Message: "the file cannot be read: " + reason(err), Fix: "see to its permissions, or restore it",
		}}
		return
	}
	f.source = newSource(f.name, src)
	if f.source.invalid {
		f.failed = true
		bad, _ := f.source.encoding(0, len(f.source.text))
		f.faults = []Fault{bad}
		return
	}
	m, faults := model.Parse([]byte(f.source.text))
	f.faults = f.source.modelFaults(faults)
	f.failed = m == nil || slices.ContainsFunc(f.faults, func(f Fault) bool { return f.Severity == Error })
	if m != nil {
		m.File = f.name
		f.model = m
	}
}

// modelFaults makes faults of a model into those of its file.
func (s *source) modelFaults(faults []model.Fault) []Fault {
	list := make([]Fault, len(faults))
	for i, f := range faults {
		list[i] = s.fault(s.offset(f.Pos.Line-1, f.Pos.Column), Severity(f.Severity), f.Rule, f.Message, f.Fix)
		for _, in := range f.Insert {
			at := s.offset(in.Line-1, in.Column)
			list[i].Edits = append(list[i].Edits, s.replace(at, at, in.Text))
		}
	}
	return list
}

// id returns the id of a model, also of one that could not be read, if there is a line
// with it: then what refers to the model need not be complained of too.
func (f *modelFile) id() string {
	if f.model != nil || f.source == nil {
		if f.model != nil {
			return f.model.ID
		}
		return ""
	}
	for l := range f.source.lines {
		if rest, ok := strings.CutPrefix(f.source.line(l), "id:"); ok {
			if id := strings.Trim(strings.TrimSpace(rest), `"'`); yamltext.ValidID(id) {
				return id
			}
			return ""
		}
	}
	return ""
}

// takeModels takes in the models that have been read. The ids of notes must be known: the
// cards of models and of notes are named alike.
func (b *builder) takeModels() {
	b.reading.Wait()
	b.trace.models = make(map[string]*modelFile, len(b.models))
	for i := range b.models {
		f := &b.models[i]
		b.report(f.faults...)
		if f.source != nil {
			b.trace.files[f.name] = f.source
		}
		id := f.id()
		if id == "" {
			continue
		}
		if other, taken := b.trace.models[id]; taken {
			if f.model != nil {
				b.report(f.at(f.model.Pos, "duplicate-id", fmt.Sprintf("the model %s stands in %s already", id, other.name), "give one of the two another id"))
			}
			continue
		}
		b.trace.models[id] = f
		if f.model == nil {
			continue
		}
		if n, taken := b.trace.index[NoteID(id)]; taken {
			f.failed = true
			b.report(f.at(f.model.Pos, "duplicate-id", fmt.Sprintf("the id %s belongs to the note at %s already", id, b.deck.Notes[n].Pos), "give the model another id"))
			continue
		}
		b.deck.Models = append(b.deck.Models, f.model)
	}
	b.deck.orderModels()
}

// at returns an error at a place of the file.
func (f *modelFile) at(p model.Pos, rule, message, fix string) Fault {
	return f.source.fault(f.source.offset(p.Line-1, p.Column), Error, rule, message, fix)
}

// checkModel checks what the heading of a note says about a model.
func (b *builder) checkModel(p *parsedNote) {
	a := p.heading.attributes
	if a.model.text == "" || !b.inFolder {
		return
	}
	f, known := b.trace.models[a.model.text]
	if !known {
		var ids []string
		for _, m := range b.deck.Models {
			ids = append(ids, m.ID)
		}
		b.report(p.unknownModel(ids))
		return
	}
	if f.failed || len(a.lit) == 0 { // what is missing may be what was left out
		return
	}
	if f.known == nil {
		f.known = elementIDs(f.model)
	}
	b.report(p.unknownElements(f.model.ID, f.known)...)
}

// unknownModel is the fault of a note that names a model which the deck does not have.
func (p *parsedNote) unknownModel(ids []string) Fault {
	w := p.heading.attributes.model
	f := p.origin.fault(w.at, Error, "unknown-model", fmt.Sprintf("there is no model with the id %s", w.text),
		"write the id of a file under models/, or leave model= out"+yamltext.Guess(w.text, ids))
	f.Edits = p.meant(w.at, w.text, ids)
	return f
}

// unknownElements are the faults of a note that names elements which its model does not
// have: ids are those of the model that it has.
func (p *parsedNote) unknownElements(m string, ids []string) []Fault {
	var faults []Fault
	for _, w := range p.heading.attributes.lit {
		if !slices.Contains(ids, w.text) {
			f := p.origin.fault(w.at, Error, "unknown-element", fmt.Sprintf("the model %s has no element with the id %s", m, w.text),
				"write the id of one of its elements"+yamltext.Guess(w.text, ids))
			f.Edits = p.meant(w.at, w.text, ids)
			faults = append(faults, f)
		}
	}
	return faults
}

// elementIDs returns the ids of all that can stand out in a model's drawing: its elements,
// and the cells of a journey.
func elementIDs(m *model.Model) []string {
	var ids []string
	for _, e := range m.Elements() {
		ids = append(ids, e.ID)
	}
	if m.Kind == model.JourneyKind {
		for _, s := range m.Stages {
			ids = append(ids, model.CellID(s.ID, ""))
			for _, l := range m.Lanes {
				ids = append(ids, model.CellID(s.ID, l.ID))
			}
		}
	}
	return ids
}

// checkModels looks over the models of a deck, and what they say of the rest of it.
func checkModels(d *Deck) []Fault {
	former, faults := d.formerIDs()
	var titles, keys []string
	for _, s := range d.Sections {
		titles = append(titles, s.Title)
	}
	for _, s := range d.Sources {
		keys = append(keys, s.Key)
	}
	for _, m := range d.Models {
		c := modelCheck{model: m, keys: keys, seen: make(map[string]bool)}
		if d.trace != nil {
			c.source = d.trace.files[m.File]
		}
		if c.source == nil {
			c.source = newSource(m.File, nil)
		}
		found := model.Check(m)
		if d.trace != nil {
			if f := d.trace.models[m.ID]; f != nil && f.failed {
				found = slices.DeleteFunc(found, model.Fault.Follows)
			}
		}
		c.faults = c.source.modelFaults(found)
		if m.Topic != "" && !slices.Contains(titles, m.Topic) {
			c.fault(c.find(m.Pos, m.Topic), Warning, "unknown-topic", fmt.Sprintf("no section of the deck has the title %q", m.Topic),
				"write the title of a section, or leave topic: out"+nearest(m.Topic, titles))
		}
		c.formerIDs(former)
		if d.trace == nil || !d.trace.lost {
			c.citations(headFileOf(d))
		}
		faults = append(faults, c.faults...)
	}
	return faults
}

// nearest is like [yamltext.Guess] for titles, in which capital letters may differ.
func nearest(title string, titles []string) string {
	for _, t := range titles {
		if strings.EqualFold(t, title) {
			return fmt.Sprintf("; did you mean %s?", t)
		}
	}
	return yamltext.Guess(title, titles)
}

// A modelCheck looks over one model.
type modelCheck struct {
	model  *model.Model
	source *source
	keys   []string
	seen   map[string]bool // sources that are told of
	faults []Fault
}

func (c *modelCheck) fault(at int, severity Severity, rule, message, fix string) {
	c.faults = append(c.faults, c.source.fault(at, severity, rule, message, fix))
}

// find returns the offset of a word in the file, from a place on.
func (c *modelCheck) find(from model.Pos, text string) int {
	at := c.source.offset(from.Line-1, from.Column)
	for i := at; ; {
		n := strings.Index(c.source.text[i:], text)
		if n < 0 {
			return at
		}
		i += n + len(text)
		if i == len(c.source.text) || !validKey("a"+c.source.text[i:i+1]) { // not the beginning of a longer key
			return i - len(text)
		}
	}
}

// A claims says who has each id of a deck's notes and models, and who had it.
type claims struct {
	living map[string]bool
	former map[string]string // the note or model that names a former id first
}

// formerIDs gathers the ids of notes and models, which are named alike, and reports notes
// that name the id of a model as their former one. [Parse] compares notes with notes.
func (d *Deck) formerIDs() (claims, []Fault) {
	c := claims{make(map[string]bool), make(map[string]string)}
	models := make(map[string]bool, len(d.Models))
	for _, m := range d.Models {
		models[m.ID], c.living[m.ID] = true, true
	}
	var faults []Fault
	for i := range d.Notes {
		n := &d.Notes[i]
		c.living[string(n.ID)] = true
		for _, was := range n.Was {
			was = d.ID.own(was)
			if _, claimed := c.former[string(was)]; !claimed {
				c.former[string(was)] = "the note " + string(n.ID)
			}
			if models[string(was)] {
				check := noteCheck{note: n, origin: d.origin(i)}
				check.fault(-1, Error, "was-clash", fmt.Sprintf("%s is named as a former id, but it is the id of a model", was),
					"take it out of was=, or give the model another id")
				faults = append(faults, check.faults...)
			}
		}
	}
	return c, faults
}

// formerIDs checks that no former id of the model is in use or claimed by another, as its
// progress would be taken for that of another.
func (c *modelCheck) formerIDs(all claims) {
	for _, was := range c.model.Was {
		at := c.find(c.model.Pos, was)
		if all.living[was] {
			c.fault(at, Error, "was-clash", was+" is named as a former id, but a note or model has it now",
				"take it out of was:, or give the other another id")
		} else if other, claimed := all.former[was]; claimed {
			c.fault(at, Error, "was-clash", fmt.Sprintf("%s is named as a former id by %s already", was, other), "keep it in one of the two")
		} else {
			all.former[was] = "the model " + c.model.ID
		}
	}
}

// citations checks that the sources of a model are those of the deck.
func (c *modelCheck) citations(head string) {
	for _, cited := range c.model.Citations() {
		for _, key := range cited.Sources {
			if slices.Contains(c.keys, key) || c.seen[key] {
				continue
			}
			c.seen[key] = true // once for a model is enough
			c.fault(c.find(cited.Pos, key), Error, "unknown-source", fmt.Sprintf("the deck has no source %q", key),
				"add it to the sources in the front matter of "+head+yamltext.Guess(key, c.keys))
		}
	}
}
