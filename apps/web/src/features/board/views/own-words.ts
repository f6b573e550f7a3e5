import type { BoardColumn, FormatContext } from '@fulcrum/domain'

/** A number in a lane as the column writes its cells: `3.5 h`, `€1,200`; undefined where no cell is that number alone. */
export function ownWords(
  { kind, settings, lanes }: BoardColumn,
  key: string,
  value: number,
  context: FormatContext,
): string | undefined {
  const name = lanes.find((lane) => lane.key === key)?.name
  const cell = name === undefined ? null : kind.fromLanes((lane) => (lane === name ? value : null), settings)
  if (cell === null || typeof cell === 'object' || !kind.value.safeParse(cell).success) return undefined
  return (kind.display ?? kind.format)(cell, settings, context)
}
