package apkg

import (
	"touchpoint/deck/exchange"
	"touchpoint/deck/pack"
)

// What a file may hold. The largest collections that people share have some ten thousand
// notes and media files, and those who have studied for twenty years about a million
// answers; what is far beyond these limits is a mistake or an attack.
const (
	maxFile       = 4 << 30           // bytes of the file itself
	maxDirectory  = 16 << 20          // bytes of it that list what it holds
	maxDatabase   = pack.MaxTotal     // bytes of the database, unpacked
	maxList       = 32 << 20          // bytes of the list of media files, unpacked
	maxMediaFile  = pack.MaxPicture   // bytes of a media file; a larger one is left out
	maxMediaTotal = 4 * pack.MaxTotal // bytes of all media files that are not left out
	maxMediaFiles = 100_000

	maxNotes   = 500_000
	maxCards   = 1_000_000
	maxReviews = 5_000_000
	maxValue   = 64 << 20 // bytes of one value in the database, such as all note types

	// maxRatio is how many times larger than in the file something may become; up to
	// freeRatio bytes it is not asked, since little text of great sameness is harmless.
	maxRatio  = 200
	freeRatio = 1 << 20

	// maxWindow is how far back compressed bytes may refer, which is what unpacking them
	// takes in memory. Anki compresses with 2 MB.
	maxWindow = 32 << 20
)

// roomFor returns how large that may become which has so many bytes in the file, where it
// may have no more than a limit.
func roomFor(packed, limit int64) int64 {
	if packed > limit/maxRatio {
		return limit
	}
	return min(limit, max(freeRatio, packed*maxRatio))
}

func damaged(cause error) error {
	return exchange.Refuse(cause, "The file is damaged, so nothing of it was read; export or download it again.")
}

func bomb() error {
	return exchange.Refuse(nil, "The file would grow to many times its size, as no Anki package does, and was not opened.")
}

func unreadable(name string, err error) error {
	return exchange.Refuse(err, "“%s” cannot be read; make sure that it is there and may be opened.", pack.Show(name))
}
