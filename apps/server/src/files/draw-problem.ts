/**
 * Whether what libvips says is about this moment, not about the picture: it took too long, or there was no memory for it.
 * `isPassing('timeout: 40% complete') // true`
 */
export function isPassing(problem: string): boolean {
  return /timeout|killed for image|memory|alloc/i.test(problem)
}
