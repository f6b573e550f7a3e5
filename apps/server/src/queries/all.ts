import { boardActivity, cellWhy, itemActivity } from './activity.ts'
import { boardGet } from './board-get.ts'
import { changeStack } from './change-stack.ts'
import { itemFind } from './item-find.ts'
import { itemGet, itemList } from './item-list.ts'
import { itemSearch } from './item-search.ts'
import { memberList } from './member-list.ts'
import { previewKind } from './preview-kind.ts'
import { previewTransfer } from './preview-transfer.ts'
import type { Query } from './query.ts'
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
  itemList,
  itemGet,
  itemSearch,
  itemFind,
  itemActivity,
  cellWhy,
  useCount,
  changeStack,
  previewKind,
  previewTransfer,
]
