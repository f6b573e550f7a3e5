/** The most characters that the title of an item has, wherever it is typed, pasted or copied. */
export const maxItemTitleLength = 1_000
