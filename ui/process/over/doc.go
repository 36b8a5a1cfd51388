// Package over lays what a process, its screens and its commands see over what the store has of a hub that lies elsewhere.
//
// Beside main it is the only package that knows both sides: neither the store knows what people look at, nor do they know
// what is kept (see the arrows in the linter's configuration). So there is nothing here but one side's words for the other's:
// no rule, no decision, no state.
package over
