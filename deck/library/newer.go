package library

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/deck/pack"
)

// newer returns the version of the program's deck of which the learner has a copy, if it is
// later than the one that was copied.
func (h *Home) newer(x Holding, from provenance) string {
	if x.Origin != OriginCopied || x.Archived {
		return ""
	}
	f, ok := h.among(h.embedded, x.ID)
	if !ok || CompareVersions(f.deck.Version, cmp.Or(from.Base, x.Version)) <= 0 {
		return ""
	}
	return f.deck.Version
}

// PlanNewer says what it would be to go on with the program's own version of a deck in the
// place of the learner's copy. The copy is set aside then, so that later versions come by
// themselves.
func (h *Home) PlanNewer(ctx context.Context, id deck.ID) (*Plan, error) {
	f, own, err := h.copied(id)
	if err != nil {
		return nil, err
	}
	p, err := h.consider(ctx, "", func() (incoming, error) {
		return incoming{Source: f.source, print: f.deck.Version, close: func() {}}, nil
	})
	if err != nil {
		return nil, err
	}
	p.back = true
	if p.Kind == Same || p.Kind == Foreign { // it is the program's all the same
		p.Kind = Update
	}
	p.tell()
	return p, h.replaceable(own)
}

// copied finds a deck of the program and the learner's copy of it.
func (h *Home) copied(id deck.ID) (program, own found, err error) {
	program, ok := h.among(h.embedded, id)
	own, there := h.among(Installed(h.dir), id)
	if !ok || !there {
		return found{}, found{}, unknown(id)
	}
	return program, own, nil
}

// CanMerge reports whether [Home.PlanMerge] can do anything for a deck: the learner changed
// a copy of a deck of the program, and the version that was copied is still known.
func (h *Home) CanMerge(id deck.ID) bool {
	st, err := h.look()
	if err != nil {
		return false
	}
	_, own, err := h.copied(id)
	if err != nil {
		return false
	}
	from := st.Decks[own.rel]
	return from.Kept != "" && h.there(from.Kept) && from.changed(own.source)
}

// PlanMerge says what it would be to bring what the program's own version of a deck has new
// into the learner's copy. What the learner did to the copy stays; of what both changed,
// keep says what stays. It is [Home.PlanNewer] for who does not want to lose anything.
func (h *Home) PlanMerge(ctx context.Context, id deck.ID, keep draft.Keep) (*Plan, error) {
	st, err := h.look()
	if err != nil {
		return nil, err
	}
	program, own, err := h.copied(id)
	if err != nil {
		return nil, err
	}
	from := st.Decks[own.rel]
	if from.Kept == "" || !h.there(from.Kept) {
		return nil, refuse(nil, "The version of “%s” that you copied is not known any more, so your changes and the program's cannot be told apart. Nothing was changed.", own.deck.Title)
	}
	base := Source{FS: folder(h.path(from.Kept))}
	u, err := draft.Unite(base.FS, pack.Folder(own.source.FS, pack.Options{File: own.source.File}), program.source.FS, keep)
	if err != nil {
		return nil, refuse(err, "“%s” has a file that is no text, so the two versions cannot be brought together. Nothing was changed.", own.deck.Title)
	}
	files, err := united(u.Files, base, own.source, program.source)
	if err != nil {
		return nil, h.explain(err)
	}
	p, err := h.PlanFiles(ctx, program.deck.Title, files)
	if err != nil {
		return nil, err
	}
	if errorsAmong(p.Faults) > max(errorsAmong(own.faults), errorsAmong(program.faults)) {
		return nil, refuse(nil, "Your changes to “%s” and the program's do not fit together%s. Nothing was changed.", own.deck.Title, because(p.Faults))
	}
	p.Kind, p.Path = Update, ""
	p.onto = &program
	p.Clashes, p.Keep = u.Clashes, keep
	p.tell()
	return p, h.replaceable(own)
}

// united is the files of a deck, from texts that were brought together and from the other
// files of both sides. Of one that both have, the program's is taken unless the learner
// changed it.
func united(texts map[string][]byte, base, own, program Source) (fs.FS, error) {
	all := maps.Clone(texts)
	if own.File == "" {
		if err := others(all, own, func(string, []byte) bool { return true }); err != nil {
			return nil, err
		}
	}
	err := others(all, program, func(name string, _ []byte) bool {
		mine, here := all[name]
		was, _ := fs.ReadFile(base.FS, name)
		return !here || bytes.Equal(mine, was)
	})
	if err != nil {
		return nil, err
	}
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = f.Write(all[name])
		}
		if err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
}

// others adds the files of a deck that are not its texts, where wanted says so.
func others(all map[string][]byte, s Source, wanted func(name string, data []byte) bool) error {
	list, err := pack.List(s.FS)
	if err != nil {
		return err
	}
	for _, f := range list {
		if draft.IsUnited(f.Path) {
			continue
		}
		data, err := fs.ReadFile(s.FS, f.Path)
		if err != nil {
			return err
		}
		if wanted(f.Path, data) {
			all[f.Path] = data
		}
	}
	return nil
}

// clashes says what becomes of what both sides changed.
func (p *Plan) clashes() []string {
	var beside, stays, gone int
	for _, c := range p.Clashes {
		switch {
		case c.Gone:
			gone++
		case c.Beside != "":
			beside++
		default:
			stays++
		}
	}
	var list []string
	say := func(n int, one, many string) {
		if n == 1 {
			list = append(list, one)
		} else if n > 1 {
			list = append(list, fmt.Sprintf(many, deck.Number(n)+" "))
		}
	}
	say(beside,
		"You and the program both changed 1 thing: yours stays, and the program's stands after it. Take away the one that you do not want.",
		"You and the program both changed %sthings: yours stay, and the program's stand after them. Take away those that you do not want.")
	if p.Keep == draft.KeepTheirs {
		say(stays, "You and the program both changed 1 thing: it becomes as the program has it.", "You and the program both changed %sthings: they become as the program has them.")
	} else {
		say(stays, "You and the program both changed 1 thing: it stays as you have it.", "You and the program both changed %sthings: they stay as you have them.")
	}
	whose := "as you have it"
	if p.Keep == draft.KeepTheirs {
		whose = "as the program has it"
	}
	say(gone, "What one took away, the other changed: it stays "+whose+".", "%sthings were taken away by one and changed by the other: they stay "+whose+".")
	return list
}

// keepBase puts a version of a deck of the program together that is copied, so that what
// the learner changes can be told from what a later version does.
func (h *Home) keepBase(st *state, s Source, id deck.ID, moves ...move) (move, error) {
	at, err := h.building(st, string(id)+baseEnding)
	if err != nil {
		return move{}, err
	}
	if err := pack.Copy(h.path(at), s.FS, pack.Options{File: s.File}); err != nil {
		return move{}, h.unbuilt(err)
	}
	return move{From: at, To: h.free(path.Join(baseDir, string(id)+baseEnding), moves...)}, nil
}

// withoutUse finds the versions that were kept and of which there is no copy any more.
func (h *Home) withoutUse(st *state) []string {
	used := make(map[string]bool)
	for _, from := range st.Decks {
		used[from.Kept] = true
	}
	for _, a := range st.Steps {
		for _, m := range a.Moves {
			used[m.To] = true
		}
	}
	var list []string
	entries, _ := fs.ReadDir(folder(h.dir), baseDir)
	for _, e := range entries {
		if rel := path.Join(baseDir, e.Name()); !used[rel] {
			list = append(list, rel)
		}
	}
	return list
}
