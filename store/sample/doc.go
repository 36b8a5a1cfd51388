// Package sample makes a living marketplace to look at and to rehearse in. Nothing of it is written into the state:
// everybody in it sends commands, the rules decide them, and the virtual clock is moved along in between. So whatever
// the sample shows can happen, and a rule that changes changes the sample.
//
// The words used here:
//
//   - The story is what stands when the first screen is shown: four months of the seller lumen, of the creator mia and
//     of the people around them, told up to the morning of Today. It is small.
//   - The morning is the rest: on that day between ten o'clock and Today, sellers post and creators apply, as many tasks
//     as were asked for. It is made behind the screen, in short stretches, while people already work.
//   - The cast is everybody; a temper says how fast somebody acts and how often somebody forgets. Out of tempers come
//     the standings that screens show.
//   - A role is one order whose steps stand in the script, moment by moment. A deal is an order that nobody wrote down:
//     both sides look at it now and then and do what people of their temper would do.
//   - The shelf turns goods into tasks.
//
// Everything follows from the seed: the same seed and options send the same commands at the same moments, and so lead to
// the same events. What the story shows of lumen and mia is the same for every seed.
package sample
