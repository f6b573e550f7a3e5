import { boardActivity, cellWhy, itemActivity } from './activity.ts'
import { changeStack } from './change-stack.ts'
import { itemSearch } from './item-search.ts'
import { previewKind } from './preview-kind.ts'
import type { Query } from './query.ts'
import { treeList } from './tree-list.ts'
import { useCount } from './use-count.ts'
import { boardViewport } from './viewport.ts'

/** Every query. */
export const queries: readonly Query[] = [
  treeList,
  cellWhy,
  itemSearch,
  useCount,
  itemActivity,
  boardActivity,
  boardViewport,
  changeStack,
  previewKind,
]
