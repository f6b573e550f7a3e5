import type { Patch } from '@fulcrum/domain'
import { maxRowsOfCatchUp } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import { Journal } from './journal.ts'

function edit(...rows: number[]): { patches: Patch[] } {
  return { patches: [{ op: 'cells', column: 1, rows, values: ['x'] }] }
}

/** A log whose change `version` touched the row of that number. */
function logOf(versions: number) {
  const asked: number[] = []
  const read = async (after: number, limit: number) => {
    asked.push(after)
    const count = Math.max(0, Math.min(limit, versions - after))
    return Array.from({ length: count }, (_, at) => ({
      version: after + 1 + at,
      client: null,
      n: null,
      ...edit(after + 1 + at),
    }))
  }
  return { asked, read }
}

function rowsAfter(journal: Journal, version: number): number[] | undefined {
  return journal.after(version)?.flatMap(({ cells }) => cells.flatMap(([, rows]) => [...rows]))
}

test('what was noted is known, what was before is not', () => {
  const journal = new Journal(5)
  for (const row of [6, 7, 8]) journal.note(edit(row))
  expect([rowsAfter(journal, 5), rowsAfter(journal, 7), rowsAfter(journal, 8)]).toEqual([[6, 7, 8], [8], []])
  expect(rowsAfter(journal, 4)).toBeUndefined()
})

test('imported history moves the version and touches nothing', () => {
  const journal = new Journal(0)
  journal.note({ ...edit(1), historic: true })
  journal.note(edit(2))
  expect(journal.after(0)?.map(({ cells }) => cells.length)).toEqual([0, 1])
})

test('the log is read once for all who come back to about the same version', async () => {
  const { asked, read } = logOf(450)
  const journal = new Journal(450)
  await Promise.all([journal.reach(50, read), journal.reach(60, read), journal.reach(50, read)])
  journal.note(edit(451))
  expect(asked).toEqual([50, 250])
  expect(rowsAfter(journal, 50)).toEqual(Array.from({ length: 401 }, (_, at) => 51 + at))
})

test('a log that does not hold what is asked for is not asked again', async () => {
  const { asked, read } = logOf(10)
  const journal = new Journal(20)
  await journal.reach(5, read)
  await journal.reach(4, read)
  expect([rowsAfter(journal, 5), asked]).toEqual([undefined, [5]])
})

test('the oldest is forgotten where too much was noted', () => {
  const journal = new Journal(0)
  for (let version = 1; version <= maxRowsOfCatchUp + 1; version++) journal.note(edit(version))
  expect([rowsAfter(journal, 0), journal.end]).toEqual([undefined, maxRowsOfCatchUp + 1])
  expect(rowsAfter(journal, maxRowsOfCatchUp - 1)).toEqual([maxRowsOfCatchUp, maxRowsOfCatchUp + 1])
  const many = Array.from({ length: 60_000 }, (_, row) => row)
  for (let times = 0; times < 2; times++) journal.note(edit(...many))
  expect(rowsAfter(journal, journal.end - 1)).toHaveLength(60_000)
  expect(rowsAfter(journal, journal.end - 2)).toBeUndefined()
})
