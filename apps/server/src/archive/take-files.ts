import { DomainError } from '@fulcrum/domain'
import { withFileLocked } from '../files/file-lock.ts'
import { recordFile } from '../files/file-rows.ts'
import { typeOfHead } from '../files/file-type.ts'
import { damaged } from './open-archive.ts'
import type { TakeIn } from './take-in.ts'

/**
 * Takes the files of an archive into the store, each compared with its hash. Where the rest of the archive fails they belong to no
 * cell, and go with the next tidying.
 */
export async function takeFiles(
  order: Pick<TakeIn, 'node' | 'archive' | 'files' | 'check' | 'onProgress'>,
): Promise<void> {
  const { node, archive, files: store } = order
  const { files } = archive.manifest
  if (files.length === 0) return
  if (!store) throw new DomainError('unavailable', 'There is no place for the files of this archive.')
  const { pool, accountId } = node.store
  for (const [done, { hash, sizeBytes, type }] of files.entries()) {
    order.check()
    order.onProgress('files', done, files.length)
    const staged = await store.stage(await archive.file(hash), { maxBytes: sizeBytes }).catch((error: unknown) => {
      // What the store has no room for is no fault of the archive.
      throw error instanceof DomainError && error.code === 'unavailable' ? error : damaged(error)
    })
    try {
      if (staged.hash !== hash) throw damaged(`its file ${hash} is not what its name says: it was changed`)
      // What the archive says of its type is only told; whether a browser may draw it is found out here.
      const found = typeOfHead(staged.head)
      const isPicture = found.isPicture && found.type === type
      await withFileLocked(pool, hash, async (client) => {
        await staged.keep()
        await recordFile(client, accountId, { hash, sizeBytes, type, isPicture }, null)
      })
    } finally {
      await staged.drop()
    }
  }
}
