// Sends a file that never ends to a store, until it is killed. Run by tests.
import process from 'node:process'
import { Readable } from 'node:stream'
import type { S3Place } from '../files/s3/s3-place.ts'
import { s3Store } from '../files/s3/s3-store.ts'

process.once('message', (place: S3Place) => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(256 * 1024, 'half ')
    })(),
  )
  void s3Store(place).stage(endless, { maxBytes: Number.MAX_SAFE_INTEGER })
})
process.on('disconnect', () => process.exit())
