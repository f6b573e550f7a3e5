import { uuidV7 } from '@fulcrum/domain'

/**
 * Numbers in [0, 1) that follow from a text, so that running a pending command again gives the same ranks and ids.
 * Source: mulberry32 over an FNV-1a hash.
 */
export function seededRandom(seed: string): () => number {
  let state = 0x811c9dc5
  for (let index = 0; index < seed.length; index++) state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Ids from a source of numbers. */
export function idsFrom(random: () => number, nowMs: () => number): () => string {
  return () =>
    uuidV7(nowMs(), (bytes) => {
      for (let index = 0; index < bytes.length; index++) bytes[index] = Math.floor(random() * 256)
    })
}
