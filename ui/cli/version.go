package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

func (r *run) versionVerb() *cobra.Command {
	return r.verb("version", 0, 0, func([]string) error { return r.printVersion() })
}

func (r *run) printVersion() error {
	if r.human() {
		_, err := fmt.Fprintln(r.out, "aeconnect", r.app.Version)
		return err
	}
	b := appendString([]byte(`{"version":`), r.app.Version)
	b = appendString(appendKey(b, "go"), runtime.Version())
	b = appendString(appendKey(b, "platform"), runtime.GOOS+"/"+runtime.GOARCH)
	return r.object(append(b, '}'))
}
