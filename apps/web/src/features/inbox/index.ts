export { BoardEntry } from './board-entry.tsx'
export { DocEntry } from './doc-entry.tsx'
export { InboxList } from './inbox-list.tsx'
