package library

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/port"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// nothingChanged is said when an import was stopped.
const nothingChanged = "Stopped. Nothing was changed."

// take reads a file of another program and asks what is to become of it.
func (s *Screen) take(path string) {
	s.busy("Reading "+filepath.Base(path), func(ctx context.Context, tell port.Tell) func() {
		a, err := s.trade.Look(ctx, path, tell)
		var p *exchange.Plan
		if err == nil && a.Sheet == nil {
			p, err = s.trade.Plan(ctx, a)
		}
		return func() {
			s.planning = false
			switch {
			case err != nil:
				s.failed(err, nothingChanged)
			case p == nil:
				s.tried = ""
				s.agree(a)
			default:
				s.tried = ""
				s.offer(a, p, nil)
			}
		}
	})
}

// consider plans an arrival anew, after something about it was chosen otherwise.
func (s *Screen) consider(a *port.Arrival, then func(*exchange.Plan)) {
	s.busy("Looking at what is here", func(ctx context.Context, _ port.Tell) func() {
		p, err := s.trade.Plan(ctx, a)
		return func() {
			if err != nil {
				s.failed(err, nothingChanged)
				return
			}
			then(p)
		}
	})
}

// offer says what an import would do, and asks whether to do it. Back, if it is not nil,
// follows Cancel. It returns the switch about answers, nil without.
func (s *Screen) offer(a *port.Arrival, p *exchange.Plan, back func()) (along fyne.CanvasObject) {
	s.host.Trace("offered %d %d", p.Report.Notes, p.Report.Cards)
	var shut func()
	content := []fyne.CanvasObject{page.NewLine(named(p), page.Style{Size: theme.Lead, Color: theme.Ink, Bold: true})}
	say := func(text string, size fyne.ThemeSizeName, tone fyne.ThemeColorName) {
		if text != "" {
			content = append(content, page.NewLine(text, page.Style{Size: size, Color: tone}))
		}
	}
	from := strings.ToUpper(p.Bundle.Format[:1]) + p.Bundle.Format[1:]
	if a.Path != "" {
		from += " · " + a.Path
	}
	say(from, theme.Caption, theme.Muted)
	say(inside(p), theme.Body, theme.Ink)
	for _, sentence := range p.Sentences {
		say(sentence, theme.Body, theme.Ink)
	}
	say(p.Warning, theme.Body, theme.Hard)
	if a.Bare || len(p.Bundle.History) > 0 {
		along = s.along(a, func(bare bool) {
			shut()
			a.Bare = bare
			s.consider(a, func(p *exchange.Plan) {
				if f := focusableAt(s.offer(a, p, back), index(bare)); f != nil {
					s.host.Canvas().Focus(f)
				}
			})
		})
		content = append(content, along)
	}
	if blocks := became(p.Report.Items, before); len(blocks) > 0 {
		content = append(content, page.Hairline(), page.NewText(blocks, page.Style{Size: theme.Body, Color: theme.Ink}, nil))
	}
	if back == nil {
		back = s.plan // the next one that was dropped
	}
	title := "Import this?"
	buttons := []dialogs.Button{{Label: "Cancel", Do: back}, {Label: "Import", Primary: true, Do: func() { s.bring(p) }}}
	if p.Nothing {
		title, buttons = "There is nothing new in it", []dialogs.Button{{Label: "Close", Primary: true, Do: back}}
	}
	shut = dialogs.Show(s.host.Canvas(), dialogs.Panel{Title: title, Content: page.Column(theme.Gap8, content...), Buttons: buttons})
	return along
}

// along offers to take in how far the learner got, or to begin anew.
func (s *Screen) along(a *port.Arrival, choose func(bare bool)) fyne.CanvasObject {
	at := 0
	if a.Bare {
		at = 1
	}
	return page.Lead(leastText,
		page.NewLine("Your answers and marks in it", page.Style{Size: theme.Body, Color: theme.Ink}),
		control.NewSegments([]string{"Take along", "Begin anew"}, at, func(i int) {
			if i != at {
				choose(i == 1)
			}
		}).Container)
}

// named is what an import is called: the title of its deck, or its file.
func named(p *exchange.Plan) string {
	if len(p.Bundle.Parcels) == 1 {
		return p.Bundle.Parcels[0].Title
	}
	return p.Bundle.Name
}

// inside says in words what is in a file.
func inside(p *exchange.Plan) string {
	r := &p.Report
	text := listed(all(
		some(r.Notes, "note", "notes"), some(r.Cards, "card", "cards"), some(r.Reviews, "answer", "answers"),
		some(r.Media, "picture or sound", "pictures and sounds")))
	if n := len(p.Bundle.Parcels); n > 1 && text != "" {
		text += " in " + plural(n, "deck", "decks")
	}
	if text == "" {
		return ""
	}
	return "It has " + text + "."
}

// bring carries a plan out.
func (s *Screen) bring(p *exchange.Plan) {
	s.busy("Importing "+p.Bundle.Name, func(ctx context.Context, tell port.Tell) func() {
		done, err := s.trade.Carry(ctx, p, tell)
		return func() {
			if err != nil {
				s.failed(err, nothingChanged)
				return
			}
			s.brought(p, done)
		}
	})
}

// brought follows an import.
func (s *Screen) brought(p *exchange.Plan, done exchange.Done) {
	s.clear()
	if done.Step.ID == 0 {
		s.host.Toast("All of it was here already.", "", "", nil)
		s.plan()
		return
	}
	s.report, s.reported = &done.Report, done.Step.ID
	for _, made := range done.Report.Made {
		s.shelf.wanted = made.ID
		break
	}
	s.happened(done.Step, fmt.Sprintf("imported %d %d", done.Report.Added, done.Intake.Added), outcome(p, done))
}

// outcome says in a line what an import brought.
func outcome(p *exchange.Plan, done exchange.Done) string {
	r := &done.Report
	from := " from " + p.Bundle.Name
	if len(p.Decks) > 0 && r.Unchanged+r.Kept+r.Updated == 0 {
		return "Imported " + cardsOf(r.Cards) + from
	}
	parts := all(some(r.Added, "new note", "new notes"), some(r.Updated, "newer text", "newer texts"),
		some(done.Intake.Added+done.Intake.Revived, "answer or mark", "answers and marks"))
	if len(parts) == 0 {
		return done.Step.Text
	}
	return "Imported " + listed(parts) + from
}

// Report shows what became of each note in the last import of this visit.
func (s *Screen) Report() {
	if s.report == nil {
		s.host.Toast("Nothing was imported since the program started.", "", "", nil)
		return
	}
	s.host.Trace("report %d", len(s.report.Items))
	s.showReport("What was imported", s.report)
}

func (s *Screen) showReport(title string, r *exchange.Report) {
	var content []fyne.CanvasObject
	say := func(text string, tone fyne.ThemeColorName) {
		if text != "" {
			content = append(content, page.NewLine(text, page.Style{Size: theme.Body, Color: tone}))
		}
	}
	if counts := listed(all(some(r.Added, "note is new", "notes are new"), some(r.Updated, "got a newer text", "got newer texts"),
		some(r.Kept, "stayed as you have it", "stayed as you have them"), some(r.Unchanged, "was here already", "were here already"),
		some(r.Skipped, "was left out", "were left out"))); counts != "" {
		say(counts+".", theme.Ink)
	}
	for _, w := range r.Warnings {
		say(w, theme.Hard)
	}
	if blocks := became(r.Items, after); len(blocks) > 0 {
		content = append(content, page.NewText(blocks, page.Style{Size: theme.Body, Color: theme.Ink}, nil))
	}
	dialogs.Show(s.host.Canvas(), dialogs.Panel{Title: title, Content: page.Column(theme.Gap8, content...)})
}

// A fate is what becomes of some notes, as a list says it.
type fate struct {
	name string
	of   func(*exchange.Item) bool
}

func had(o exchange.Outcome) func(*exchange.Item) bool {
	return func(i *exchange.Item) bool { return i.Outcome == o }
}

// isAltered reports whether a note is not wholly as it was.
func isAltered(i *exchange.Item) bool {
	return (i.Outcome == exchange.Added || i.Outcome == exchange.Updated) && (len(i.Lost) > 0 || i.Why != "")
}

// The fates that are told before an import, and after one. A note is told in one of them.
var (
	before = []fate{
		{"Left out", had(exchange.Skipped)},
		{"Stays as you have it", had(exchange.Kept)},
		{"Not quite as it was", isAltered},
		{"Gets its newer text", had(exchange.Updated)},
	}
	after = []fate{
		{"Left out", had(exchange.Skipped)},
		{"Stayed as you have it", had(exchange.Kept)},
		{"Not quite as it was", isAltered},
		{"Newer text", had(exchange.Updated)},
		{"New", had(exchange.Added)},
		{"Was here already", had(exchange.Unchanged)},
	}
)

// became lists what becomes of notes, fate by fate.
func became(items []exchange.Item, fates []fate) []deck.Block {
	grouped := make([][]*exchange.Item, len(fates))
	for i := range items {
		for k := range fates {
			if fates[k].of(&items[i]) {
				grouped[k] = append(grouped[k], &items[i])
				break
			}
		}
	}
	var g groups
	for k, group := range grouped {
		lines := make([][]deck.Block, 0, min(len(group), mostChanges))
		for _, i := range group[:min(len(group), mostChanges)] {
			lines = append(lines, told(i.Title, strings.Join(all(i.Why, listed(i.Lost)), "; ")))
		}
		g.add(fates[k].name, len(group), lines)
	}
	return g.blocks
}

// told is a line of a list, with what there is to say of it.
func told(title string, more ...string) []deck.Block {
	spans := []deck.Span{{Text: title}}
	for _, line := range more {
		if line != "" {
			spans = append(spans, deck.Span{Text: "\n"}, deck.Span{Text: line, Emph: true})
		}
	}
	return []deck.Block{{Kind: deck.Paragraph, Spans: spans}}
}

// groups are lists with a heading each, which together have a hundred lines at most.
type groups struct {
	blocks []deck.Block
	lines  int
}

// add adds a list of so many things, of which the first have lines.
func (g *groups) add(name string, n int, lines [][]deck.Block) {
	if n == 0 {
		return
	}
	list := deck.Block{Kind: deck.List, Items: lines[:min(len(lines), mostChanges-g.lines)]}
	g.lines += len(list.Items)
	if more := n - len(list.Items); more > 0 {
		list.Items = append(list.Items[:len(list.Items):len(list.Items)], deck.Plain("and "+deck.Number(more)+" more"))
	}
	g.blocks = append(g.blocks,
		deck.Block{Kind: deck.Paragraph, Spans: []deck.Span{{Text: fmt.Sprintf("%s (%s)", name, deck.Number(n)), Strong: true}}},
		list)
}
