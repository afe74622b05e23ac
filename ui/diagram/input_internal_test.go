package diagram

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck/model"
)

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
