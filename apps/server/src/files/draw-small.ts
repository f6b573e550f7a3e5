import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { Socket } from 'node:net'
import path from 'node:path'
import process from 'node:process'
import type { Log } from '../database/database.ts'
import { fewAtOnce } from '../few-at-once.ts'

/** A picture that is to be drawn into a square of so many pixels. */
export interface DrawOrder {
  readonly picture: Uint8Array
  readonly fit: number
}

/** What the process says: `ready` once, when it could be started, and then an answer to each order. */
export type DrawAnswer =
  'ready' | { readonly content: Uint8Array } | { readonly problem: string; readonly ever: boolean }

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
  readonly log: Log
  /** How long one picture may take, with reading it and the start of the process. */
  readonly patienceMs?: number
  /** The process goes when nothing was to be drawn for so long. */
  readonly idleMs?: number
  /** Where the process cannot be started, it is not tried again for so long. */
  readonly pauseMs?: number
  /** What is started. */
  readonly program?: string
}

/** All that the process gets of our environment, which holds secrets: where programs, libraries and drafts lie. */
const passedOn = ['PATH', 'LD_LIBRARY_PATH', 'TMPDIR']
const maxSaid = 4_000

/**
 * Draws pictures small in a process of its own, one at a time and with a low priority: pictures come from anybody, so what reads
 * them may take neither memory, nor time, nor a crash into the server. One that takes too long goes with the process.
 */
export class DrawSmall {
  private readonly log: Log
  private readonly patienceMs: number
  private readonly idleMs: number
  private readonly pauseMs: number
  private readonly program: string
  private child: ChildProcess | null = null
  private idle: NodeJS.Timeout | undefined
  private isPaused = false
  private readonly inLine = fewAtOnce({
    atOnce: 1,
    maxWaiting: 200,
    refusal: 'Too many pictures are drawn at once: try again in a moment.',
  })

  constructor({
    log,
    patienceMs = 15_000,
    idleMs = 60_000,
    pauseMs = 10 * 60_000,
    program = path.join(import.meta.dirname, 'thumbnail-process.ts'),
  }: DrawSmallOptions) {
    this.log = log
    this.patienceMs = patienceMs
    this.idleMs = idleMs
    this.pauseMs = pauseMs
    this.program = program
  }

  /**
   * A small picture as WebP, of a picture that is read when its turn comes, until the signal. Throws an UndrawableError where
   * there can be none.
   */
  async draw(fit: number, read: (signal: AbortSignal) => Promise<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
    this.requireRunning()
    return this.inLine(async () => {
      this.requireRunning()
      const deadline = new AbortController()
      const timer = setTimeout(() => deadline.abort(), this.patienceMs)
      try {
        const picture = await Promise.race([tooLate(deadline.signal), read(deadline.signal)])
        return await this.drawNow({ picture, fit }, deadline.signal)
      } finally {
        clearTimeout(timer)
      }
    })
  }

  stop(): void {
    clearTimeout(this.idle)
    this.child?.kill('SIGKILL')
    this.child = null
  }

  private requireRunning(): void {
    if (this.isPaused) throw new UndrawableError('what draws cannot be started', { ever: false })
  }

  private drawNow(order: DrawOrder, deadline: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    clearTimeout(this.idle)
    const child = (this.child ??= this.start())
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        deadline.removeEventListener('abort', giveUp)
        child.off('message', answered).off('exit', ended).off('error', ended)
        this.idle = setTimeout(() => this.stop(), this.idleMs).unref()
        then()
      }
      const ended = () => settle(() => reject(new UndrawableError('what draws it ended', { ever: false })))
      const giveUp = () => {
        if (this.child === child) this.child = null
        child.kill('SIGKILL')
        settle(() => reject(new UndrawableError('it took too long', { ever: false })))
      }
      const answered = (answer: DrawAnswer) => {
        if (answer === 'ready') return
        settle(() => {
          if ('problem' in answer) reject(new UndrawableError(answer.problem, answer))
          else resolve(Uint8Array.from(answer.content))
        })
      }
      deadline.addEventListener('abort', giveUp)
      child.on('message', answered).once('exit', ended).once('error', ended)
      // What cannot be sent goes to a process that is ending: its end is the answer.
      child.send(order, () => {})
    })
  }

  private start(): ChildProcess {
    const child = fork(this.program, {
      env: Object.fromEntries(passedOn.map((name) => [name, process.env[name]])),
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let isReady = false
    let said = ''
    const gone = () => {
      if (this.child === child) this.child = null
      if (!isReady && !child.killed) this.pause()
    }
    child.once('message', () => (isReady = true))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-maxSaid)))
    child.once('exit', gone).on('error', (error) => {
      said += error.message
      gone()
    })
    child.once('close', () => {
      if (isReady || child.killed) return
      this.log.warn({ said }, 'small pictures cannot be drawn on this machine: pictures are shown as they are')
    })
    // While nothing is drawn it keeps nobody: it goes when we do.
    child.unref()
    child.channel?.unref()
    if (child.stderr instanceof Socket) child.stderr.unref()
    return child
  }

  private pause(): void {
    this.isPaused = true
    setTimeout(() => (this.isPaused = false), this.pauseMs).unref()
  }
}

function tooLate(deadline: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) =>
    deadline.addEventListener('abort', () => reject(new UndrawableError('it took too long', { ever: false }))),
  )
}
