package pack

// What a deck's files may be. The largest decks that people share have some thousand
// pictures; what is far beyond these limits is a mistake or an attack.
const (
	MaxFiles   = 5000      // files of a deck
	MaxPicture = 20 << 20  // bytes of a picture, or any file that is not text
	MaxText    = 32 << 20  // bytes of a file of notes or a model
	MaxTotal   = 512 << 20 // bytes of all files together

	maxManifest = 32 << 20
	maxDepth    = 8   // folders within each other
	maxName     = 240 // bytes of a path
	maxRatio    = 200 // how many times larger than in the archive a file may be
	freeRatio   = 1 << 20
)
