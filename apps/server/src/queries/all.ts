import { boardActivity, cellWhy, itemActivity } from './activity.ts'
import { changeStack } from './change-stack.ts'
import { previewKind } from './preview-kind.ts'
import type { Query } from './query.ts'
import { treeList } from './tree-list.ts'
import { boardViewport } from './viewport.ts'

/** Every query. */
export const queries: readonly Query[] = [
  treeList,
  cellWhy,
  itemActivity,
  boardActivity,
  boardViewport,
  changeStack,
  previewKind,
]
