package hypertext

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// picture writes a picture, or the words for it.
func (w *writer) picture(src, alt string) {
	if w.hidden > 0 || w.pre != nil {
		return
	}
	path, ok := "", false
	if w.o.Picture != nil && src != "" {
		path, ok = w.o.Picture(src)
	}
	if !ok {
		if src != "" {
			w.lose("a picture")
		}
		w.words(alt)
		return
	}
	w.endCode()
	if w.inGap() {
		if strings.TrimSpace(alt) == "" {
			alt = path[strings.LastIndexByte(path, '/')+1:]
		}
		w.lose("a picture in a gap, which is a link to it now")
		w.fileLink(path, alt)
		return
	}
	image := "![" + string(escapeAll(alt, w.table.cell)) + "](" + fileTarget(path) + ")"
	if w.table.cell {
		w.table.pictures = append(w.table.pictures, image)
		return
	}
	w.bare(image)
}

// fileLink writes a link to a file of the deck.
func (w *writer) fileLink(path, words string) {
	w.unwant(styleLink, atom.A)
	w.want(styleLink, atom.A, fileTarget(path))
	w.words(words)
	w.unwant(styleLink, atom.A)
}
