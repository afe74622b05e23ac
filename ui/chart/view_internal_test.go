package chart

import (
	"bytes"
	"encoding/csv"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
	"touchpoint/ui/uitest"
)

// shown puts a view of some data into a window.
func shown(t testing.TB, d Data, width float32) (*View, *uitest.Host) {
	t.Helper()
	host := uitest.NewHost(t, width, 600)
	v := New(d)
	host.Show(page.Column(0, v))
	return v, host
}

func press(v *View, names ...fyne.KeyName) {
	for _, name := range names {
		v.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func TestArrowsReadTheColumns(t *testing.T) {
	v, host := shown(t, forecast(), 560)
	var moved []int
	v.OnMove = func(i int) { moved = append(moved, i) }
	if got := v.Reading(); !strings.HasPrefix(got, "About 24 cards") {
		t.Errorf("before anything is read it says %q, want the note", got)
	}
	host.Canvas().Focus(v)
	if got, want := v.Reading(), "Sunday 22 November: 6 young, 3 mature"; got != want {
		t.Errorf("with the keyboard it reads %q, want %q", got, want)
	}
	press(v, fyne.KeyRight, fyne.KeyRight, fyne.KeyEnd, fyne.KeyRight, fyne.KeyLeft, fyne.KeyHome, fyne.KeyLeft)
	if diff := cmp.Diff([]int{1, 2, 29, 28, 0}, moved); diff != "" {
		t.Errorf("it moved (-want +got)\n%s", diff)
	}
	host.Canvas().Unfocus()
	if got := v.Reading(); !strings.HasPrefix(got, "About 24 cards") {
		t.Errorf("after the keyboard has gone it says %q, want the note", got)
	}
}

func TestWhatIsReadIsWritten(t *testing.T) {
	v, host := shown(t, forecast(), 560)
	host.Canvas().Focus(v)
	press(v, fyne.KeyRight)
	words := uitest.Words(v)
	if !strings.Contains(strings.ReplaceAll(words, "\n", " "), v.Reading()) {
		t.Errorf("%q is not among what is written:\n%s", v.Reading(), words)
	}
}

func TestCalendarIsReadByWeeksAndDays(t *testing.T) {
	v, host := shown(t, aYear(), 560)
	host.Canvas().Focus(v)
	if v.At() != 364 {
		t.Fatalf("it begins at day %d, want today, 364", v.At())
	}
	press(v, fyne.KeyLeft, fyne.KeyUp)
	if v.At() != 356 {
		t.Errorf("a week and a day before day 364 is %d", v.At())
	}
	if got, want := v.Reading(), "Saturday 14 November 2026: "; !strings.HasPrefix(got, want) {
		t.Errorf("it reads %q, want %q", got, want)
	}
}

func TestKeysWithoutUseGoToTheWindow(t *testing.T) {
	v, host := shown(t, forecast(), 560)
	var keys []fyne.KeyName
	host.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { keys = append(keys, ev.Name) })
	host.Canvas().Focus(v)
	press(v, fyne.KeyUp, fyne.KeyDown, fyne.KeyEscape, fyne.KeyReturn, fyne.KeyRight, fyne.KeyPageDown)
	want := []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyEscape, fyne.KeyReturn, fyne.KeyPageDown}
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Errorf("handed on (-want +got)\n%s", diff)
	}
	pressed := -1
	v.OnPress = func(i int) { pressed = i }
	press(v, fyne.KeyReturn)
	if pressed != v.At() || len(keys) != len(want) {
		t.Errorf("Enter pressed %d, want the mark that is read, %d", pressed, v.At())
	}
}

func TestBarsEndHandsTheArrowsOn(t *testing.T) {
	v, host := shown(t, topics(), 560)
	var keys []fyne.KeyName
	host.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { keys = append(keys, ev.Name) })
	host.Canvas().Focus(v)
	press(v, fyne.KeyDown, fyne.KeyUp, fyne.KeyUp)
	if diff := cmp.Diff([]fyne.KeyName{fyne.KeyUp}, keys); diff != "" {
		t.Errorf("handed on (-want +got)\n%s", diff)
	}
}

func TestPointerReadsAndPresses(t *testing.T) {
	v, _ := shown(t, forecast(), 560)
	var told, pressed []int
	v.OnMove = func(i int) { told = append(told, i) }
	v.OnPress = func(i int) { pressed = append(pressed, i) }
	place := func(i int) fyne.Position {
		st := v.laidOut().stops[i]
		return fyne.NewPos((st.at.X+st.to.X)/2, v.division(v.Size().Width).plot+(st.at.Y+st.to.Y)/2)
	}
	v.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: place(7)}})
	if got, want := v.Reading(), v.laidOut().stops[7].words; got != want || len(told) != 0 {
		t.Errorf("pointing reads %q and tells %v, want %q and nothing", got, told, want)
	}
	v.MouseOut()
	if v.At() != -1 {
		t.Errorf("after the pointer has gone mark %d is read", v.At())
	}
	for _, i := range []int{0, 9, 9} { // today is where the keyboard would begin
		v.Tapped(&fyne.PointEvent{Position: place(i)})
	}
	if !slices.Equal(told, []int{0, 9}) || !slices.Equal(pressed, []int{9}) {
		t.Errorf("taps tell %v and press %v, want 0 and 9, and 9", told, pressed)
	}
	v.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: place(12)}})
	if press(v, fyne.KeyReturn); pressed[len(pressed)-1] != 12 || v.Cursor() != desktop.PointerCursor {
		t.Errorf("Enter presses %v under a cursor %v, want what is read, 12", pressed, v.Cursor())
	}
}

func TestChosenMarkStays(t *testing.T) {
	v, _ := shown(t, cost(), 560)
	v.Stay = true
	v.Point(20)
	if got, want := v.Reading(), "How well you want to remember 90 %: minutes a day 22 min"; got != want {
		t.Errorf("it reads %q, want %q", got, want)
	}
	v.Set(forecast())
	if v.At() != 20 {
		t.Errorf("with other data mark %d is read, want 20", v.At())
	}
	v.Set(tiles())
	if v.At() != 4 {
		t.Errorf("with fewer marks %d is read, want the last, 4", v.At())
	}
	v.Set(samples()["nothing"])
	if v.At() != -1 || v.Stops() != 0 {
		t.Errorf("with nothing to show mark %d of %d is read", v.At(), v.Stops())
	}
	v.Tapped(&fyne.PointEvent{})
	press(v, fyne.KeyRight, fyne.KeyHome, fyne.KeyReturn)
}

func TestEmptyChartSaysWhatWillBeThere(t *testing.T) {
	v, _ := shown(t, samples()["nothing"], 560)
	if words := strings.ReplaceAll(uitest.Words(v), "\n", " "); !strings.Contains(words, "Here you will see how many cards come back each day.") {
		t.Errorf("it says %q", words)
	}
	v, _ = shown(t, Bars{}, 560)
	if words := uitest.Words(v); !strings.Contains(words, defaultEmpty) {
		t.Errorf("without words of its own it says %q", words)
	}
}

// TestNothingIsClipped shows every chart at every size of type, each word within the view.
func TestNothingIsClipped(t *testing.T) {
	v, host := shown(t, Tiles{}, 560)
	for _, text := range []float32{theme.MinScale, 1, theme.MaxScale} {
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Dark, text))
		for name, d := range samples() {
			v.Set(d)
			host.Show(page.Column(0, v))
			if bad := uitest.Outside(v, v.Size()); bad != nil {
				t.Errorf("%s at text %v: %v", name, text, bad)
			}
			whole := v.HeightFor(v.Size().Width)
			uitest.Place(v, func(c *canvas.Text, at fyne.Position) {
				if at.Y < -2 || at.Y+c.MinSize().Height > whole+4 {
					t.Errorf("%s at text %v: %q at %.0f of %.0f", name, text, c.Text, at.Y, whole)
				}
			})
		}
	}
}

// TestReadingMovesNothing reads every mark: the height of a chart does not change with
// what is said below it.
func TestReadingMovesNothing(t *testing.T) {
	for name, d := range samples() {
		v, host := shown(t, d, 420)
		host.Canvas().Focus(v)
		whole := v.HeightFor(420)
		for i := range v.Stops() {
			v.Point(i)
			if h := v.saying.HeightFor(420); h > v.sayingHeight(420) || v.HeightFor(420) != whole {
				t.Errorf("%s: mark %d needs %v for %q, has %v", name, i, h, v.Reading(), v.sayingHeight(420))
			}
		}
	}
}

func TestFiguresAreHandedOut(t *testing.T) {
	v, _ := shown(t, topics(), 560)
	head, rows := v.Table()
	if diff := cmp.Diff([]string{"Topic", "Remembered", ""}, head); diff != "" {
		t.Errorf("head (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Customer journey", "71 %", "34 cards"}, rows[0]); diff != "" {
		t.Errorf("row (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Capabilities", "", ""}, rows[4]); diff != "" {
		t.Errorf("row without a number (-want +got)\n%s", diff)
	}
	want := "Topic,Remembered (%),\nCustomer journey,71,34 cards\n"
	if got := string(v.CSV()); !strings.HasPrefix(got, want) {
		t.Errorf("CSV begins %q, want %q", got[:min(len(got), 80)], want)
	}
	if got := v.Text(); !strings.HasPrefix(got, "Topic\tRemembered\t\nCustomer journey\t71 %\t34 cards\n") {
		t.Errorf("text is %q", got)
	}
}

func TestEveryChartHasATable(t *testing.T) {
	for name, d := range samples() {
		head, rows := d.Table()
		records, err := csv.NewReader(bytes.NewReader(CSV(d.table().plain()))).ReadAll()
		if err != nil || len(records) != len(rows)+1 || len(head) == 0 || !d.blank() && len(rows) == 0 {
			t.Errorf("%s: %d rows, as CSV %d: %v", name, len(rows), len(records), err)
		}
		for _, row := range rows {
			if len(row) != len(head) {
				t.Errorf("%s: a row of %d under a head of %d", name, len(row), len(head))
			}
		}
	}
}

func TestPictureHasTheSizeThatIsAskedFor(t *testing.T) {
	v, _ := shown(t, forecast(), 560)
	data, err := v.PNG(2)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Dx(); got != 2*(560+2*int(theme.Gap16)) {
		t.Errorf("the picture is %d wide", got)
	}
	again, err := v.PNG(2)
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("a second picture differs from the first: %v", err)
	}
}

// TestPictureHasAGroundThroughout looks at the edges of pictures in the dark look, the
// sizes of which are no whole numbers.
func TestPictureHasAGroundThroughout(t *testing.T) {
	v, _ := shown(t, forecast(), 560.3)
	for _, size := range []float32{0.8, 1, 1.6} {
		test.ApplyTheme(t, theme.New(theme.Dark, size))
		for _, scale := range []float32{1, 1.5, 2, 3} {
			data, err := v.PNG(scale)
			if err != nil {
				t.Fatal(err)
			}
			img, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			b := img.Bounds()
			want := color.NRGBAModel.Convert(theme.Color(theme.Surface))
			for _, at := range []image.Point{b.Min, {b.Max.X - 1, b.Min.Y}, {b.Min.X, b.Max.Y - 1}, {b.Max.X - 1, b.Max.Y - 1}} {
				if got := color.NRGBAModel.Convert(img.At(at.X, at.Y)); got != want {
					t.Errorf("text %v, %v pixels a point: the picture of %v has %v at %v, want %v", size, scale, b.Max, got, at, want)
				}
			}
		}
	}
}

// TestRendererComesBack does what the toolkit does with what was not seen for a while.
func TestRendererComesBack(t *testing.T) {
	v, _ := shown(t, forecast(), 560)
	place := func() (list []fyne.Position) {
		for _, text := range v.renderer.texts {
			list = append(list, text.Position())
		}
		return list
	}
	before := place()
	v.CreateRenderer()
	if diff := cmp.Diff(before, place()); diff != "" {
		t.Errorf("words moved (-before +after)\n%s", diff)
	}
}

func TestThemeChangeIsFollowed(t *testing.T) {
	v, host := shown(t, forecast(), 560)
	pixels := func() []byte { return host.Canvas().Capture().(*image.NRGBA).Pix }
	before := pixels()
	high := v.HeightFor(560)
	test.ApplyTheme(t, theme.New(theme.Dark, 1.6))
	v.Refresh()
	if v.HeightFor(560) <= high {
		t.Errorf("with larger text it is %v high, before %v", v.HeightFor(560), high)
	}
	if bytes.Equal(before, pixels()) {
		t.Error("the picture is the same in another theme")
	}
}

func TestCopyingIsAskedForFirst(t *testing.T) {
	v, host := shown(t, forecast(), 560)
	var runes []rune
	var cuts int
	host.Canvas().SetOnTypedRune(func(r rune) { runes = append(runes, r) })
	v.TypedShortcut(&fyne.ShortcutCopy{}) // of no use to anybody
	v.OnCut = func(fyne.Shortcut) bool { cuts++; return cuts == 1 }
	v.OnRune = func(r rune) bool { return r == 'x' }
	for range 2 {
		v.TypedShortcut(&fyne.ShortcutCopy{})
	}
	if cuts != 2 {
		t.Errorf("it was asked %d times about two shortcuts", cuts)
	}
	v.OnPress = func(int) {}
	for _, r := range "x y" {
		v.TypedRune(r)
	}
	if string(runes) != "y" {
		t.Errorf("the window is typed %q, want what the chart has no use for, y", string(runes))
	}
	sought := false
	v.WhenFocused(func() { sought = true })
	if host.Canvas().Focus(v); !sought {
		t.Error("the page was not asked to scroll")
	}
}
