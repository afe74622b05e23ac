package anki

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"

	"touchpoint/deck"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// What a learner did in Anki becomes entries of the journal.
//
// A row of the review log is a Review if somebody answered (ease 1 to 4, type 0 to 3), but
// for an answer in a filtered deck that was not to change anything (type 3, factor 0). A row
// made by hand that sets the ease to 0 is a Forget, as is that a card with answers is new
// again. Other rows only moved dates, of which the last is the card's own.
//
// A card that is scheduled in days without an answer to show for it gets an Estimate, as
// does one whose first answers are not in the log; see estimate.go. Flags, suspended cards and the tags leech and marked are entries too.

// The types of a row of the review log that are told from others.
const (
	rowLearning   = 0
	rowRelearning = 2
	rowFiltered   = 3
	rowManual     = 4
)

// What is said of an entry in its id beside the note, the template and the moment, so that
// entries of one moment differ.
const (
	saltReview   = "review"
	saltForget   = "forget"
	saltEstimate = "estimate"
	saltSuspend  = "suspend"
	saltFlag     = "flag "
	saltTag      = "tag "
)

// firstMoment is the earliest moment that is taken for one, in Unix milliseconds: Anki is
// from 2006, and programs that it takes cards from are from 1987.
const firstMoment = 500_000_000_000

// learnerTags are tags that Anki gives to what a learner did, and takes off when a deck is
// shared.
var learnerTags = []string{"leech", "marked"}

// A historian makes entries.
type historian struct {
	collection *apkg.Collection
	options    Options
	weights    memory.Weights
	dayZero    memory.Day // from which days that cards are due on are counted
	now        int64      // Unix milliseconds
	entries    []progress.Entry

	future, lost, moved, buried int // rows and cards that were left out
}

// A historyCard is a card with what it is called here.
type historyCard struct {
	card *apkg.Card
	guid string
	id   deck.CardID
	mod  int64    // of the note
	tags []string // the learner's own
	own  bool     // it is of a note that was written here
}

func newHistorian(c *apkg.Collection, o Options) *historian {
	h := &historian{collection: c, options: o, weights: o.Weights, now: o.Now.UnixMilli()}
	if h.weights == (memory.Weights{}) {
		h.weights = memory.DefaultWeights()
	}
	const minute, day = 60, 24 * 60 * 60
	local := c.Created - int64(c.WestOfUTC)*minute
	h.dayZero = clampDay(math.Floor(float64(local) / day))
	return h
}

// clampDay makes a number into a day that any calendar can show.
func clampDay(day float64) memory.Day {
	const last = 200 * 366 // days from 1970
	return memory.Day(max(-last, min(day, last)))
}

// make makes the entries of cards.
func (h *historian) make(cards []historyCard) []progress.Entry {
	byCard, days := h.rows()
	h.entries = make([]progress.Entry, 0, len(h.collection.Reviews)+len(cards)/8)
	for i := range cards {
		c := &cards[i]
		rows := byCard[c.card.ID]
		delete(byCard, c.card.ID)
		h.answers(c, rows, days)
		h.marks(c)
	}
	for _, rows := range byCard {
		h.lost += len(rows)
	}
	return h.entries
}

// rows returns the rows of the review log by card, as indexes in order of time, and the
// study day of each.
func (h *historian) rows() (byCard map[int64][]int32, days []memory.Day) {
	reviews := h.collection.Reviews
	count := make(map[int64]int32, len(h.collection.Cards))
	for i := range reviews {
		count[reviews[i].Card]++
	}
	all := make([]int32, 0, len(reviews))
	byCard = make(map[int64][]int32, len(count))
	days = make([]memory.Day, len(reviews))
	var from, to int64 // of the day at hand
	var day memory.Day
	for i := range reviews {
		r := &reviews[i]
		if r.ID < firstMoment || r.ID > h.now {
			continue
		}
		if r.ID < from || r.ID >= to {
			day = h.options.Calendar.Day(time.UnixMilli(r.ID))
			from, to = h.options.Calendar.Start(day).UnixMilli(), h.options.Calendar.Start(day+1).UnixMilli()
		}
		days[i] = day
		list, ok := byCard[r.Card]
		if !ok {
			n := len(all)
			all = all[:n+int(count[r.Card])]
			list = all[n:n:len(all)]
		}
		byCard[r.Card] = append(list, int32(i))
	}
	for i := range reviews {
		if id := reviews[i].ID; id < firstMoment || id > h.now {
			h.future++
		}
	}
	return byCard, days
}

// answers makes the entries of the answers to a card.
func (h *historian) answers(c *historyCard, rows []int32, days []memory.Day) {
	last := -1 // index of the last entry that is an answer and counts
	begin := len(h.entries)
	for _, i := range rows {
		r := &h.collection.Reviews[i]
		switch {
		case r.Type == rowManual && r.Ease == 0 && r.Factor == 0:
			if last >= 0 {
				h.entries = append(h.entries, h.entry(c, progress.Forget, saltForget, r.ID, days[i]))
			}
			last = -1
			continue
		case r.Ease < 1 || r.Ease > 4 || r.Type < 0 || r.Type > rowFiltered || r.Type == rowFiltered && r.Factor == 0:
			h.moved++
			continue
		}
		if len(h.entries) == begin {
			h.before(c, r, days[i])
		}
		e := h.entry(c, progress.Review, saltReview, r.ID, days[i])
		e.Rating = h.rating(r)
		e.Took = time.Duration(max(0, min(r.Took, math.MaxInt32))) * time.Millisecond
		e.After = h.after(r, days[i], e.Rating)
		last = len(h.entries)
		h.entries = append(h.entries, e)
	}
	at, scheduled := h.due(c.card)
	switch {
	case last >= 0 && c.card.Type == apkg.TypeNew:
		moment := max(h.entries[last].At.UnixMilli()+1, h.moment(c.card.Mod))
		h.entries = append(h.entries, h.entry(c, progress.Forget, saltForget, moment, h.options.Calendar.Day(time.UnixMilli(moment))))
	case last >= 0 && scheduled:
		h.entries[last].After = at
	case last < 0 && scheduled && c.card.Interval > 0:
		h.estimate(c, at)
	}
}

// rating returns what a button says. The first scheduler had three buttons for a card that
// is being learnt: again, good, easy.
func (h *historian) rating(r *apkg.Review) memory.Rating {
	rating := memory.Rating(r.Ease)
	if h.collection.Scheduler == 1 && (r.Type == rowLearning || r.Type == rowRelearning) && (rating == memory.Hard || rating == memory.Good) {
		rating++
	}
	return rating
}

// after returns where an answer put its card, by the interval that stands with it: days, or
// below 0 seconds.
func (h *historian) after(r *apkg.Review, day memory.Day, rating memory.Rating) progress.Schedule {
	if r.Interval > 0 {
		return progress.Schedule{Phase: memory.Review, DueDay: clampDay(float64(day) + float64(r.Interval))}
	}
	phase := memory.Learning
	if r.Type == rowRelearning || r.Type != rowLearning && rating == memory.Again {
		phase = memory.Relearning
	}
	const year = 366 * 24 * 60 * 60
	seconds := min(-r.Interval, year)
	return progress.Schedule{Phase: phase, DueAt: time.UnixMilli(r.ID + seconds*1000).UTC()}
}

// due returns where a card stands by its own account, and whether it is scheduled at all.
func (h *historian) due(c *apkg.Card) (s progress.Schedule, ok bool) {
	const moments = 1_000_000_000 // what is larger is no day but seconds
	due := c.Due
	if c.OriginalDeck != 0 && c.OriginalDue != 0 {
		due = c.OriginalDue
	}
	switch c.Type {
	case apkg.TypeReview:
		s.Phase = memory.Review
		if due >= moments {
			s.Phase = memory.Relearning
		}
	case apkg.TypeLearning:
		s.Phase = memory.Learning
	case apkg.TypeRelearning:
		s.Phase = memory.Relearning
	default:
		return s, false
	}
	day := clampDay(float64(h.dayZero) + float64(due))
	switch {
	case due >= moments:
		const last = 1 << 33 // seconds: the year 2242
		s.DueAt = time.Unix(min(due, last), 0).UTC()
	case s.Phase == memory.Review:
		s.DueDay = day
	default:
		s.DueAt = h.options.Calendar.Start(day).UTC()
	}
	return s, true
}

// marks makes the entries of a card that are no answers.
func (h *historian) marks(c *historyCard) {
	at := h.moment(c.card.Mod)
	if c.card.Queue == apkg.QueueSuspended {
		h.entries = append(h.entries, h.entry(c, progress.Suspend, saltSuspend, at, h.day(at)))
	}
	if c.card.Queue == apkg.QueueBuriedByUser || c.card.Queue == apkg.QueueBuriedByScheduler {
		h.buried++
	}
	if flag := c.card.Flags & 7; flag != 0 {
		e := h.entry(c, progress.Flag, saltFlag+strconv.Itoa(flag), at, h.day(at))
		e.Flag = flag
		h.entries = append(h.entries, e)
	}
	if len(c.tags) == 0 {
		return
	}
	at = h.moment(c.mod)
	for _, tag := range c.tags {
		if tag == "" || len(tag) > progress.MaxTag || strings.ContainsFunc(tag, func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) }) {
			continue
		}
		e := h.entry(c, progress.Tag, saltTag+tag, at, h.day(at))
		e.Text = tag
		h.entries = append(h.entries, e)
	}
}

func (h *historian) day(ms int64) memory.Day { return h.options.Calendar.Day(time.UnixMilli(ms)) }

// moment returns Unix seconds as milliseconds that are neither in the future nor absurd.
func (h *historian) moment(seconds int64) int64 {
	if seconds < firstMoment/1000 {
		return firstMoment
	}
	return min(seconds, h.now/1000) * 1000
}

// entry returns an entry of a card.
func (h *historian) entry(c *historyCard, kind progress.Kind, salt string, ms int64, day memory.Day) progress.Entry {
	return progress.Entry{
		ID: entryID(c.guid, c.card.Ord, salt, ms), Card: c.id, At: time.UnixMilli(ms).UTC(), Day: day, Kind: kind, Device: h.options.Device,
	}
}

// entryID returns the id of an entry: a UUID of version 7, whose time is that of the entry
// and whose other bits follow from what it is of, so that it is the same whenever and
// wherever a package with it is read.
func entryID(guid string, ord int, salt string, ms int64) progress.EntryID {
	var buffer [128]byte
	key := append(buffer[:0], guid...)
	key = append(key, 0)
	key = strconv.AppendInt(key, int64(ord), 10)
	key = append(key, 0)
	key = append(key, salt...)
	key = append(key, 0)
	key = strconv.AppendInt(key, ms, 10)
	sum := sha256.Sum256(key)
	var id [16]byte
	copy(id[:], sum[:])
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	var text [36]byte
	at := 0
	for i, part := range [][]byte{id[:4], id[4:6], id[6:8], id[8:10], id[10:]} {
		if i > 0 {
			text[at] = '-'
			at++
		}
		at += hex.Encode(text[at:], part)
	}
	return progress.EntryID(text[:])
}
