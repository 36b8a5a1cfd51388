package cli

import (
	"fmt"
	"log/slog"
	"strings"

	"aeconnect/assets"

	"github.com/spf13/cobra"
)

// ServeOptions say how a hub is run.
type ServeOptions struct {
	Listen   string       // TCP address, "host:port"
	Name     string       // by which people reach the hub, "host" or "host:port"; "": what the computer calls itself
	LogJSON  bool         // the log is JSON, an object a line; else key=value
	LogLevel slog.Level   // lines below it are left out
	Folders  []string     // through which replicas are served too
	Ready    func(Served) // called once, when people can come
}

// Served says where a hub is found.
type Served struct {
	Address     string // TCP address that it listens on
	Socket      string // unix socket of the data directory, "" where there can be none
	Fingerprint string // of the host key, for whoever connects for the first time
	Folders     []Folder
}

// Folder is one through which a hub serves replicas.
type Folder struct {
	Path        string
	Fingerprint string // of the hub's key there
}

// listenDefault is where a hub listens unless told otherwise: the port of SSH itself is usually taken.
const listenDefault = ":2222"

func (r *run) serveVerb() *cobra.Command {
	o := ServeOptions{Ready: r.serving}
	form, level := logText, strings.ToLower(slog.LevelInfo.String())
	c := r.verb("serve", 0, 0, func([]string) error {
		form, err := wordIn("log", form, []string{logText, logJSON})
		if err != nil {
			return err
		}
		level, err := wordIn("log_level", level, logLevels())
		if err != nil {
			return err
		}
		o.LogJSON = form == logJSON
		_ = o.LogLevel.UnmarshalText([]byte(level)) // it is one of ours
		return r.serve(o)
	})
	c.Flags().StringVar(&o.Listen, "listen", listenDefault, "")
	c.Flags().StringArrayVar(&o.Folders, "folder", nil, "")
	c.Flags().StringVar(&o.Name, "name", "", "")
	c.Flags().StringVar(&form, "log", form, "")
	c.Flags().StringVar(&level, "log-level", level, "")
	r.complete(c, "log", words([]string{logText, logJSON}))
	r.complete(c, "log-level", words(logLevels()))
	return c
}

// The forms of a log.
const (
	logText = "text"
	logJSON = "json"
)

// logLevels are the levels of a log, the loudest last.
func logLevels() []string { return []string{"debug", "info", "warn", "error"} }

// serve runs a hub on the marketplace of the data directory until it is told to end.
func (r *run) serve(o ServeOptions) error {
	if err := r.exists(); err != nil {
		return err
	}
	if err := r.owner(); err != nil {
		return err
	}
	return r.app.Serve(r.ctx, r.dir(), o)
}

// serving says where the hub is found, at once: the verb goes on for as long as the hub does.
func (r *run) serving(s Served) {
	if r.machine() {
		b := appendString(appendKey([]byte{'{'}, "address"), s.Address)
		b = appendText(appendKey(b, "socket"), s.Socket)
		b = appendString(appendKey(b, "host_key"), s.Fingerprint)
		b = appendList(appendKey(b, "folders"), s.Folders, func(b []byte, f Folder) []byte {
			b = appendString(appendKey(append(b, '{'), "path"), f.Path)
			return append(appendString(appendKey(b, "key"), f.Fingerprint), '}')
		})
		_, _ = r.out.Write(append(b, '}', '\n'))
	} else {
		fmt.Fprintln(r.out, r.words().Say("cli.serving", assets.Text("address", s.Address), assets.Text("key", s.Fingerprint)))
		for _, f := range s.Folders {
			fmt.Fprintln(r.out, r.words().Say("cli.serving_folder", assets.Text("path", f.Path), assets.Text("key", f.Fingerprint)))
		}
	}
	_ = r.out.Flush()
}
