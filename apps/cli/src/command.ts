/** One call of ./fulcrum: `run` gets what follows the name and returns the exit code. */
export type Command = {
  readonly name: string
  /** What follows the name in the help. */
  readonly usage: string
  readonly summary: string
  run(args: string[]): Promise<number>
}

/** A call that was written wrongly; shown with the command's usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
