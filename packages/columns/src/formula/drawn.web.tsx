import { formulaFunctions, tokens } from '@fulcrum/domain/formula'
import type { FormulaProblem } from '@fulcrum/domain/formula'

interface DrawnProps {
  readonly text: string
  readonly errors: readonly FormulaProblem[]
}

/** A formula in colours, cut also where something wrong begins and ends. */
export function Drawn({ text, errors }: DrawnProps) {
  return (
    <div className="fc-formula-drawn" aria-hidden="true">
      {parts(text, errors)}
      {'\n'}
    </div>
  )
}

const known = new Set(formulaFunctions.map(({ name }) => name))
const words = new Set(['AND', 'OR', 'NOT', 'TRUE', 'FALSE'])

function parts(text: string, errors: readonly FormulaProblem[]) {
  const kinds = tokens(text).filter(({ kind }) => kind !== 'end')
  // Of what is wrong at the very end, the last character is underlined.
  const wrong = errors.map(({ from, to }) => ({
    from: Math.min(from, Math.max(0, text.length - 1)),
    to: Math.max(to, from + 1),
  }))
  const cuts = new Set([0, text.length, ...[...kinds, ...wrong].flatMap(({ from, to }) => [from, to])])
  const ends = [...cuts].filter((at) => at <= text.length).toSorted((left, right) => left - right)
  let at = 0
  return ends.slice(0, -1).map((from, index) => {
    const to = ends[index + 1] ?? from
    while (at < kinds.length && (kinds[at]?.to ?? 0) <= from) at++
    const token = kinds[at]
    return (
      <span
        key={from}
        data-kind={token !== undefined && token.from <= from ? kindOf(token) : undefined}
        data-wrong={wrong.some((problem) => problem.from <= from && from < problem.to) || undefined}
      >
        {text.slice(from, to)}
      </span>
    )
  })
}

function kindOf(token: ReturnType<typeof tokens>[number]): string {
  if (token.kind !== 'name') return token.kind
  const upper = token.value.toUpperCase()
  return words.has(upper) ? 'word' : known.has(upper) ? 'function' : 'name'
}
