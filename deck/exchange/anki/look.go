package anki

import (
	_ "embed"

	"touchpoint/deck/exchange/anki/apkg"
)

// A noteType is one of our own note types, by the place of its template in the house.
type noteType int

// Our note types. A choice and an order note are of the basic type: Anki has no place for
// what tells them from it.
const (
	basicType noteType = iota
	bothType
	clozeType
	typedType
	occlusionType
	modelType
)

// The names of fields. Every type ends with the last three; the first one or two are what
// is asked, and what the learner may edit in Anki.
const (
	frontField       = "Front"
	titleField       = "Title"
	backField        = "Back"
	textField        = "Text"
	answerField      = "Answer"
	pictureField     = "Picture"
	blankField       = "Blank"
	descriptionField = "Description"
	explanationField = "Explanation"
	drawingField     = "Drawing" // the model that is drawn beside the answer
	sourcesField     = "Sources"
)

// firstType is the id of the first of our note types, those of the others follow it. Anki
// takes a note type for the same by its id, so these stay as they are for all time. A type
// whose fields change needs a new one.
const firstType = 1_740_000_000_001

// id returns the id of the type, a time in milliseconds as all ids in Anki are.
func (t noteType) id() int64 { return firstType + int64(t) }

// What templates are put together of. The classes are those of look.css.
const (
	why = `{{#Explanation}}<div class="tp-why">{{Explanation}}</div>{{/Explanation}}` +
		`{{#Drawing}}<div class="tp-figure">{{Drawing}}</div>{{/Drawing}}` + from
	from = `{{#Sources}}<div class="tp-from">{{Sources}}</div>{{/Sources}}`

	// answerLine is the rule to which Anki scrolls.
	answerLine = "\n<hr id=answer>\n"
)

// look is the style sheet of all our types: the look of this program.
//
//go:embed look.css
var look string

// ownTypes returns our note types, as they stand in a package.
func ownTypes() []apkg.NoteType {
	question := func(field string) string { return `<div class="tp-question">{{` + field + `}}</div>` }
	answer := func(field string) string { return `<div class="tp-text">{{` + field + `}}</div>` }
	own := func(t noteType, name string, cloze bool, templates []apkg.Template, fields ...string) apkg.NoteType {
		return apkg.NoteType{
			ID: t.id(), Name: typePrefix + name, Cloze: cloze, Templates: templates, CSS: look,
			Fields: append(fields, sourceField),
		}
	}
	forth := apkg.Template{Name: "Question", Front: question(frontField), Back: question(frontField) + answerLine + answer(backField) + why}
	return []apkg.NoteType{
		own(basicType, "Basic", false, []apkg.Template{forth}, frontField, backField, explanationField, drawingField, sourcesField),
		own(bothType, "Both Ways", false, []apkg.Template{
			forth,
			{Name: "Reverse", Front: question(backField), Back: question(backField) + answerLine + answer(frontField) + why},
		}, frontField, backField, explanationField, drawingField, sourcesField),
		own(clozeType, "Cloze", true, []apkg.Template{{
			Name:  "Cloze",
			Front: question(titleField) + answer("cloze:"+textField),
			Back:  question(titleField) + answer("cloze:"+textField) + why,
		}}, titleField, textField, explanationField, drawingField, sourcesField),
		own(typedType, "Typed", false, []apkg.Template{{
			Name:  "Typed",
			Front: question(frontField) + "\n{{type:" + answerField + "}}",
			Back:  question(frontField) + answerLine + "{{type:" + answerField + "}}\n{{#Back}}" + answer(backField) + "{{/Back}}" + why,
		}}, frontField, answerField, backField, explanationField, drawingField, sourcesField),
		own(occlusionType, "Occlusion", true, []apkg.Template{{
			Name:  "Occlusion",
			Front: question(titleField) + `<div class="tp-ask">{{cloze:` + pictureField + `}}</div>`,
			Back:  question(titleField) + `<div class="tp-told">{{cloze:` + pictureField + "}}</div>\n{{#Back}}" + answer(backField) + "{{/Back}}" + why,
		}}, titleField, pictureField, backField, explanationField, drawingField, sourcesField),
		own(modelType, "Model", false, []apkg.Template{{
			Name:  "Model",
			Front: question(frontField) + `<div class="tp-figure">{{` + blankField + `}}</div>`,
			Back:  question(frontField) + answerLine + `<div class="tp-figure">{{` + drawingField + "}}</div>\n" + answer(descriptionField) + from,
		}}, frontField, blankField, drawingField, descriptionField, sourcesField),
	}
}
