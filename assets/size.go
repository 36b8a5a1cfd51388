package assets

import (
	"strconv"
)

// Size says a number of bytes as people read it: "640 B", "12.3 MB", "480 MB". A kilobyte has 1,000 bytes.
func (w *Words) Size(n int64) string {
	units := []string{"b", "kb", "mb", "gb", "tb"}
	value, i := float64(n), 0
	for value >= 999.5 && i < len(units)-1 {
		value, i = value/1000, i+1
	}
	digits := 0
	if i > 0 && value < 99.95 {
		digits = 1
	}
	return w.Say("size."+units[i], Text("n", strconv.FormatFloat(value, 'f', digits, 64)))
}
