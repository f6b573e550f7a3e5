import type { AboutKind } from '@fulcrum/domain'

/** What is told of each kind of thing that an entry of the inbox may be about, beside what it is called. */
interface ToldOf {
  readonly item: {
    readonly key: string
    readonly row: number
    readonly board: { readonly id: string; readonly name: string }
  }
  readonly board: object
  /** `thread`: the comments that the latest happening is about; null where there are none any more. */
  readonly doc: { readonly thread: string | null }
}

/** What an entry of the inbox is about, as it is now. */
export type InboxAbout<K extends AboutKind = AboutKind> = {
  [P in K]: { readonly kind: P; readonly id: string; readonly name: string } & ToldOf[P]
}[K]

/** `inbox.list`: what entries of the inbox are about. */
export interface InboxSubject {
  /** The entry's, which is that of what it is about. */
  readonly id: string
  readonly about: InboxAbout
  /** The beginning of the message or the comment that the latest happening is about. */
  readonly says: string | null
}

/** Something of each kind of thing that an entry may be about. */
export type ByAbout<Result> = { readonly [K in AboutKind]: (about: InboxAbout<K>) => Result }

/** Asks what is meant for the kind of thing that an entry is about. `byAbout(pages, about) // '/d/doc_…'` */
export function byAbout<K extends AboutKind, Result>(of: ByAbout<Result>, about: InboxAbout<K>): Result {
  return of[about.kind](about)
}
