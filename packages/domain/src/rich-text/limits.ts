/** Characters of a text, as it reads. */
export const maxRichLength = 100_000

/** Characters of a text as JSON: with what makes it stand out it has to fit into one message of sync. */
export const maxRichJson = 180_000

/** How many levels of lists and quotes a text may have. */
export const maxRichDepth = 16

/** Files of one text. */
export const maxRichFiles = 50
