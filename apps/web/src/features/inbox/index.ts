export { BoardEntry } from './board-entry.tsx'
export { InboxList } from './inbox-list.tsx'
