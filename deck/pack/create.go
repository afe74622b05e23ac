package pack

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/safefile"
)

// Options says what to pack.
type Options struct {
	File string // when the deck is a single .md file: its name in the file system
}

// Write writes the deck at the root of fsys as a .deck file. The same deck always gives
// the same bytes. It holds what [List] lists; a deck of one file becomes a folder with a
// deck.md. Faults of the deck do not matter, but it must have an id.
func Write(w io.Writer, fsys fs.FS, o Options) (Manifest, error) {
	fsys = Folder(fsys, o)
	files, err := List(fsys)
	if err != nil {
		return Manifest{}, err
	}
	var m Manifest
	var parsed error
	var reading sync.WaitGroup
	reading.Go(func() { m, parsed = describe(fsys) }) // while the files are read for their hashes
	err = hashAll(fsys, files)
	reading.Wait()
	if err = errors.Join(err, parsed); err != nil {
		return Manifest{}, first(err)
	}
	m.Files = files
	return m, m.write(w, fsys)
}

// first returns the first of joined errors, since one sentence is enough.
func first(err error) error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	return err
}

// describe reads the deck for what a manifest says of it.
func describe(fsys fs.FS) (Manifest, error) {
	d, faults, err := deck.Parse(fsys)
	if err != nil {
		return Manifest{}, fail(err, "The deck could not be read (%v).", err)
	}
	if slices.ContainsFunc(faults, func(f deck.Fault) bool { return f.Rule == "deck-id" }) {
		return Manifest{}, fail(nil, "The deck has no id, by which it is known; write one at the top of %s, such as “id: %s”.", d.Files[0], d.ID)
	}
	m := Manifest{
		Format: Format, ID: d.ID, Title: d.Title, Version: d.Version,
		Language: d.Language, Licence: d.Licence, Authors: d.Authors,
	}
	for i := range d.Notes {
		m.Notes = append(m.Notes, d.Notes[i].ID)
	}
	for _, c := range d.Models {
		m.Models = append(m.Models, c.ID)
	}
	return m, nil
}

// hashAll fills in the hashes of files.
func hashAll(fsys fs.FS, files []File) error {
	for i := range files {
		sum := sha256.New()
		if err := copyFile(sum, fsys, files[i]); err != nil {
			return err
		}
		files[i].SHA256 = hex.EncodeToString(sum.Sum(nil))
	}
	return nil
}

// copyFile copies a file of the size that it had.
func copyFile(w io.Writer, fsys fs.FS, file File) error {
	f, err := fsys.Open(file.Path)
	if err != nil {
		return unreadable(file.Path, err)
	}
	defer f.Close()
	n, err := io.Copy(w, io.LimitReader(readFailure{f, file.Path}, file.Size+1))
	if err == nil && n != file.Size {
		return changed(file.Path)
	}
	return err
}

// A readFailure tells errors of reading from those of writing.
type readFailure struct {
	io.Reader
	name string
}

func (r readFailure) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = unreadable(r.name, err)
	}
	return n, err
}

func changed(name string) error {
	return fail(nil, "“%s” was changed while it was read; wait until that is over, and try again.", Show(name))
}

// epoch is when every entry of a .deck file was last changed, so that nothing of it
// depends on when it was made.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// write writes the archive.
func (m Manifest) write(w io.Writer, fsys fs.FS) error {
	z := zip.NewWriter(w)
	var list bytes.Buffer
	e := json.NewEncoder(&list)
	e.SetEscapeHTML(false)
	if err := e.Encode(m); err != nil {
		return err
	}
	out, err := z.CreateHeader(header(manifestName))
	if err != nil {
		return err
	}
	if _, err := out.Write(list.Bytes()); err != nil {
		return err
	}
	for _, file := range m.Files {
		out, err := z.CreateHeader(header(file.Path))
		if err != nil {
			return err
		}
		sum := sha256.New()
		if err := copyFile(io.MultiWriter(out, sum), fsys, file); err != nil {
			return err
		}
		if sumOf(sum) != file.SHA256 {
			return changed(file.Path)
		}
	}
	return z.Close()
}

func sumOf(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }

func header(name string) *zip.FileHeader {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch}
	if Dense(name) {
		h.Method = zip.Store
	}
	h.SetMode(0o644)
	return h
}

// Create writes the deck at the root of fsys into a file. A packed deck that is there is
// replaced, in such a way that a crash leaves the old or the new one; anything else is not.
func Create(file string, fsys fs.FS, o Options) (m Manifest, err error) {
	if err := replaceable(file); err != nil {
		return m, err
	}
	err = safefile.Create(file, func(w io.Writer) (err error) {
		m, err = Write(w, fsys, o)
		return err
	})
	if err != nil {
		return m, Unwritable(filepath.Base(file), err)
	}
	return m, nil
}

// replaceable refuses to write over what is no packed deck, such as the text of one.
func replaceable(file string) error {
	name := filepath.Base(file)
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return Unwritable(name, err)
	case info.IsDir():
		return fail(fs.ErrExist, "“%s” is a folder; nothing was changed, so choose the name of a file in it.", Show(name))
	case archive(name) && (info.Size() == 0 || Zipped(file)):
		return nil
	}
	return fail(fs.ErrExist, "“%s” is there already and is no packed deck; nothing was changed, so choose another name.", Show(name))
}
