import type { Fields, ScopeReader } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { goneFolders, goneTeams } from './gone-records.ts'

const tables: Readonly<Record<string, Readonly<Record<string, Fields>>>> = {
  workspace: { w1: { name: 'Works' }, w2: { name: 'Gone', deletedAt: 9 } },
  folder: {
    f1: { name: 'There', workspaceId: 'w1' },
    f2: { name: 'Deleted', workspaceId: 'w1', deletedAt: 5 },
    f3: { name: 'Below a workspace that is gone', workspaceId: 'w2', deletedAt: 5 },
    f4: { workspaceId: 'w1', deletedAt: 1 },
  },
  team: { t1: { name: 'Cache' }, t2: { name: 'Search', deletedAt: 7 }, t3: { deletedAt: 1 } },
}

// @NOTE nothing else of it is asked.
const account = {
  record: (table: string, id: string) => tables[table]?.[id],
  records: (table: string) => Object.entries(tables[table] ?? {}),
} as unknown as ScopeReader

test('folders and teams in the trash are told of until they are gone for good; those of a deleted workspace come with it', () => {
  expect(goneFolders(account)).toEqual([{ id: 'f2', name: 'Deleted', deletedAt: 5 }])
  expect(goneTeams(account)).toEqual([{ id: 't2', name: 'Search', deletedAt: 7 }])
})
