package pack

import (
	"path"
	"strings"
)

// What a deck's files may be. The largest decks that people share have some thousand
// pictures; what is far beyond these limits is a mistake or an attack.
const (
	MaxFiles   = 5000      // files of a deck
	MaxPicture = 20 << 20  // bytes of a picture, or any file that is not text
	MaxText    = 32 << 20  // bytes of a file of notes or a model
	MaxTotal   = 512 << 20 // bytes of all files together

	maxManifest  = 32 << 20
	maxDirectory = 4 << 20 // bytes of a zip file that list what it holds
	maxDepth     = 8       // folders within each other
	maxName      = 240     // bytes of a path

	// maxRatio is how many times larger than in the zip file a file may become; up to
	// freeRatio bytes it is not asked, since little text of great sameness is harmless.
	maxRatio  = 200
	freeRatio = 1 << 20
)

// limitOf is how large a file of a name may be.
func limitOf(name string) int64 {
	if name == manifestName {
		return maxManifest
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".yaml", ".yml":
		return MaxText
	}
	return MaxPicture
}

// tooLarge says that a file is larger than it may be.
func tooLarge(name string, size int64) error {
	what := "a picture or other file"
	if limitOf(name) != MaxPicture {
		what = "a file of text"
	}
	return fail(nil, "“%s” is %s, and %s of a deck may have %s at most; make it smaller or take it out, and try again.",
		Show(name), Megabytes(size), what, Megabytes(limitOf(name)))
}
