import type { TreeBoard, TreeDoc } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import { treeSections } from './tree-model.ts'

const platform = { id: 'w1', name: 'Platform', colour: 'blue', rank: 'a', demo: false } as const
const empty = { id: 'w2', name: 'Empty', colour: 'blue', rank: 'b', demo: false } as const
const folder = { id: 'f1', workspaceId: 'w1', name: 'Quality', rank: 'a' }

function board(id: string, fields: Partial<TreeBoard> = {}): TreeBoard {
  return {
    id,
    workspaceId: 'w1',
    folderId: null,
    name: id,
    access: 'main',
    rank: id,
    itemCount: 0,
    archived: false,
    hidden: false,
    deletedAt: null,
    template: null,
    mayAdd: true,
    ...fields,
  }
}

function doc(id: string, fields: Partial<TreeDoc> = {}): TreeDoc {
  return {
    id,
    workspaceId: 'w1',
    folderId: null,
    name: id,
    access: 'main',
    itemId: null,
    rank: id,
    archived: false,
    deletedAt: null,
    mayManage: true,
    ...fields,
  }
}

function drawn(boards: readonly TreeBoard[], docs: readonly TreeDoc[] = []) {
  return treeSections({ workspaces: [platform, empty], folders: [folder] }, boards, docs).map(
    ({ workspace, lines }) => ({
      [workspace.name]: lines.map((line) =>
        line.kind === 'folder' ? { [line.folder.name]: line.things.map(({ of }) => of.id) } : line.of.id,
      ),
    }),
  )
}

test('boards stand in their folder or in the workspace, folders first, empty workspaces too', () => {
  expect(drawn([board('roadmap'), board('bugs', { folderId: 'f1' })])).toEqual([
    { Platform: [{ Quality: ['bugs'] }, 'roadmap'] },
    { Empty: [] },
  ])
})

test('boards of a folder in the trash stand in the workspace, so that none is lost', () => {
  expect(drawn([board('bugs', { folderId: 'gone' })])[0]).toEqual({ Platform: [{ Quality: [] }, 'bugs'] })
})

test('archived boards, boards still being filled and boards of workspaces in the trash are not shown', () => {
  const boards = [board('a', { archived: true }), board('b', { hidden: true }), board('c', { workspaceId: 'gone' })]
  expect(drawn(boards)[0]).toEqual({ Platform: [{ Quality: [] }] })
})

test('docs stand among the boards by their rank, in folders and beside them', () => {
  const boards = [board('a'), board('c'), board('a', { id: 'in a', folderId: 'f1' })]
  const docs = [doc('b'), doc('d'), doc('0', { id: 'in 0', folderId: 'f1' }), doc('e', { folderId: 'gone' })]
  expect(drawn(boards, docs)[0]).toEqual({ Platform: [{ Quality: ['in 0', 'in a'] }, 'a', 'b', 'c', 'd', 'e'] })
})

test('archived docs and docs on items do not stand among them', () => {
  expect(drawn([], [doc('a', { archived: true }), doc('b', { itemId: 'i1' })])[0]).toEqual({
    Platform: [{ Quality: [] }],
  })
})
