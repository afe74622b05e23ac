package apkg

// FieldChecksum returns the number by which Anki finds a field.
func FieldChecksum(field string) uint32 { return checksum(StripHTML(field)) }
