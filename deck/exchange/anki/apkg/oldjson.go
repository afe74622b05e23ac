package apkg

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// What follows is the JSON that stands in the row of table col. It has every key that Anki
// 2.1.15 fails without and every one that today's asks for.

// An object is an object in JSON, whose keys are written in their order.
type object = map[string]any

// json returns the columns of the row of table col.
func (b *builder) json() (conf, models, decks, presets string, err error) {
	types, err := b.modelsObject()
	if err != nil {
		return "", "", "", "", err
	}
	columns := make([]string, 0, 4)
	for _, thing := range []any{b.confObject(), types, b.decksObject(), b.presetsObject()} {
		var buffer bytes.Buffer
		e := json.NewEncoder(&buffer)
		e.SetEscapeHTML(false)
		if err := e.Encode(thing); err != nil {
			return "", "", "", "", err
		}
		columns = append(columns, string(bytes.TrimSpace(buffer.Bytes())))
	}
	return columns[0], columns[1], columns[2], columns[3], nil
}

// confObject returns the settings of the collection. Without a version of the scheduler
// the oldest is meant, whose cards today's Anki converts.
func (b *builder) confObject() object {
	conf := object{
		"activeDecks": []int{1}, "curDeck": 1, "newSpread": 0, "collapseTime": 1200, "timeLim": 0,
		"estTimes": true, "dueCounts": true, "curModel": nil, "nextPos": len(b.Cards) + 1,
		"sortType": "noteFld", "sortBackwards": false, "addToCur": true, "dayLearnFirst": false, "newBury": true,
	}
	if len(b.Types) > 0 {
		conf["curModel"] = strconv.FormatInt(b.Types[0].ID, 10)
	}
	if b.Scheduler >= 2 {
		conf["schedVer"] = 2
		conf["creationOffset"] = b.WestOfUTC
		conf["rollover"] = b.Rollover
	}
	if b.Scheduler >= 3 {
		conf["sched2021"] = true
	}
	return conf
}

// modelsObject returns the note types.
func (b *builder) modelsObject() (object, error) {
	models := make(object, len(b.Types))
	for i := range b.Types {
		t := &b.Types[i]
		key := strconv.FormatInt(t.ID, 10)
		if _, twice := models[key]; twice || t.ID <= 0 || len(t.Fields) == 0 || len(t.Templates) == 0 {
			return nil, fmt.Errorf("apkg: note type %d is there twice, or lacks fields or templates", t.ID)
		}
		kind := 0
		if t.Cloze {
			kind = 1
		}
		models[key] = object{
			"id": t.ID, "name": t.Name, "type": kind, "mod": b.changed(t.Mod), "usn": -1, "sortf": t.Sort,
			"did": 1, "tmpls": templateObjects(t), "flds": fieldObjects(t), "css": t.CSS,
			"latexPre": latexBegin, "latexPost": latexEnd, "latexsvg": false,
			"req": requirements(*t), "tags": []string{}, "vers": []string{},
		}
		if t.Occlusion {
			models[key].(object)["originalStockKind"] = stockOcclusion
		}
	}
	return models, nil
}

// What old Anki puts around formulas in LaTeX.
const (
	latexBegin = "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n"
	latexEnd   = "\\end{document}"
)

func fieldObjects(t *NoteType) []object {
	list := make([]object, len(t.Fields))
	for i, name := range t.Fields {
		list[i] = object{"name": name, "ord": i, "sticky": false, "rtl": false, "font": "Arial", "size": 20, "media": []string{}}
		if t.Occlusion { // by these numbers Anki finds them whatever they are called
			list[i]["tag"], list[i]["preventDeletion"] = i, i < 2
		}
	}
	return list
}

func templateObjects(t *NoteType) []object {
	list := make([]object, len(t.Templates))
	for i, m := range t.Templates {
		list[i] = object{"name": m.Name, "ord": i, "qfmt": m.Front, "afmt": m.Back, "bqfmt": "", "bafmt": "", "did": nil}
	}
	return list
}

// decksObject returns the decks, Default among them.
func (b *builder) decksObject() object {
	today := []int{0, 0}
	decks := make(object, len(b.Decks)+1)
	for _, d := range append([]Deck{{ID: 1, Name: "Default"}}, b.Decks...) {
		deck := object{
			"id": d.ID, "name": d.Name, "mod": b.now.Unix(), "usn": -1, "desc": d.Description, "dyn": 0,
			"collapsed": false, "browserCollapsed": false, "extendNew": 0, "extendRev": 0,
			"newToday": today, "revToday": today, "lrnToday": today, "timeToday": today,
		}
		if d.Filtered {
			deck["dyn"], deck["resched"], deck["terms"] = 1, true, [][]any{{"", 100, 0}}
			deck["delays"], deck["separate"], deck["return"], deck["previewDelay"] = nil, true, true, 10
		} else {
			deck["conf"] = max(1, d.Preset)
		}
		decks[strconv.FormatInt(d.ID, 10)] = deck
	}
	return decks
}

// presetsObject returns the options of decks, the default ones among them.
func (b *builder) presetsObject() object {
	presets := make(object, len(b.Presets)+1)
	for _, p := range append([]Preset{{ID: 1, Name: "Default", NewPerDay: 20, ReviewsPerDay: 200}}, b.Presets...) {
		preset := object{
			"id": p.ID, "name": p.Name, "mod": b.now.Unix(), "usn": -1, "maxTaken": 60, "autoplay": true, "timer": 0, "replayq": true, "dyn": false,
			"new":   object{"delays": []int{1, 10}, "ints": []int{1, 4, 7}, "initialFactor": 2500, "order": 1, "perDay": p.NewPerDay, "bury": false, "separate": true},
			"rev":   object{"perDay": p.ReviewsPerDay, "ease4": 1.3, "ivlFct": 1, "maxIvl": 36500, "bury": false, "hardFactor": 1.2, "fuzz": 0.05, "minSpace": 1},
			"lapse": object{"delays": []int{10}, "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0},
		}
		if p.Retention > 0 {
			preset["desiredRetention"] = p.Retention
		}
		if key := map[int]string{17: "fsrsWeights", 19: "fsrsParams5", 21: "fsrsParams6"}[len(p.Weights)]; key != "" {
			preset[key] = p.Weights
		}
		presets[strconv.FormatInt(p.ID, 10)] = preset
	}
	return presets
}
