package apkg

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
	"google.golang.org/protobuf/encoding/protowire"

	"touchpoint/deck/exchange"
	"touchpoint/deck/pack"
)

// The names of what a file holds besides its media files and [Layout.String].
const (
	metaName  = "meta"
	mediaName = "media"
)

// A Package is an open file. It is safe for use by many goroutines.
type Package struct {
	name     string // of the file, without its folder
	file     io.Closer
	layout   Layout
	entries  map[string]*zip.File
	decoders sync.Pool // of *zstd.Decoder, for media files
}

// Open opens a file of any layout. It must be closed after use.
func Open(ctx context.Context, file string) (_ *Package, err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	name := filepath.Base(file)
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, unreadable(name, err)
	case !info.Mode().IsRegular():
		return nil, exchange.Refuse(fs.ErrInvalid, "“%s” is not a file that can be read.", pack.Show(name))
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, unreadable(name, err)
	}
	p, err := newPackage(f, info.Size())
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	p.name, p.file = name, f
	return p, nil
}

// newPackage looks at all that a zip archive lists before any of it is unpacked.
func newPackage(r io.ReaderAt, size int64) (*Package, error) {
	if size > maxFile {
		return nil, exchange.Refuse(nil, "The file is %s, and a package may have %s at most; export fewer decks at once.", pack.Megabytes(size), pack.Megabytes(maxFile))
	}
	z, err := newZip(r, size)
	if err != nil {
		return nil, err
	}
	p := &Package{entries: make(map[string]*zip.File)}
	var total, packed uint64
	for _, f := range z.File {
		if err := p.take(f); err != nil {
			return nil, err
		}
		if f.UncompressedSize64 <= maxMediaFile { // or it is left out, or refused when it is needed
			total += f.UncompressedSize64
			packed += f.CompressedSize64
		}
	}
	switch {
	case total > maxMediaTotal+maxDatabase:
		return nil, tooMuch()
	case total > maxMediaFile && total/maxRatio > min(packed, uint64(size)):
		return nil, bomb()
	}
	p.layout, err = p.findLayout()
	return p, err
}

func tooMuch() error {
	return exchange.Refuse(nil, "The pictures and sounds in the file have more than %s together, which is too much for one import; export fewer decks at once.", pack.Megabytes(maxMediaTotal))
}

// newZip reads the list of what an archive holds.
func newZip(r io.ReaderAt, size int64) (*zip.Reader, error) {
	z, err := pack.OpenZip(r, size, maxDirectory)
	switch {
	case errors.Is(err, pack.ErrListing):
		return nil, exchange.Refuse(err, "The file lists far more than an Anki package holds, and was not opened.")
	case err != nil:
		return nil, notZip(r, err)
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	return z, nil
}

// notZip says of a file that is no zip archive what it is instead.
func notZip(r io.ReaderAt, cause error) error {
	begin := make([]byte, len(databaseBegin))
	n, _ := r.ReadAt(begin, 0)
	switch head := string(begin[:n]); {
	case head == databaseBegin:
		return exchange.Refuse(cause, "This is the database of an Anki collection, not a package; in Anki, choose File and Export, and open the file that it makes.")
	case strings.HasPrefix(head, pack.ZipBegin):
		return exchange.Refuse(cause, "The file is not complete, so nothing of it was read; export or download it again.")
	}
	return exchange.Refuse(cause, "This is no Anki package, or it is damaged; export or download it again.")
}

const databaseBegin = "SQLite format 3\x00"

// take keeps an entry of the archive if it has a meaning here, and refuses what no Anki
// has ever written.
func (p *Package) take(f *zip.File) error {
	const encrypted = 1
	name := strings.TrimSuffix(f.Name, "/")
	switch {
	case strings.Contains(name, `\`) || !fs.ValidPath(name):
		return exchange.Refuse(fs.ErrInvalid, "The file holds something with the name “%s”, which may lead out of its folder, and was not opened.", pack.Show(f.Name))
	case f.Flags&encrypted != 0:
		return exchange.Refuse(nil, "The file is protected by a password; unpack it first, or ask for one without.")
	case name != metaName && name != mediaName && !strings.HasPrefix(name, "collection.anki2") && !isIndex(name):
		return nil
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return exchange.Refuse(nil, "The file is packed in a way that is not known here; export it again with Anki itself.")
	}
	if _, twice := p.entries[name]; twice {
		return damaged(nil)
	}
	p.entries[name] = f
	if len(p.entries) > maxMediaFiles+10 {
		return exchange.Refuse(nil, "There are more than %d pictures and sounds in the file, which is too much for one import; export fewer decks at once.", maxMediaFiles)
	}
	return nil
}

// isIndex reports whether an entry of a name is a media file.
func isIndex(name string) bool {
	for i := range len(name) {
		if name[i] < '0' || name[i] > '9' {
			return false
		}
	}
	return name != "" && len(name) <= len("1000000")
}

// findLayout finds out what form the file has. Files of the newer ones hold a database of
// an older one too, with a single note that asks for a newer Anki: it is never looked at.
func (p *Package) findLayout() (Layout, error) {
	layout := Latest // the newest that is there
	for layout > Legacy1 && p.entries[layout.String()] == nil {
		layout--
	}
	if meta := p.entries[metaName]; meta != nil {
		data, err := p.unpack(meta, freeRatio)
		if err != nil {
			return 0, err
		}
		var version uint64
		err = eachField(data, func(number protowire.Number, v protoValue) {
			if number == 1 {
				version = v.number
			}
		})
		switch {
		case err != nil:
			return 0, damaged(err)
		case version > uint64(Latest):
			return 0, exchange.Refuse(nil, "The file was made by a newer Anki than is known here; export it again with the box for older Anki versions ticked.")
		}
		layout = Layout(max(version, uint64(Legacy1)))
	}
	if p.entries[layout.String()] == nil {
		return 0, exchange.Refuse(fs.ErrNotExist, "There is no Anki collection in the file; choose a file whose name ends in .apkg or .colpkg.")
	}
	return layout, nil
}

// Layout returns which form the file has.
func (p *Package) Layout() Layout { return p.layout }

// Close closes the file. Media files cannot be opened any more.
func (p *Package) Close() error { return p.file.Close() }

// whole reports whether the file is a whole collection.
func (p *Package) whole() bool { return strings.EqualFold(filepath.Ext(p.name), ".colpkg") }

// unpack reads an entry, which may have no more bytes than a limit.
func (p *Package) unpack(f *zip.File, limit int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, damaged(err)
	}
	defer r.Close()
	return readAll(r, limit)
}

// readAll reads what must not have more bytes than a limit.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, damaged(err)
	case int64(len(data)) > limit:
		return nil, bomb()
	}
	return data, nil
}
