package diagram

import (
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/model"
	"touchpoint/ui/theme"
)

// small is a drawing with everything that can be drawn, by hand: trust leads to
// engagement, which leads to sales; a moderator acts on the first arrow.
func small() *model.Drawing {
	box := func(id string, role model.Role, x, y float64, lines ...string) model.Node {
		return model.Node{ID: id, Shape: model.Box, Role: role, Size: model.LabelSize, Lines: lines, Rect: model.Rect{X: x, Y: y, Width: 120, Height: 48}}
	}
	arrow := func(from, to string, sign model.Sign, points ...model.Point) model.Edge {
		mid := points[len(points)/2]
		if len(points) == 2 {
			mid = model.Point{X: (points[0].X + points[1].X) / 2, Y: (points[0].Y + points[1].Y) / 2}
		}
		return model.Edge{ID: from + "-" + to, From: from, To: to, Sign: sign, Points: points, Disc: mid}
	}
	return &model.Drawing{
		Width: 640, Height: 330,
		Bands: []model.Band{
			{ID: "formation", Rect: model.Rect{X: 10, Y: 10, Width: 150, Height: 250}, Caption: "Formation", Size: model.CaptionSize},
		},
		Nodes: []model.Node{
			box("trust", model.Antecedent, 25, 40, "Trust"),
			box("joy", model.Antecedent, 25, 180, "Emotions", "while using it"),
			box("ce", model.Focal, 255, 40, "Customer", "engagement"),
			box("loyalty", model.Mediator, 255, 180, "Loyalty"),
			box("sales", model.Outcome, 500, 110, "Sales"),
			{ID: "size", Shape: model.Pill, Size: model.ChipSize, Lines: []string{"Firm size"}, Rect: model.Rect{X: 150, Y: 280, Width: 100, Height: 30}},
		},
		Edges: []model.Edge{
			arrow("trust", "ce", model.Positive, model.Point{X: 145, Y: 64}, model.Point{X: 255, Y: 64}),
			arrow("joy", "loyalty", model.Negative, model.Point{X: 145, Y: 204}, model.Point{X: 255, Y: 204}),
			arrow("joy", "ce", model.Unknown, model.Point{X: 145, Y: 190}, model.Point{X: 255, Y: 78}),
			arrow("ce", "sales", model.Positive, model.Point{X: 375, Y: 64}, model.Point{X: 440, Y: 80}, model.Point{X: 500, Y: 125}),
			arrow("loyalty", "sales", model.None, model.Point{X: 375, Y: 204}, model.Point{X: 500, Y: 145}),
			{ID: "size>joy-loyalty", From: "size", To: "joy-loyalty", Tether: true, Points: []model.Point{{X: 200, Y: 280}, {X: 200, Y: 214}}},
		},
	}
}

// begin opens a window with a diagram in it that fills it.
func begin(t testing.TB, size fyne.Size) (*Diagram, fyne.Window) {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(theme.Light, 1))
	d := New()
	w := test.NewTempWindow(t, d)
	w.SetPadded(false)
	w.Resize(size)
	return d, w
}

// on is the place on the widget of a point of the drawing.
func on(d *Diagram, x, y float32) fyne.Position {
	return d.origin.AddXY(x*d.scale, y*d.scale)
}

// The slack round a line is one of the screen, however small the drawing is.
// walked is everything that the arrow keys reach from the first element.
// pull drags from one point of the drawing to another as a window does: in steps, each
// with the place where the pointer is.
// objects are the canvas objects of an element.
func objects(d *Diagram, id string) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, i := range d.items {
		if i.id != id {
			continue
		}
		for _, layer := range i.things {
			for _, t := range layer {
				list = append(list, t.object)
			}
		}
	}
	return list
}

func TestOverlayRefreshesOnlyWhatChanged(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(800, 500))
	recall := &model.Recall{Chance: 0.74, Seen: 3, Cards: 4}
	d.Set(small(), model.Overlay{"trust": {Lit: true}, "sales": {Recall: recall}})
	ids := map[string]bool{}
	before := map[string][]fyne.CanvasObject{}
	for _, i := range d.items {
		ids[i.id] = true
		before[i.id] = objects(d, i.id)
	}
	again := *recall
	d.SetOverlay(model.Overlay{"ce": {Tag: "step 2"}, "sales": {Recall: &again}})
	changed := map[string]bool{"trust": true, "ce": true}
	for id := range ids {
		anew := objects(d, id)[0] != before[id][0]
		if anew != changed[id] {
			t.Errorf("%s is drawn anew: %v, want %v", id, anew, changed[id])
		}
	}
	recall = &again
	before["sales"] = objects(d, "sales")
	again.Chance = 0.5 // the owner goes on with its recall and shows it again
	d.SetOverlay(model.Overlay{"ce": {Tag: "step 2"}, "sales": {Recall: recall}})
	if objects(d, "sales")[0] == before["sales"][0] {
		t.Error("another chance of recall is not drawn")
	}
	d.SetOverlay(model.Overlay{"joy": {Hidden: true}})
	if got := objects(d, "joy"); len(got) != 0 {
		t.Errorf("a hidden element has %d objects", len(got))
	}
}

// words are the texts on the canvas.
func words(d *Diagram) map[string]*canvas.Text {
	list := map[string]*canvas.Text{}
	for _, o := range d.layer.Objects {
		if text, ok := o.(*canvas.Text); ok {
			list[text.Text] = text
		}
	}
	return list
}

func TestFacesSayWhatTheyMeanInWords(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), model.Overlay{
		"trust":    {Asked: true},
		"ce":       {Mark: model.Wrong, Right: "Commitment", Label: "Satisfaction"},
		"joy":      {Mark: model.Miss},
		"loyalty":  {Recall: &model.Recall{Chance: 0.743, Seen: 2}},
		"sales":    {Recall: &model.Recall{Cards: 4}},
		"trust-ce": {Sign: model.None, Tag: "weaker"},
	})
	got := words(d)
	for _, want := range []string{"?", "Commitment", "Satisfaction", "74 %", "0", "weaker"} {
		if got[want] == nil {
			t.Errorf("%q is not written anywhere", want)
		}
	}
	for _, gone := range []string{"Trust", "Customer"} {
		if got[gone] != nil {
			t.Errorf("%q is written, though it is asked or replaced", gone)
		}
	}
}

func TestPanningMovesWithoutDrawing(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	text := words(d)["Trust"]
	at, size := text.Position(), text.TextSize
	place, _, _ := d.Place("trust")
	d.Pan(30, -20)
	if words(d)["Trust"] != text || text.Position() != at || text.TextSize != size {
		t.Error("a text was touched")
	}
	if now, _, _ := d.Place("trust"); now != place.AddXY(30, -20) {
		t.Errorf("it stands at %v, want %v", now, place.AddXY(30, -20))
	}
	d.Pan(1e6, 1e6)
	if shown := d.onDrawing(fyne.NewPos(800, 500)); shown.X < 10 || shown.Y < 10 {
		t.Error("the drawing can be pushed out of sight")
	}
}

func TestWhatIsOutOfSightIsNotOnTheCanvas(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(300, 200))
	d.Set(small(), nil)
	all := len(d.layer.Objects)
	d.Zoom(3 / d.Scale())
	d.Reveal("trust")
	if len(d.layer.Objects) >= all || words(d)["Sales"] != nil {
		t.Errorf("%d objects of %d on the canvas when one box is seen", len(d.layer.Objects), all)
	}
	d.Reveal("sales")
	at, size, ok := d.Place("sales")
	if !ok || words(d)["Sales"] == nil || at.X < 0 || at.X+min(size.Width, 200) > 300 {
		t.Errorf("sales stands at %v after it was revealed", at)
	}
}

func TestTextSizesAreFew(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	sizes := map[float32]bool{}
	for range 200 {
		d.Zoom(0.99)
		sizes[words(d)["Trust"].TextSize] = true
		if s := words(d)["Trust"].TextSize * 2; s != float32(int(s)) {
			t.Fatalf("a text of size %v", s/2)
		}
	}
	if len(sizes) > 25 {
		t.Errorf("%d sizes of one text while zooming out", len(sizes))
	}
}

func TestAnotherDrawingOfTheSameSizeKeepsItsPlace(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	d.Zoom(1.5)
	d.Pan(20, 20)
	scale, origin := d.scale, d.origin
	d.Set(small(), nil)
	if d.scale != scale || d.origin != origin {
		t.Error("a drawing of the same size is fitted anew")
	}
	other := small()
	other.Width = 900
	d.Set(other, nil)
	at, size, _ := d.Place("sales")
	if d.scale == scale || at.X < 0 || at.X+size.Width > 800 {
		t.Error("a drawing of another size is not fitted")
	}
}

// A drawing of another size is shown where taps look for it.
func TestAnotherDrawingOfAnotherSizeIsWhereItIsTapped(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	wide := small()
	wide.Width, wide.Height = 900, 400
	d.Set(wide, nil)
	if got := d.layer.Position(); got != d.origin {
		t.Errorf("it is drawn from %v, and taps are looked for from %v", got, d.origin)
	}
	d.Steady = true
	d.Zoom(1.5)
	scale, origin := d.scale, d.origin
	d.Set(small(), nil)
	if d.scale != scale || d.origin != origin || d.layer.Position() != origin {
		t.Error("a steady diagram whose view was moved is fitted to another drawing")
	}
}

func TestThemeIsFollowed(t *testing.T) {
	d, w := begin(t, fyne.NewSize(800, 500))
	wide := small()
	wide.Width, wide.Height = 300, 200 // so that it is not the window that limits it
	d.Set(wide, nil)
	ink, scale := words(d)["Trust"].Color, d.Scale()
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Dark, 1))
	d.Refresh()
	if words(d)["Trust"].Color == ink {
		t.Error("a text has its old colour in the dark")
	}
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Dark, 1.5))
	d.Refresh()
	if got := d.Scale(); got < 1.49*scale {
		t.Errorf("scale %v with bigger text, want %v", got, 1.5*scale)
	}
	d.SetCursor("ce")
	d.Zoom(1.2)
	before := d.Scale()
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Light, 1))
	d.Refresh()
	if got := d.Scale(); got > before*0.7 {
		t.Errorf("scale %v, want %v", got, before/1.5)
	}
	_ = w
}

func TestThumbnailTakesNoInput(t *testing.T) {
	_, w := begin(t, fyne.NewSize(800, 500))
	thumb := NewThumbnail(small(), nil, fyne.NewSize(160, 90))
	if thumb.MinSize() != fyne.NewSize(160, 90) {
		t.Errorf("it is %v, want 160 by 90", thumb.MinSize())
	}
	w.SetContent(thumb)
	w.Resize(fyne.NewSize(160, 90))
	thumb.OnTap = func(id string) { t.Errorf("tapped %q", id) }
	test.TapCanvas(w.Canvas(), on(thumb, 60, 60))
	origin := thumb.origin
	test.Scroll(w.Canvas(), on(thumb, 60, 60), 0, 25)
	if thumb.origin != origin {
		t.Error("the wheel moves it")
	}
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != nil {
		t.Error("the Tab key stops at it")
	}
	if got := words(thumb); len(got) > 2 { // the two signs that are letters, and they too are bars
		t.Errorf("%d texts are drawn that nobody can read", len(got))
	}
	for _, id := range []string{"trust", "sales", "size"} {
		at, size, _ := thumb.Place(id)
		if at.X < 0 || at.Y < 0 || at.X+size.Width > 160 || at.Y+size.Height > 90 {
			t.Errorf("%s stands at %v, outside", id, at)
		}
	}
}

func TestEmptyDiagram(t *testing.T) {
	d, w := begin(t, fyne.NewSize(300, 200))
	for range 2 {
		d.Key(fyne.KeyRight)
		d.Zoom(2)
		d.Fit()
		d.Pan(3, 3)
		d.Reveal("nothing")
		d.SetCursor("nothing")
		test.TapCanvas(w.Canvas(), fyne.NewPos(20, 20))
		if _, _, ok := d.Place("nothing"); ok {
			t.Error("nothing has a place")
		}
		d.Set(&model.Drawing{}, nil)
	}
	d.Set(nil, nil)
}

// Zooming gives texts their size frame by frame; in the end all have it.
func TestTextsGetTheirSizeAfterZooming(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(1000, 700))
	d.Set(crowded(), nil)
	d.Zoom(1.7)
	texts := 0
	for _, i := range d.items {
		for _, layer := range i.things {
			for _, thing := range layer {
				text, ok := thing.object.(*canvas.Text)
				if !ok || thing.tiny || thing.gone {
					continue
				}
				texts++
				if want := snapped(thing.mark.textSize * d.scale); text.TextSize != want || thing.late {
					t.Errorf("%q is drawn at %.1f, want %.1f", text.Text, text.TextSize, want)
				}
			}
		}
	}
	if texts <= textsAFrame {
		t.Fatalf("only %d texts, so that none had to wait", texts)
	}
}

// A text that was a bar stays one until its turn comes; one that had a size keeps it.
func TestZoomingDoesNotGiveAllTextsTheirSizeInOneFrame(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(1000, 700))
	d.Set(crowded(), nil)
	count := func() (sharp, late int) {
		for _, i := range d.near {
			for _, layer := range i.things {
				for _, thing := range layer {
					_, text := thing.object.(*canvas.Text)
					switch {
					case thing.late:
						late++
					case text && !thing.tiny && !thing.gone:
						sharp++
					}
				}
			}
		}
		return sharp, late
	}
	for _, zoom := range []float32{0.2 / d.scale, 5, 1.5} { // all are bars; they can be read; they are larger
		before := d.scale
		d.zoomAt(zoom, fyne.NewPos(500, 350))
		d.mark()
		late := d.present(textsAFrame)
		if sharp, waiting := count(); sharp > textsAFrame || late != (waiting > 0) || zoom > 1 && waiting == 0 {
			t.Errorf("from %.2f to %.2f: %d texts have their size in the first frame, %d wait (reported: %t)", before, d.scale, sharp, waiting, late)
		}
		for range 100 {
			late = d.present(textsAFrame)
		}
		if _, waiting := count(); late || waiting > 0 {
			t.Errorf("at %.2f: %d texts wait for ever", d.scale, waiting)
		}
	}
}

// A small drawing is of fewer pieces, and nobody sees it.
func TestASmallDrawingIsOfFewerPieces(t *testing.T) {
	for _, test := range []struct{ scale, grain float32 }{{2, 1}, {1, 1}, {0.51, 1}, {0.5, 2}, {0.26, 2}, {0.25, 4}, {0.01, 16}} {
		if got := grainAt(test.scale); got != test.grain {
			t.Errorf("the grain at %v is %v, want %v", test.scale, got, test.grain)
		}
	}
	drawing := crowded()
	for i := range drawing.Edges {
		e := &drawing.Edges[i]
		for _, grain := range []float32{1, 4} {
			line := polyline(e, grain)
			for _, q := range e.Points {
				off := float32(math.Inf(1))
				for j := 1; j < len(line); j++ {
					off = min(off, away(pos(q), line[j-1], line[j]))
				}
				if most := unseen * grain; off > most*1.01 {
					t.Errorf("%s passes %.2f beside a point of it, want at most %.2f", e.ID, off, most)
				}
			}
		}
	}
	pieces := func(grain float32) (n int) {
		for i := range drawing.Edges {
			n += len(edgeMarks(&drawing.Edges[i], model.Face{}, pen{grain: grain}))
		}
		return n
	}
	if usual, small := pieces(1), pieces(4); small*10 > usual*9 {
		t.Errorf("%d pieces at a fifth of the size, %d at the whole", small, usual)
	}
}

// A wheel that turns back finds what was there before, under the same faces.
func TestTheGrainBeforeIsKept(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(300, 200))
	drawing := crowded()
	d.Set(drawing, nil)
	edge := d.items[slices.IndexFunc(d.items, func(i *item) bool { return i.grained })]
	to := func(scale float32) *thing {
		edge.follow(d.paints, scale)
		list := edge.things[lineLayer]
		return list[len(list)-1] // the head is first
	}
	fine := to(0.9)
	coarse := to(0.3)
	if fine == coarse || to(0.8) != fine || to(0.4) != coarse {
		t.Error("what was there at the grain before is made anew")
	}
	if at, want := coarse.object.(*canvas.Line).Position1, scaled(coarse.mark.at, 0.4); at != want {
		t.Errorf("it stands at %v, not %v", at, want)
	}
	edge.build(model.Face{Dim: true}, d.paints, 0.4)
	if again := to(0.9); again == fine {
		t.Error("it has the face of before")
	}
}

func TestADrawingHasNoMoreDashesThanAFrameHasTimeFor(t *testing.T) {
	d := crowded()
	for i := range d.Edges {
		d.Edges[i].Sign = model.Unknown
	}
	dashes := 0
	for _, i := range itemsOf(d) {
		for _, m := range i.marks(model.Face{}, 1) {
			if m.kind == lineMark {
				dashes++
			}
		}
	}
	if most := mostDashes*3/2 + 2*len(d.Edges); dashes > most {
		t.Errorf("%d lines, want at most about %d", dashes, most)
	}
	if usual := sparseness(&model.Drawing{Edges: d.Edges[:1]}); usual != 1 {
		t.Errorf("the dots of one line are %.2f times as long as usual", usual)
	}
}

// An arrow whose line says nothing of its sign looks like any other; only its disc differs.
func TestAPlainArrowKeepsItsSignToItsDisc(t *testing.T) {
	e := &model.Edge{ID: "r", Points: []model.Point{{X: 0, Y: 0}, {X: 100, Y: 0}}, Disc: model.Point{X: 50, Y: 0}}
	lines := func(s model.Sign) []mark {
		e.Sign = s
		var list []mark
		for _, m := range edgeMarks(e, model.Face{Plain: true}, pen{}) {
			if m.layer == lineLayer || m.kind == discMark {
				list = append(list, m)
			}
		}
		return list
	}
	plus := lines(model.Positive)
	for _, s := range []model.Sign{model.Negative, model.None, model.Unknown} {
		if diff := cmp.Diff(plus, lines(s), cmp.AllowUnexported(mark{}, ink{})); diff != "" {
			t.Errorf("the line of %q tells its sign (-plus +other):\n%s", s, diff)
		}
	}
}
