import { later, laterPart } from '../../shell/later.ts'

/** What the tree asks in dialogs. */
export const treeDialogs = later(() => import('./tree-dialogs.tsx'))

export const TreeDialogs = laterPart(treeDialogs, (part) => part.TreeDialogs)
