package model

// Word names the standing for a reader.
func (s Standing) Word() string {
	switch s {
	case Finding:
		return "Finding"
	case Concept:
		return "Concept"
	case Inference:
		return "Editor’s inference"
	case NotShown:
		return "Not shown"
	}
	return ""
}

// sentence says of a claim how well it is supported; "" for no standing.
func (s Standing) sentence() string {
	switch s {
	case Finding:
		return "Finding: a study found it."
	case Concept:
		return "Concept: it is so by definition."
	case Inference:
		return "Editor’s inference: no study is cited for it."
	case NotShown:
		return "Not shown: it was asked, and no result is known."
	}
	return ""
}

// Word says the sign in words; the empty sign is that of what is not connected.
func (s Sign) Word() string {
	switch s {
	case Positive:
		return "positive"
	case Negative:
		return "negative"
	case None:
		return "no effect found"
	case Unknown:
		return "not known"
	case Depends:
		return "depends"
	}
	return "not connected"
}

// Word says in words what the moderator does: "strengthens", "makes no difference".
func (c Change) Word() string {
	switch c {
	case Strengthens, Weakens, Reverses:
		return string(c)
	case NoDifference:
		return "makes no difference"
	}
	return "not known"
}

// Word names the kind of task as something to do.
func (k TaskKind) Word() string {
	switch k {
	case NameTask:
		return "Name the part"
	case SignTask:
		return "Predict the sign"
	case ModeratorTask:
		return "Place the moderator"
	case EffectTask:
		return "Say what a moderator does"
	case NetTask:
		return "Work out the net effect"
	case AlteredTask:
		return "Find the altered arrow"
	case RebuildTask:
		return "Rebuild the model"
	case OrderTask:
		return "Order the stages"
	case PlaceTask:
		return "Place it on the journey"
	case WalkTask:
		return "Walk a scenario"
	case LoopTask:
		return "Say what the arrow does"
	case DecideTask:
		return "Decide a case"
	case ConditionTask:
		return "Say what is favoured"
	case GapTask:
		return "Find what is not shown"
	case SortTask:
		return "Sort it"
	case OddTask:
		return "Find the odd one out"
	case RecallTask:
		return "Name them all"
	}
	return string(k)
}
