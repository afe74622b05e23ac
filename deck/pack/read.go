package pack

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"touchpoint/deck"
)

var errFolder = errors.New("it is a folder")

// A Pack is a deck in a file. It is the file system of the deck's folder and safe for
// use by many goroutines. Everything in it has been read once and agrees with its hash.
type Pack struct {
	manifest Manifest
	listed   bool
	files    map[string]*packed
	folders  map[string][]fs.DirEntry
	close    func() error
}

// A packed file is a file in a pack.
type packed struct {
	File
	zipped *zip.File
}

// Open reads the file at a path. It must be closed after use.
func Open(file string) (*Pack, error) {
	name := path.Base(strings.ReplaceAll(file, `\`, "/"))
	info, err := os.Stat(file)
	if err != nil {
		return nil, unreadable(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fail(nil, "“%s” is not a file that can be read.", Show(name))
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, unreadable(name, err)
	}
	p, err := Read(f, info.Size())
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	p.close = f.Close
	return p, nil
}

// Close closes the file that the pack was opened from.
func (p *Pack) Close() error {
	if p.close == nil {
		return nil
	}
	return p.close()
}

// Manifest returns what the file says of itself. Of a plain zip it lists the files only,
// and listed is false.
func (p *Pack) Manifest() (m Manifest, listed bool) { return p.manifest, p.listed }

// Read reads a .deck file, or a plain zip of a deck's folder, in which the folder itself
// may stand too. The reader is used as long as the pack is.
func Read(r io.ReaderAt, size int64) (*Pack, error) {
	if size > MaxTotal {
		return nil, fail(nil, "The file is %s, and a packed deck may have %s at most.", Megabytes(size), Megabytes(MaxTotal))
	}
	z, err := OpenZip(r, size, maxDirectory)
	switch {
	case errors.Is(err, ErrListing):
		return nil, fail(err, "The file lists far more than a deck holds, and was not opened.")
	case err != nil:
		return nil, fail(err, "This is no packed deck, or it is damaged; ask for it again.")
	}
	p := &Pack{files: make(map[string]*packed)}
	if err := p.take(z.File, size); err != nil {
		return nil, err
	}
	if err := p.readManifest(); err != nil {
		return nil, err
	}
	if err := p.verify(); err != nil {
		return nil, err
	}
	p.list()
	return p, nil
}

// take takes in the entries of the archive, each looked at before any is opened.
func (p *Pack) take(entries []*zip.File, size int64) error {
	names := newNames()
	entries = slices.DeleteFunc(slices.Clone(entries), func(f *zip.File) bool { return ignored(f.Name) })
	top := topFolder(entries)
	var total uint64
	for _, f := range entries {
		name := strings.TrimPrefix(f.Name, top)
		if err := checkEntry(f, name); err != nil {
			return err
		}
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if err := names.add(name); err != nil {
			return err
		}
		total += f.UncompressedSize64
		if len(p.files) > MaxFiles { // the manifest is none of the deck's
			return fail(nil, "The file holds more than %d files, which is the most that a deck may have.", MaxFiles)
		}
		p.files[name] = &packed{File: File{Path: name, Size: int64(f.UncompressedSize64)}, zipped: f}
	}
	switch {
	case total > MaxTotal+maxManifest:
		return fail(nil, "The file would become larger than %s, which is the most that a deck may have.", Megabytes(MaxTotal))
	case total > freeRatio && total/maxRatio > uint64(size):
		return bomb()
	}
	return checkOverlap(entries)
}

// ignored reports whether an entry is something that systems put beside files.
func ignored(name string) bool {
	return !strings.Contains(name, `\`) && fs.ValidPath(strings.TrimSuffix(name, "/")) && hidden(strings.TrimSuffix(name, "/"))
}

// topFolder is the folder, with its slash, that everything stands in; "" if there is none.
func topFolder(entries []*zip.File) string {
	top := ""
	for i, f := range entries {
		folder, _, deep := strings.Cut(f.Name, "/")
		if !deep || i > 0 && folder+"/" != top {
			return ""
		}
		top = folder + "/"
	}
	if checkName(strings.TrimSuffix(top, "/")) != nil {
		return "" // it is told when the entries are looked at
	}
	return top
}

// checkEntry refuses an entry that is not a plain file or folder of an allowed name and size.
func checkEntry(f *zip.File, name string) error {
	mode := f.Mode()
	folder := strings.HasSuffix(f.Name, "/")
	if folder && name == "" {
		return nil // the top folder itself
	}
	if err := checkName(strings.TrimSuffix(name, "/")); err != nil {
		return err
	}
	const encrypted = 1
	switch {
	case mode&fs.ModeSymlink != 0:
		return fail(nil, "“%s” is a link to another place, which a packed deck must not have; it was not opened.", Show(name))
	case mode.Type() != 0 && !mode.IsDir(), mode.IsDir() != folder:
		return fail(nil, "“%s” is neither a file nor a folder; the packed deck was not opened.", Show(name))
	case f.Flags&encrypted != 0:
		return fail(nil, "The file is protected by a password; ask for one without.")
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return fail(nil, "“%s” is packed in a way that is not known here; ask for it as a .deck file.", Show(name))
	case f.UncompressedSize64 > uint64(limitOf(name)):
		return tooLarge(name, int64(min(f.UncompressedSize64, 1<<62)))
	case f.UncompressedSize64 > freeRatio && f.UncompressedSize64/maxRatio > f.CompressedSize64:
		return bomb()
	}
	return nil
}

func bomb() error {
	return fail(nil, "The file would grow to many times its size, as no deck does, and was not opened.")
}

// checkOverlap refuses an archive whose entries share bytes, which is how a small file
// can be made to hold a large one many times.
func checkOverlap(entries []*zip.File) error {
	type span struct{ from, to int64 }
	spans := make([]span, 0, len(entries))
	for _, f := range entries {
		at, err := f.DataOffset()
		if err != nil {
			return damaged(f.Name)
		}
		if f.CompressedSize64 > 0 {
			spans = append(spans, span{at, at + int64(f.CompressedSize64)})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return int(min(1, max(-1, a.from-b.from))) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return bomb()
		}
	}
	return nil
}

func damaged(name string) error {
	return fail(nil, "“%s” in the file is damaged or was changed; ask for the file again.", Show(name))
}

// readManifest reads the manifest, if there is one, and holds the files to it.
func (p *Pack) readManifest() error {
	f, there := p.files[manifestName]
	if !there {
		return nil
	}
	delete(p.files, manifestName)
	data, err := f.read()
	if err != nil {
		return damaged(manifestName)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&p.manifest); err != nil || p.manifest.Format < 1 {
		return damaged(manifestName)
	}
	if p.manifest.Format > Format {
		return fail(nil, "The deck was packed by a later version of Touchpoint; update Touchpoint to open it.")
	}
	p.listed = true
	named := make(map[string]bool, len(p.manifest.Files))
	for _, want := range p.manifest.Files {
		f, there := p.files[want.Path]
		if !there || f.Size != want.Size || named[want.Path] {
			return damaged(want.Path)
		}
		named[want.Path] = true
		f.SHA256 = want.SHA256
	}
	for name := range p.files {
		if !named[name] {
			return fail(nil, "“%s” is not in the list of what the file holds; it was changed, so ask for it again.", Show(name))
		}
	}
	return nil
}

// verify reads all files once, and of a plain zip takes their hashes.
func (p *Pack) verify() error {
	text := false
	for name, f := range p.files {
		sum := sha256.New()
		if err := f.copy(sum); err != nil {
			return damaged(name)
		}
		got := hex.EncodeToString(sum.Sum(nil))
		if f.SHA256 != "" && f.SHA256 != got {
			return damaged(name)
		}
		f.SHA256 = got
		text = text || deck.IsText(name) && path.Dir(name) == "."
	}
	if !text {
		return fail(fs.ErrNotExist, "The file holds no deck: there is no file in it whose name ends in .md.")
	}
	return nil
}

// copy unpacks a file that has the size that it is said to have.
func (f *packed) copy(w io.Writer) error {
	r, err := f.zipped.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	n, err := io.Copy(w, io.LimitReader(r, f.Size+1))
	if err == nil && n != f.Size {
		err = zip.ErrFormat
	}
	return err
}

// read unpacks a file into memory.
func (f *packed) read() ([]byte, error) {
	var b bytes.Buffer
	if err := f.copy(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
