// Package model is the marketplace itself: what may happen, what it means, and who may see it.
// It is pure. It reads no clock, no file and no chance, so the same rules run in a hub over bbolt,
// in a test over maps, and in a plan that is thrown away afterwards.
//
// # Vocabulary
//
//   - A [Row] is one thing that is kept: an account, a task, an order. Rows are values that nobody
//     changes once they were put: a change puts a changed copy.
//   - A [Command] is a wish in the imperative ([ApproveApplications]). [Decide] answers it with
//     [Event] values in the past tense ([ApplicationApproved]) or with a [Refusal] that names rule,
//     field and arguments.
//   - [Apply] folds one event into a [State]. It never decides again, so a new version of the rules
//     cannot change history.
//   - A [Clock] says whose turn it is, by when, and what happens if nobody acts. [Clocks] derives all
//     of them from a row; there is no second list of deadlines.
//   - A list is an index that a row enters by itself ([Row.Lists]); whatever keeps rows keeps the lists,
//     and reads are windows over a list.
//   - [CanSee] and [Project] decide who sees what, for screens, commands, exports and replicas alike.
//   - [Why] explains a state or a clock by rule, inputs and arithmetic.
//
// Numbers stand in the [Policy], texts in the catalogue of words; neither stands here.
package model
