import type { BoardViewSpec } from '@fulcrum/domain'
import type { BoardSearch } from '../shell/board-contract.ts'

/** Reads what an address says of a board. What is not understood is left out; the board's page checks the view itself. */
export function readBoardSearch(text: string): BoardSearch {
  const params = new URLSearchParams(text)
  const view = params.get('view')
  const find = params.get('find')
  const spec = readSpec(params.get('spec'))
  const at = Date.parse(params.get('at') ?? '')
  return {
    ...(view !== null && { view }),
    ...(find !== null && { find }),
    ...(spec !== null && { spec }),
    ...(!Number.isNaN(at) && { at, ...readOther(params.get('to') ?? '') }),
  }
}

/** The address's part for a search, with its `?`; empty where it says nothing. */
export function writeBoardSearch({ view, find, spec, at, to }: BoardSearch): string {
  const params = new URLSearchParams()
  if (view !== undefined) params.set('view', view)
  if (find !== undefined && find !== '') params.set('find', find)
  if (spec !== undefined) params.set('spec', JSON.stringify(spec))
  if (at !== undefined) params.set('at', new Date(at).toISOString())
  if (at !== undefined && to !== undefined) params.set('to', to === 'now' ? to : new Date(to).toISOString())
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

/** The other moment of a comparison. */
function readOther(text: string): Pick<BoardSearch, 'to'> {
  const to = text === 'now' ? text : Date.parse(text)
  return to === 'now' || !Number.isNaN(to) ? { to } : {}
}

function readSpec(text: string | null): BoardViewSpec | null {
  try {
    const spec: unknown = JSON.parse(text ?? 'null')
    // @NOTE the page that uses it parses it with `boardViewSpec`; here it is only carried along.
    return typeof spec === 'object' && spec !== null && !Array.isArray(spec) ? (spec as BoardViewSpec) : null
  } catch {
    return null
  }
}
