package process_test

import (
	"strings"
	"testing"
)

// What came to the hub a moment ago is shown by a process that begins, and can be acted on at once; without the hub the copy
// answers.
func TestACommandSeesWhatIsNew(t *testing.T) {
	w := newTown(t)
	private, public := keyFile(t)
	w.do("account", "key", "add", "lumen", public)
	at, end := w.hub("127.0.0.1:0")
	laptop := w.copyOf("laptop")
	laptop.expect(0, `"state":"joined"`, "join", "ssh://"+at.Address, "--identity", private, "--fingerprint", at.HostKey, "--json")
	id := func(line []string) string {
		return strings.TrimSpace(w.do(append(line, "--as", "lumen", "--jq", ".id")...))
	}
	one, two := id(aTask("Seen")), id(aTask("Closed"))
	laptop.expect(0, one, "task", "ls", "--json")
	laptop.expect(0, "", "task", "close", two, "--yes", "--json")
	w.expect(0, "ended", "task", "show", two, "--json", "--as", "lumen")
	end()
	laptop.expect(0, one, "task", "ls", "--json")
}
