/** Raised when a message changes shape; a test holds the hash of all shapes against it. */
export const protocolVersion = 4

/** The largest frame that the server reads. */
export const maxInboundFrameBytes = 256 * 1024

/** A client that is further behind gets fresh chunks instead of changes. */
export const maxRowsOfCatchUp = 20_000

/** Longer updates of docs come in parts of this many letters. */
export const maxDocPartLength = 160_000
