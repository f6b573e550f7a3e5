import { useSyncExternalStore } from 'react'
import type { FilesPort, Upload } from '../shared/files.web.ts'
import type { CellHost } from '../view-contract.web.ts'

const none: readonly Upload[] = []
const never = (): (() => void) => () => undefined

/** What is on its way to a cell. */
export function useUploads(files: FilesPort | undefined, host: CellHost | undefined): readonly Upload[] {
  return useSyncExternalStore(files?.subscribe ?? never, () =>
    files === undefined || host === undefined ? none : files.uploads(host),
  )
}
