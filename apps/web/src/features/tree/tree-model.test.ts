import type { TreeBoard } from '@fulcrum/protocol'
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
    ...fields,
  }
}

function drawn(boards: readonly TreeBoard[]) {
  return treeSections({ workspaces: [platform, empty], folders: [folder] }, boards).map(({ workspace, lines }) => ({
    [workspace.name]: lines.map((line) =>
      line.kind === 'board' ? line.board.id : { [line.folder.name]: line.boards.map(({ id }) => id) },
    ),
  }))
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
