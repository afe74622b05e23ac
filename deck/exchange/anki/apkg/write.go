package apkg

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/klauspost/compress/flate"

	"touchpoint/deck/exchange"
	"touchpoint/deck/pack"
	"touchpoint/deck/safefile"
)

// WriteOptions says how to write.
type WriteOptions struct {
	Now time.Time // when the file is said to be made
}

// Write writes a collection into a file in the layout [Legacy1]. A file that is there is
// replaced in such a way that a crash leaves the old or the new one; but one that is no zip
// archive is not replaced. The same collection and options always give the same bytes.
//
// Ids must be above 0 and different; [Note.Fields] are HTML and as many as the note type
// has; of a deck A::B deck A must be there too. Deck 1, Default, and options 1 are added
// where they are missing, and what a filtered deck looks for is not kept. A card is written
// as it is, so that the file holds progress exactly if its cards have some; the history in
// [Collection.Reviews] likewise. Media files that are missing are left out.
func Write(ctx context.Context, file string, c *Collection, o WriteOptions) error {
	name := filepath.Base(file)
	if err := replaceable(file); err != nil {
		return err
	}
	database, err := build(ctx, c, o.Now)
	if err != nil {
		return err
	}
	err = safefile.Create(file, func(w io.Writer) error {
		if err := archive(ctx, w, database, c.Media); err != nil {
			return err
		}
		return ctx.Err()
	})
	if err != nil {
		return unwritten(name, err)
	}
	return nil
}

// unwritten says that a file was not written, unless that was said already.
func unwritten(name string, err error) error {
	var said *exchange.Error
	if errors.As(err, &said) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return exchange.Refuse(err, "%v", pack.Unwritable(name, err))
}

// replaceable refuses to write over what is no package.
func replaceable(file string) error {
	name := filepath.Base(file)
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return unwritten(name, err)
	case info.IsDir():
		return exchange.Refuse(fs.ErrExist, "“%s” is a folder; nothing was changed, so choose the name of a file in it.", pack.Show(name))
	case info.Size() == 0 || pack.Zipped(file):
		return nil
	}
	return exchange.Refuse(fs.ErrExist, "“%s” is there already and is no package; nothing was changed, so choose another name.", pack.Show(name))
}

// epoch is when everything in a file was last changed, so that its bytes do not depend on
// when it was made.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// archive writes the zip archive.
func archive(ctx context.Context, w io.Writer, database []byte, media []Media) error {
	z := zip.NewWriter(w)
	const level = 4 // half the time of 6 for 3 % more bytes
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, level) })
	if err := putBytes(z, Legacy1.String(), database); err != nil {
		return err
	}
	names := make(map[string]string)
	for _, m := range media {
		if m.Missing || m.Open == nil {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		index := strconv.Itoa(len(names))
		names[index] = m.Name
		if err := putMedia(z, index, m); err != nil {
			return err
		}
	}
	list, err := json.Marshal(names)
	if err != nil {
		return err
	}
	if err := putBytes(z, mediaName, list); err != nil {
		return err
	}
	return z.Close()
}

func putBytes(z *zip.Writer, name string, data []byte) error {
	out, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch})
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	return err
}

// putMedia copies a media file into the archive.
func putMedia(z *zip.Writer, index string, m Media) (err error) {
	if err := writable(m); err != nil {
		return err
	}
	in, err := m.Open()
	if err != nil {
		return unreadMedia(m, err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	h := &zip.FileHeader{Name: index, Method: zip.Deflate, Modified: epoch}
	if pack.Dense(m.Name) {
		h.Method = zip.Store
	}
	out, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	to := &writeFailure{Writer: out}
	n, err := io.Copy(to, io.LimitReader(in, maxMediaFile+1))
	switch {
	case err != nil && to.err == nil:
		return unreadMedia(m, err)
	case err == nil && n > maxMediaFile:
		return exchange.Refuse(nil, "“%s” is larger than %s, which is the most that a picture or sound may have; make it smaller or take it out.", pack.Show(m.Name), pack.Megabytes(maxMediaFile))
	}
	return err
}

// writable refuses the names that Anki would.
func writable(m Media) error {
	if !onePart(m.Name) {
		return exchange.Refuse(fs.ErrInvalid, "“%s” cannot be the name of a picture in an Anki package; call it otherwise.", pack.Show(m.Name))
	}
	return nil
}

// unreadMedia says that a media file could not be read, unless that was said already.
func unreadMedia(m Media, err error) error {
	var said *exchange.Error
	if errors.As(err, &said) {
		return err
	}
	return exchange.Refuse(err, "“%s” cannot be read, so nothing was written; make sure that it is there.", pack.Show(m.Name))
}
