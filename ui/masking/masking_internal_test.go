package masking

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/ui/uitest"
)

// blank is an empty picture of some size.
func blank(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// shown returns an editor in a window, with a picture, and what it told.
func shown(t *testing.T, masks ...deck.Mask) (*Editor, *uitest.Host, *[][]deck.Mask) {
	t.Helper()
	h := uitest.NewHost(t, 800, 600)
	e := New(h.Canvas)
	told := &[][]deck.Mask{}
	e.OnMasks = func(m []deck.Mask) { *told = append(*told, m) }
	h.Show(e.Object())
	e.Show("media/a.png", blank(t, 400, 200), masks, false)
	return e, h, told
}

// drag draws with the pointer from one place of the picture to another, in per cent.
func drag(e *Editor, x1, y1, x2, y2 float64) {
	at := func(x, y float64) fyne.Position {
		p, _ := e.board.frame().box(deck.Mask{X: x, Y: y})
		return p
	}
	e.board.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(x1, y1)}})
	for _, share := range []float64{0.3, 0.7, 1} {
		e.board.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(x1+(x2-x1)*share, y1+(y2-y1)*share)}})
	}
	e.board.DragEnd()
}

func mask(n int, x, y, w, h float64) deck.Mask {
	return deck.Mask{Number: n, X: x, Y: y, Width: w, Height: h}
}

func TestDragging(t *testing.T) {
	for name, tt := range map[string]struct {
		before         []deck.Mask
		chosen         int
		x1, y1, x2, y2 float64
		want           []deck.Mask
	}{
		"draws a box":               {nil, -1, 10, 20, 40, 60, []deck.Mask{mask(1, 10, 20, 30, 40)}},
		"draws upwards":             {nil, -1, 40, 60, 10, 20, []deck.Mask{mask(1, 10, 20, 30, 40)}},
		"ends at the edge":          {nil, -1, 80, 80, 130, 140, []deck.Mask{mask(1, 80, 80, 20, 20)}},
		"takes the next number":     {[]deck.Mask{mask(1, 0, 0, 5, 5), mask(3, 90, 90, 5, 5)}, -1, 40, 40, 60, 60, []deck.Mask{mask(1, 0, 0, 5, 5), mask(3, 90, 90, 5, 5), mask(2, 40, 40, 20, 20)}},
		"moves a box":               {[]deck.Mask{mask(1, 10, 10, 20, 20)}, -1, 15, 15, 35, 45, []deck.Mask{mask(1, 30, 40, 20, 20)}},
		"moves it to the edge":      {[]deck.Mask{mask(1, 10, 10, 20, 20)}, -1, 15, 15, 200, 15, []deck.Mask{mask(1, 80, 10, 20, 20)}},
		"sizes by the right corner": {[]deck.Mask{mask(1, 10, 10, 20, 20)}, 0, 30, 30, 50, 70, []deck.Mask{mask(1, 10, 10, 40, 60)}},
		"sizes by the left side":    {[]deck.Mask{mask(1, 10, 10, 20, 20)}, 0, 10, 20, 5, 90, []deck.Mask{mask(1, 5, 10, 25, 20)}},
		"never turns inside out":    {[]deck.Mask{mask(1, 10, 10, 20, 20)}, 0, 30, 30, 0, 0, []deck.Mask{mask(1, 10, 10, 1, 1)}},
	} {
		t.Run(name, func(t *testing.T) {
			e, _, told := shown(t, tt.before...)
			e.board.sel(tt.chosen)
			drag(e, tt.x1, tt.y1, tt.x2, tt.y2)
			if len(*told) != 1 {
				t.Fatalf("told %d times, want once, at the end", len(*told))
			}
			near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) <= 0.11 })
			if diff := cmp.Diff(tt.want, (*told)[0], near); diff != "" {
				t.Errorf("masks (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAPressThatHardlyMovesDrawsNothing(t *testing.T) {
	e, _, told := shown(t)
	drag(e, 50, 50, 50.3, 50.3)
	if len(e.board.masks) != 0 || len(*told) != 0 {
		t.Errorf("masks are %v, told %v", e.board.masks, *told)
	}
}

func TestKeys(t *testing.T) {
	const shift = desktop.KeyShiftLeft
	two := []deck.Mask{mask(1, 10, 10, 20, 20), mask(2, 50, 50, 10, 10)}
	for name, tt := range map[string]struct {
		keys  []fyne.KeyName // a Shift is held from its name to the end
		runes string
		want  []deck.Mask
	}{
		"Tab chooses, arrows move":    {[]fyne.KeyName{fyne.KeyTab, fyne.KeyRight, fyne.KeyDown}, "", []deck.Mask{mask(1, 11, 11, 20, 20), two[1]}},
		"Tab goes on":                 {[]fyne.KeyName{fyne.KeyTab, fyne.KeyTab, fyne.KeyLeft}, "", []deck.Mask{two[0], mask(2, 49, 50, 10, 10)}},
		"Shift and arrows size":       {[]fyne.KeyName{fyne.KeyTab, shift, fyne.KeyRight, fyne.KeyUp}, "", []deck.Mask{mask(1, 10, 10, 21, 19), two[1]}},
		"Delete removes":              {[]fyne.KeyName{fyne.KeyTab, fyne.KeyDelete}, "", two[1:]},
		"N makes a new one":           {nil, "n", append(two[:2:2], mask(3, 40, 45, 20, 10))},
		"N twice makes them apart":    {nil, "nn", append(two[:2:2], mask(3, 40, 45, 20, 10), mask(4, 43, 48, 20, 10))},
		"a digit numbers":             {[]fyne.KeyName{fyne.KeyTab, fyne.KeyTab}, "1", []deck.Mask{two[0], mask(1, 50, 50, 10, 10)}},
		"plus numbers":                {[]fyne.KeyName{fyne.KeyTab}, "++-", []deck.Mask{mask(2, 10, 10, 20, 20), two[1]}},
		"nothing without a selection": {[]fyne.KeyName{fyne.KeyLeft, fyne.KeyDelete}, "5", two},
	} {
		t.Run(name, func(t *testing.T) {
			e, h, _ := shown(t, two...)
			h.Canvas().Focus(e.board)
			for _, k := range tt.keys {
				if k == shift {
					e.board.KeyDown(&fyne.KeyEvent{Name: k})
					continue
				}
				e.board.TypedKey(&fyne.KeyEvent{Name: k})
			}
			for _, r := range tt.runes {
				e.board.TypedRune(r)
			}
			if diff := cmp.Diff(tt.want, e.board.masks); diff != "" {
				t.Errorf("masks (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTabLeavesAfterTheLastMask(t *testing.T) {
	e, h, _ := shown(t, mask(1, 10, 10, 20, 20))
	h.Canvas().Focus(e.board)
	if !e.board.AcceptsTab() {
		t.Error("there is a mask to go to, and Tab leaves")
	}
	e.board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	if e.board.AcceptsTab() {
		t.Error("there is no other mask, and Tab stays")
	}
	e.board.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	e.board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	if e.board.AcceptsTab() {
		t.Error("there is nothing before the first mask, and Shift+Tab stays")
	}
}

func TestLabelAndWhatElseIsHidden(t *testing.T) {
	e, h, told := shown(t, mask(1, 10, 10, 20, 20))
	all := false
	e.OnHideAll = func(on bool) { all = on }
	e.board.sel(0)
	h.Canvas().Focus(e.label)
	test.Type(e.label, "Before")
	if got := (*told)[len(*told)-1][0].Label; got != "Before" {
		t.Errorf("label is %q, want %q", got, "Before")
	}
	test.Tap(uitest.Button(t, e.Object(), "All boxes"))
	if !all {
		t.Error("all boxes are to be covered, and nobody was told")
	}
}

func TestWithoutPictureThereIsANextStep(t *testing.T) {
	h := uitest.NewHost(t, 800, 600)
	e := New(h.Canvas)
	asked := 0
	e.OnPicture = func() { asked++ }
	h.Show(e.Object())
	e.Show("", nil, nil, false)
	test.Tap(uitest.Button(t, e.empty, "Choose a picture"))
	e.board.TypedRune('n')
	if asked != 1 || len(e.board.masks) != 0 {
		t.Errorf("asked for a picture %d times, masks %v", asked, e.board.masks)
	}
}

// Whatever is done to a mask, it stays inside the picture and large enough to be seen.
func TestMasksStayInsideThePicture(t *testing.T) {
	share := rapid.Float64Range(-150, 250)
	rapid.Check(t, func(t *rapid.T) {
		m := spanned(share.Draw(t, "x1"), share.Draw(t, "y1"), share.Draw(t, "x2"), share.Draw(t, "y2"))
		if !large(m) {
			return
		}
		for range rapid.IntRange(0, 8).Draw(t, "changes") {
			dx, dy := share.Draw(t, "dx"), share.Draw(t, "dy")
			if rapid.Bool().Draw(t, "moves") {
				m = moved(m, dx, dy)
			} else {
				m = resized(m, handles[rapid.IntRange(0, len(handles)-1).Draw(t, "handle")].edges, dx, dy)
			}
			const slack = 1e-6
			if m.X < 0 || m.Y < 0 || m.X+m.Width > 100+slack || m.Y+m.Height > 100+slack || m.Width < least-slack || m.Height < least-slack {
				t.Fatalf("the mask is %+v", m)
			}
		}
	})
}

// A place on the board is the same place of the picture at any size of the window.
func TestMasksKeepToThePicture(t *testing.T) {
	side := rapid.Float32Range(40, 3000)
	rapid.Check(t, func(t *rapid.T) {
		shape := fyne.NewSize(side.Draw(t, "w"), side.Draw(t, "h"))
		m := spanned(rapid.Float64Range(0, 100).Draw(t, "x1"), rapid.Float64Range(0, 100).Draw(t, "y1"), 60, 40)
		f := fit(shape, fyne.NewSize(side.Draw(t, "width"), side.Draw(t, "height")), handleRoom)
		at, size := f.box(m)
		x1, y1 := f.share(at)
		x2, y2 := f.share(at.AddXY(size.Width, size.Height))
		back := spanned(x1, y1, x2, y2)
		for _, d := range []float64{back.X - m.X, back.Y - m.Y, back.Width - m.Width, back.Height - m.Height} {
			if math.Abs(d) > 0.2 {
				t.Fatalf("in %v the mask %+v comes back as %+v", f, m, back)
			}
		}
		if got, want := f.size.Width/f.size.Height, shape.Width/shape.Height; math.Abs(float64(got/want-1)) > 0.01 {
			t.Fatalf("the picture is %v and is drawn as %v", shape, f.size)
		}
	})
}

// A mask of a note that has no picture yet is not seen, and Tab passes it by.
func TestTabPassesMasksWithoutAPicture(t *testing.T) {
	e, _, _ := shown(t)
	e.Show("media/none.png", nil, []deck.Mask{mask(1, 10, 10, 20, 20)}, false)
	if e.board.AcceptsTab() {
		t.Error("Tab goes to a box that is not seen")
	}
}
