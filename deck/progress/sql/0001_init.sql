-- The learner's journal, and what follows from it.
--
-- The journal is the truth: one row for each thing the learner did, in the order in
-- which the rows arrived here (seq). Rows are only ever added. Undo adds a row that
-- takes another one back, and so the journals of two devices can be united by putting
-- their rows together. The triggers below hold against every program that writes here.
--
-- Everything in card_state can be worked out again from the journal. It is written in
-- the same transaction as the row that changes it, so that the two never disagree.
--
-- Units. Columns that end in _ms hold milliseconds: a duration, or a moment counted
-- from 1970-01-01 UTC. Columns that end in _on hold study days: days since 1970-01-01
-- in the learner's time zone, each beginning at the rollover hour. The study day of an
-- entry is fixed when it is written; a later change of zone or hour leaves it alone.
-- A zero in card_state stands for "none": nothing was ever studied on day 0.

CREATE TABLE journal (
    seq       INTEGER NOT NULL PRIMARY KEY,        -- order of arrival in this file only
    id        TEXT    NOT NULL UNIQUE,             -- UUIDv7, the same on every device
    card      TEXT    NOT NULL CHECK (card <> ''), -- as it was called at the time, see card_alias
    at_ms     INTEGER NOT NULL,                    -- later than the card's entry before
    done_on   INTEGER NOT NULL,
    kind      TEXT    NOT NULL CHECK (kind IN ('review', 'retract', 'suspend', 'unsuspend', 'bury', 'unbury', 'flag', 'forget')),
    rating    INTEGER CHECK (rating BETWEEN 1 AND 4),  -- review: again, hard, good, easy
    took_ms   INTEGER CHECK (took_ms >= 0),            -- review: from question shown to graded
    phase     INTEGER CHECK (phase BETWEEN 1 AND 3),   -- review: put into learning, review, relearning
    step      INTEGER CHECK (step >= 0),               -- review: index into the (re)learning steps
    due_on    INTEGER,                                 -- review: the day on which it is due
    due_at_ms INTEGER,                                 -- review: when the step is over, NULL without a step
    target    TEXT REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED, -- retract: the entry taken back
    flag      INTEGER CHECK (flag BETWEEN 0 AND 7),    -- flag: 0 clears it
    device    TEXT    NOT NULL,                        -- where it was written

    CHECK ((kind = 'review')  = (rating IS NOT NULL)),
    CHECK ((kind = 'review')  = (took_ms IS NOT NULL)),
    CHECK ((kind = 'review')  = (phase IS NOT NULL)),
    CHECK ((kind = 'review')  = (step IS NOT NULL)),
    CHECK ((kind = 'review')  = (due_on IS NOT NULL)),
    CHECK ((kind = 'review') OR due_at_ms IS NULL),
    CHECK ((kind = 'retract') = (target IS NOT NULL)),
    CHECK ((kind = 'flag')    = (flag IS NOT NULL))
) STRICT;

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

-- What the journal says of each card that has an entry, under the card's present name.
CREATE TABLE card_state (
    card          TEXT    NOT NULL PRIMARY KEY,
    phase         INTEGER NOT NULL CHECK (phase BETWEEN 0 AND 3), -- new, learning, review, relearning
    step          INTEGER NOT NULL,
    stability     REAL    NOT NULL, -- days until recall falls to 90 %
    difficulty    REAL    NOT NULL, -- 1 to 10
    reps          INTEGER NOT NULL, -- answers
    lapses        INTEGER NOT NULL, -- times forgotten in phase review
    answered_on   INTEGER NOT NULL, -- day of the last answer
    due_on        INTEGER NOT NULL,
    due_at_ms     INTEGER NOT NULL,
    suspended     INTEGER NOT NULL CHECK (suspended IN (0, 1)),
    buried_on     INTEGER NOT NULL, -- not to be asked on this day
    flag          INTEGER NOT NULL,
    introduced_on INTEGER NOT NULL, -- day of the first answer
    last_at_ms    INTEGER NOT NULL, -- of the last entry
    last_entry    TEXT    NOT NULL REFERENCES journal (id)
) STRICT, WITHOUT ROWID;

-- Former names of cards. An author renamed old to new; entries under the old name
-- belong to the card that now has the new one. Names may be chained, never in a circle.
CREATE TABLE card_alias (
    old   TEXT    NOT NULL PRIMARY KEY,
    new   TEXT    NOT NULL CHECK (new NOT IN ('', old)),
    at_ms INTEGER NOT NULL -- when this was learned
) STRICT, WITHOUT ROWID;

CREATE INDEX card_alias_by_new ON card_alias (new);

-- The learner's settings, one JSON value each.
CREATE TABLE setting (
    key   TEXT    NOT NULL PRIMARY KEY,
    value TEXT    NOT NULL CHECK (json_valid(value)),
    at_ms INTEGER NOT NULL -- when it was set
) STRICT, WITHOUT ROWID;
