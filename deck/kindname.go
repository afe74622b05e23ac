package deck

// Name is the kind as people call it, in a sentence.
func (k Kind) Name() string {
	switch k {
	case Both:
		return "asked both ways"
	case Cloze:
		return "a text with gaps"
	case Choice:
		return "a choice"
	case Typed:
		return "an answer to type"
	case Order:
		return "a list to put in order"
	case Occlude:
		return "a picture with covers"
	case Modelled:
		return "about a model"
	}
	return "question and answer"
}
