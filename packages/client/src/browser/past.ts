import { streamCompression } from './compression.ts'
import { reach } from './http.ts'
import { readPastBoard } from '../past.ts'
import type { PastBoard, PastOptions } from '../past.ts'

export { pastHandle, type PastBoard } from '../past.ts'

/** Fetches a board as it was, by `GET /sync/past`. */
export async function fetchPastBoard(
  server: string,
  { board, kinds }: Pick<PastOptions, 'board' | 'kinds'>,
  at: number,
  signal?: AbortSignal,
): Promise<PastBoard> {
  const query = new URLSearchParams({ board, at: String(at) })
  const response = await reach(`${server}/sync/past?${query.toString()}`, signal ? { signal } : {})
  const decoder = new TextDecoder()
  return readPastBoard(new Uint8Array(await response.arrayBuffer()), {
    board,
    kinds,
    compression: streamCompression,
    textOf: (bytes) => decoder.decode(bytes),
  })
}
