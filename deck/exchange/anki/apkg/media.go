package apkg

import (
	"archive/zip"
	"bytes"
	"cmp"
	"crypto/sha1"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/unicode/norm"
	"google.golang.org/protobuf/encoding/protowire"

	"touchpoint/deck/exchange"
	"touchpoint/deck/pack"
)

// A listed is a media file as the file lists it.
type listed struct {
	index int // the name of its entry
	name  string
	size  int64  // unpacked; -1 if not said
	sha1  []byte // nil if not said
}

// readMedia reads the list of media files.
func (p *Package) readMedia(c *Collection) error {
	files, err := p.listMedia()
	if err != nil {
		return err
	}
	if len(files) > maxMediaFiles {
		return exchange.Refuse(nil, "There are more than %d pictures and sounds in the file, which is too much for one import; export fewer decks at once.", maxMediaFiles)
	}
	var total int64
	taken := make(map[string]bool, len(files))
	for _, file := range files {
		media, err := p.media(file)
		if err != nil {
			return err
		}
		if taken[media.Name] {
			c.warn("“%s” is in the file twice, and the first was taken.", pack.Show(media.Name))
			continue
		}
		taken[media.Name] = true
		switch {
		case media.Missing:
			c.warn("“%s” is listed in the file but is not in it.", pack.Show(media.Name))
		case media.Open == nil:
			c.warn("“%s” would grow to many times its size, as no picture or sound does, so it was left out.", pack.Show(media.Name))
			media.Missing = true
		case media.Size > maxMediaFile:
			c.warn("“%s” has %s, and a picture or sound may have %s at most, so it was left out.", pack.Show(media.Name), pack.Megabytes(media.Size), pack.Megabytes(maxMediaFile))
			media.Missing, media.Open = true, nil
		default:
			total += media.Size
		}
		c.Media = append(c.Media, media)
	}
	if total > maxMediaTotal {
		return tooMuch()
	}
	return nil
}

// listMedia reads the list itself, in the form that the layout gives it. Some collections
// of an old mobile app have none.
func (p *Package) listMedia() ([]listed, error) {
	entry := p.entries[mediaName]
	if entry == nil {
		return nil, nil
	}
	data, err := p.unpack(entry, roomFor(int64(entry.CompressedSize64), maxList))
	if err != nil {
		return nil, err
	}
	if p.layout == Latest {
		return listLatest(data)
	}
	return listLegacy(data)
}

// listLegacy reads a list in JSON, which gives each number a name.
func listLegacy(data []byte) (files []listed, err error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, nil
	}
	var names map[string]string
	if err := json.Unmarshal(data, &names); err != nil {
		return nil, damaged(err)
	}
	for key, name := range names {
		if index, err := strconv.Atoi(key); err == nil && index >= 0 && isIndex(key) {
			files = append(files, listed{index: index, name: name, size: -1})
		}
	}
	slices.SortFunc(files, func(a, b listed) int { return cmp.Or(a.index-b.index, cmp.Compare(a.name, b.name)) })
	return files, nil
}

// listLatest reads a compressed protocol buffer, in which the place is the number.
func listLatest(packed []byte) (files []listed, err error) {
	data, err := unpackZstd(packed, maxList)
	if err != nil {
		return nil, err
	}
	return linesOfLatest(data)
}

// linesOfLatest reads the list when it is unpacked.
func linesOfLatest(data []byte) (files []listed, err error) {
	var inner error
	err = eachField(data, func(number protowire.Number, v protoValue) {
		if number != 1 || len(files) > maxMediaFiles {
			return
		}
		file := listed{index: len(files)}
		inner = errors.Join(inner, eachField(v.bytes, func(number protowire.Number, v protoValue) {
			switch number {
			case 1:
				file.name = v.text()
			case 2:
				file.size = v.int()
			case 3:
				file.sha1 = v.bytes
			}
		}))
		files = append(files, file)
	})
	if err = errors.Join(err, inner); err != nil {
		return nil, damaged(err)
	}
	return files, nil
}

// unpackZstd unpacks bytes that become no more than a limit.
func unpackZstd(packed []byte, limit int64) ([]byte, error) {
	r, err := newDecoder(bytes.NewReader(packed))
	if err != nil {
		return nil, damaged(err)
	}
	defer r.Close()
	return readAll(r, roomFor(int64(len(packed)), limit))
}

// newDecoder returns a reader of bytes that are compressed by Zstandard, which takes little
// memory and starts no goroutine.
func newDecoder(r io.Reader) (*zstd.Decoder, error) {
	return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(maxDatabase+1))
}

// media makes a media file of a line of the list. It has neither Open nor Missing if it
// must not be unpacked.
func (p *Package) media(file listed) (Media, error) {
	if !onePart(file.name) {
		return Media{}, exchange.Refuse(fs.ErrInvalid, "The file holds a picture or sound with the name “%s”, which may lead out of its folder, and was not opened.", pack.Show(file.name))
	}
	m := Media{Name: norm.NFC.String(valid(file.name)), Size: max(0, file.size)}
	entry := p.entries[strconv.Itoa(file.index)]
	if entry == nil {
		m.Missing = true
		return m, nil
	}
	packed := int64(min(entry.CompressedSize64, maxFile))
	// In the newest layout that is the size of what is compressed, which is no larger.
	if unpacked := int64(min(entry.UncompressedSize64, maxFile)); p.layout != Latest || unpacked > maxMediaFile {
		m.Size = unpacked
	}
	if m.Size <= maxMediaFile && m.Size > roomFor(packed, maxMediaFile) {
		return m, nil
	}
	file.size = m.Size
	m.Open = func() (io.ReadCloser, error) { return p.openMedia(entry, file) }
	return m, nil
}

// onePart reports whether a name is that of a file and leads nowhere else.
func onePart(name string) bool {
	return name != "" && name != "." && name != ".." && !strings.ContainsAny(name, "/\\\x00")
}

// openMedia opens the bytes of a media file.
func (p *Package) openMedia(entry *zip.File, file listed) (io.ReadCloser, error) {
	packed, err := entry.Open()
	if err != nil {
		return nil, brokenMedia(file.name, err)
	}
	m := &mediaReader{Reader: packed, packed: packed, listed: file, sum: sha1.New()}
	if p.layout == Latest {
		decoder, _ := p.decoders.Get().(*zstd.Decoder)
		if decoder == nil {
			decoder, err = newDecoder(packed)
		} else {
			err = decoder.Reset(packed)
		}
		if err != nil {
			return nil, brokenMedia(file.name, errors.Join(err, packed.Close()))
		}
		m.Reader, m.release = decoder, func() {
			if decoder.Reset(nil) == nil {
				p.decoders.Put(decoder)
			}
		}
	}
	return m, nil
}

func brokenMedia(name string, cause error) error {
	return exchange.Refuse(cause, "“%s” in the file is damaged, so it was left out; export or download the file again.", pack.Show(name))
}

// A mediaReader reads a media file and fails at its end, or as soon as there are too many
// bytes, if it is not what was listed.
type mediaReader struct {
	io.Reader
	listed
	packed  io.Closer
	release func() // gives back what unpacks it
	sum     hash.Hash
	read    int64
	err     error
}

func (m *mediaReader) Read(b []byte) (int, error) {
	if m.err != nil {
		return 0, m.err
	}
	n, err := m.Reader.Read(b)
	m.read += int64(n)
	m.sum.Write(b[:n])
	switch {
	case m.read > m.size:
		n, err = 0, brokenMedia(m.name, errors.New("it is longer than listed"))
	case errors.Is(err, io.EOF) && m.read < m.size:
		err = brokenMedia(m.name, io.ErrUnexpectedEOF)
	case errors.Is(err, io.EOF) && len(m.sha1) > 0 && !bytes.Equal(m.sha1, m.sum.Sum(nil)):
		err = brokenMedia(m.name, errors.New("it has another hash than listed"))
	case err != nil && !errors.Is(err, io.EOF):
		err = brokenMedia(m.name, err)
	}
	m.err = err
	return n, err
}

// Close closes what the file is unpacked from.
func (m *mediaReader) Close() error {
	if m.release != nil {
		m.release()
		m.release = nil
	}
	if m.err == nil {
		m.err = fs.ErrClosed
	}
	return m.packed.Close()
}
