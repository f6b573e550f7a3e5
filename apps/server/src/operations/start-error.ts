export type StartErrorCode =
  | 'backup'
  | 'config'
  | 'data-folder-in-use'
  | 'data-folder-unusable'
  | 'data-newer'
  | 'disk-full'
  | 'database-start'
  | 'database-unreachable'
  | 'database-unsuitable'
  | 'files-unusable'
  | 'migration'
  | 'port-busy'
  | 'web-build'

/** Why the server cannot start, said so that the person at the terminal knows what to do. Shown without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly code: StartErrorCode

  constructor(code: StartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
