import type { FillRandom } from '@fulcrum/domain'

/** Randomness taken from the system a page at a time: asking for 16 bytes costs as much as asking for 4,096. */
export function pooledRandom(pageBytes = 4_096): FillRandom {
  const page = new Uint8Array(pageBytes)
  let used = pageBytes
  return (bytes) => {
    if (used + bytes.length > pageBytes) {
      crypto.getRandomValues(page)
      used = 0
    }
    bytes.set(page.subarray(used, used + bytes.length))
    // What was given out is nowhere else.
    page.fill(0, used, used + bytes.length)
    used += bytes.length
  }
}
