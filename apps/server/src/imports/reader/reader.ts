import { DomainError } from '@fulcrum/domain'
import { Worker } from 'node:worker_threads'
import type { ReaderAnswers, ReaderReply, ReaderRequest } from './messages.ts'

/** Memory that reading one file may take; what needs more is refused. */
const maxMemoryMb = 512

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Reads one file in a thread of its own. What is wrong with the file comes as a DomainError. */
export class ImportReader {
  private readonly worker: Worker
  private readonly waiting = new Map<number, Waiting>()
  private lastId = 0
  private failure: Error | null = null

  constructor() {
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
      execArgv: [],
    })
    this.worker.unref()
    this.worker.on('message', (reply: ReaderReply) => this.settle(reply))
    this.worker.on('error', (error) => this.fail(readable(error)))
    this.worker.on('exit', () => this.fail(new DomainError('unavailable', 'The import was ended.')))
  }

  ask<C extends ReaderRequest['call']>(request: Extract<ReaderRequest, { call: C }>): Promise<ReaderAnswers[C]> {
    if (this.failure) return Promise.reject(this.failure)
    const id = ++this.lastId
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: (value) => resolve(value as ReaderAnswers[C]), reject })
      this.worker.postMessage({ id, request }, [])
    })
  }

  async stop(): Promise<void> {
    await this.worker.terminate()
  }

  private settle(reply: ReaderReply): void {
    const waiting = this.waiting.get(reply.id)
    this.waiting.delete(reply.id)
    if (!waiting) return
    if (reply.ok) waiting.resolve(reply.value)
    else if (reply.code !== null) waiting.reject(new DomainError(reply.code, reply.message, reply.details))
    else waiting.reject(new Error(reply.message))
  }

  private fail(error: Error): void {
    this.failure ??= error
    for (const { reject } of this.waiting.values()) reject(this.failure)
    this.waiting.clear()
  }
}

function readable(error: unknown): Error {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new DomainError(
      'too-large',
      'Reading this file takes more memory than an import may use. Split it and import the parts.',
      { reason: 'memory' },
    )
  }
  return error instanceof Error ? error : new Error(String(error))
}
