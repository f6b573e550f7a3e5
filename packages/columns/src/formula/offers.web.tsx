import type { Completion } from '@fulcrum/domain/formula'
import { t } from '@fulcrum/ui/messages'
import { useLayoutEffect, useRef } from 'react'

interface OffersProps {
  readonly id: string
  readonly offers: readonly Completion[]
  readonly chosen: number
  readonly onTake: (offer: Completion) => void
}

/** What may stand where the caret is; of the chosen one a sentence more. */
export function Offers({ id, offers, chosen, onTake }: OffersProps) {
  const list = useRef<HTMLUListElement>(null)
  useLayoutEffect(() => {
    if (offers.length > 0) list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }, [chosen, offers.length])
  return (
    <ul
      ref={list}
      className="fc-formula-offers"
      id={id}
      role="listbox"
      aria-label={t('Columns and functions')}
      hidden={offers.length === 0}
    >
      {offers.map((offer, index) => (
        <li
          key={`${offer.kind} ${offer.insert}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          onPointerDown={(event) => {
            event.preventDefault()
            onTake(offer)
          }}
        >
          <span className="fc-formula-name" data-kind={offer.kind}>
            {offer.label}
          </span>
          <span className="fc-formula-detail">{offer.detail}</span>
          {index === chosen && offer.description !== undefined && (
            <span className="fc-formula-about">{offer.description}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
