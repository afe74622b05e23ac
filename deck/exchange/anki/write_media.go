package anki

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/pack"
)

// A mediaList gathers the files that notes show or link to. It may be used by several
// goroutines.
type mediaList struct {
	fsys   fs.FS
	mu     sync.Mutex
	names  map[string]string // by path in the deck, the name in the package; "" if it cannot be had
	files  map[string]apkg.Media
	faults []string // sentences
}

func newMediaList(fsys fs.FS) *mediaList {
	return &mediaList{fsys: fsys, names: make(map[string]string), files: make(map[string]apkg.Media)}
}

// name takes in the file at a path in the deck and returns what it is called in the
// package, "" if it cannot be had.
func (l *mediaList) name(file string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if name, known := l.names[file]; known {
		return name
	}
	name := ""
	data, err := l.read(file)
	if err == nil {
		name = mediaName(path.Base(file), data)
		l.files[name] = apkg.Media{Name: name, Size: int64(len(data)), Open: func() (io.ReadCloser, error) { return l.fsys.Open(file) }}
	} else {
		l.faults = append(l.faults, missing(file, err))
	}
	l.names[file] = name
	return name
}

func (l *mediaList) read(file string) ([]byte, error) {
	if l.fsys == nil || !fs.ValidPath(file) {
		return nil, fs.ErrNotExist
	}
	return readLimited(l.fsys, file, pack.MaxPicture)
}

// missing says that a file is not in the package, and why.
func missing(file string, err error) string {
	switch {
	case errors.Is(err, errTooLarge):
		return "“" + file + "” is larger than " + deck.Number(pack.MaxPicture>>20) + " MB and was left out."
	case errors.Is(err, fs.ErrNotExist):
		return "“" + file + "” is missing from the deck; its words stand in its place."
	}
	return "“" + file + "” could not be read; its words stand in its place."
}

// add takes in a file that was made for the package and returns its name there.
func (l *mediaList) add(base string, data []byte) string {
	name := mediaName(base, data)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.files[name] = apkg.Media{Name: name, Size: int64(len(data)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}}
	return name
}

// sorted returns the files in the order of their names.
func (l *mediaList) sorted() []apkg.Media {
	list := make([]apkg.Media, 0, len(l.files))
	for _, name := range sortedKeys(l.files) {
		list = append(list, l.files[name])
	}
	return list
}

// mediaName makes a name for a file of its own name and its bytes. Anki keeps the files of
// all decks in one folder, so a name must be that of no other file there, and one that
// was changed needs another.
func mediaName(base string, data []byte) string {
	const longest = 60 // bytes of the part for people
	letters := func(s string) string {
		return strings.Trim(strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
				return r
			}
			return '-'
		}, norm.NFC.String(s)), "-")
	}
	ext := path.Ext(base)
	base = letters(strings.TrimSuffix(base, ext))
	if ext != "" {
		ext = "." + letters(strings.ToLower(ext[1:]))
	}
	for len(base) > longest {
		short := []rune(base)
		base = string(short[:len(short)-1])
	}
	if base == "" {
		base = "file"
	}
	sum := sha256.Sum256(data)
	const digits = 12
	return base + "-" + hex.EncodeToString(sum[:])[:digits] + ext
}

// isPlayed reports whether Anki plays files of a name, which it marks as [sound:name],
// films too.
func isPlayed(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".mp3", ".wav", ".ogg", ".oga", ".opus", ".m4a", ".flac", ".mp4", ".webm", ".mov":
		return true
	}
	return false
}

// warn tells of the files that are not in the package.
func (l *mediaList) warn(r *exchange.Report) {
	slices.Sort(l.faults) // several goroutines found them
	for _, sentence := range l.faults {
		r.Warn("%s", sentence)
	}
}
