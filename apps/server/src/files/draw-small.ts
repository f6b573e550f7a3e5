import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import { fewAtOnce } from '../few-at-once.ts'

/** A picture that is to be drawn into a square of so many pixels. */
export interface DrawOrder {
  readonly picture: Uint8Array
  readonly fit: number
}

export type DrawAnswer = { readonly content: Uint8Array } | { readonly problem: string; readonly ever: boolean }

/** No small picture can be made: not `ever` where it is no picture, else not now, since there was too little time or memory. */
export class UndrawableError extends Error {
  override name = 'UndrawableError'
  readonly ever: boolean

  constructor(message: string, { ever }: { readonly ever: boolean }) {
    super(message)
    this.ever = ever
  }
}

export interface DrawSmallOptions {
  /** How long one picture may take, with the start of the process. */
  readonly patienceMs?: number
  /** The process goes when nothing was to be drawn for so long. */
  readonly idleMs?: number
}

/**
 * Draws pictures small in a process of its own, one at a time and with a low priority: pictures come from anybody, so what reads
 * them may take neither memory, nor time, nor a crash into the server. One that takes too long goes with the process.
 */
export class DrawSmall {
  private readonly patienceMs: number
  private readonly idleMs: number
  private child: ChildProcess | null = null
  private idle: NodeJS.Timeout | undefined
  private readonly inLine = fewAtOnce({
    atOnce: 1,
    maxWaiting: 200,
    refusal: 'Too many pictures are drawn at once: try again in a moment.',
  })

  constructor({ patienceMs = 15_000, idleMs = 60_000 }: DrawSmallOptions = {}) {
    this.patienceMs = patienceMs
    this.idleMs = idleMs
  }

  /** A small picture as WebP, of a picture that is read when its turn comes. Throws an UndrawableError where there can be none. */
  draw(fit: number, read: () => Promise<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
    return this.inLine(async () => this.drawNow({ picture: await read(), fit }))
  }

  stop(): void {
    clearTimeout(this.idle)
    this.child?.kill('SIGKILL')
    this.child = null
  }

  private drawNow(order: DrawOrder): Promise<Uint8Array<ArrayBuffer>> {
    clearTimeout(this.idle)
    const child = (this.child ??= started())
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        clearTimeout(timer)
        child.off('message', answered).off('exit', ended).off('error', ended)
        this.idle = setTimeout(() => this.stop(), this.idleMs).unref()
        then()
      }
      const giveUp = () => {
        if (this.child === child) this.child = null
        child.kill('SIGKILL')
        settle(() => reject(new UndrawableError('it took too long', { ever: false })))
      }
      const answered = (answer: DrawAnswer) =>
        settle(() => {
          if ('problem' in answer) reject(new UndrawableError(answer.problem, answer))
          else resolve(Uint8Array.from(answer.content))
        })
      const ended = () => giveUp()
      const timer = setTimeout(giveUp, this.patienceMs)
      child.on('message', answered).once('exit', ended).once('error', ended)
      child.send(order, (error) => error && giveUp())
    })
  }
}

function started(): ChildProcess {
  const child = fork(path.join(import.meta.dirname, 'thumbnail-process.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // While nothing is drawn it keeps nobody: it goes when we do.
  child.unref()
  child.channel?.unref()
  return child
}
