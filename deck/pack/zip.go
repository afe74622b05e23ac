package pack

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"path"
	"strings"
)

// ErrListing is the error of an archive that lists far more than it should hold.
var ErrListing = errors.New("the list of files is too long")

// ZipBegin is what a zip file begins with, unless it is empty.
const ZipBegin = "PK\x03\x04"

// OpenZip reads the list of what a zip file of a size holds. The list may have no more than
// so many bytes, as each of its entries is worth many times its size in memory: if it has
// more the error is [ErrListing]. Nothing is known yet of names and sizes in the list.
func OpenZip(r io.ReaderAt, size, most int64) (*zip.Reader, error) {
	directory := &allowance{ReaderAt: r, left: most}
	z, err := zip.NewReader(directory, size)
	switch {
	case directory.left < 0:
		return nil, ErrListing
	case err != nil && !errors.Is(err, zip.ErrInsecurePath): // whoever calls looks at names
		return nil, err
	}
	directory.unlimited = true
	return z, nil
}

// An allowance is a reader from which no more than so much may be read while the list of
// files is.
type allowance struct {
	io.ReaderAt
	left      int64
	unlimited bool
}

func (a *allowance) ReadAt(p []byte, at int64) (int, error) {
	if a.unlimited {
		return a.ReaderAt.ReadAt(p, at)
	}
	a.left -= int64(len(p))
	if a.left < 0 {
		return 0, ErrListing
	}
	return a.ReaderAt.ReadAt(p, at)
}

// Zipped reports whether a file begins as a zip file does.
func Zipped(file string) bool {
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	begin := make([]byte, len(ZipBegin))
	_, err = io.ReadFull(f, begin)
	return err == nil && string(begin) == ZipBegin
}

// Dense reports whether a file of a name is compressed already, so that an archive keeps it
// as it is.
func Dense(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".flac", ".mp4", ".webm", ".mov":
		return true
	}
	return false
}
