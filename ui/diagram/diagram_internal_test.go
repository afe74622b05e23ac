package diagram

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

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

func TestTapsReportWhatIsThere(t *testing.T) {
	d, w := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	var got string
	d.OnTap = func(id string) { got = id }
	tests := map[string]struct {
		x, y float32
		want string
	}{
		"node":               {60, 60, "trust"},
		"disc":               {200, 64, "trust-ce"},
		"line within slack":  {170, 69, "trust-ce"},
		"bent line":          {438, 84, "ce-sales"},
		"band":               {30, 150, "formation"},
		"node before band":   {30, 200, "joy"},
		"tether":             {200, 250, "size"},
		"ground":             {600, 300, ""},
		"line out of slack":  {170, 90, ""},
		"outside the bounds": {639, 1, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got = "nothing was reported"
			test.TapCanvas(w.Canvas(), on(d, tt.x, tt.y))
			if got != tt.want {
				t.Errorf("tapped %q, want %q", got, tt.want)
			}
		})
	}
}

// The slack round a line is one of the screen, however small the drawing is.
func TestSlackDoesNotShrinkWithTheDrawing(t *testing.T) {
	d, w := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	var got string
	d.OnTap = func(id string) { got = id }
	for _, scale := range []float32{0.5, 1, 2} {
		d.Fit()
		d.Zoom(scale / d.Scale())
		d.Reveal("trust-ce")
		at := on(d, 170, 64)
		test.TapCanvas(w.Canvas(), at.AddXY(0, 7))
		if got != "trust-ce" {
			t.Errorf("scale %v: tapped %q at 7 points from the line", d.Scale(), got)
		}
		test.TapCanvas(w.Canvas(), at.AddXY(0, -10))
		if got == "trust-ce" {
			t.Errorf("scale %v: tapped the line at 10 points from it", d.Scale())
		}
	}
}

func TestTargetsRestrictTapsAndArrows(t *testing.T) {
	d, w := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	var got string
	d.OnTap = func(id string) { got = id }
	d.SetTargets([]string{"sales", "formation", "joy-ce"})
	for _, tt := range []struct {
		x, y float32
		want string
	}{{550, 130, "sales"}, {60, 60, "formation"}, {300, 60, ""}, {200, 134, "joy-ce"}} {
		test.TapCanvas(w.Canvas(), on(d, tt.x, tt.y))
		if got != tt.want {
			t.Errorf("tapped %q at %v, %v, want %q", got, tt.x, tt.y, tt.want)
		}
	}
	d.SetCursor("")
	if d.Key(fyne.KeyDown); d.Cursor() != "sales" {
		t.Errorf("the first key goes to %q, want the first target", d.Cursor())
	}
	if got := walked(d); len(got) != 3 {
		t.Errorf("the arrows reach %v, want the three targets", got)
	}
	d.SetTargets([]string{})
	if test.TapCanvas(w.Canvas(), on(d, 550, 130)); got != "" {
		t.Errorf("tapped %q, want nothing: there are no targets", got)
	}
}

// walked is everything that the arrow keys reach from the first element.
func walked(d *Diagram) map[string]bool {
	d.SetCursor("")
	d.Key(fyne.KeyRight)
	reached := map[string]bool{d.Cursor(): true}
	for open := []string{d.Cursor()}; len(open) > 0; open = open[1:] {
		for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown} {
			d.SetCursor(open[0])
			if d.Key(key); !reached[d.Cursor()] {
				reached[d.Cursor()] = true
				open = append(open, d.Cursor())
			}
		}
	}
	return reached
}

func TestArrowsReachEverything(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	got := walked(d)
	for _, want := range d.reachable().Nodes {
		if !got[want.ID] {
			t.Errorf("no arrow key leads to %q", want.ID)
		}
	}
	if len(got) != 12 {
		t.Errorf("%d elements reached, want 6 nodes, 5 relations and the band", len(got))
	}
	d.SetCursor("trust")
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyRight, "trust-ce"}, {fyne.KeyRight, "ce"}, {fyne.KeyDown, "loyalty"}, {fyne.KeyLeft, "joy-loyalty"}} {
		if d.Key(step.key); d.Cursor() != step.want {
			t.Errorf("%s leads to %q, want %q", step.key, d.Cursor(), step.want)
		}
	}
}

func TestKeysTapAndChangeTheView(t *testing.T) {
	d, w := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	var taps []string
	d.OnTap = func(id string) { taps = append(taps, id) }
	if d.Key(fyne.KeyReturn) {
		t.Error("Enter is used before there is a cursor")
	}
	d.SetCursor("ce")
	w.Canvas().Focus(d)
	d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	d.TypedRune(' ')
	if fmt.Sprint(taps) != "[ce ce]" {
		t.Errorf("tapped %v, want ce twice", taps)
	}
	fitted := d.Scale()
	d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPlus}) // a keyboard sends both
	d.TypedRune('+')
	once := d.Scale()
	if once <= fitted {
		t.Errorf("scale %v after +, want more than %v", once, fitted)
	}
	d.TypedRune('+') // some send only the character
	if twice := d.Scale(); twice/once < once/fitted-0.01 || twice/once > once/fitted+0.01 {
		t.Errorf("scales %v, %v, %v: want equal steps", fitted, once, twice)
	}
	d.TypedRune('0')
	if d.Scale() != fitted {
		t.Errorf("scale %v after 0, want %v", d.Scale(), fitted)
	}
	for range 40 {
		d.Key(fyne.KeyMinus)
	}
	if d.Scale() < 0.39 {
		t.Errorf("scale %v, want no less than 0.4", d.Scale())
	}
	for range 60 {
		d.Key(fyne.KeyPlus)
	}
	if d.Scale() > 3 {
		t.Errorf("scale %v, want no more than 3", d.Scale())
	}
	if d.Key(fyne.KeyEscape) || d.Rune('x') {
		t.Error("a key without a use is not handed on")
	}
}

func TestUnusedKeysGoToTheWindow(t *testing.T) {
	d, w := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	var got []string
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { got = append(got, string(ev.Name)) })
	w.Canvas().SetOnTypedRune(func(r rune) { got = append(got, string(r)) })
	w.Canvas().Focus(d)
	d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
	d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	d.TypedRune('h')
	if fmt.Sprint(got) != "[F1 h]" {
		t.Errorf("the window got %v, want F1 and h", got)
	}
}

// pull drags from one point of the drawing to another as a window does: in steps, each
// with the place where the pointer is.
func pull(d *Diagram, x1, y1, x2, y2 float32) {
	from, to := on(d, x1, y1), on(d, x2, y2)
	const steps = 4
	last := from
	for i := 1; i <= steps; i++ {
		at := between(from, to, float32(i)/steps)
		d.pad.Dragged(&fyne.DragEvent{
			PointEvent: fyne.PointEvent{Position: at}, Dragged: fyne.NewDelta(at.X-last.X, at.Y-last.Y),
		})
		last = at
	}
	d.pad.DragEnd()
}

func TestDraggingReports(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	var log []string
	d.Draggable = func(id string) bool { return id == "trust" }
	d.OnDrag = func(id string, _ model.Point) { log = append(log, "drag "+id) }
	d.OnDrop = func(id string, at model.Point) { log = append(log, fmt.Sprintf("drop %s %.0f %.0f", id, at.X, at.Y)) }
	d.OnConnect = func(from, to string) { log = append(log, from+" to "+to) }
	d.OnTap = func(id string) { log = append(log, "tap "+id) }
	before := d.origin
	pull(d, 60, 60, 90, 150)
	if got := log[len(log)-1]; got != "drop trust 90 150" || len(log) != 5 {
		t.Errorf("reported %v", log)
	}
	if d.origin != before {
		t.Error("the ground moved while an element was dragged")
	}
	log = nil
	pull(d, 300, 60, 320, 100) // cannot be dragged: the ground moves
	if len(log) != 0 || d.origin == before {
		t.Errorf("reported %v, ground moved by %v", log, d.origin.Subtract(before))
	}
	d.Connecting = true
	pull(d, 60, 60, 550, 130)
	pull(d, 60, 60, 60, 70)   // back on itself
	pull(d, 60, 60, 450, 300) // on the ground
	if fmt.Sprint(log) != "[trust to sales]" {
		t.Errorf("reported %v, want trust to sales", log)
	}
	log = nil
	pull(d, 60, 60, 61, 61) // a hand that is not quite still
	if fmt.Sprint(log) != "[tap trust]" {
		t.Errorf("reported %v, want a tap", log)
	}
}

func TestWheelPansAndZooms(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	before, scale := d.origin, d.scale
	d.scroll(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)}, 0)
	if d.origin.Y >= before.Y || d.origin.X != before.X {
		t.Errorf("the wheel moved the drawing by %v, want up", d.origin.Subtract(before))
	}
	d.scroll(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)}, fyne.KeyModifierShift)
	if d.origin.X >= before.X {
		t.Errorf("Shift and the wheel moved it by %v, want left", d.origin.Subtract(before))
	}
	at := on(d, 300, 60)
	d.scroll(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: at}, Scrolled: fyne.NewDelta(0, 25)}, fyne.KeyModifierControl)
	if d.scale <= scale {
		t.Errorf("scale %v, want more than %v", d.scale, scale)
	}
	if now := on(d, 300, 60); distance(now, at) > 0.5 {
		t.Errorf("what is under the pointer moved from %v to %v", at, now)
	}
}

func TestHoverReports(t *testing.T) {
	d, _ := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	var got []string
	d.OnHover = func(id string) { got = append(got, id) }
	move := func(x, y float32) {
		d.pad.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: on(d, x, y)}})
	}
	move(60, 60)
	move(62, 60)
	move(600, 300)
	move(200, 64)
	d.pad.MouseOut()
	if fmt.Sprintf("%q", got) != `["trust" "" "trust-ce" ""]` {
		t.Errorf("reported %q", got)
	}
}

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
	for _, want := range []string{"?", "Commitment", "Satisfaction", "missing", "74 %", "new", "0", "weaker"} {
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

func TestTheKeyboardShowsWhereItIs(t *testing.T) {
	d, w := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), nil)
	ringed := func() bool {
		for _, layer := range d.marker.things {
			if len(layer) > 0 {
				return true
			}
		}
		return false
	}
	test.TapCanvas(w.Canvas(), on(d, 300, 60))
	if ringed() || d.Cursor() != "ce" {
		t.Errorf("after a tap the cursor is on %q, ring %v; want ce without a ring", d.Cursor(), ringed())
	}
	w.Canvas().Unfocus()
	d.SetCursor("")
	w.Canvas().FocusNext()
	if !ringed() || d.Cursor() != "trust" {
		t.Errorf("after Tab the cursor is on %q, ring %v; want a ring on the first", d.Cursor(), ringed())
	}
	w.Canvas().Unfocus()
	if ringed() {
		t.Error("the ring stays when the keyboard has left")
	}
}

func TestTethersOfWhatIsHiddenCannotBeTapped(t *testing.T) {
	d, w := begin(t, fyne.NewSize(800, 500))
	d.Set(small(), model.Overlay{"size>joy-loyalty": {Hidden: true}, "sales": {Hidden: true}})
	var got string
	d.OnTap = func(id string) { got = id }
	for _, at := range []fyne.Position{on(d, 200, 250), on(d, 560, 130)} {
		if test.TapCanvas(w.Canvas(), at); got != "" {
			t.Errorf("tapped %q, which is not drawn", got)
		}
	}
}
