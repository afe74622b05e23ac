-- Tags, remarks, acts on many cards at once, and the day on which a card was first met.
--
-- Three kinds of entry join the journal: a learner's own tags (tag, untag) and a remark
-- on a card. What was done to many cards in one go has an entry for each of them, and
-- every one of these names the first in its column act, so that they can be taken back
-- as the one thing that they were to the learner.
--
-- SQLite cannot change the CHECKs of a table that is there, so the journal is made anew
-- and its rows are carried over as they are, seq included. The triggers and indices are
-- those of before.

CREATE TABLE journal_next (
    seq       INTEGER NOT NULL PRIMARY KEY,        -- order of arrival in this file only
    id        TEXT    NOT NULL UNIQUE,             -- UUIDv7, the same on every device
    card      TEXT    NOT NULL CHECK (card <> ''), -- as it was called at the time, see card_alias
    at_ms     INTEGER NOT NULL,                    -- later than the card's entry before
    done_on   INTEGER NOT NULL,
    kind      TEXT    NOT NULL CHECK (kind IN ('review', 'retract', 'suspend', 'unsuspend', 'bury', 'unbury', 'flag', 'forget', 'tag', 'untag', 'remark')),
    rating    INTEGER CHECK (rating BETWEEN 1 AND 4),  -- review: again, hard, good, easy
    took_ms   INTEGER CHECK (took_ms >= 0),            -- review: from question shown to graded
    phase     INTEGER CHECK (phase BETWEEN 1 AND 3),   -- review: put into learning, review, relearning
    step      INTEGER CHECK (step >= 0),               -- review: index into the (re)learning steps
    due_on    INTEGER,                                 -- review: the day on which it is due
    due_at_ms INTEGER,                                 -- review: when the step is over, NULL without a step
    target    TEXT REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED, -- retract: the entry taken back
    flag      INTEGER CHECK (flag BETWEEN 0 AND 7),    -- flag: 0 clears it
    device    TEXT    NOT NULL,                        -- where it was written
    text      TEXT,                                    -- tag, untag: the tag; remark: the remark, '' removes it
    act       TEXT REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED, -- first entry of an act on many cards, itself included

    CHECK ((kind = 'review')  = (rating IS NOT NULL)),
    CHECK ((kind = 'review')  = (took_ms IS NOT NULL)),
    CHECK ((kind = 'review')  = (phase IS NOT NULL)),
    CHECK ((kind = 'review')  = (step IS NOT NULL)),
    CHECK ((kind = 'review')  = (due_on IS NOT NULL)),
    CHECK ((kind = 'review') OR due_at_ms IS NULL),
    CHECK ((kind = 'retract') = (target IS NOT NULL)),
    CHECK ((kind = 'flag')    = (flag IS NOT NULL)),
    CHECK ((kind IN ('tag', 'untag', 'remark')) = (text IS NOT NULL)),
    CHECK (kind = 'remark' OR text <> '')
) STRICT;

INSERT INTO journal_next (seq, id, card, at_ms, done_on, kind, rating, took_ms, phase, step, due_on, due_at_ms, target, flag, device)
SELECT seq, id, card, at_ms, done_on, kind, rating, took_ms, phase, step, due_on, due_at_ms, target, flag, device
FROM journal ORDER BY seq;

DROP TABLE journal; -- its triggers and indices go with it
ALTER TABLE journal_next RENAME TO journal;

-- A card's entries in the order in which they are folded.
CREATE INDEX journal_by_card ON journal (card, at_ms, id);

-- What was done today.
CREATE INDEX journal_by_day ON journal (done_on);

CREATE TRIGGER journal_never_deletes BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'entries of the journal are never deleted');
END;

CREATE TRIGGER journal_never_updates BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'entries of the journal are never changed');
END;

-- INSERT OR REPLACE would delete the old row without asking the trigger above.
CREATE TRIGGER journal_never_replaces BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id OR seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'entries of the journal are never replaced');
END;

-- Most cards have neither, and NULL then, which costs nothing to read.
ALTER TABLE card_state ADD COLUMN tags   TEXT CHECK (tags <> '');   -- in order, a space between them
ALTER TABLE card_state ADD COLUMN remark TEXT CHECK (remark <> '');

-- The study day on which a card was first seen in a deck, under the name of that day. It
-- is no part of the journal: it says what decks held, not what the learner did. Of cards
-- that were studied before this table was made nothing better is known than when.
CREATE TABLE card_met (
    card   TEXT    NOT NULL PRIMARY KEY CHECK (card <> ''),
    met_on INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO card_met (card, met_on)
SELECT card, CASE WHEN introduced_on > 0 THEN introduced_on ELSE last_at_ms / 86400000 END FROM card_state;
