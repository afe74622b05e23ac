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
// one that cannot be shown is replaced by its description. The same arguments make the
// same pages. The error is that of ctx, or an *[Error] that says that nothing was chosen.
func Pages(ctx context.Context, d *deck.Deck, media fs.FS, o Options) ([]paper.Page, error) {
	c := newComposer(ctx, d, media, o)
	var err error
	switch o.Layout {
	case Fold:
		err = c.fold()
	case Cards:
		err = c.cards()
	case Models:
		err = c.figures()
	case List:
		err = c.list()
	default:
		err = c.list()
	}
	if err != nil {
		return nil, err
	}
	footed(c.pages, c.foot(), c.sheet.side)
	return c.pages, nil
}

// PDF writes a deck's pages as a PDF file. The errors are those of [Pages] and of w.
func PDF(ctx context.Context, w io.Writer, d *deck.Deck, media fs.FS, o Options) error {
	pages, err := Pages(ctx, d, media, o)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return paper.WritePDF(w, pages, paper.Meta{
		Title: d.Title, Author: strings.Join(d.Authors, ", "), Language: d.Language, Now: o.Now,
	})
}

// A composer makes the pages of one handout.
type composer struct {
	ctx     context.Context //nolint:containedctx // lives no longer than the call that it belongs to
	d       *deck.Deck
	o       Options
	choice  choice
	sheet   sheet
	sources *register
	gallery *gallery
	pages   []paper.Page
	number  int // of the note that was set last
}

func newComposer(ctx context.Context, d *deck.Deck, media fs.FS, o Options) *composer {
	return &composer{
		ctx: ctx, d: d, o: o, choice: choice{o.Sections, o.Kinds}, sheet: sheetOf(o.Paper),
		sources: newRegister(d), gallery: &gallery{media: media, seen: map[string]*plate{}},
	}
}

// The sizes of text on a sheet.
const (
	titleSize = 20
	topicSize = 14
	textSize  = 10.5
	noteSize  = 9
)

// setter returns a setter for a column of the sheet.
func (c *composer) setter(width, size float64) *setter {
	_, high := c.sheet.room()
	ink := paper.Light.Ink
	return &setter{
		colours: &paper.Light, sources: c.sources, gallery: c.gallery, width: width, high: high, picture: high * 0.4,
		text: letters{size: size, ink: ink}, head: letters{size: size, ink: ink, bold: true},
	}
}

// each hands over the chosen notes one by one, numbered from 1. The error is that of the
// context, or that there are none.
func (c *composer) each(f func(section string, n *deck.Note)) error {
	list, count := c.choice.chapters(c.d)
	if count == 0 {
		return nothing(c.d.Title, "note")
	}
	for _, ch := range list {
		for _, n := range ch.notes {
			if err := c.ctx.Err(); err != nil {
				return err
			}
			c.number++
			f(ch.title, n)
		}
	}
	return nil
}

// nothing says that nothing was chosen.
func nothing(title, what string) error {
	return &Error{Message: "There is nothing to print: “" + title + "” has no " + what + " in what you chose; choose more sections or kinds."}
}

// opening is the head of the first page: the title, and beneath it what the deck says
// about itself.
func (c *composer) opening() []slab {
	width, _ := c.sheet.room()
	s := c.setter(width, textSize)
	s.add(held(s.lines([]deck.Span{{Text: c.d.Title}}, letters{size: titleSize, ink: paper.Light.Ink, bold: true}, width))...)
	if facts := c.facts(); facts != "" {
		s.add(s.lines([]deck.Span{{Text: facts}}, letters{size: noteSize, ink: paper.Light.Muted}, width)...)
	}
	s.space(12)
	return s.out
}

// facts is what a deck says about itself, in one line.
func (c *composer) facts() string {
	var list []string
	add := func(text string) {
		if text != "" {
			list = append(list, text)
		}
	}
	add(strings.Join(c.d.Authors, ", "))
	if c.d.Version != "" {
		add("version " + c.d.Version)
	}
	add(c.d.Licence)
	if !c.o.Now.IsZero() {
		add(c.o.Now.Format("2 January 2006"))
	}
	return strings.Join(list, " · ")
}

// foot is what stands at the foot of every page.
func (c *composer) foot() string {
	if c.d.Version == "" {
		return c.d.Title
	}
	return c.d.Title + ", version " + c.d.Version
}

// topic is the heading of a section.
func (c *composer) topic(title string) []slab {
	width, _ := c.sheet.room()
	s := c.setter(width, textSize)
	s.add(held(s.lines([]deck.Span{{Text: title}}, letters{size: topicSize, ink: paper.Light.Accent, bold: true}, width))...)
	s.rule()
	for i := range s.out {
		s.out[i].holds = true
	}
	s.out[0].part = title
	return append([]slab{{height: 14, white: true}}, s.out...)
}

// rest sets what follows the answer of a note: its explanation and what it cites.
func (c *composer) rest(s *setter, n *deck.Note) {
	l := letters{size: s.text.size * 0.88, ink: paper.Light.Muted}
	if n.Explanation != "" {
		s.space(s.text.size * 0.35)
		e := s.with(l)
		e.quote(func() { e.blocks(deck.Blocks(n.Explanation)) })
		s.add(e.out...)
	}
	if len(n.Cites) > 0 {
		s.space(s.text.size * 0.2)
		s.add(s.lines([]deck.Span{{Text: c.cites(n.Cites)}}, letters{size: s.text.size * 0.78, ink: paper.Light.Muted}, s.width)...)
	}
}

// cites names sources by their numbers.
func (c *composer) cites(keys []string) string {
	marks := make([]string, len(keys))
	for i, key := range keys {
		marks[i] = c.sources.mark(key)
	}
	if len(marks) == 1 {
		return "Source " + marks[0]
	}
	return "Sources " + strings.Join(marks, ", ")
}

// sourceList lists what was cited.
func (c *composer) sourceList() []slab {
	list := c.sources.cited()
	if len(list) == 0 {
		return nil
	}
	width, _ := c.sheet.room()
	s := c.setter(width, noteSize)
	s.add(c.topic("Sources")...)
	for _, source := range list {
		s.space(3)
		spans := []deck.Span{{Text: source.Text}}
		if link, shown := address(source); link != "" {
			spans = append(spans, deck.Span{Text: " "}, deck.Span{Text: shown, Link: link})
		}
		s.hung(c.sources.mark(source.Key)+".", func() { s.add(held(s.lines(spans, s.text, s.width))...) })
	}
	return s.out
}

// sourcePages adds the list of what was cited, on sheets of its own.
func (c *composer) sourcePages() { c.pages = append(c.pages, c.sheet.fill(c.sourceList())...) }
