import { later, laterPart, quietPart } from '../../shell/later.ts'

/** What is done to the tree: nobody waits for it to see where they are. */
const treeWork = later(() => import('./tree-work.tsx'))

export const TreeMenu = laterPart(treeWork, (part) => part.TreeMenu)
export const TreeWork = quietPart(treeWork, (part) => part.TreeWork)
export const RecentRows = quietPart(treeWork, (part) => part.RecentRows)
export const TreeDocs = quietPart(treeWork, (part) => part.TreeDocs)
export const DocRow = quietPart(treeWork, (part) => part.DocRow)
export const DocsOnItems = quietPart(treeWork, (part) => part.DocsOnItems)
export const RemoveSample = quietPart(treeWork, (part) => part.RemoveSample)
export const UserMenuOpened = laterPart(treeWork, (part) => part.UserMenuOpened)
