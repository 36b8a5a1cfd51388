package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"aeconnect/assets"
	"aeconnect/model"
)

// inputMax bounds what is read from a file or from standard input, in bytes.
const inputMax = 1 << 20

// ids returns the IDs that were typed; "-" reads more from standard input: IDs parted by blanks or lines, or JSON
// objects with an id, a line each, as lists print them.
func (r *run) ids(args []string) ([]string, error) {
	var all []string
	for _, arg := range args {
		if arg != "-" {
			all = append(all, arg)
			continue
		}
		text, err := r.stdin()
		if err != nil {
			return nil, err
		}
		read, err := idsOf(text)
		if err != nil {
			return nil, err
		}
		all = append(all, read...)
	}
	if len(all) == 0 {
		return nil, usage(ruleInput, "id", assets.Text("value", "-"))
	}
	return all, nil
}

func idsOf(text string) ([]string, error) {
	var all []string
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, inputMax)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if !strings.HasPrefix(line, "{") {
			all = append(all, strings.Fields(line)...)
			continue
		}
		var row struct{ ID string }
		if err := json.Unmarshal([]byte(line), &row); err != nil || row.ID == "" {
			return nil, usage(ruleInput, "id", assets.Text("value", model.Safe(line[:min(len(line), 40)])))
		}
		all = append(all, row.ID)
	}
	return all, lines.Err()
}

// id returns the one ID that was typed, or read with "-".
func (r *run) id(arg string) (string, error) {
	all, err := r.ids([]string{arg})
	if err != nil {
		return "", err
	}
	if len(all) > 1 {
		return "", usage(ruleExtra, "argument", assets.Text("value", model.Safe(all[1])))
	}
	return all[0], nil
}

// stdin reads standard input, once.
func (r *run) stdin() (string, error) {
	if r.asked {
		return "", usage(ruleInput, "", assets.Text("value", "-"))
	}
	r.asked = true
	return readBounded(r.app.Stdin)
}

// text returns an argument; "-" reads it from standard input.
func (r *run) text(arg string) (string, error) {
	if arg != "-" {
		return arg, nil
	}
	s, err := r.stdin()
	return strings.TrimRight(s, "\n"), err
}

// document reads a file, or standard input for "-".
func (r *run) document(name string) (string, error) {
	if name == "-" {
		return r.stdin()
	}
	if r.app.Caller != nil {
		return "", usage(ruleHub, "file", assets.Text("value", model.Safe(name)))
	}
	f, err := os.Open(r.path(name))
	if err != nil {
		return "", fileError(name, err)
	}
	defer f.Close()
	text, err := readBounded(f)
	if errors.As(err, new(*fs.PathError)) {
		return "", fileError(name, err)
	}
	return text, err
}

// path returns where a file is that was named.
func (r *run) path(name string) string {
	if r.app.WorkDir == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(r.app.WorkDir, name)
}

func readBounded(from io.Reader) (string, error) {
	data, err := io.ReadAll(io.LimitReader(from, inputMax+1))
	if err != nil {
		return "", err
	}
	if len(data) > inputMax {
		return "", usage(ruleSize, "file", assets.Num("max", inputMax))
	}
	return string(data), nil
}

// fileError says that a file cannot be read: not there is "not found", anything else is trouble of the surroundings.
func fileError(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return absent(ruleFile, "file", assets.Text("value", model.Safe(name)))
	}
	if errors.Is(err, syscall.EISDIR) {
		return isDirectory(name)
	}
	rule := ruleFileTrouble
	if errors.Is(err, fs.ErrPermission) {
		rule = ruleFileDenied
	}
	return &Trouble{Exit: ExitInternal, Code: "file", Rule: rule, Field: "file", Err: err}
}

// isDirectory says that a directory was named where a file belongs.
func isDirectory(name string) error {
	return usage(ruleDirectory, "file", assets.Text("value", model.Safe(name)))
}
