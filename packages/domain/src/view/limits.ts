/** How many levels of and, or and not a filter may have. */
export const maxFilterDepth = 8

/** How many parts an and or an or may have. */
export const maxFilterParts = 100

/** How many characters the settings of a view may have as JSON. */
export const maxViewSettings = 20_000
