import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { undoStack } from './undo-stack.ts'
import type { StackEntry } from './undo-stack.ts'

/** What a person does: a change, alone or as part of a batch, one that cannot be undone, or a press of undo or redo. */
type Act = { readonly act: 'do' | 'fixed' | 'undo' | 'redo' } | { readonly act: 'batch'; readonly changes: number }

const acts = fc.array(
  fc.oneof(
    fc.constantFrom<Act>(
      { act: 'do' },
      { act: 'do' },
      { act: 'fixed' },
      { act: 'undo' },
      { act: 'undo' },
      { act: 'redo' },
    ),
    fc.record({ act: fc.constant('batch' as const), changes: fc.integer({ min: 1, max: 4 }) }),
  ),
  { maxLength: 40, size: 'max' },
)

test('undo and redo walk as in an editor that keeps two piles of what was done', () => {
  fc.assert(
    fc.property(acts, (list) => {
      const log: StackEntry[] = []
      let count = 0
      const add = (entry: Omit<StackEntry, 'id' | 'undoable'> & { readonly undoable?: boolean }): string => {
        const id = `change ${(count += 1)}`
        log.push({ undoable: true, ...entry, id })
        return id
      }
      // The slow plain version: two piles of the names of pieces of work.
      const done: string[] = []
      const undone: string[] = []
      const nameOf = new Map<string, string>()
      list.forEach((step, at) => {
        const name = `work ${at}`
        const { undo, redo } = undoStack(log)
        if (step.act === 'undo' || step.act === 'redo') {
          const [from, to, top] = step.act === 'undo' ? [done, undone, undo.at(-1)] : [undone, done, redo.at(-1)]
          const work = from.pop()
          expect(top === undefined ? undefined : nameOf.get(top.id)).toBe(work)
          if (top === undefined || work === undefined) return
          to.push(work)
          const id = add({ cause: { kind: step.act, of: top.id as never }, batch: top.batch && `${step.act} ${at}` })
          nameOf.set(id, work)
          return
        }
        const changes = step.act === 'batch' ? step.changes : 1
        for (let change = 0; change < changes; change++) {
          const batch = step.act === 'batch' ? name : undefined
          nameOf.set(add({ cause: { kind: 'person' }, batch, undoable: step.act !== 'fixed' }), name)
        }
        if (step.act === 'fixed') return
        done.push(name)
        undone.length = 0
      })
      const { undo, redo } = undoStack(log)
      expect(undo.map(({ id }) => nameOf.get(id))).toEqual(done)
      expect(redo.map(({ id }) => nameOf.get(id))).toEqual(undone)
    }),
  )
})
