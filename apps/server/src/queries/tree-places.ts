import { idOf } from '@fulcrum/domain'
import type { Fields, Json, ScopeReader } from '@fulcrum/domain'
import type { TreePlaces } from '@fulcrum/protocol'
import * as z from 'zod/mini'

/** What stands in a workspace, in a folder of it or not. */
export interface Standing {
  readonly workspaceId: string
  readonly folderId: string | null
}

export const treePlaces = {
  workspaces: z.array(
    z.object({
      id: idOf('workspace'),
      name: z.string(),
      colour: z.nullable(z.string()),
      rank: z.string(),
      demo: z.boolean(),
    }),
  ),
  folders: z.array(
    z.object({ id: idOf('folder'), workspaceId: idOf('workspace'), name: z.string(), rank: z.string() }),
  ),
}

/** The workspaces and folders where these things stand, each once; folders in the trash are none. */
export function placesOf(account: ScopeReader, things: readonly Standing[]): TreePlaces {
  const folderIds = new Set(things.flatMap(({ folderId }) => folderId ?? []))
  return {
    workspaces: [...new Set(things.map(({ workspaceId }) => workspaceId))].flatMap((id) => {
      const fields = account.record('workspace', id)
      return fields === undefined ? [] : [{ id, ...toWorkspace(fields) }]
    }),
    folders: [...folderIds].flatMap((id) => {
      const fields = account.record('folder', id)
      if (fields === undefined || fields['deletedAt'] !== undefined) return []
      return [
        { id, workspaceId: String(fields['workspaceId']), name: textOf(fields['name']), rank: textOf(fields['rank']) },
      ]
    }),
  }
}

function toWorkspace(fields: Fields): Omit<TreePlaces['workspaces'][number], 'id'> {
  const { name, colour, rank, demo } = fields
  return {
    name: textOf(name),
    colour: typeof colour === 'string' ? colour : null,
    rank: textOf(rank),
    demo: demo === true,
  }
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}
