package port

import (
	"os"
	"path/filepath"
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
	return &Arrival{Sheet: sheet, Target: table.Target{Title: title, Match: exchange.There}, data: data}, nil
}

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
	const most = 20 // rows that are tried
	sheet, target := *a.Sheet, a.Target
	sheet.Rows = sheet.Rows[:min(len(sheet.Rows), most)]
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
