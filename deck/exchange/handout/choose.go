package handout

import (
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

// A chapter is the notes of a section that are set.
type chapter struct {
	title string
	notes []*deck.Note
}

// A choice says which parts of a deck are set.
type choice struct {
	sections []string
	kinds    []deck.Kind
}

// chapters returns the notes that are chosen, by section, and how many they are.
func (c choice) chapters(d *deck.Deck) (list []chapter, count int) {
	for _, s := range d.Sections {
		if len(c.sections) > 0 && !slices.Contains(c.sections, s.Title) {
			continue
		}
		part := chapter{title: s.Title}
		for _, i := range s.Notes {
			if n := &d.Notes[i]; len(c.kinds) == 0 || slices.Contains(c.kinds, n.Kind) {
				part.notes = append(part.notes, n)
			}
		}
		if len(part.notes) > 0 {
			list = append(list, part)
			count += len(part.notes)
		}
	}
	return list, count
}

// models returns the models that are chosen: those of the sections. One that belongs to
// no section of the deck is part of the whole deck only.
func (c choice) models(d *deck.Deck) []*model.Model {
	var list []*model.Model
	for _, m := range d.Models {
		if len(c.sections) == 0 || slices.Contains(c.sections, m.Topic) {
			list = append(list, m)
		}
	}
	return list
}
