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
	p, err := newPrinter(r, factNoun("version", "go", "platform"), inShow)
	if err != nil {
		return err
	}
	if !r.human() || r.flags.fields != "" {
		return p.print(nil, facts{appendString(nil, r.app.Version), appendString(nil, runtime.Version()), appendString(nil, runtime.GOOS+"/"+runtime.GOARCH)})
	}
	_, err = fmt.Fprintln(r.out, "aeconnect", r.app.Version)
	return err
}
