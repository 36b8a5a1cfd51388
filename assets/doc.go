// Package assets holds what the program says and assumes, as files that are read and translated without
// touching code: numbers, words, guides and the raw material of the sample marketplace.
//
// # Vocabulary
//
//   - The policy table ([Policy]) is every number of the marketplace with its unit, its source and a sentence.
//     A number that stands here stands nowhere else in the program.
//   - A source is the guide that a rule was read in, "000" to "004", or "ours" where the guides are silent or
//     contradict each other. The program shows such a rule as its own.
//   - Words speak one language ([NewWords]). A word is one text that people read, found by its ID, such as
//     "state.in_review" or "event.order.approved"; it may hold arguments in braces.
//   - The rule catalogue is the part of the words that explains rules: for each rule of the model its title, the
//     rule as a sentence, what to say when it refuses something, what would be accepted, and its source.
//   - The guide ([Help]) is the help: short pages, named after the steps that sellers and creators know.
//   - The zones ([Zones]) are the names that one chooses a time zone from.
//   - The world ([Sample]) is what a sample marketplace is made from: brands, creators, goods and what people write.
//     It decides nothing; whoever makes a marketplace of it sends commands through the rules.
//
// Nothing is read before it is asked for, so that a program that only prints its version pays nothing. Each loader
// reads its files anew and keeps nothing; the caller holds on to what it got. The files are part of the program and
// are checked by tests, therefore a broken one is a programming error and panics.
package assets

import (
	"bytes"
	"embed"
	"fmt"

	"github.com/pelletier/go-toml/v2"
)

//go:embed policy.toml words sample help zones.txt
var files embed.FS

// read decodes one embedded file. A key that the Go type does not know is an error, so that a misspelt key
// cannot be overlooked.
func read(name string, into any) {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(fmt.Errorf("assets: %w", err))
	}
	decoder := toml.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		panic(fmt.Errorf("assets: %s: %w", name, err))
	}
}
