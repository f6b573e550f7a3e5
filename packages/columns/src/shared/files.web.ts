import type { HeldFile } from '@fulcrum/domain'
import type { CellHost } from '../view-contract.web.ts'

/** A file on its way to a cell. It is listed until the cell holds it, or until a failure was put away. */
export interface Upload {
  readonly id: string
  readonly name: string
  readonly sizeBytes: number
  /** From 0 to 1. */
  readonly progress: number
  /** Why it did not get there; null while it is on its way. */
  readonly problem: string | null
  readonly retry: () => void
  /** Stops it, or puts a failure away. */
  readonly cancel: () => void
}

/** Where cells send files and find them; absent where there is no store. */
export interface FilesPort {
  /** Where the browser reads the content of a file. */
  readonly address: (file: HeldFile) => string
  /** Where it reads a picture small: of at most so many pixels each way. Of what is no picture there is none. */
  readonly thumbnail: (file: HeldFile, fit: 320 | 1280) => string
  /** Sends files; each is added to the cell once the server has it, also where the editor is closed by then. */
  readonly attach: (host: CellHost, files: readonly File[]) => void
  /** What is on its way to a cell. The list keeps its identity while nothing in it changes. */
  readonly uploads: (host: CellHost) => readonly Upload[]
  readonly subscribe: (listener: () => void) => () => void
}
