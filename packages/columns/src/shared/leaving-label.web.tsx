import type { LabelUses } from '@fulcrum/domain'
import { Button } from '@fulcrum/ui'
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
    <div className="fc-leaving" role="group" aria-label={merges ? `Merge ${label.name}` : `Retire ${label.name}`}>
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
              aria-label={`Merge ${label.name} into`}
              autoFocus
              value={into ?? ''}
              onChange={(event) => setInto(Number(event.target.value))}
            >
              <option value="" disabled>
                Choose a label
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
              Merge
            </Button>
          </>
        ) : (
          <Button size="small" variant="primary" autoFocus onClick={onRetire}>
            Retire
          </Button>
        )}
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

/** Whether anything but cells reads a label: what goes on naming it when it is retired. */
export function isRead({ views, formulas, rules }: LabelUses): boolean {
  return views.length + formulas.length + rules.length > 0
}

function leadOf(how: LeavingLabelProps['how'], name: string, lines: number): string {
  if (how === 'retire') return `${name} can no longer be chosen. These go on naming it:`
  return lines === 0 ? `Nothing holds or names ${name}. Merge it into:` : `These hold or name ${name} and move along:`
}

/** `12 items`, `2 views: Late, Mine`, `1 formula: Risk`. */
export function usesWords({ items, views, formulas, rules }: LabelUses): readonly string[] {
  const named = (names: readonly string[], noun: string): string[] =>
    names.length === 0 ? [] : [`${counted(names.length, noun)}: ${shownNames(names)}`]
  return [
    ...(items === 0 ? [] : [counted(items, 'item')]),
    ...named(views, 'view'),
    ...named(formulas, 'formula'),
    ...named(rules, 'rule of column').map((line) => line.replace('rule of columns', 'rules of columns')),
  ]
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}

function shownNames(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ')
}
