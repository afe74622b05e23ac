package draft

import "errors"

// MaxPicture is the largest picture that a deck takes in, in bytes.
const MaxPicture = 20 << 20

// AddPicture takes a picture into the folder media and returns the path to write into a
// note. The same picture is taken in once.
func (d *Draft) AddPicture(name string, data []byte) (string, error) {
	return "", errors.New("not yet")
}

// ReadPicture reads a picture from anywhere on the machine, to be given to AddPicture. It
// refuses what is too large before reading it.
func ReadPicture(file string) ([]byte, error) { return nil, errors.New("not yet") }

// Picture returns the bytes of a picture by the path that stands in a note.
func (d *Draft) Picture(path string) ([]byte, error) { return nil, errors.New("not yet") }
