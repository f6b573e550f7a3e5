import type { GridModel } from '@fulcrum/ui'

/** Those of some rows that are shown, as they stand below each other. */
export function inTheirOrder(model: GridModel, rowIds: Iterable<string>): string[] {
  const places = [...rowIds].flatMap((id) => {
    const place = model.find(id)
    return place === undefined ? [] : [{ id, ...place }]
  })
  places.sort((a, b) => a.sectionIndex - b.sectionIndex || a.rowIndex - b.rowIndex)
  return places.map(({ id }) => id)
}
