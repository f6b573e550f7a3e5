import { expect, test } from 'vitest'
import { isPassing } from './draw-problem.ts'

test.for([
  ['timeout: 100% complete\nVipsImage: killed for image "temp-54"\nwebpsave: unable to encode', true],
  ['VipsJpeg: out of memory -- size == 143MB', true],
  ['pngload_buffer: Insufficient memory', true],
  ['std::bad_alloc', true],
  ['Input buffer contains unsupported image format', false],
  ['Input image exceeds pixel limit', false],
  ['pngload_buffer: libspng read error\nvipspng: IDAT: incorrect data check', false],
] as const)('"%s" passes: %s', ([problem, passes]) => {
  expect(isPassing(problem)).toBe(passes)
})
