import type { Found } from './found.ts'

interface FootProps {
  readonly found: Found
  readonly words: string
  readonly shown: number
  readonly inBoards: readonly string[] | null
}

/** The last line of the palette, always there: what is going on, in place of what would move the lines above. */
export function PaletteFoot(props: FootProps) {
  return (
    <div className="palette-foot">
      <span role="status" className="fu-truncate">
        {sentence(props)}
      </span>
      <span className="palette-tip">in:board looks in one board</span>
    </div>
  )
}

function sentence({ found, words, shown, inBoards }: FootProps): string {
  const where = inBoards === null ? '' : inBoards.length === 0 ? '' : ` in ${inBoards.slice(0, 3).join(', ')}`
  if (inBoards?.length === 0) return 'No board is called so.'
  if (words === '') return where === '' ? '' : `Type to look${where}`
  if (found.onlyHere) return 'Offline: only the open board is looked through'
  if (found.error !== null) return found.error
  if (found.isLooking) return `Looking${where} …`
  if (found.corrected.length > 0) return `With ${found.corrected.slice(0, 3).join(', ')} as you may have meant`
  if (shown === 0) return ''
  const { length } = found.items
  return `${length === 0 ? 'No items' : length === 1 ? '1 item' : `${length} items`}${where}`
}
