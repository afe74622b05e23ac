package port

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/table"
)

func (p *Port) lookAtTable(path string) (*Arrival, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, unreadable(path, err)
	case info.IsDir():
		return nil, exchange.Refuse(nil, "“%s” is a folder. Nothing was changed; choose the table in it.", filepath.Base(path))
	case info.Size() > table.MaxBytes:
		return nil, exchange.Refuse(nil, "“%s” has %d MB, and a table may have %d. Nothing was changed; split it into several.",
			filepath.Base(path), info.Size()>>20, table.MaxBytes>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	a, err := p.LookAt(filepath.Base(path), data, table.Options{})
	if err != nil {
		return nil, err
	}
	a.Path = path
	return a, nil
}

// LookAt reads a table that was pasted, or one whose cells are to be parted otherwise.
func (p *Port) LookAt(name string, data []byte, o table.Options) (*Arrival, error) {
	sheet, err := table.Read(data, o)
	if err != nil {
		return nil, err
	}
	sheet.Name = name
	title := sheet.Deck
	if title == "" {
		title = strings.TrimSuffix(name, filepath.Ext(name))
	}
	a := &Arrival{Sheet: sheet, Target: table.Target{Title: title, Match: cmp.Or(sheet.Match, exchange.There)}, data: data}
	if d, ours := p.home(sheet); ours {
		a.Target.ID, a.Target.Title = d.ID, d.Title
	}
	return a, nil
}

// home returns the deck that a table was written from, if it is here: the one that the
// first row which has an id of ours is of.
func (p *Port) home(sheet *table.Sheet) (*deck.Deck, bool) {
	column := slices.Index(sheet.Roles, table.ID)
	if column < 0 {
		return nil, false
	}
	for _, row := range sheet.Rows[:min(len(sheet.Rows), mostTried)] {
		in, note, _ := strings.Cut(strings.TrimSpace(row[column]), "/")
		if d, here := p.Home.Deck(deck.ID(in)); here && d != nil {
			if _, ours := d.Note(deck.NoteID(note)); ours {
				return d, true
			}
		}
	}
	return nil, false
}

// mostTried is how many rows are looked at where one would do.
const mostTried = 20

// Again reads the table of an arrival otherwise. Where it goes stays as it was said.
func (p *Port) Again(a *Arrival, o table.Options) (*Arrival, error) {
	b, err := p.LookAt(a.Sheet.Name, a.data, o)
	if err != nil {
		return nil, err
	}
	b.Path, b.Target = a.Path, a.Target
	return b, nil
}

// Example is the first card that a table would make by the roles of its columns, to be
// looked at before it is taken in; false if its first rows make none.
func (p *Port) Example(a *Arrival) (deck.Card, bool) {
	sheet, target := *a.Sheet, a.Target
	sheet.Rows = sheet.Rows[:min(len(sheet.Rows), mostTried)]
	if target.ID == "" && target.Title == "" {
		target.Title = "example"
	}
	b, err := sheet.Bundle(target, nil)
	if err != nil || len(b.Parcels) == 0 {
		return deck.Card{}, false
	}
	for i := range b.Parcels[0].Notes {
		note, _ := deck.ReadNote(b.Parcels[0].Notes[i].Text, nil)
		if cards := deck.CardsOf(nil, &note); len(cards) > 0 {
			return cards[0], true
		}
	}
	return deck.Card{}, false
}
