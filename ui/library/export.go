package library

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/handout"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/exchange/port"
	decks "touchpoint/deck/library"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// formats are what a deck can be written as, and what each is for.
var formats = []struct {
	format      port.Format
	name, about string
}{
	{port.Own, "Touchpoint deck", "The whole deck, without your progress, for others who use this program"},
	{port.Package, "Anki package", "For Anki, on a computer or a phone; models become pictures"},
	{port.Sheet, "Table", "For a spreadsheet; edited there, it can come back"},
	{port.Page, "Web page", "One file for any browser, with pictures and models"},
	{port.Handout, "Handout", "Pages to print: lists, sheets to fold, cards to cut out, models"},
}

// exporting is the page on which a deck is exported or printed.
type exporting struct {
	*sheet
	holding decks.Holding
	order   port.Order
	name    string // of the file, without its ending
	next    string // the version that it can be raised to before, "" for none
	raise   bool   // it is to be
	titles  []string
	models  int
	list    *control.List
	options *fyne.Container
	path    *control.Field
}

// Export opens the page on which the deck that is chosen is exported or printed.
func (s *Screen) Export() {
	if _, already := s.top().(*exporting); already {
		return
	}
	e := s.shelf.chosen()
	if !e.studied() {
		s.host.Toast("Choose the deck first that is to be exported.", "", "", nil)
		return
	}
	s.clear()
	s.askExport(e.holding)
}

// askExport opens the page on which a deck is exported.
func (s *Screen) askExport(d decks.Holding) {
	x := &exporting{sheet: newSheet(s, "Export “"+d.Title+"”"), holding: d, next: higher(d)}
	if parsed, ok := s.host.Shelves().Deck(d.ID); ok {
		x.models = len(parsed.Models)
		for _, section := range parsed.Sections {
			x.titles = append(x.titles, section.Title)
		}
	}
	x.order = port.Order{Deck: d.ID, Format: port.Own, Handout: handout.Options{
		Layout: handout.List, Paper: handout.A4, Versions: slices.Clone(versions),
	}}
	x.list = control.NewList(func(i int) control.Line {
		return control.Line{Text: formats[i].name, Below: formats[i].about, Bold: formats[i].format == x.order.Format}
	})
	x.list.Tall = true
	x.list.Fill(len(formats))
	x.list.OnMove = x.turn
	x.list.OnEnter = func(int) { s.host.Canvas().Focus(x.path) }
	x.call(d.Stale && x.next != "")
	x.path = control.NewField(filepath.Join(s.host.Start(), x.name+x.order.Format.Ending()), "Path of the file", nil)
	x.path.Enter = func() { x.export(false) }
	x.options = page.Column(theme.Gap8)
	x.body.Objects = []fyne.CanvasObject{x.list, x.options, x.path}
	x.fit()
	s.host.Trace("export %s", d.ID)
	s.open(x)
}

func (x *exporting) begin() { x.screen.host.Canvas().Focus(x.list) }

func (x *exporting) rune(r rune) {
	if (r == 'l' || r == 'L') && x.order.Format == port.Handout {
		x.look()
	}
}

// turn takes another format.
func (x *exporting) turn(i int) {
	was := x.order.Format.Ending()
	x.order.Format = formats[i].format
	if stem, ok := strings.CutSuffix(x.path.Text, was); ok {
		x.path.Put(stem + x.order.Format.Ending())
	}
	x.fit()
	row := x.list.HeightOf(1)
	top := x.list.Position().Y + float32(i)*row // the list itself is too long for a small window
	x.page.Reveal(top, top+row+2*theme.Gap8)
}

// fit shows what there is to choose of the format.
func (x *exporting) fit() {
	x.fill(func() {
		x.options.Objects = nil
		x.options.Show()
		switch x.order.Format {
		case port.Package:
			x.ofPackage()
		case port.Handout:
			x.ofHandout()
		case port.Own:
			x.ofDeck()
		case port.Sheet, port.Page:
			x.options.Hide()
		}
		x.buttons()
	})
}

func (x *exporting) add(name, more string, o fyne.CanvasObject) {
	x.options.Add(choice(name, more, o))
}

func (x *exporting) ofPackage() {
	x.add("Your progress", "Answers, due days, flags and tags. Leave it out of what you give to others.",
		control.NewSegments([]string{"Leave it out", "With my progress"}, index(x.order.Progress), func(i int) {
			x.order.Progress = i == 1
		}).Container)
}

func index(second bool) int {
	if second {
		return 1
	}
	return 0
}

// What there is to choose of a handout.
var (
	layouts  = []handout.Layout{handout.List, handout.Fold, handout.Cards, handout.Models}
	papers   = []handout.Paper{handout.A4, handout.Letter}
	versions = []paper.Version{paper.Full, paper.Blank, paper.Key}
)

func (x *exporting) ofHandout() {
	o := &x.order.Handout
	names := []string{"List", "To fold", "To cut out", "Models"}
	if x.models == 0 {
		names = names[:3]
	}
	x.add("What for", "", control.NewSegments(names, slices.Index(layouts, o.Layout), func(i int) {
		o.Layout = layouts[i]
		x.fit()
	}).Container)
	switch o.Layout {
	case handout.List:
		at := 0
		switch {
		case o.Blank:
			at = 2
		case o.Columns == 2:
			at = 1
		}
		x.add("The answers", "", control.NewSegments([]string{"Below", "Beside", "At the end"}, at, func(i int) {
			o.Blank, o.Columns = i == 2, 1+i%2
		}).Container)
	case handout.Models:
		for i, name := range []string{"With all its words", "Blank, with numbers", "Words to the numbers"} {
			x.add(name, "", control.NewSegments([]string{"Leave out", "Print"}, index(slices.Contains(o.Versions, versions[i])), func(on int) {
				x.print(versions[i], on == 1)
			}).Container)
		}
	case handout.Fold, handout.Cards:
	}
	x.add("Paper", "", control.NewSegments([]string{"A4", "Letter"}, slices.Index(papers, o.Paper), func(i int) {
		o.Paper = papers[i]
	}).Container)
	if len(x.titles) > 1 {
		label := "All"
		if n := len(o.Sections); n > 0 {
			label = deck.Number(n) + " of " + deck.Number(len(x.titles))
		}
		x.add("Sections", "", control.NewButton(label+" …", x.askSections))
	}
}

// print takes a version of the models into the handout, or leaves it out.
func (x *exporting) print(v paper.Version, on bool) {
	o := &x.order.Handout
	o.Versions = slices.DeleteFunc(slices.Clone(versions), func(w paper.Version) bool {
		if w == v {
			return !on
		}
		return !slices.Contains(o.Versions, w)
	})
}

// askSections asks which sections are to be printed.
func (x *exporting) askSections() {
	o := &x.order.Handout
	list := control.NewList(func(i int) control.Line { return control.Line{Text: x.titles[i]} })
	list.Many = true
	list.Fill(len(x.titles))
	for i, title := range x.titles {
		list.Choose(i, slices.Contains(o.Sections, title))
	}
	take := func(all bool) {
		o.Sections = nil
		for _, i := range list.Chosen() {
			if !all && list.Several() > 0 {
				o.Sections = append(o.Sections, x.titles[i])
			}
		}
		if len(o.Sections) == len(x.titles) {
			o.Sections = nil
		}
		x.fit()
	}
	var shut func()
	list.OnEnter = func(int) {
		shut()
		take(false)
	}
	shut = dialogs.Show(x.screen.host.Canvas(), dialogs.Panel{
		Title: "Which sections?", First: list,
		Content: page.Column(theme.Gap8, list,
			page.NewLine("Space chooses one, Ctrl+A all of them; Enter goes on.", page.Style{Size: theme.Caption, Color: theme.Muted})),
		Buttons: []dialogs.Button{
			{Label: "Cancel"}, {Label: "All", Do: func() { take(true) }}, {Label: "Take these", Primary: true, Do: func() { take(false) }},
		},
	})
}

func (x *exporting) buttons() {
	s := x.screen
	label := "Export"
	if x.order.Format == port.Handout {
		label = "Print to PDF"
	}
	row := []fyne.CanvasObject{control.NewPrimary(label, "", func() { x.export(false) })}
	if x.order.Format == port.Handout {
		look := control.NewButton("Look at the pages", x.look)
		look.Key = "L"
		row = append(row, look)
	}
	x.end(append(row, control.NewButton("Choose a folder", func() { s.host.ChooseFolder(x.into) }))...)
}

// into writes the deck into a folder that was chosen.
func (x *exporting) into(dir string) {
	if dir != "" {
		x.path.Put(filepath.Join(dir, filepath.Base(x.path.Text)))
		x.export(false)
	}
}

// export writes the deck to the file, or under a name of its own into the folder, that the
// path says. It asks before it replaces another file.
func (x *exporting) export(replace bool) {
	s := x.screen
	if x.order.Handout.Layout == handout.Models && len(x.order.Handout.Versions) == 0 && x.order.Format == port.Handout {
		s.host.Toast("Choose at least one way to print the models.", "", "", nil)
		return
	}
	file := Expand(x.path.Text, s.host.Start())
	order, version := x.order, x.raising()
	s.busy("Exporting “"+x.holding.Title+"”", func(ctx context.Context, tell port.Tell) func() {
		info, err := os.Stat(file)
		if err == nil && info.IsDir() {
			file = filepath.Join(file, x.name+order.Format.Ending())
			_, err = os.Stat(file)
		}
		if err == nil && !replace {
			return func() { x.askReplace(file) }
		}
		if version != "" {
			if err := setVersion(x.holding, version); err != nil {
				return func() { s.failed(err, "Stopped. Nothing was written.") }
			}
		}
		report, err := s.trade.Write(ctx, order, file, tell)
		return func() {
			if version != "" {
				x.raised(version)
			}
			if err != nil {
				s.failed(err, "Stopped. Nothing was written.")
				return
			}
			x.exported(file, &report)
		}
	})
}

// exported says where a file is now, and what it could not keep.
func (x *exporting) exported(file string, r *exchange.Report) {
	s := x.screen
	s.clear()
	s.host.Trace("exported %s", x.order.Deck)
	if x.order.Format == port.Own {
		s.load(nil) // it is known now what was given away
	}
	s.host.Toast("Exported to "+file, "", "", nil)
	if len(r.Warnings) > 0 {
		s.showReport("Exported, but not wholly", r)
	}
}

// askReplace asks whether another file may go.
func (x *exporting) askReplace(file string) {
	canvas := x.screen.host.Canvas()
	dialogs.Replace(canvas, file, func() { canvas.Focus(x.path) }, func() {
		x.path.Put(file)
		x.export(true)
	})
}
