package deck

import (
	"slices"
	"strings"
)

// Media returns the paths of the pictures that a note shows and of the files that it links
// to, slash-separated, relative to the deck's root and each once, in the order in which
// they come. Nothing says that they are there.
func (n *Note) Media() []string {
	var m mediaList
	m.add(n.Picture)
	for _, text := range append([]string{n.Front}, n.bodies()...) {
		if strings.Contains(text, "](") || strings.Contains(text, "]:") {
			m.blocks(Blocks(text))
		}
	}
	return m.list
}

// bodies returns the texts of a note beneath its heading.
func (n *Note) bodies() []string {
	texts := append([]string{n.Lead, n.Back, n.Explanation}, n.Items...)
	for _, o := range n.Options {
		texts = append(texts, o.Text)
	}
	return texts
}

// A mediaList gathers paths, each once.
type mediaList struct{ list []string }

func (m *mediaList) add(file string) {
	if file != "" && !slices.Contains(m.list, file) {
		m.list = append(m.list, file)
	}
}

func (m *mediaList) blocks(blocks []Block) {
	for _, b := range blocks {
		m.add(b.Path)
		m.spans(b.Spans)
		m.blocks(b.Blocks)
		for _, item := range b.Items {
			m.blocks(item)
		}
		for _, row := range b.Rows {
			for _, cell := range row {
				m.spans(cell.Spans)
			}
		}
	}
}

func (m *mediaList) spans(spans []Span) {
	for _, s := range spans {
		if file, ok := s.Attachment(); ok {
			m.add(file)
		}
	}
}
