/** Pictures up to this many bytes are drawn as they are, where the server has no small one. */
export const maxWholeBytes = 12_000_000
