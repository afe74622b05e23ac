package apkg

import (
	"encoding/binary"
	"errors"
	"io"
)

var errTop = errors.New("the list of tables is damaged")

// What a page of a table is.
const (
	innerPage = 5  // it leads to others
	leafPage  = 13 // it has rows
)

// checkTop looks at the beginning of a database and at the pages that list its tables. SQLite
// reads that list before it can be asked to look for damage, and pages of it that lead to
// each other would make it read without end; so no page may be there twice, and none that
// the first leads to may lead on. The form of pages is that of
// https://www.sqlite.org/fileformat2.html.
func checkTop(f io.ReaderAt) error {
	page, err := firstPage(f)
	if err != nil {
		return err
	}
	const header = 100 // bytes of the file before the page proper
	if page[header] == leafPage {
		return nil
	}
	below, err := pagesBelow(page[header:], page)
	if err != nil {
		return err
	}
	seen := map[uint32]bool{1: true}
	for _, number := range below {
		if number == 0 || seen[number] {
			return errTop
		}
		seen[number] = true
		kind := make([]byte, 1)
		if _, err := f.ReadAt(kind, int64(number-1)*int64(len(page))); err != nil || kind[0] != leafPage {
			return errTop
		}
	}
	return nil
}

// firstPage returns the first page of a database.
func firstPage(f io.ReaderAt) ([]byte, error) {
	const least = 512 // bytes of a page
	page := make([]byte, least)
	if _, err := f.ReadAt(page, 0); err != nil || string(page[:len(databaseBegin)]) != databaseBegin {
		return nil, errors.New("it is no database")
	}
	size := int(binary.BigEndian.Uint16(page[16:]))
	if size == 1 {
		size = 64 << 10
	}
	if size < least || size&(size-1) != 0 {
		return nil, errTop
	}
	page = make([]byte, size)
	_, err := f.ReadAt(page, 0)
	return page, err
}

// pagesBelow returns the numbers of the pages to which a page leads, from where it says what
// it is. Where it says that its parts are, is counted from the begin of the whole page.
func pagesBelow(head, page []byte) ([]uint32, error) {
	const pointers = 12
	cells := int(binary.BigEndian.Uint16(head[3:]))
	if head[0] != innerPage || pointers+2*cells > len(head) {
		return nil, errTop
	}
	numbers := []uint32{binary.BigEndian.Uint32(head[8:])}
	for i := range cells {
		at := int(binary.BigEndian.Uint16(head[pointers+2*i:]))
		if at+4 > len(page) {
			return nil, errTop
		}
		numbers = append(numbers, binary.BigEndian.Uint32(page[at:]))
	}
	return numbers, nil
}
