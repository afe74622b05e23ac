package apkg

import (
	"math"
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"
)

// A protoValue is the value of a field of a protocol buffer.
type protoValue struct {
	number uint64 // of a number, a truth value, or the bits of a float
	bytes  []byte // of a text, a message or a packed list
}

func (v protoValue) int() int64   { return int64(v.number) }
func (v protoValue) text() string { return string(v.bytes) }

// float returns a number of 32 bits as the decimal number that it was written as.
func (v protoValue) float() float64 { return decimal(math.Float32frombits(uint32(v.number))) }

// floats appends the numbers of a repeated field, packed or one by one.
func (v protoValue) floats(list []float64) []float64 {
	if v.bytes == nil {
		return append(list, v.float())
	}
	for b := v.bytes; len(b) >= 4; b = b[4:] {
		bits, _ := protowire.ConsumeFixed32(b)
		list = append(list, decimal(math.Float32frombits(bits)))
	}
	return list
}

// decimal makes 0.9 of the 32 bits of 0.9, which as 64 bits are 0.8999999761581421.
func decimal(x float32) float64 {
	exact, err := strconv.ParseFloat(strconv.FormatFloat(float64(x), 'g', -1, 32), 64)
	if err != nil || math.IsNaN(exact) || math.IsInf(exact, 0) {
		return 0
	}
	return exact
}

// eachField gives do the fields of a message in their order. Only the message itself is
// walked, not what lies within its fields, so that no depth need be feared.
func eachField(message []byte, do func(protowire.Number, protoValue)) error {
	for len(message) > 0 {
		number, kind, n := protowire.ConsumeTag(message)
		if n < 0 {
			return protowire.ParseError(n)
		}
		message = message[n:]
		var v protoValue
		switch kind {
		case protowire.VarintType:
			v.number, n = protowire.ConsumeVarint(message)
		case protowire.Fixed32Type:
			var bits uint32
			bits, n = protowire.ConsumeFixed32(message)
			v.number = uint64(bits)
		case protowire.Fixed64Type:
			v.number, n = protowire.ConsumeFixed64(message)
		case protowire.BytesType:
			v.bytes, n = protowire.ConsumeBytes(message)
		default:
			n = protowire.ConsumeFieldValue(number, kind, message)
		}
		if n < 0 {
			return protowire.ParseError(n)
		}
		message = message[n:]
		do(number, v)
	}
	return nil
}
