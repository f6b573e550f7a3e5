import './item-chips.css'
import { Icon } from '@fulcrum/ui'
import type { IconName } from '@fulcrum/ui'
import type { ItemSight } from '@fulcrum/domain'
import type { ViewContext } from '../view-contract.web.ts'
import { Fitting, mostChips } from './fitting.web.tsx'
import { sightWords } from './items.web.ts'

interface ItemChipsProps {
  readonly items: readonly { readonly id: string; readonly note?: string }[]
  readonly context: ViewContext
}

/** Items that a cell names: the title opens the item; what cannot be shown says why. */
export function ItemChips({ items, context }: ItemChipsProps) {
  const seen = items.map(({ id, note }) => ({ id, note, sight: context.item?.(id) ?? ({ is: 'loading' } as const) }))
  return (
    <Fitting names={seen.map(({ sight }) => (sight.is === 'item' ? sight.title : sightWords[sight.is]))}>
      {seen.slice(0, mostChips).map(({ id, note, sight }) => (
        <ItemChip key={id} sight={sight} note={note} open={context.items?.open} />
      ))}
    </Fitting>
  )
}

interface ItemChipProps {
  readonly sight: ItemSight
  readonly note?: string | undefined
  readonly open?: ((board: string, row: number) => void) | undefined
}

function ItemChip({ sight, note, open }: ItemChipProps) {
  if (sight.is !== 'item') {
    const icon = sightIcons[sight.is]
    return (
      <span className="fc-item" data-sight={sight.is}>
        {icon !== undefined && <Icon name={icon} size={11} />}
        <span className="fu-truncate">{sightWords[sight.is]}</span>
      </span>
    )
  }
  const { key, title, stage, archived, board, row } = sight
  const words = `${key} ${title}${archived ? ', archived' : ''}${stage === null ? '' : `, ${stage}`}`
  const inside = (
    <>
      <span className="fc-item-dot" data-stage={stage ?? undefined} aria-hidden />
      <span className="fu-truncate">{title}</span>
      {note !== undefined && note !== '' && <span className="fc-item-note">{note}</span>}
    </>
  )
  if (open === undefined) {
    return (
      <span className="fc-item" title={words} data-archived={archived || undefined}>
        {inside}
      </span>
    )
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      className="fc-item"
      title={words}
      data-archived={archived || undefined}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation()
        open(board, row)
      }}
    >
      {inside}
    </button>
  )
}

const sightIcons: { readonly [is in ItemSight['is']]?: IconName } = { gone: 'trash', 'no-access': 'lock' }
