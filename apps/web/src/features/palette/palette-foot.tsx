import { t } from '@fulcrum/ui/messages'
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
      <span className="palette-tip">{t('in:board looks in one board')}</span>
    </div>
  )
}

function sentence({ found, words, shown, inBoards }: FootProps): string {
  const where = inBoards === null || inBoards.length === 0 ? null : inBoards.slice(0, 3).join(', ')
  if (inBoards?.length === 0) return t('No board is called so.')
  if (words === '') return where === null ? '' : t('Type to look in {where}', { where })
  if (found.onlyHere) return t('Offline: only the open board is looked through')
  // It stands above, with the way to ask again.
  if (found.error !== null) return ''
  if (found.isLooking) return where === null ? t('Looking …') : t('Looking in {where} …', { where })
  if (found.corrected.length > 0)
    return t('With {corrected} as you may have meant', { corrected: found.corrected.slice(0, 3).join(', ') })
  if (shown === 0) return ''
  const { length } = found.items
  return where === null
    ? t('{length, plural, =0 {No items} one {# item} other {# items}}', { length })
    : t('{length, plural, =0 {No items} one {# item} other {# items}} in {where}', { length, where })
}
