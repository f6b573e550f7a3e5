import { maxTemplatesAlong } from '@fulcrum/domain'
import type { LabelTemplate, LabelUsesElsewhere } from '@fulcrum/domain'
import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { LabelTools } from '../view-contract.web.ts'
import type { Label } from './label-schemas.ts'
import { elsewhereWords, isRead, isReadElsewhere, templateWords, usesWords } from './label-uses-words.web.ts'

interface LeavingLabelProps {
  readonly how: 'merge' | 'retire'
  readonly label: Label
  readonly others: readonly Label[]
  readonly tools: LabelTools
  readonly onRetire: () => void
  readonly onMerge: (into: number, templates: readonly string[]) => void
  readonly onCancel: () => void
}

/**
 * Says what reads a label before it goes, and into which other one it is merged. One that nothing but cells reads is retired as soon
 * as that is known.
 */
export function LeavingLabel({ how, label, others, tools, onRetire, onMerge, onCancel }: LeavingLabelProps) {
  const [into, setInto] = useState<number | null>(null)
  // Looked through once, as what stands elsewhere is.
  const [uses] = useState(() => tools.uses([label.number]))
  const elsewhere = useElsewhere(tools, label.number)
  const merges = how === 'merge'
  const isFree = !merges && elsewhere !== undefined && !isRead(uses) && (!elsewhere || !isReadElsewhere(elsewhere))
  // The labels may be others by the time of an answer.
  const retire = useRef(onRetire)
  useLayoutEffect(() => {
    retire.current = onRetire
  })
  useEffect(() => {
    if (isFree) retire.current()
  }, [isFree])
  const templates = elsewhere?.templates ?? []
  const { along, locked, lacking, over } = parted(templates, into)
  const lines = [
    ...usesWords(uses),
    ...(elsewhere ? elsewhereWords({ ...elsewhere, templates: merges ? along : templates }) : []),
  ]
  const chosen = others.find(({ number }) => number === into)?.name ?? ''
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
      {merges && (
        <>
          {templateWords(locked).map((line) => (
            <p key={line}>{t('You may not change this, so it stays as it is: {line}', { line })}</p>
          ))}
          {templateWords(over).map((line) => (
            <p key={line}>
              {t('No more than {count} templates move along, so this stays as it is: {line}', {
                count: maxTemplatesAlong,
                line,
              })}
            </p>
          ))}
        </>
      )}
      {elsewhere === undefined && (
        <p className="fc-leaving-wait" role="status">
          {t('Looking at other boards and templates …')}
        </p>
      )}
      {elsewhere === null && (
        <p>{t('Other boards and templates could not be looked at. Templates of this board stay as they are.')}</p>
      )}
      <div className="fc-leaving-acts">
        {merges ? (
          <>
            <div className="fc-leaving-told" aria-live="polite">
              {templateWords(lacking).map((line) => (
                <p key={line}>{t('This cannot have {name}, so it stays as it is: {line}', { name: chosen, line })}</p>
              ))}
            </div>
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
              disabled={into === null || elsewhere === undefined}
              onClick={() => {
                const boards = along.map(({ board }) => board)
                if (into !== null) onMerge(into, boards)
              }}
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

/** Templates that go along with a merge, and those that stay: closed to who merges, without the label that stays, or too many. */
function parted(templates: readonly LabelTemplate[], into: number | null) {
  const open = templates.filter(({ mayChange }) => mayChange)
  const refusing = (template: LabelTemplate): boolean => into !== null && template.refuses.includes(into)
  const fit = open.filter((template) => !refusing(template))
  return {
    along: fit.slice(0, maxTemplatesAlong),
    locked: templates.filter(({ mayChange }) => !mayChange),
    lacking: open.filter(refusing),
    over: fit.slice(maxTemplatesAlong),
  }
}

/** What reads the label beyond its board; undefined until that is known, null where it cannot be. */
function useElsewhere({ elsewhere }: LabelTools, label: number): LabelUsesElsewhere | null | undefined {
  const [found, setFound] = useState<LabelUsesElsewhere | null>()
  // Asked once, and shown as it was then: what stands in front of somebody who decides does not move.
  const [ask] = useState(() => elsewhere)
  useEffect(() => {
    let wanted = true
    void ask([label]).then((uses) => wanted && setFound(uses))
    return () => {
      wanted = false
    }
  }, [ask, label])
  return found
}

function leadOf(how: LeavingLabelProps['how'], name: string, lines: number): string {
  if (how === 'retire') {
    return lines === 0
      ? t('{name} can no longer be chosen then.', { name })
      : t('{name} can no longer be chosen. These go on naming it:', { name })
  }
  return lines === 0
    ? t('Nothing holds or names {name}. Merge it into:', { name })
    : t('These hold or name {name} and move along:', { name })
}
