import type { BackupStep } from '@fulcrum/server/operations'

const phases: Readonly<Record<BackupStep['phase'], string>> = {
  tables: 'writing',
  files: 'writing',
  checking: 'checking',
  loading: 'loading',
  comparing: 'comparing',
}

/** One line of how far it is: `writing item (12 of 34)`. */
function sayStep({ phase, what, done, total }: BackupStep): string {
  return `${phases[phase]} ${what} (${Math.min(done + 1, total)} of ${total})`
}

/** Tells a person at a terminal how far it is on one line, and a file nothing. */
export function stepLine(stream: NodeJS.WriteStream = process.stderr): { say(step: BackupStep): void; end(): void } {
  if (!stream.isTTY) return { say: () => {}, end: () => {} }
  const clear = '\r\x1b[K'
  return {
    say: (step) => void stream.write(`${clear}${sayStep(step)}`.slice(0, 2_000)),
    end: () => void stream.write(clear),
  }
}

/** A size as people read it. */
export function saySize(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000)} kB`
  return bytes < 1_000_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${(bytes / 1_000_000_000).toFixed(2)} GB`
}

/** Aborts at the first Ctrl-C or SIGTERM, so that what was begun is taken away again. */
export function untilStopped(): AbortSignal {
  const abort = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => abort.abort(new Error('It was stopped; nothing was left behind.')))
  }
  return abort.signal
}
