import { t } from '@fulcrum/ui/messages'
import { useScene } from '../../scene.tsx'
import type { Legend } from './chart-model.ts'
import type { Mark } from './marks.ts'

interface LegendLineProps {
  readonly entries: readonly (Legend & { readonly text?: string })[]
  readonly onOpen?: (mark: Mark) => void
}

/** What the colours stand for. */
export function LegendLine({ entries, onOpen }: LegendLineProps) {
  const { records } = useScene()
  if (entries.length === 0) return null
  return (
    <ul className="fch-legend" aria-label={t('Colours of {name}', { name: records.name })}>
      {entries.map(({ key, title, colour, text = title }) => (
        <li key={String(key)}>
          {onOpen === undefined ? (
            <span>
              <i data-colour={colour} />
              {title}
            </span>
          ) : (
            <button type="button" onClick={() => onOpen({ key, text })}>
              <i data-colour={colour} />
              {title}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
