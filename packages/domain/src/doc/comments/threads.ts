import type { Fields } from '../../record.ts'
import { readDocAnchor } from './anchor.ts'
import type { DocAnchor } from './anchor.ts'

/** One thing said in a thread. */
export interface DocComment {
  readonly id: string
  readonly author: string | null
  readonly body: string
  readonly at: number
  readonly edited: boolean
  /** It was taken away; what answers it stays. */
  readonly deleted: boolean
}

/** What is said of some words of a doc. */
export interface DocThread {
  /** The id of its first comment. */
  readonly id: string
  /** Null where it is gone for good with what the first comment said. */
  readonly anchor: DocAnchor | null
  /** The words as they were when the thread began. */
  readonly quote: string
  readonly resolved: boolean
  readonly resolvedBy: string | null
  /** In the order in which they were said; the first began it. */
  readonly comments: readonly DocComment[]
}

/** The threads that records of `docComment` make up, in the order in which they began. One of which nothing stands is none. */
export function docThreads(records: Iterable<readonly [string, Fields]>): readonly DocThread[] {
  const roots: (readonly [string, Fields])[] = []
  const replies = new Map<string, DocComment[]>()
  for (const [id, fields] of records) {
    const { parentId } = fields
    if (typeof parentId !== 'string') roots.push([id, fields])
    else if (fields['deletedAt'] === undefined) {
      replies.set(parentId, [...(replies.get(parentId) ?? []), commentOf(id, fields)])
    }
  }
  return roots
    .flatMap(([id, fields]): DocThread[] => {
      const first = commentOf(id, fields)
      const answers = (replies.get(id) ?? []).sort(byTime)
      if (first.deleted && answers.length === 0) return []
      return [
        {
          id,
          anchor: readDocAnchor(fields['anchor']),
          quote: typeof fields['quote'] === 'string' ? fields['quote'] : '',
          resolved: fields['resolvedAt'] !== undefined,
          resolvedBy: typeof fields['resolvedBy'] === 'string' ? fields['resolvedBy'] : null,
          comments: [first, ...answers],
        },
      ]
    })
    .sort((left, right) => byTime(left.comments[0] as DocComment, right.comments[0] as DocComment))
}

function commentOf(id: string, fields: Fields): DocComment {
  return {
    id,
    author: typeof fields['authorId'] === 'string' ? fields['authorId'] : null,
    body: typeof fields['body'] === 'string' ? fields['body'] : '',
    at: Number(fields['at']),
    edited: fields['editedAt'] !== undefined,
    deleted: fields['deletedAt'] !== undefined,
  }
}

function byTime(left: DocComment, right: DocComment): number {
  return left.at - right.at || (left.id < right.id ? -1 : 1)
}
