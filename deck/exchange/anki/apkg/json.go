package apkg

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
)

// A looseNumber is a whole number in JSON that anybody wrote: as a number, maybe with
// decimals, as text, as true or false, or as null.
type looseNumber int64

// UnmarshalJSON never fails; what is no number is 0.
func (n *looseNumber) UnmarshalJSON(data []byte) error {
	*n = 0
	switch word := string(bytes.Trim(data, `" `)); word {
	case "true":
		*n = 1
	case "false", "null":
	default:
		*n = looseNumber(wholeOf(word))
	}
	return nil
}

// A looseText is text in JSON that anybody wrote: as text, or as something else, which is
// no text.
type looseText string

// UnmarshalJSON never fails; what is no text is "".
func (t *looseText) UnmarshalJSON(data []byte) error {
	var s string
	if json.Unmarshal(data, &s) != nil {
		s = ""
	}
	*t = looseText(s)
	return nil
}

// A looseFraction is a number in JSON that anybody wrote.
type looseFraction float64

// UnmarshalJSON never fails; what is no number is 0.
func (x *looseFraction) UnmarshalJSON(data []byte) error {
	v, err := strconv.ParseFloat(string(bytes.Trim(data, `" `)), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	*x = looseFraction(v)
	return nil
}

// eachOf gives do the things that a JSON object holds, each by itself, so that one that
// cannot be read does not spoil the others. The id is the key.
func eachOf(object string, do func(id int64, raw json.RawMessage)) error {
	if object == "" {
		return nil
	}
	var things map[string]json.RawMessage
	if err := json.Unmarshal([]byte(object), &things); err != nil {
		return damaged(err)
	}
	for _, key := range slices.Sorted(maps.Keys(things)) {
		do(wholeOf(key), things[key])
	}
	return nil
}

// A jsonType is a note type as it is read.
type jsonType struct {
	ID    looseNumber `json:"id"`
	Name  looseText   `json:"name"`
	Type  looseNumber `json:"type"`
	Mod   looseNumber `json:"mod"`
	Sort  looseNumber `json:"sortf"`
	CSS   looseText   `json:"css"`
	Stock looseNumber `json:"originalStockKind"`

	Fields []struct {
		Name looseText   `json:"name"`
		Ord  looseNumber `json:"ord"`
	} `json:"flds"`
	Templates []struct {
		Name  looseText   `json:"name"`
		Ord   looseNumber `json:"ord"`
		Front looseText   `json:"qfmt"`
		Back  looseText   `json:"afmt"`
	} `json:"tmpls"`
}

// typesOfJSON reads the note types of old collections.
func (c *Collection) typesOfJSON(models string) error {
	return eachOf(models, func(id int64, raw json.RawMessage) {
		var from jsonType
		if json.Unmarshal(raw, &from) != nil {
			c.warn("A note type in the file is damaged, so its notes may look otherwise.")
			return
		}
		t := NoteType{
			ID: id, Name: string(from.Name), Cloze: from.Type == 1, CSS: string(from.CSS),
			Sort: int(from.Sort & 0xffff), Mod: int64(from.Mod),
		}
		var fields []ordered[string]
		for _, f := range from.Fields {
			fields = append(fields, ordered[string]{int64(f.Ord), string(f.Name)})
		}
		var templates []ordered[Template]
		for _, m := range from.Templates {
			templates = append(templates, ordered[Template]{int64(m.Ord), Template{string(m.Name), string(m.Front), string(m.Back)}})
		}
		t.Fields, t.Templates = inOrder(fields), inOrder(templates)
		t.Occlusion = from.Stock == stockOcclusion || occludes(t)
		c.Types = append(c.Types, t)
	})
}

// decksOfJSON reads the decks of old collections.
func (c *Collection) decksOfJSON(decks string) error {
	return eachOf(decks, func(id int64, raw json.RawMessage) {
		var from struct {
			Name     looseText   `json:"name"`
			Desc     looseText   `json:"desc"`
			Filtered looseNumber `json:"dyn"`
			Preset   looseNumber `json:"conf"`
		}
		if json.Unmarshal(raw, &from) != nil {
			c.warn("A deck in the file is damaged, so its name was lost.")
			return
		}
		d := Deck{ID: id, Name: string(from.Name), Filtered: from.Filtered != 0, Description: string(from.Desc)}
		if !d.Filtered {
			d.Preset = int64(from.Preset)
		}
		c.Decks = append(c.Decks, d)
	})
}

// presetsOfJSON reads the options of decks of old collections.
func (c *Collection) presetsOfJSON(presets string) error {
	type limit struct {
		PerDay looseNumber `json:"perDay"`
	}
	return eachOf(presets, func(id int64, raw json.RawMessage) {
		var from struct {
			Name      looseText       `json:"name"`
			New       limit           `json:"new"`
			Reviews   limit           `json:"rev"`
			Retention looseFraction   `json:"desiredRetention"`
			Weights4  []looseFraction `json:"fsrsWeights"`
			Weights5  []looseFraction `json:"fsrsParams5"`
			Weights6  []looseFraction `json:"fsrsParams6"`
		}
		if json.Unmarshal(raw, &from) != nil {
			c.warn("Options of decks in the file are damaged and were left out.")
			return
		}
		c.Presets = append(c.Presets, Preset{
			ID: id, Name: string(from.Name), NewPerDay: int(from.New.PerDay & 0xffffff), ReviewsPerDay: int(from.Reviews.PerDay & 0xffffff),
			Retention: float64(from.Retention), Weights: newest(floats(from.Weights6), floats(from.Weights5), floats(from.Weights4)),
		})
	})
}

func floats(list []looseFraction) []float64 {
	out := make([]float64, len(list))
	for i, x := range list {
		out[i] = float64(x)
	}
	return out
}
