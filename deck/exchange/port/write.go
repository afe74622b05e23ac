package port

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki"
	"touchpoint/deck/exchange/handout"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/exchange/table"
	"touchpoint/deck/pack"
	"touchpoint/deck/safefile"
)

// A Format is what a deck can be written as.
type Format string

// The formats, in the order in which they are offered.
const (
	Own     Format = "deck"    // a .deck file, for others who use this program
	Package Format = "anki"    // an Anki package
	Sheet   Format = "table"   // a table
	Page    Format = "html"    // a page for a browser
	Handout Format = "handout" // a PDF file to print
)

// Ending is what the names of files of a format end in.
func (f Format) Ending() string {
	switch f {
	case Own:
		return ".deck"
	case Package:
		return ".apkg"
	case Sheet:
		return ".csv"
	case Page:
		return ".html"
	case Handout:
		return ".pdf"
	}
	return ""
}

// An Order says which deck is to be written, and how.
type Order struct {
	Deck     deck.ID
	Format   Format
	Progress bool            // Package: with the learner's progress
	Handout  handout.Options // Handout
}

// Write writes a deck into a file, which takes the place of the one that is there. The
// report counts what is in the file, as far as the format has such counts, and warns of
// what the format could not keep.
func (p *Port) Write(ctx context.Context, o Order, file string, tell Tell) (exchange.Report, error) {
	if o.Format == Own {
		return exchange.Report{File: filepath.Base(file)}, p.Home.Export(o.Deck, file)
	}
	d, files, err := p.parse(o.Deck)
	if err != nil {
		return exchange.Report{}, err
	}
	if o.Format == Package {
		return p.writePackage(ctx, o, d, files, file, tell)
	}
	var b strings.Builder
	switch o.Format {
	case Sheet:
		comma := ','
		if ext := strings.ToLower(filepath.Ext(file)); ext == ".tsv" || ext == ".txt" {
			comma = '\t'
		}
		err = table.Write(&b, d, table.WriteOptions{Delimiter: comma, HTML: true, Headers: true})
	case Page:
		err = handout.HTML(ctx, &b, d, files, handout.HTMLOptions{})
	case Handout:
		err = handout.PDF(ctx, &b, d, files, p.dated(o.Handout))
	default:
		err = fmt.Errorf("port: no format is called %q", o.Format)
	}
	if err != nil {
		return exchange.Report{}, err
	}
	return exchange.Report{File: filepath.Base(file)}, keep(file, b.String())
}

func (p *Port) writePackage(ctx context.Context, o Order, d *deck.Deck, files fs.FS, file string, tell Tell) (exchange.Report, error) {
	w := anki.WriteOptions{Now: p.Now(), Calendar: p.Calendar(), Media: files, Tell: tell}
	if o.Progress {
		var err error
		if w.Progress, err = p.Journal.States(ctx); err != nil {
			return exchange.Report{}, err
		}
		if w.History, err = p.Journal.History(ctx, d.ID); err != nil {
			return exchange.Report{}, err
		}
	}
	return anki.Write(ctx, file, d, w)
}

// Pages are the pages of a handout, as they would be printed.
func (p *Port) Pages(ctx context.Context, id deck.ID, o handout.Options) ([]paper.Page, error) {
	d, files, err := p.parse(id)
	if err != nil {
		return nil, err
	}
	return handout.Pages(ctx, d, files, p.dated(o))
}

func (p *Port) dated(o handout.Options) handout.Options {
	o.Now = p.Now()
	return o
}

// keep writes a file in one go.
func keep(file, contents string) error {
	if err := safefile.Write(file, []byte(contents)); err != nil {
		return pack.Unwritable(filepath.Base(file), err)
	}
	return nil
}
