package sketch

import (
	"strings"

	"touchpoint/deck/model"
)

// Say puts a fault into the words of one who draws a model and does not write its file:
// what is wrong, and what to do about it.
func (s *Sketch) Say(f model.Fault) (says, do string) {
	says, do = f.Message, f.Fix
	w, ok := drawn[f.Rule]
	if ok {
		do = w.do
	}
	if w.says != "" {
		return sentence(w.says), sentence(do)
	}
	return sentence(s.inTitles(says)), sentence(do)
}

// drawn are the words for faults that one makes by drawing.
var drawn = map[string]struct{ says, do string }{
	"unreachable":           {"No arrow begins or ends here", "connect it with another part, or remove it"},
	"self-relation":         {"The arrow leads back to where it begins", "let it end at another part, or remove it"},
	"same-ends":             {"Another arrow joins the same two parts", "keep one of the two; what it depends on is a moderator"},
	"missing-source":        {"No source is named for this", "name one, or call it the editor’s inference if it is your own"},
	"missing-standing":      {"It does not say how well it is supported", "choose one of the four"},
	"number-without-source": {"", "name a source, or write the number as a word if it is no result"},
	"same-act":              {"It says the same of an arrow twice", "remove one of the two"},
	"contradiction":         {"", "keep one of the two, or say what tells them apart"},
	"unused-level":          {"", "say what it does at these levels, or make one of them"},
	"flow-form":             {"The form of this arrow does not fit where it leads", "choose another form"},
	"same-place":            {"It is drawn over another part", "drag one of the two away, or let the picture tidy itself"},
	"same-conditions":       {"Another rule has the same conditions", "keep one of the two"},
	"never-counts":          {"This rule never counts: wherever it holds, one with more conditions says something else", "remove it, or take a condition out of the others"},
	"case-answer":           {"", "change the answer, or what is given"},
	"empty-model":           {"", "add some"},
	"no-way":                {"", "take the pair out of the net effects to ask"},
	"same-pair":             {"", "take one of the two out of the net effects to ask"},
	"was-clash":             {"", "take it out of the former ids, or give the other another id"},
	"long-label":            {"The name is too long to be drawn in full", "use a shorter one, and say the rest in what it means"},
}

// inTitles names parts by their titles where a message has their ids.
func (s *Sketch) inTitles(text string) string {
	words := strings.Split(text, " ")
	for i, w := range words {
		id := strings.TrimRight(w, ".,:;")
		if id == "" || s.KindOf(id) == "" {
			continue
		}
		if title := s.Title(id); title != id {
			words[i] = "“" + title + "”" + w[len(id):]
		}
	}
	return strings.Join(words, " ")
}

// sentence begins a text with a capital letter and ends it with a full stop.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + strings.TrimSuffix(text[1:], ".") + "."
}
