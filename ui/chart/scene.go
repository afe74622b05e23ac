package chart

// A room is what a chart is laid out in.
type room struct {
	width, height float32
	face          float32 // the size of captions
	measure       func(text string, size float32) float32
}

// A scene is a chart laid out.
type scene struct {
	stops []stop
}

// A stop is a place of the reading mark.
type stop struct {
	words string
}
