import { boardActivity, cellWhy, itemActivity } from './activity.ts'
import { boardGet } from './board-get.ts'
import { boardHistory } from './board-history.ts'
import { changeStack } from './change-stack.ts'
import { inboxList } from './inbox-list.ts'
import { homeMine } from './home-mine.ts'
import { itemFind } from './item-find.ts'
import { itemGet, itemList } from './item-list.ts'
import { itemSearch } from './item-search.ts'
import { memberList } from './member-list.ts'
import { previewKind } from './preview-kind.ts'
import { previewTransfer } from './preview-transfer.ts'
import type { Query } from './query.ts'
import { searchAll } from './search-all.ts'
import { treeList } from './tree-list.ts'
import { useCount } from './use-count.ts'
import { boardViewport } from './viewport.ts'

/** Every query. */
export const queries: readonly Query[] = [
  treeList,
  memberList,
  boardGet,
  boardActivity,
  boardViewport,
  boardHistory,
  itemList,
  itemGet,
  itemSearch,
  itemFind,
  searchAll,
  homeMine,
  itemActivity,
  cellWhy,
  useCount,
  inboxList,
  changeStack,
  previewKind,
  previewTransfer,
]
