import type { Derivation, DerivedReader, DeriveSchema } from '@fulcrum/domain'
import type { Progress, ProgressProblem, ProgressSettings } from './column.ts'

/** How progress follows from sub-items: all that are live below an item count, at any depth, each once. */
export function deriveProgress(settings: ProgressSettings, schema: DeriveSchema): Derivation<Progress> {
  return settings.from === 'stages' ? byStages(settings, schema) : byNumbers(settings, schema)
}

function byStages(
  { column }: Extract<ProgressSettings, { from: 'stages' }>,
  schema: DeriveSchema,
): Derivation<Progress> {
  if (column === null) return says('not-set-up', [])
  const found = liveColumn(schema, column)
  if (!found) return says('no-column', [column])
  const { stageOf } = found.kind
  if (!stageOf) return says('wrong-kind', [column])
  return {
    reads: [{ of: 'children', column }],
    compute: (reader, row) => {
      let [done, of] = [0, 0]
      eachBelow(reader, row, (below) => {
        of += 1
        const value = reader.cell(below, column)
        const stage = value === null ? null : stageOf(value, found.settings)
        if (stage === 'done' || stage === 'canceled') done += 1
      })
      return of === 0 ? null : { percent: (100 * done) / of, done, of }
    },
  }
}

function byNumbers(
  { column, weight, full }: Extract<ProgressSettings, { from: 'numbers' }>,
  schema: DeriveSchema,
): Derivation<Progress> {
  if (column === null) return says('not-set-up', [])
  const columns = weight === undefined ? [column] : [column, weight]
  if (columns.some((number) => !liveColumn(schema, number))) return says('no-column', columns)
  const [lane, weightLane] = columns.map((number) => numberLane(schema, number))
  if (lane === undefined || (weight !== undefined && weightLane === undefined)) return says('wrong-kind', columns)
  return {
    reads: columns.map((number) => ({ of: 'children', column: number })),
    compute: (reader, row) => {
      let [done, of, sum, weights] = [0, 0, 0, 0]
      eachBelow(reader, row, (below) => {
        const number = reader.lane(lane, below)
        const counts = weightLane === undefined ? 1 : reader.lane(weightLane, below)
        // An item that is not estimated, or counts for nothing, says nothing of the whole.
        if (typeof number !== 'number' || typeof counts !== 'number' || counts <= 0) return
        of += 1
        if (number >= full) done += 1
        sum += number * counts
        weights += counts
      })
      const percent = of === 0 ? 0 : (100 * sum) / weights / full
      // Numbers near the largest there are have a mean that is none.
      return of === 0 || !Number.isFinite(percent) ? null : { percent: percent + 0, done, of }
    },
  }
}

function says(problem: ProgressProblem, columns: readonly number[]): Derivation<Progress> {
  return { reads: columns.map((column) => ({ of: 'children', column })), compute: () => ({ problem }) }
}

function liveColumn(schema: DeriveSchema, number: number) {
  const found = schema.column(number)
  return found?.fields['deletedAt'] === undefined ? found : undefined
}

/** The lane of a column whose cells are numbers. */
function numberLane(schema: DeriveSchema, number: number): string | undefined {
  const found = liveColumn(schema, number)
  return found?.lanes.find(({ name, type }) => name === found.kind.defaultLane && type === 'number')?.key
}

function eachBelow(reader: DerivedReader, row: number, see: (below: number) => void): void {
  for (const child of reader.children(row)) {
    see(child)
    eachBelow(reader, child, see)
  }
}
