import { boardActivity, cellWhy, itemActivity } from './activity.ts'
import { boardAt } from './board-at.ts'
import { boardCompare } from './board-compare.ts'
import { boardGet } from './board-get.ts'
import { boardHistory } from './board-history.ts'
import { boardLife, boardMoments } from './board-life.ts'
import { changeStack } from './change-stack.ts'
import { docList, docTemplates } from './doc-list.ts'
import { docSearch } from './doc-search.ts'
import { inboxList } from './inbox-list.ts'
import { homeMine } from './home-mine.ts'
import { itemFind } from './item-find.ts'
import { itemGet, itemList } from './item-list.ts'
import { itemLinks } from './item-links.ts'
import { itemCells } from './item-cells.ts'
import { itemDays } from './item-days.ts'
import { itemNamed } from './item-named.ts'
import { itemSearch } from './item-search.ts'
import { labelUsesElsewhere } from './label-uses.ts'
import { memberList } from './member-list.ts'
import { previewKind } from './preview-kind.ts'
import { previewTransfer } from './preview-transfer.ts'
import type { Query } from './query.ts'
import { searchAll } from './search-all.ts'
import { templateList } from './template-list.ts'
import { trashList } from './trash-list.ts'
import { treeList } from './tree-list.ts'
import { updateVersions } from './update-versions.ts'
import { useCount } from './use-count.ts'
import { viewGlances } from './view-glances.ts'
import { boardViewport } from './viewport.ts'

/** Every query. */
export const queries: readonly Query[] = [
  treeList,
  docList,
  docTemplates,
  docSearch,
  templateList,
  memberList,
  boardGet,
  boardActivity,
  boardViewport,
  viewGlances,
  boardHistory,
  boardAt,
  boardCompare,
  boardLife,
  boardMoments,
  itemList,
  itemGet,
  itemSearch,
  itemFind,
  itemCells,
  itemDays,
  itemNamed,
  itemLinks,
  searchAll,
  homeMine,
  itemActivity,
  cellWhy,
  useCount,
  labelUsesElsewhere,
  trashList,
  updateVersions,
  inboxList,
  changeStack,
  previewKind,
  previewTransfer,
]
