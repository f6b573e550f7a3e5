/** Characters of an item's title. */
export const itemTitleMax = 1_000
