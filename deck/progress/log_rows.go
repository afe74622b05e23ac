package progress

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"hash/maphash"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// The codes of kinds of entry, as logColumns has them.
const (
	codeReview = iota
	codeEstimate
	codeForget
	codeRetract
	codeOther // which a log does not care about
)

// logText is what a log needs of a range of entries, as one text: of each its place, its
// moment with kind, phase and rating, its day with the time that it took, and its card after
// the length of it. Of a retraction the third number is the place of what it takes back.
// Rows of their own would take twice the time, because every value of a row is an allocation.
// Nearly all entries are answers, which are told by their rating at once.
const logText = `group_concat(seq || ' ' ||
	ifnull((at_ms << 8) | (phase << 3) | rating,
		(at_ms << 8) | (CASE kind WHEN 'estimate' THEN 1 WHEN 'forget' THEN 2 WHEN 'retract' THEN 3 ELSE 4 END << 5) | (ifnull(phase, 0) << 3))
	|| ' ' ||
	CASE WHEN took_ms < 2147483648 THEN (done_on << 32) | took_ms
		WHEN took_ms IS NOT NULL THEN (done_on << 32) | 2147483647
		WHEN target IS NOT NULL THEN (SELECT ifnull(max(t.seq), 0) FROM journal AS t WHERE t.id = journal.target) ELSE 0 END
	|| ' ' || octet_length(card) || ' ' || card, '')`

// A logRow is one entry from which a log is made.
type logRow struct {
	seq   int64
	at    int64 // Unix ms
	third int64 // day and time taken, or what is taken back
	card  int32 // in the names of its part
	code  uint8 // kind, phase and rating
}

func (r *logRow) kind() int             { return int(r.code >> 5) }
func (r *logRow) phase() memory.Phase   { return memory.Phase(r.code >> 3 & 3) }
func (r *logRow) rating() memory.Rating { return memory.Rating(r.code & 7) }

// A logPart is the rows of a range of the journal, in the order of time.
type logPart struct {
	names numbering
	last  int32 // number of the card whose row came last
	rows  []logRow
	err   error
}

// logParts is into how many ranges the journal is cut, which are read at the same time.
const logParts = 2

// atOnce is how many entries are read as one text, before it is asked whether to go on.
const atOnce = 1000

// readLogRows reads the entries up to last. They never change, so that several connections
// see the same.
func readLogRows(ctx context.Context, db *sql.DB, last int64) (*logRows, error) {
	all := &logRows{last: last}
	var wg sync.WaitGroup
	for i := range int64(logParts) {
		part := &all.parts[i]
		wg.Go(func() { part.err = part.read(ctx, db, last*i/logParts, last*(i+1)/logParts) })
	}
	wg.Wait()
	var errs []error
	for i := range all.parts {
		errs = append(errs, all.parts[i].err)
	}
	return all, errors.Join(errs...)
}

// read reads the entries after the first place, up to the last one.
func (p *logPart) read(ctx context.Context, db *sql.DB, after, upTo int64) (err error) {
	inside := context.WithoutCancel(ctx)
	conn, err := db.Conn(inside)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	p.rows = make([]logRow, 0, upTo-after)
	// The rows come from the driver itself, as those of States.
	err = conn.Raw(func(c any) error {
		queryer, ok := c.(driver.QueryerContext)
		if !ok {
			return errors.New("the driver cannot be asked directly")
		}
		for ; after < upTo; after += atOnce {
			if err := ctx.Err(); err != nil {
				return err
			}
			rows, err := queryer.QueryContext(inside, `SELECT `+logText+` FROM journal WHERE seq > ? AND seq <= ?`,
				[]driver.NamedValue{{Ordinal: 1, Value: after}, {Ordinal: 2, Value: min(after+atOnce, upTo)}})
			if err != nil {
				return err
			}
			whole := true
			if err := eachDriverRow(rows, func(r row) { whole = p.add(r.text(0)) && whole }); err != nil {
				return err
			}
			if !whole {
				return errors.New("the entries came cut short")
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if !slices.IsSortedFunc(p.rows, earlier) {
		p.rows = inTime(p.rows)
	}
	return nil
}

// inTime returns the rows, which come by place, in the order of time. It deals them out by
// the digits of their moments, from the last to the first, which takes a tenth of the time
// that comparing them would.
func inTime(rows []logRow) []logRow {
	const digit = 11 // bits
	least, most := rows[0].at, rows[0].at
	for i := range rows {
		least, most = min(least, rows[i].at), max(most, rows[i].at)
	}
	dealt := make([]logRow, len(rows))
	for shift := 0; shift < bits.Len64(uint64(most-least)); shift += digit {
		var next [1 << digit]int // where the next row of a digit comes
		for i := range rows {
			next[uint64(rows[i].at-least)>>shift&(1<<digit-1)]++
		}
		sum := 0
		for d, n := range next {
			next[d] = sum
			sum += n
		}
		for i := range rows {
			d := uint64(rows[i].at-least) >> shift & (1<<digit - 1)
			dealt[next[d]] = rows[i]
			next[d]++
		}
		rows, dealt = dealt, rows
	}
	return rows
}

// add adds the entries of a [logText], and reports whether it was whole.
func (p *logPart) add(text string) bool {
	for text != "" {
		var seq, moment, third, length int64
		for _, v := range [...]*int64{&seq, &moment, &third, &length} {
			var ok bool
			if *v, text, ok = cutNumber(text); !ok {
				return false
			}
		}
		if length < 0 || length > int64(len(text)) {
			return false
		}
		name := text[:length]
		text = text[length:]
		if moment>>5&7 == codeOther {
			continue
		}
		p.rows = append(p.rows, logRow{seq: seq, card: p.card(name), at: moment >> 8, code: uint8(moment & 255), third: third})
	}
	return true
}

// cutNumber returns the whole number that a text begins with, and what follows it after a
// space.
func cutNumber(text string) (n int64, rest string, ok bool) {
	i := 0
	if text != "" && text[0] == '-' {
		i = 1
	}
	digits := i
	for ; i < len(text) && text[i]-'0' <= 9; i++ {
		n = 10*n - int64(text[i]-'0') // below zero there is one more
	}
	if i == digits || i == len(text) || text[i] != ' ' {
		return 0, text, false
	}
	if digits == 0 {
		n = -n
	}
	return n, text[i+1:], true
}

// card returns the number of a name.
func (p *logPart) card(name string) int32 {
	if list := p.names.list; len(list) > 0 && string(list[p.last]) == name { // most entries of another program come card by card
		return p.last
	}
	p.last = p.names.of(name)
	return p.last
}

// A numbering numbers names. It is asked for the name of every entry, and takes half the
// time of a map: where the name is found is one look at a small table.
type numbering struct {
	list  []deck.CardID // by number
	table []uint64      // hash in the upper half, number plus 1 in the lower; 0: free
}

var nameSeed = maphash.MakeSeed()

// of returns the number of a name.
func (n *numbering) of(name string) int32 {
	if 2*len(n.list) >= len(n.table) {
		n.grow()
	}
	hash := maphash.String(nameSeed, name)
	at, last := int(hash)&(len(n.table)-1), len(n.table)-1
	for ; n.table[at] != 0; at = (at + 1) & last {
		if e := n.table[at]; e>>32 == hash>>32 {
			if i := int32(e&(1<<32-1)) - 1; string(n.list[i]) == name {
				return i
			}
		}
	}
	n.list = append(n.list, deck.CardID(strings.Clone(name))) // not what it was cut from
	n.table[at] = hash>>32<<32 | uint64(len(n.list))
	return int32(len(n.list) - 1)
}

// grow doubles the table.
func (n *numbering) grow() {
	n.table = make([]uint64, max(2*len(n.table), 64))
	last := len(n.table) - 1
	for i, name := range n.list {
		hash := maphash.String(nameSeed, string(name))
		at := int(hash) & last
		for n.table[at] != 0 {
			at = (at + 1) & last
		}
		n.table[at] = hash>>32<<32 | uint64(i+1)
	}
}

func earlier(a, b logRow) int {
	if a.at != b.at {
		return cmp.Compare(a.at, b.at)
	}
	return cmp.Compare(a.seq, b.seq)
}

// logRows are all entries from which a log is made.
type logRows struct {
	last  int64 // place of the last one
	parts [logParts]logPart
}

// log makes the log. Of cards that have entries of the same moment the order is not clear;
// these have to be looked at by themselves.
func (l *logRows) log(names aliases) (log Log, unclear []deck.CardID) {
	log.Cards = l.unite(names)
	taken := l.taken()
	type last struct {
		at      int64
		was     memory.Phase
		met     bool
		unclear bool
	}
	cards := make([]last, len(log.Cards))
	log.Answers = make([]memory.Answer, 0, len(l.parts[0].rows)+len(l.parts[1].rows))
	l.each(func(r *logRow) {
		if r.kind() == codeRetract || taken.has(r.seq) {
			return
		}
		c := &cards[r.card]
		if c.met && c.at == r.at && !c.unclear {
			c.unclear = true
			unclear = append(unclear, log.Cards[r.card])
		}
		c.at, c.met = r.at, true
		if r.kind() == codeReview {
			log.Answers = append(log.Answers, memory.Answer{
				At: r.at, Card: r.card, Day: memory.Day(r.third >> 32), Took: int32(r.third & (1<<32 - 1)), Rating: r.rating(), Was: c.was,
			})
		}
		c.was = r.phase() // none for a card that was forgotten, which is New
	})
	for i := 1; i < len(log.Answers); i++ {
		if log.Answers[i].At == log.Answers[i-1].At { // rare: nobody answers two cards in a millisecond
			slices.SortStableFunc(log.Answers, log.byTime)
			break
		}
	}
	return log.numbered(), unclear
}

// unite gives the cards of all parts one numbering, under their present names.
func (l *logRows) unite(names aliases) []deck.CardID {
	var cards []deck.CardID
	number := make(map[deck.CardID]int32, len(l.parts[0].names.list))
	for i := range l.parts {
		p := &l.parts[i]
		of := make([]int32, len(p.names.list))
		for k, name := range p.names.list {
			card := names.present(name)
			n, known := number[card]
			if !known {
				n = int32(len(cards))
				number[card] = n
				cards = append(cards, card)
			}
			of[k] = n
		}
		for k := range p.rows {
			p.rows[k].card = of[p.rows[k].card]
		}
	}
	return cards
}

// A places is a set of places in the journal.
type places []uint64

func (p places) has(seq int64) bool { return p[seq>>6]>>(seq&63)&1 != 0 }
func (p places) add(seq int64)      { p[seq>>6] |= 1 << (seq & 63) }

// taken returns the entries that are taken back. What takes an entry back arrives after it,
// so that going from the last to the first settles the fate of every retraction before that
// of what it takes back.
func (l *logRows) taken() places {
	var retractions []*logRow
	for i := range l.parts {
		rows := l.parts[i].rows
		for k := range rows {
			if rows[k].kind() == codeRetract {
				retractions = append(retractions, &rows[k])
			}
		}
	}
	slices.SortFunc(retractions, func(a, b *logRow) int { return cmp.Compare(b.seq, a.seq) })
	taken := make(places, l.last>>6+1)
	for _, r := range retractions {
		if !taken.has(r.seq) {
			taken.add(r.third)
		}
	}
	return taken
}

// each goes through all rows in the order of time.
func (l *logRows) each(do func(*logRow)) {
	a, b := l.parts[0].rows, l.parts[1].rows
	for len(a) > 0 && len(b) > 0 {
		if earlier(b[0], a[0]) < 0 {
			do(&b[0])
			b = b[1:]
			continue
		}
		do(&a[0])
		a = a[1:]
	}
	for i := range a {
		do(&a[i])
	}
	for i := range b {
		do(&b[i])
	}
}
