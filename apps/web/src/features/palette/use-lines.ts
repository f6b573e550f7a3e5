import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import type { Action } from '../../shell/actions.ts'
import { useAccount } from '../../shell/account-context.tsx'
import { useDocs } from '../../shell/doc-list.ts'
import { boardIdOf, boardPath, docPath, itemPath } from '../../shell/paths.ts'
import { boardsAmong, useRecents } from '../../shell/recents.ts'
import { useGo, usePlace } from '../../shell/router/router-context.tsx'
import { useTree } from '../../shell/tree-context.tsx'
import { bySection, findActions } from './find-actions.ts'
import { useFound } from './found.ts'
import type { Found } from './found.ts'
import { actionLine, docLine, itemLine } from './palette-lines.ts'
import type { PaletteLine } from './palette-lines.ts'
import { peopleLines } from './people-lines.ts'
import { isNamed, readQuery } from './query-words.ts'

const MAX_ACTIONS = 60
/** Beside items, the likeliest commands and people are enough. */
const MAX_WITH_ITEMS = 8
const MAX_RECENT = 6

/** `ENG-12`, `acme/web#7`, `#7`: what may be the key of an item, or was one. */
const keyLike = /^(?:[\p{L}\p{N}_./-]{1,80}[-#]|#)\d{1,9}$/u

interface Lines {
  readonly lines: readonly PaletteLine[]
  readonly found: Found
  /** The boards that `in:` means; null without it. */
  readonly inBoards: readonly string[] | null
}

/**
 * What the palette shows for a text: commands, boards, people, and docs and items behind them, so that nothing moves when they come in.
 * For no text, what was open lately and every command.
 */
export function useLines(text: string, actions: readonly Action[]): Lines {
  const go = useGo()
  const { path } = usePlace()
  const { members } = useAccount()
  const tree = useTree()
  const recents = useRecents()
  const docs = useDocs()
  const { words, inBoard } = useMemo(() => readQuery(text), [text])
  const meant =
    inBoard === null ? null : tree.boards.filter(({ name, archived }) => !archived && isNamed(name, inBoard))
  const boardIds = meant === null || inBoard === '' ? null : meant.slice(0, 20).map(({ id }) => id)
  const found = useFound({
    words,
    boards: boardIds,
    near: [...new Set(boardsAmong(recents).map(({ board }) => board))].slice(0, 20),
    open: boardIdOf(/^\/b\/([^/]+)/.exec(path)?.[1] ?? ''),
  })
  const lines = useMemo(() => {
    if (inBoard !== null) {
      return words === '' ? [] : found.items.map((item) => itemLine(item, go))
    }
    const offered = actions.filter(({ keysOnly }) => keysOnly !== true)
    if (words === '') {
      const recent = recents.flatMap((each): PaletteLine[] => {
        if (each.doc !== undefined) {
          const doc = docs.find(({ id, deletedAt }) => id === each.doc && deletedAt === null)
          if (doc === undefined || path === docPath(doc.id)) return []
          const run = () => go(docPath(doc.id))
          return [{ id: `recent:${doc.id}`, section: t('Recent'), title: doc.name, icon: 'doc', run }]
        }
        const board = tree.board(each.board)
        if (board === undefined || path === boardPath(each.board)) return []
        const { item } = each
        if (item === undefined) {
          const run = () => go(boardPath(each.board))
          return [{ id: `recent:${each.board}`, section: t('Recent'), title: board.name, icon: 'board', run }]
        }
        if (path === itemPath(each.board, item.row)) return []
        const line = { section: t('Recent'), title: item.title, itemKey: item.key, hint: board.name }
        return [{ ...line, id: `recent:${each.board}:${item.row}`, run: () => go(itemPath(each.board, item.row)) }]
      })
      return [...recent.slice(0, MAX_RECENT), ...sorted(offered).slice(0, MAX_ACTIONS)]
    }
    const key: PaletteLine[] = keyLike.test(words)
      ? [
          {
            id: 'item.by-key',
            title: t('Open {words}', { words }),
            section: t('Item'),
            icon: 'open',
            run: () => go(`/i/${encodeURIComponent(words)}`),
          },
        ]
      : []
    const people = peopleLines(members, words, go)
    return [
      ...key,
      ...sorted(findActions(offered, words).slice(0, MAX_WITH_ITEMS)),
      ...people,
      ...found.docs.map((doc) => docLine(doc, go)),
      ...found.items.map((item) => itemLine(item, go)),
    ]
  }, [actions, words, inBoard, found.items, found.docs, recents, tree, docs, members, path, go])
  return { lines, found, inBoards: meant === null || inBoard === '' ? null : meant.map(({ name }) => name) }
}

function sorted(actions: readonly Action[]): PaletteLine[] {
  return bySection(actions).flatMap(([, own]) => own.map(actionLine))
}
