package draft

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"touchpoint/deck"
)

// Limits on what is read of a deck's folder.
const (
	maxText  = 32 << 20  // bytes of one file, as package deck reads it
	maxDeck  = 128 << 20 // of all of them
	maxFiles = 1200
)

var errNotFile = problem("it is not a file")

// readAll reads the deck from disk.
func (d *Draft) readAll() error {
	names, err := d.where.names(d.alone)
	if err != nil {
		return say("The deck in %s cannot be opened: %s.", d.where.name(), reason(err))
	}
	if !slices.ContainsFunc(names, func(name string) bool { return kindOf(name) == textFile }) {
		return say("There is no deck in %s: a deck has a file deck.md.", d.where.name())
	}
	total := 0
	for _, name := range names {
		f := &file{name: name, kind: kindOf(name), lineEnd: "\n"}
		src, stamp, err := d.readFile(name)
		total += len(src)
		switch {
		case err == nil && total <= maxDeck:
			f.pieces = d.load(f, src)
			f.base, f.stamp = f.pieces, stamp
		case d.alone != "" && err != nil:
			return say("%s cannot be opened: %s.", name, reason(err))
		case err == nil:
			d.closed(f, fmt.Sprintf("%s is not shown: the deck has more than %d MB of text.", name, maxDeck>>20))
		default:
			d.closed(f, fmt.Sprintf("%s cannot be read: %s. Nothing in it is changed.", name, reason(err)))
		}
		d.files = append(d.files, f)
	}
	d.order()
	return nil
}

// closed makes a file one that is listed and not read.
func (d *Draft) closed(f *file, why string) {
	f.pieces = []*piece{{key: d.newKey()}}
	f.base = f.pieces
	f.locked, f.tooBig = why, true
	f.stamp.exists = true
}

// names returns the files of the deck that are edited as text.
func (w where) names(alone string) ([]string, error) {
	if alone != "" {
		return []string{alone}, nil
	}
	entries, err := w.list(".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && deck.IsText(e.Name()) {
			names = append(names, e.Name())
		}
	}
	models, err := w.list(modelFolder)
	if err == nil {
		for _, e := range models {
			if !e.IsDir() && isModel(e.Name()) {
				names = append(names, modelFolder+"/"+e.Name())
			}
		}
	}
	if len(names) > maxFiles {
		return nil, fmt.Errorf("it has %d files, more than the %d that can be edited at once", len(names), maxFiles)
	}
	return names, nil
}

// isModel reports whether a file of the folder of models is one, by its name.
func isModel(name string) bool {
	ext := filepath.Ext(name)
	return !strings.HasPrefix(name, ".") && (ext == ".yaml" || ext == ".yml")
}

// readFile reads a file of the deck.
func (d *Draft) readFile(name string) ([]byte, stamp, error) {
	return d.where.read(name, maxText)
}

// read reads a regular file, which links do not lead out of the folder for.
func (w where) read(name string, limit int64) ([]byte, stamp, error) {
	s := stamp{seen: time.Now()}
	info, err := w.stat(name)
	if err != nil {
		return nil, s, err
	}
	if !info.Mode().IsRegular() {
		return nil, s, errNotFile // a pipe would be waited for
	}
	if info.Size() > limit {
		return nil, s, tooLarge(info.Size(), limit)
	}
	f, err := w.open(name)
	if err != nil {
		return nil, s, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, s, err
	}
	if int64(len(data)) > limit {
		return nil, s, tooLarge(int64(len(data)), limit)
	}
	s.exists, s.size, s.mod, s.sum = true, info.Size(), info.ModTime(), sha256.Sum256(data)
	return data, s, nil
}

func tooLarge(size, limit int64) error {
	return fmt.Errorf("it has %d MB, and %d MB is the most", (size+1<<20-1)>>20, limit>>20)
}

// reason says why something could not be done with a file, in words and without its path.
func reason(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "the disk is full"
	case errors.Is(err, syscall.EFBIG):
		return "the system allows no file of that size"
	case errors.Is(err, syscall.EROFS):
		return "the disk is read-only"
	case errors.Is(err, fs.ErrPermission):
		return "you are not allowed to"
	case errors.Is(err, fs.ErrNotExist):
		return "it is not there"
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err.Error()
	}
	return err.Error()
}
