package chart

// Data is what a chart shows: [Columns], [Histogram], [Hours], [Lines], [Curve], [Calendar],
// [Calibration], [Bars] or [Tiles]. Data is not changed after it was given to a [View].
type Data interface {
	// Table returns the figures that the chart shows as people say them, for somebody
	// who would rather read than look, and for the clipboard.
	Table() (head []string, rows [][]string)

	about() About
	blank() bool           // there is nothing to show
	table() table          // the figures behind Table and CSV
	height(r room) float32 // of the plot, for a width
	lay(r room) scene      // marks, words and stops for a room
}

// About is what every chart says besides its figures.
type About struct {
	Title string // above the chart; "" if the page says it
	Note  string // below it while no mark is read: a sentence about the whole
	Empty string // what stands in its place while there is nothing to show
}

func (a About) about() About { return a }

// A Series is one of the things that a chart counts.
type Series struct {
	Name string // "Reviews"
	Unit Unit
	Tone Tone
}

// A Tone is what a mark looks like: a role of the theme and a pattern, so that tones
// that stand side by side are told apart without their hues.
type Tone uint8

// The tones. The zero tone is what a chart with one series has.
const (
	Main   Tone = iota // what the chart is about: solid
	Second             // what stands beside it: hatched
	Quiet              // what stands back: pale
	Third              // outlined and dotted
	Again              // the grades
	Hard
	Good
	Easy
)
