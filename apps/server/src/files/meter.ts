import { DomainError } from '@fulcrum/domain'
import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import { errorCode } from '../database/binaries.ts'
import { isDiskFull } from '../database/pool.ts'
import { headBytes } from './file-store.ts'

/** Counts, hashes and keeps the beginning of what passes; ends it where it is too much. */
export class Meter extends Transform {
  private readonly hash = createHash('sha256')
  private readonly beginning: Buffer[] = []
  private readonly maxBytes: number
  private sizeBytes = 0

  constructor(maxBytes: number) {
    super()
    this.maxBytes = maxBytes
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: Error | null, chunk?: Buffer) => void) {
    if (this.sizeBytes < headBytes) this.beginning.push(chunk.subarray(0, headBytes - this.sizeBytes))
    this.sizeBytes += chunk.length
    this.hash.update(chunk)
    if (this.sizeBytes > this.maxBytes) done(tooLarge(this.maxBytes))
    else done(null, chunk)
  }

  /** To be asked once, at the end. */
  result() {
    return { hash: this.hash.digest('hex'), sizeBytes: this.sizeBytes, head: Buffer.concat(this.beginning) }
  }
}

/** What is said of a file over the limit. */
export function tooLarge(maxBytes: number): DomainError {
  return new DomainError('too-large', `A file may have at most ${Math.floor(maxBytes / 1024 ** 2)} MB.`, {
    reason: 'file-too-large',
    limitBytes: maxBytes,
  })
}

/** Why something that came was not taken, as it is told to whoever sent it. */
export function explainTaking(error: unknown): unknown {
  if (error instanceof DomainError) return error
  const code = errorCode(error)
  if (isDiskFull(error)) {
    return new DomainError('unavailable', 'The disk of the server is full: there is no room for this file.')
  }
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'ABORT_ERR') {
    return new DomainError('invalid', 'The file did not arrive whole: send it again.', { reason: 'broken-off' })
  }
  return error
}
