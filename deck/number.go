package deck

import (
	"fmt"
	"strconv"
)

// Number writes a number as people read it: with its thousands apart.
func Number(n int) string {
	const thousand = 1000
	switch {
	case n < 0:
		return "−" + Number(-n)
	case n < thousand:
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", Number(n/thousand), n%thousand)
}
