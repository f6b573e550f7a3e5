/** The design size of a board is 100,000 items; deleted and archived ones leave room for as many again. */
export const maxItemsPerBoard = 200_000

/** Columns of a board, deleted ones included. */
export const maxColumnsPerBoard = 500

/** Groups of a board, deleted ones included. */
export const maxGroupsPerBoard = 2_000
