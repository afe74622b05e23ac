package chart

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// View shows [Data]: the title, a legend where there are several series, the chart, and
// a line of words below it. It has the keyboard as a whole: the arrows, Home and End move
// a reading mark, whose figures the line says; the pointer moves it too.
type View struct {
	widget.BaseWidget
	OnMove  func(i int)               // the learner moved the reading mark by key or tap; pointing alone does not tell
	OnPress func(i int)               // Enter, Space, or a tap on the mark that is read already; nil hands the keys on
	OnKey   func(*fyne.KeyEvent) bool // asked before the view; reports whether it had a use for the key
	OnRune  func(r rune) bool         // likewise
	OnCut   func(fyne.Shortcut) bool  // asked about shortcuts, such as copying
	Stay    bool                      // the reading mark is seen without keyboard and pointer too: it stands for a choice

	data    Data
	at      int // the stop that is read, -1 for none
	pointed int // the stop that the pointer is on, -1 for none
	focus   bool
	still   bool // for a picture: no mark will ever be read
	seek    func()

	scene  *scene // laid out for laid; nil when that has to be done anew
	laid   room
	high   float32    // of the plot
	title  *page.Text // hidden without one
	saying *page.Text
	said   sayings

	renderer *viewRenderer // nil before the view is shown
}

// sayings keep how much room the line below the chart needs.
type sayings struct {
	width, size float32
	height      float32
}

var _ page.Tall = (*View)(nil)

// New returns a view of some data.
func New(d Data) *View {
	v := &View{at: -1, pointed: -1}
	v.title = page.NewLine("", page.Style{Size: theme.Body, Color: theme.Ink, Bold: true})
	v.saying = page.NewLine("", page.Style{Size: theme.Body, Color: theme.Muted})
	v.ExtendBaseWidget(v)
	v.Set(d)
	return v
}

// Set shows other data. The reading mark stays at its place as far as there is one.
func (v *View) Set(d Data) {
	v.data, v.scene, v.said = d, nil, sayings{}
	if title := d.about().Title; title != "" {
		v.title.SetLine(title)
	}
	v.lay(max(v.Size().Width, leastWidth))
	v.at, v.pointed = min(v.at, v.Stops()-1), -1
	v.say()
	if v.renderer != nil {
		v.Refresh()
	}
}

// Data returns what is shown.
func (v *View) Data() Data { return v.data }

// Stops returns how many marks can be read: columns, points of a line, days, bars, tiles.
// They are counted from 0 as in the data; with several lines by their X.
func (v *View) Stops() int { return len(v.laidOut().stops) }

// At returns the mark that is read, -1 for none.
func (v *View) At() int { return v.at }

// Point puts the reading mark on a mark, or with -1 on none. It tells nobody.
func (v *View) Point(i int) {
	v.at = min(max(i, -1), v.Stops()-1)
	v.say()
}

// shown is the mark that is read now: that of the pointer, or else that of the keyboard.
func (v *View) shown() int {
	switch {
	case v.pointed >= 0:
		return v.pointed
	case v.focus || v.Stay:
		return v.at
	}
	return -1
}

// Reading returns what the line below the chart says now: the figures of the mark that is
// read, or the note about the whole.
func (v *View) Reading() string {
	if i := v.shown(); i >= 0 && i < v.Stops() {
		return v.laidOut().stops[i].words
	}
	return v.data.about().Note
}

// say brings the line below the chart and the reading mark up to date.
func (v *View) say() {
	style := page.Style{Size: theme.Body, Color: theme.Muted}
	if v.shown() >= 0 {
		style.Color = theme.Ink
	}
	v.saying.SetStyle(style)
	v.saying.SetLine(unbroken.Replace(v.Reading()))
	if r := v.renderer; r != nil {
		r.point()
	}
}

// unbroken keeps numbers and their units in one line.
var unbroken = strings.NewReplacer(" %", "\u00a0%", " min", "\u00a0min", " h ", "\u00a0h ")

// Table returns the chart's figures as people say them.
func (v *View) Table() (head []string, rows [][]string) { return v.data.Table() }

// CSV returns the figures as comma-separated values with plain numbers, for a spreadsheet.
func (v *View) CSV() []byte { return CSV(v.data.table().plain()) }

// Text returns the figures with tabs between, as a spreadsheet takes them from the
// clipboard.
func (v *View) Text() string { return Text(v.data.table().said()) }

// leastWidth is how narrow a chart is laid out at most.
const leastWidth = 200

// room is what the chart has at a width of the view.
func (v *View) room(width float32) room {
	return room{width: max(width, leastWidth), caption: theme.Size(theme.Caption), measure: measured}
}

func measured(text string, size float32, bold bool) float32 {
	room, _ := theme.Measure(text, size, fyne.TextStyle{Bold: bold})
	return room.Width
}

// lay lays the chart out for a width, if it is not.
func (v *View) lay(width float32) *scene {
	r := v.room(width)
	if v.scene != nil && v.laid.width == r.width && v.laid.caption == r.caption {
		return v.scene
	}
	s := blankScene(r, v.data)
	v.high = emptyHeight(r)
	if !v.data.blank() {
		s, v.high = v.data.lay(r), v.data.height(r)
	}
	v.scene, v.laid = &s, r
	return v.scene
}

// laidOut is the chart at the width that it has.
func (v *View) laidOut() *scene { return v.lay(max(v.Size().Width, leastWidth)) }

// defaultEmpty stands where there is nothing to show, unless the data says better.
const defaultEmpty = "There is nothing to show here yet."

func emptyHeight(r room) float32 { return r.grown(96) }

// blankScene is what stands in the place of a chart without data.
func blankScene(r room, d Data) scene {
	var s scene
	text := d.about().Empty
	if text == "" {
		text = defaultEmpty
	}
	size := r.body()
	lines := r.wrapped(text, min(r.width, r.grown(520)), size)
	y := emptyHeight(r)/2 - float32(len(lines)-1)/2*size*1.4
	for _, line := range lines {
		s.words = append(s.words, words{text: line, y: y, size: size, role: theme.Muted})
		y += size * 1.4
	}
	return s
}

// sayingHeight is how high the line below the chart is when it says the longest that it
// has to say, so that nothing below moves while somebody reads.
func (v *View) sayingHeight(width float32) float32 {
	size := theme.Size(theme.Body)
	if v.said.width == width && v.said.size == size {
		return v.said.height
	}
	longest, stops := []string{v.data.about().Note, "", ""}, v.lay(width).stops
	if v.still {
		stops = nil
	}
	for _, st := range stops {
		if len(st.words) > len(longest[1]) {
			longest[1], longest[2] = st.words, longest[1]
		}
	}
	var high float32
	for _, text := range longest {
		if text != "" {
			high = max(high, page.NewLine(unbroken.Replace(text), page.Style{Size: theme.Body}).HeightFor(width))
		}
	}
	v.said = sayings{width, size, high}
	return high
}

// A division is where the parts of a view stand.
type division struct {
	plot, saying float32 // their tops
	whole        float32 // the height of all
}

func (v *View) division(width float32) division {
	var d division
	var y float32
	if v.data.about().Title != "" {
		y = v.title.HeightFor(width) + theme.Gap8
	}
	d.plot = y
	v.lay(width)
	y += v.high
	d.saying, d.whole = y, y
	if high := v.sayingHeight(width); high > 0 {
		d.saying = y + theme.Gap8
		d.whole = d.saying + high
	}
	return d
}

// HeightFor returns how high the view is in a column of the given width.
func (v *View) HeightFor(width float32) float32 {
	return v.division(max(width, leastWidth)).whole
}

// MinSize is the view's height at its present width.
func (v *View) MinSize() fyne.Size {
	return fyne.NewSize(leastWidth, v.HeightFor(max(v.Size().Width, leastWidth)))
}
