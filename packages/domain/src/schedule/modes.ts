/**
 * What the others do when items move. `move-followers`: all that wait for them, directly or not, move by as many working
 * days. `keep-slack`: only what would be broken is pushed, to the first day that keeps it whole, so that slack between items
 * takes up what it can. `leave`: nothing else moves.
 */
export const shiftModes = ['move-followers', 'keep-slack', 'leave'] as const

export type ShiftMode = (typeof shiftModes)[number]
