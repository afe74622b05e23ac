package main

// importCommand makes decks of what other programs wrote.
type importCommand struct {
	Anki  importAnkiCommand  `cmd:"" help:"Make decks of an Anki package, .apkg or .colpkg."`
	Table importTableCommand `cmd:"" help:"Make a deck of a table: CSV, TSV, or what Quizlet exports."`
}

// importAnkiCommand makes decks of an Anki package.
type importAnkiCommand struct {
	JSON     bool   `name:"json" help:"Write the report as JSON."`
	Progress string `name:"progress" placeholder:"JOURNAL" help:"Take the reviews into this journal: a data folder, or the progress.db in it, which is made if it is not there."`
	File     string `arg:"" predictor:"anki" help:"The package."`
	Dir      string `arg:"" name:"folder" predictor:"folder" help:"Folder for the deck, or for a folder of each deck if there are several."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *importAnkiCommand) Help() string {
	return `Every top deck of the package becomes a deck, its subdecks become sections. Notes become text that you can read and write; pictures and sounds come along in media. What is richer than a deck can be is kept readable, and the report says what was changed.

A folder that holds the decks of an earlier import is brought up to date: notes that are newer in the package are replaced, those that you have changed yourself stay, and nothing is doubled. The same goes for reviews with --progress; if there is anything new for the journal, it is backed up first. Ctrl+C leaves nothing half-made.

--json writes one object:

    {"file": "biology.apkg", "format": "Anki package",
     "notes": 130, "cards": 200, "reviews": 1017, "media": 5,
     "decks": 7, "suspended": 6, "flagged": 4, "tags": 12,
     "added": 130, "updated": 0, "unchanged": 0, "kept": 0, "skipped": 0,
     "items": [{"note": "anki-k3j9x2w7qp", "deck": "biology",
                "guid": "…", "title": "…", "outcome": "added"}],
     "warnings": [],
     "made": [{"id": "biology", "title": "Biology", "path": "…",
               "new": true, "notes": 86, "cards": 132}],
     "journal": {"path": "…", "added": 1029, "known": 0}}

The first counts are those of the package: "decks" counts subdecks and an empty default deck too, "reviews" also those that do not count. "outcome" is added, updated, unchanged, kept (what is here stayed) or skipped, with "why" where that is not plain, and "lost" for what could not be kept of a note; "title" is empty for a note that did not have to be read, as it is here already. "journal" counts what came into the journal, answers and marks together, and is there with --progress.`
}

// Run makes the decks.
func (c *importAnkiCommand) Run(s *session) error { return importAnki(s, c) }

// importTableCommand makes a deck of a table.
type importTableCommand struct {
	JSON      bool   `name:"json" help:"Write the report as JSON."`
	Columns   string `name:"columns" placeholder:"ROLES" help:"What the columns are, with commas: front, back, tags, section, kind, id, explanation, extra, sources, attributes, ignore; guessed if you leave it out."`
	Delimiter string `name:"delimiter" placeholder:"C" help:"What stands between cells: a character, or tab; guessed if you leave it out."`
	Rows      string `name:"rows" placeholder:"TEXT" help:"What stands between rows, if not the end of a line; \\n stands for one."`
	Text      bool   `name:"text" help:"Cells are plain text, also where they look like HTML." xor:"html"`
	HTML      bool   `name:"html" help:"Cells are HTML." xor:"html"`
	Title     string `name:"title" help:"Title of a new deck; that in the file, or the file's name, if you leave it out."`
	Section   string `name:"section" help:"Section for notes that name none."`
	Match     string `name:"match" enum:",update,keep,both" default:"" placeholder:"WHAT" predictor:"match" help:"What becomes of a note that is in the deck already: update, keep, or both; as the file says, or update, if you leave it out."`
	File      string `arg:"" predictor:"table" help:"The table, or - for what comes in."`
	Dir       string `arg:"" name:"folder" predictor:"folder" help:"Folder of the deck, new or there already."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *importTableCommand) Help() string {
	return `A row is a note: a question and its answer, and what else the columns hold. Lines such as "#separator:tab" or "#tags column:3" at the top of the file are honoured as Anki has them. Without them the delimiter and the columns are guessed; a first row that names columns is taken as names.

A note is known by its id column, or by its first field: a table that is read into its deck again brings notes up to date and doubles none.

--json writes the report that "deck import anki --help" describes, without "journal".`
}

// Run makes the deck.
func (c *importTableCommand) Run(s *session) error { return importTable(s, c) }
