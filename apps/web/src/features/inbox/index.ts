export { BoardEntry } from './board-entry.tsx'
export { DocEntry } from './doc-entry.tsx'
export { InboxList, muteKey } from './inbox-list.tsx'
