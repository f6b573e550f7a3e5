/** One piece of work on a doc: a paste of a whole book is none. */
export const maxDocUpdateBytes = 2 * 1024 * 1024
/** A doc with all that was ever written in it. */
export const maxDocBytes = 12 * 1024 * 1024
/** How deep things may stand in each other. */
export const maxDocDepth = 40
/** The name under which a doc's text is in its shared document. */
export const docRoot = 'content'
