// Package cli is the command line: every verb of the marketplace for people and scripts, with the same answers, field
// names and exit codes in every output mode.
//
// # Vocabulary
//
//   - An [App] is the program as the command line sees it: its streams, its environment, and functions that open a
//     marketplace, the screens, a backup. The composition fills it; this package never opens a store by itself.
//   - A [Market] is one opened marketplace: views to read, commands to send.
//   - A run is one command line under way: its flags, the account that acts, what it prints.
//   - A noun is a sort of thing that is printed: an order, a task, a clock. It is a table of columns. A column's name is
//     the same in JSON, CSV, --fields and --sort, and its value is written once, as JSON; a CSV cell is made of that.
//     People get columns of their own, aligned and cut to the terminal.
//   - A scene is what one view shows while rows of it are printed: the view with words, time and handles at hand.
//   - A change is a command of the model under way: planned or carried out, and then shown by what became of the thing.
//   - A failure ends a run with one of the exit codes. It is nearly always a refusal, whether the model refused or the
//     command line itself did, so that every sentence comes from the catalogue of words.
//
// Columns are written by appending bytes, without maps or reflection: 10,000 orders are written faster than they
// are read.
//
// Help is written in the catalogue too and is put onto the commands only when somebody asks for it, because most starts
// of the program never show any.
package cli
