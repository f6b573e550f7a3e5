// Makes small pictures of pictures that it is sent, one after the other, until whoever started it goes. Started by draw-small.ts.
import { writeFileSync } from 'node:fs'
import os from 'node:os'
import process from 'node:process'
import sharp from 'sharp'
import { isPassing } from './draw-problem.ts'
import type { DrawAnswer, DrawOrder } from './draw-small.ts'
import { maxPixels } from './file-type.ts'

const niceness = 10
const patienceSeconds = 8

os.setPriority(niceness)
// Where memory runs out on Linux, we go before the server and its database.
if (process.platform === 'linux') {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000')
  } catch {
    // It may be forbidden: then we are as likely to go as others.
  }
}
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('disconnect', () => process.exit())

// Of all that the library could read, only what the store calls a picture: each reader of pictures is a way in.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadWebpBuffer',
  ],
})
sharp.cache(false)
sharp.concurrency(1)

process.on('message', (order: DrawOrder) => {
  void draw(order)
    .then(
      (content): DrawAnswer => ({ content }),
      (error: unknown): DrawAnswer => {
        const problem = error instanceof Error ? error.message : String(error)
        return { problem, ever: !isPassing(problem) }
      },
    )
    .then((answer) => process.send?.(answer))
})
process.send?.('ready' satisfies DrawAnswer)

/** Upright, in sRGB, without what cameras write into pictures; of one that moves its first moment. */
async function draw({ picture, fit }: DrawOrder): Promise<Uint8Array> {
  return sharp(picture, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true, pages: 1 })
    .timeout({ seconds: patienceSeconds })
    .autoOrient()
    .resize({ width: fit, height: fit, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 3 })
    .toBuffer()
}
