#!/usr/bin/python3
"""Hands packages to the real Anki 2.1.15 and says what it made of them, as JSON.

  anki.py open FILE...         import the packages one after another into a new collection; after
                               each: what was added, updated, a duplicate, and the counts; at the
                               end: Anki's own check of the database, missing media, cards that
                               cannot be drawn
  anki.py count FILE           the counts of a package, also of a whole collection, which is opened
                               as it is and not imported; nothing of the newest layout
  anki.py notes FILE           every note, card and review of a package, as Anki took them in
  anki.py answer FILE N        answer N cards; what the scheduler made of them
  anki.py again FILE OUT       import a package and export it again, with scheduling
  anki.py edit FILE OUT N      the same, with N notes reworded, tagged and a minute younger
  anki.py write OUT            a package of Anki's own: all of its stock note types, and a year's reviews
  anki.py time FILE            seconds for import, a second import, and export, without scheduling

ANKI names the folder of the unpacked library; `make anki` fetches it.
"""
import json
import os
import random
import sys
import tempfile
import time
import zipfile

sys.path.insert(0, os.environ["ANKI"])
late = 0.0  # seconds that the clock is ahead
wall = time.time
time.time = lambda: wall() + late

import anki  # noqa: E402
from anki import Collection  # noqa: E402
from anki.exporting import AnkiPackageExporter  # noqa: E402
from anki.importing.apkg import AnkiPackageImporter  # noqa: E402
from anki.utils import splitFields  # noqa: E402

DAY = 86400


def new(folder, name="collection"):
    os.makedirs(os.path.join(folder, name))
    return Collection(os.path.join(folder, name, name + ".anki2"))


def take(col, file):
    importer = AnkiPackageImporter(col, file)
    importer.run()
    col.save()
    return importer


def export(col, out, scheduling=True):
    exporter = AnkiPackageExporter(col)
    exporter.includeSched, exporter.includeMedia, exporter.did = scheduling, True, None
    exporter.exportInto(out)


def counts(col):
    one = col.db.scalar
    return {
        "notes": one("select count() from notes"),
        "cards": one("select count() from cards"),
        "reviews": one("select count() from revlog"),
        "media": len(os.listdir(col.media.dir())),
        "decks": len(col.decks.all()),
        "suspended": one("select count() from cards where queue = -1"),
        "flagged": one("select count() from cards where flags & 7 > 0"),
        "new": one("select count() from cards where type = 0"),
        "due": one("select count() from cards where queue = 1 or queue in (2, 3) and due <= ?", col.sched.today),
    }


def cmd_open(folder, *files):
    col, steps = new(folder), []
    for file in files:
        got = take(col, file)
        steps.append(dict(counts(col), added=got.added, updated=got.updated, duplicates=got.dupes,
                          log=[line for line in got.log if line][:3]))
    undrawn = []
    for card in col.db.list("select id from cards"):
        try:
            question, answer = col.getCard(card).q(), col.getCard(card).a()
            if not question.strip() or "unknown field" in question + answer or "{{#" in question + answer:
                undrawn.append("%d: %s" % (card, question[-200:]))
        except Exception as e:  # noqa: BLE001
            undrawn.append("%d: %r" % (card, e))
    columns = "select id, cast(sfld as text), csum from notes"
    before = col.db.all(columns)
    report, sound = col.fixIntegrity()
    return {"steps": steps, "sound": sound and bool(col.basicCheck()), "report": report, "undrawn": undrawn[:10],
            "recomputed": sum(a != b for a, b in zip(before, col.db.all(columns))),
            "missing": sorted(col.media.check()[0])}


def cmd_count(folder, file):
    with zipfile.ZipFile(file) as package:
        names = package.namelist()
        if "collection.anki21b" in names:
            return {}
        if "collection.anki21" not in names and not file.endswith(".colpkg"):
            col = new(folder)
            take(col, file)
            return counts(col)
        media = os.path.join(folder, "collection.media")
        os.makedirs(media)
        path = os.path.join(folder, "collection.anki2")
        with open(path, "wb") as f:
            f.write(package.read("collection.anki21" if "collection.anki21" in names else "collection.anki2"))
        for entry, name in json.loads(package.read("media")).items():
            if entry in names:
                with open(os.path.join(media, os.path.basename(name)), "wb") as f:
                    f.write(package.read(entry))
        return counts(Collection(path))


def cmd_notes(folder, file):
    col = new(folder)
    take(col, file)
    notes = []
    for nid, guid, mid, tags, fields in col.db.all("select id, guid, mid, tags, flds from notes order by id"):
        cards = []
        for cid, order, did, kind, queue, due, days, factor, reps, lapses, flags in col.db.all(
                "select id, ord, did, type, queue, due, ivl, factor, reps, lapses, flags from cards where nid = ? order by ord", nid):
            reviews = [[at, ease] for at, ease in col.db.all("select id, ease from revlog where cid = ? order by id", cid)]
            if kind == 2:
                due -= col.sched.today
            cards.append({"ord": order, "deck": col.decks.name(did), "type": kind, "queue": queue, "due": due, "interval": days,
                          "factor": factor, "reps": reps, "lapses": lapses, "flag": flags & 7, "reviews": reviews})
        notes.append({"guid": guid, "type": col.models.get(mid)["name"], "tags": sorted(tags.split()),
                      "fields": splitFields(fields), "cards": cards})
    return {"notes": notes, "counts": counts(col)}


def cmd_answer(folder, file, number):
    col, done = new(folder), 0
    take(col, file)
    for deck in col.decks.all():
        col.decks.select(deck["id"])
        col.reset()
        while done < int(number):
            card = col.sched.getCard()
            if card is None:
                break
            card.startTimer()
            col.sched.answerCard(card, 2)
            done += 1
    return dict(counts(col), answered=done)


def cmd_again(folder, file, out):
    col = new(folder)
    take(col, file)
    export(col, out)
    return counts(col)


def cmd_edit(folder, file, out, number):
    global late
    col = new(folder)
    take(col, file)
    late += 60
    for nid in col.db.list("select id from notes order by id limit ?", int(number)):
        note = col.getNote(nid)
        note.fields[1] = note.fields[1] + " <b>reworded</b>"
        note.addTag("reworded")
        note.flush()
    col.save()
    export(col, out)
    return counts(col)


def cmd_write(folder, out):
    """A collection as a year of use leaves it."""
    global late
    late = -365 * DAY
    random.seed(1)  # Anki's own
    col, chance = new(folder), random.Random(1)
    with open(os.path.join(col.media.dir(), "dot.gif"), "wb") as f:
        f.write(b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;")
    texts = ["plain", "<b>bold</b> &amp; <i>slanted</i>", "first<br>second", "<ul><li>one</li><li>two</li></ul>", "æøå 顧客 שלום",
             "# no heading", "{#no-id}", "1 < 2 &lt; 3", '<img src="dot.gif">', "\\(a_1^2\\)", "* _ ` [x] | ~~ {{", "= not an answer"]
    for name in ("Basic", "Basic (and reversed card)", "Basic (optional reversed card)", "Basic (type in the answer)", "Cloze"):
        kind = col.models.byName(name)
        for i in range(24):
            kind["did"] = col.decks.id("Course::Week %d" % (i % 3) if i % 2 else "Reading")
            col.models.setCurrent(kind)
            note = col.newNote(forDeck=False)
            late += 11
            if name == "Cloze":
                note.fields[0] = "{{c1::One %d}} and {{c2::two::a number}} %s {{c3::three}}, {{c3::three again}}" % (
                    i, texts[i % 12].replace("{{", "{ {"))
            else:
                note.fields[0], note.fields[1] = "%s %d %s" % (name, i, texts[i % 12]), "Answer %d %s" % (i, texts[(i + 5) % 12])
                if "optional" in name and i % 3:
                    note.fields[2] = "y"
            note.tags = ["of::" + str(i % 4)]
            col.addNote(note)
    conf = col.decks.getConf(1)
    conf["new"]["perDay"], conf["rev"]["perDay"] = 20, 200
    col.decks.save(conf)
    for _ in range(39):
        late += 9 * DAY + chance.randrange(DAY // 4)
        for deck in col.decks.all():
            col.decks.select(deck["id"])
            col.reset()
            for _ in range(25):
                card = col.sched.getCard()
                if card is None:
                    break
                card.startTimer()
                late += 5
                col.sched.answerCard(card, chance.choice([1, 2, 2, 2, col.sched.answerButtons(card)]))
        col.close()
        col = Collection(col.path)
    ids = col.db.list("select id from cards order by id")
    col.sched.suspendCards(ids[::17])
    for i, cid in enumerate(ids[::13]):
        card = col.getCard(cid)
        card.flags = 1 + i % 4
        card.flush()
    export(col, out)
    return counts(col)


def cmd_time(folder, file):
    def seconds(do):
        began = time.perf_counter()
        do()
        return time.perf_counter() - began

    imports = []
    for i in range(3):
        col = new(folder, "c%d" % i)
        imports.append(seconds(lambda: take(col, file)))
        if i < 2:
            col.close()
    return {"import": sorted(imports)[1], "again": seconds(lambda: take(col, file)),
            "export": sorted(seconds(lambda: export(col, os.path.join(folder, "out.apkg"), False)) for _ in range(3))[1],
            "notes": col.noteCount()}


def main():
    command = globals().get("cmd_" + (sys.argv[1] if len(sys.argv) > 1 else ""))
    if command is None:
        sys.exit(__doc__)
    paths = [os.path.abspath(a) if os.sep in a else a for a in sys.argv[2:]]
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(command(folder, *paths), ensure_ascii=False))


main()
