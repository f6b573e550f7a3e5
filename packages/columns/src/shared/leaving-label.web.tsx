import type { LabelUses } from '@fulcrum/domain'
import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import type { Label } from './label-schemas.ts'

interface LeavingLabelProps {
  readonly how: 'merge' | 'retire'
  readonly label: Label
  readonly others: readonly Label[]
  readonly uses: LabelUses
  readonly onRetire: () => void
  readonly onMerge: (into: number) => void
  readonly onCancel: () => void
}

/** Says what reads a label before it goes, and into which other one it is merged. */
export function LeavingLabel({ how, label, others, uses, onRetire, onMerge, onCancel }: LeavingLabelProps) {
  const [into, setInto] = useState<number | null>(null)
  const lines = usesWords(uses)
  const merges = how === 'merge'
  return (
    <div
      className="fc-leaving"
      role="group"
      aria-label={merges ? t('Merge {name}', { name: label.name }) : t('Retire {name}', { name: label.name })}
    >
      <p>{leadOf(how, label.name, lines.length)}</p>
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <div className="fc-leaving-acts">
        {merges ? (
          <>
            <select
              className="fc-stage"
              aria-label={t('Merge {name} into', { name: label.name })}
              autoFocus
              value={into ?? ''}
              onChange={(event) => setInto(Number(event.target.value))}
            >
              <option value="" disabled>
                {t('Choose a label')}
              </option>
              {others.map(({ number, name }) => (
                <option key={number} value={number}>
                  {name}
                </option>
              ))}
            </select>
            <Button
              size="small"
              variant="primary"
              disabled={into === null}
              onClick={() => into !== null && onMerge(into)}
            >
              {t('Merge')}
            </Button>
          </>
        ) : (
          <Button size="small" variant="primary" autoFocus onClick={onRetire}>
            {t('Retire')}
          </Button>
        )}
        <Button size="small" onClick={onCancel}>
          {t('Cancel')}
        </Button>
      </div>
    </div>
  )
}

/** Whether anything but cells reads a label: what goes on naming it when it is retired. */
export function isRead({ views, forms, formulas, rules }: LabelUses): boolean {
  return views.length + forms.length + formulas.length + rules.length > 0
}

function leadOf(how: LeavingLabelProps['how'], name: string, lines: number): string {
  if (how === 'retire') return t('{name} can no longer be chosen. These go on naming it:', { name })
  return lines === 0
    ? t('Nothing holds or names {name}. Merge it into:', { name })
    : t('These hold or name {name} and move along:', { name })
}

/** `12 items`, `2 views: Late, Mine`, `1 formula: Risk`. */
export function usesWords({ items, templates, views, forms, formulas, rules }: LabelUses): readonly string[] {
  const named = (message: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [t(message, { count: names.length, names: shownNames(names) })]
  return [
    ...(items === 0 ? [] : [t('{items, plural, one {# item} other {# items}}', { items })]),
    ...named('{count, plural, one {# template of items} other {# templates of items}}: {names}', templates),
    ...named('{count, plural, one {# view} other {# views}}: {names}', views),
    ...named('{count, plural, one {# form} other {# forms}}: {names}', forms),
    ...named('{count, plural, one {# formula} other {# formulas}}: {names}', formulas),
    ...named('{count, plural, one {# rule of column} other {# rules of columns}}: {names}', rules),
  ]
}

function shownNames(names: readonly string[]): string {
  return names.length > 4
    ? t('{names} and {count} more', { names: names.slice(0, 4).join(', '), count: names.length - 4 })
    : names.join(', ')
}
