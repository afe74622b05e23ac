package progress

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"sync"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// A Log is all answers that count, of all cards.
type Log struct {
	Cards   []deck.CardID   // by number, in the order of their first answers
	Answers []memory.Answer // in the order of time
}

// Log returns every answer that was not taken back, under the present names of the cards,
// with the phase in which it found its card. The same entries make the same log, whatever
// the order in which they arrived.
//
// It is kept and continued: asked again after a few more answers it takes a few
// milliseconds. What it returned is shared and not to be changed.
func (j *Journal) Log(ctx context.Context) (Log, error) {
	j.kept.mu.Lock()
	defer j.kept.mu.Unlock()
	err := j.kept.renew(ctx, j.reader)
	return j.kept.log, explain(ctx, "read answers", j.path, err)
}

// AnswerCount returns how many answers stand behind what is known of all cards. Those to
// cards that were made new again since do not count. It is cheap.
func (j *Journal) AnswerCount(ctx context.Context) (int, error) {
	var n int
	err := j.reader.QueryRowContext(ctx, `SELECT ifnull(sum(reps), 0) FROM card_state`).Scan(&n)
	return n, explain(ctx, "count answers", j.path, err)
}

// A keptLog is the log of all entries up to one.
type keptLog struct {
	mu    sync.Mutex
	seq   int64   // the last entry that was looked at
	names aliases // that the cards had
	log   Log
}

// mostContinued is the number of cards with new entries from which reading everything
// anew takes less time.
const mostContinued = 500

// renew makes it the log of all entries that db has.
func (k *keptLog) renew(ctx context.Context, db *sql.DB) error {
	// The driver is spared watching the context, see States; it is looked at in between.
	inside := context.WithoutCancel(ctx)
	err := inTx(inside, db, func(tx *sql.Tx) error {
		names, err := selectAliases(inside, tx)
		if err != nil {
			return err
		}
		last, err := lastPlace(inside, tx)
		if err != nil {
			return err
		}
		// Entries are never changed, so that new ones are all there is to learn of; but
		// names decide whose the old ones are.
		if k.seq == 0 || last < k.seq || !maps.Equal(names, k.names) {
			return k.read(ctx, db, tx, names, last)
		}
		cards, err := k.fresh(inside, tx, last)
		switch {
		case err != nil:
			return err
		case len(cards) > mostContinued:
			return k.read(ctx, db, tx, names, last)
		case len(cards) > 0:
			histories, err := selectHistories(inside, tx, names, cards)
			if err != nil {
				return err
			}
			k.log = k.log.with(histories)
		}
		k.seq = last
		return nil
	})
	if err != nil {
		return err
	}
	return ctx.Err()
}

// fresh returns the cards that the log is not up to date about.
func (k *keptLog) fresh(ctx context.Context, tx *sql.Tx, last int64) ([]deck.CardID, error) {
	if last == k.seq {
		return nil, nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT card FROM journal WHERE seq > ? AND seq <= ? AND kind IN ('review', 'estimate', 'forget', 'retract')`, k.seq, last)
	if err != nil {
		return nil, err
	}
	cards := make(map[deck.CardID]bool)
	err = eachRow(rows, func(r row) { cards[k.names.present(deck.CardID(r.text(0)))] = true })
	return sortedKeys(cards), err
}

// read makes it the log of all entries up to last.
func (k *keptLog) read(ctx context.Context, db *sql.DB, tx *sql.Tx, names aliases, last int64) error {
	rows, err := readLogRows(ctx, db, last)
	if err != nil {
		return err
	}
	log, unclear := rows.log(names)
	if len(unclear) > 0 {
		histories, err := selectHistories(context.WithoutCancel(ctx), tx, names, unclear)
		if err != nil {
			return err
		}
		log = log.with(histories)
	}
	k.log, k.names, k.seq = log, names, last
	return nil
}

// with returns the log with what the histories say of their cards in the place of what it
// said. It leaves the log as it is.
func (l Log) with(histories map[deck.CardID][]Entry) Log {
	next := Log{Cards: slices.Clone(l.Cards)}
	replaced := make([]bool, len(l.Cards))
	number := make(map[deck.CardID]int32, len(histories))
	for i, card := range l.Cards {
		if _, known := histories[card]; known {
			replaced[i], number[card] = true, int32(i)
		}
	}
	var fresh []memory.Answer
	for _, card := range sortedKeys(histories) {
		n, known := number[card]
		if !known {
			n = int32(len(next.Cards))
			next.Cards = append(next.Cards, card)
		}
		fresh = appendAnswers(fresh, n, histories[card])
	}
	slices.SortStableFunc(fresh, next.byTime)
	next.Answers = make([]memory.Answer, 0, len(l.Answers)+len(fresh))
	for _, a := range l.Answers {
		if replaced[a.Card] {
			continue
		}
		for len(fresh) > 0 && next.byTime(fresh[0], a) < 0 {
			next.Answers, fresh = append(next.Answers, fresh[0]), fresh[1:]
		}
		next.Answers = append(next.Answers, a)
	}
	next.Answers = append(next.Answers, fresh...)
	return next.numbered()
}

// byTime orders answers by time, those of one moment by card. No card has two answers in
// one moment, but where two cards became one; those keep their order.
func (l Log) byTime(a, b memory.Answer) int {
	if a.At != b.At {
		return cmp.Compare(a.At, b.At)
	}
	return cmp.Compare(l.Cards[a.Card], l.Cards[b.Card])
}

// numbered numbers the cards in the order of their first answers.
func (l Log) numbered() Log {
	next := Log{Cards: make([]deck.CardID, 0, len(l.Cards)), Answers: l.Answers}
	number := make([]int32, len(l.Cards)) // plus 1
	for i := range l.Answers {
		a := &l.Answers[i]
		if number[a.Card] == 0 {
			next.Cards = append(next.Cards, l.Cards[a.Card])
			number[a.Card] = int32(len(next.Cards))
		}
		a.Card = number[a.Card] - 1
	}
	return next
}

// appendAnswers adds the answers of one card's history that count.
func appendAnswers(answers []memory.Answer, card int32, history []Entry) []memory.Answer {
	was := memory.New
	for _, e := range Effective(history) {
		switch e.Kind {
		case Review:
			answers = append(answers, memory.Answer{
				At: e.At.UnixMilli(), Card: card, Day: e.Day, Took: shortened(e.Took.Milliseconds()), Rating: e.Rating, Was: was,
			})
			was = e.After.Phase
		case Estimate:
			was = e.After.Phase
		case Forget:
			was = memory.New
		}
	}
	return answers
}

// shortened returns a time in milliseconds as an answer has it: at most 24 days.
func shortened(took int64) int32 { return int32(min(took, 1<<31-1)) }
