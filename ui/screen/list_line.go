package screen

import (
	"slices"
	"strings"

	"aeconnect/model"
	"aeconnect/ui/ask"
)

// stateLine is the command line that lists rows in some states.
func stateLine[S interface{ String() string }](noun string, states ...S) []string {
	args := []string{noun, "ls"}
	names := make([]string, 0, len(states))
	for _, st := range states {
		names = append(names, st.String())
	}
	if len(names) > 0 {
		args = append(args, "--state", strings.Join(names, ","))
	}
	return args
}

// filterLine is the command line that finds what the filter finds; nil where nothing is filtered, where the filter
// cannot be read, or where no command lists these rows.
func (l list) filterLine() []string {
	typed, tab := strings.TrimSpace(l.page.Filter.Value()), l.tab()
	if typed == "" || tab.line == nil {
		return nil
	}
	if _, fault := ask.ParseWhere(typed, ask.FieldsOf(l.kind.fields), 0, newSpeech(l.desk.Session).zone); fault != nil {
		return nil
	}
	args := slices.Clone(tab.line)
	if l.kind.rows == model.KindOrder && l.kind.of != "" {
		f := l.current()
		if f == nil || f.task == nil {
			return nil
		}
		args = append(args, "--task", string(f.task.ID))
	}
	return append(args, "--where", strings.TrimSpace(tab.where+" "+typed))
}
