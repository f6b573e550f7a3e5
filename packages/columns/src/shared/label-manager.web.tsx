import './label-manager.css'
import { DomainError, stages } from '@fulcrum/domain'
import { announce, Button, Icon, IconButton, Popover } from '@fulcrum/ui'
import { ColourPalette } from '@fulcrum/ui/colour-palette'
import { t, told } from '@fulcrum/ui/messages'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { LeavingLabel } from './leaving-label.web.tsx'
import { LabelName } from './label-name.web.tsx'
import {
  addLabel,
  recolourLabel,
  renameLabel,
  reorderLabel,
  restoreLabel,
  retireLabel,
  setStage,
} from './label-changes.ts'
import { liveLabels } from './labels.ts'
import type { Label } from './label-schemas.ts'
import type { LabelSettings } from './labels.ts'
import { stageNames } from './stage-names.web.ts'
import { useRowDrag } from './use-row-drag.web.ts'
import type { LabelTools } from '../view-contract.web.ts'

/** A label that somebody wants to take out of choice, and how. */
interface Leaving {
  readonly how: 'merge' | 'retire'
  readonly number: number
}

/** What the manager is given; the labels are those of a status or tags column. */
export interface LabelManagerProps {
  readonly labels: readonly Label[]
  /** Whether labels say how far work is. */
  readonly staged: boolean
  readonly onChange: (labels: readonly Label[]) => void
  /** With them it is said what reads a label before it goes, and labels can be merged. */
  readonly tools?: LabelTools
  /** With it there is a way back to choosing. */
  readonly onDone?: () => void
}

/**
 * Renames, recolours, orders, stages, merges, retires and brings back labels; each change counts at once. Cells keep the number of
 * their label, so nothing in them changes but what it is called.
 */
export function LabelManager({ labels, staged, onChange, tools, onDone }: LabelManagerProps) {
  const [error, setError] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [leaving, setLeaving] = useState<Leaving | null>(null)
  const rows = useRef<HTMLUListElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const settings: LabelSettings = { labels }

  const inEditor = onDone !== undefined
  useEffect(() => {
    if (inEditor) field.current?.focus({ preventScroll: true })
  }, [inEditor])

  const live = liveLabels(settings)
  const retired = labels.filter((label) => label.retired === true)

  const change = (make: (settings: LabelSettings) => LabelSettings): boolean => {
    try {
      onChange(make(settings).labels)
      setError(null)
      return true
    } catch (refusal) {
      if (!(refusal instanceof DomainError)) throw refusal
      setError(told(refusal.message))
      return false
    }
  }
  const move = (label: Label, step: 1 | -1): void => {
    const at = live.indexOf(label)
    const before = live[step === 1 ? at + 2 : at - 1]
    if (at + step < 0 || at + step >= live.length) return
    change((current) => reorderLabel(current, label.number, before?.number ?? null))
    announce(
      t('{name} moved to place {count} of {count2}', { name: label.name, count: at + step + 1, count2: live.length }),
    )
  }
  const drag = useRowDrag(rows, (from, to) => {
    const label = live[from]
    const before = live[to]
    if (label !== undefined) change((current) => reorderLabel(current, label.number, before?.number ?? null))
  })
  const retire = (label: Label): void => {
    change((current) => retireLabel(current, label.number))
    setLeaving(null)
  }
  const askRetire = (label: Label): void => {
    if (tools === undefined) retire(label)
    else setLeaving({ how: 'retire', number: label.number })
  }
  const add = (): void => {
    if (name.trim() === '') return
    if (change((current) => addLabel(current, { name }).settings)) setName('')
  }
  return (
    <div className="fc-labels">
      <ul ref={rows} className="fc-label-rows" aria-label={t('Labels')}>
        {live.map((label, index) => (
          <li
            key={label.number}
            className="fc-label-row"
            data-drop={drag.mark(index)}
            data-dragged={drag.from === index || undefined}
            onKeyDown={(event) => moveByKey(event, (step) => move(label, step))}
          >
            <span
              className="fc-label-grip"
              title={t('Drag {name}', { name: label.name })}
              aria-hidden="true"
              {...drag.handle(index)}
            >
              <Icon name="drag" size={12} />
            </span>
            <Colour
              label={label}
              onPick={(colour) => change((current) => recolourLabel(current, label.number, colour))}
            />
            <LabelName
              label={label}
              onRename={(next) => change((current) => renameLabel(current, label.number, next))}
            />
            {staged && (
              <select
                className="fc-stage"
                aria-label={t('Stage of {name}', { name: label.name })}
                value={label.stage ?? ''}
                onChange={(event) => {
                  const stage = stages.find((candidate) => candidate === event.target.value) ?? null
                  change((current) => setStage(current, label.number, stage))
                }}
              >
                <option value="">{t('No stage')}</option>
                {stages.map((stage) => (
                  <option key={stage} value={stage}>
                    {stageNames[stage]}
                  </option>
                ))}
              </select>
            )}
            <IconButton
              icon="arrow-up"
              size="small"
              label={t('Move {name} up', { name: label.name })}
              shortcut="Alt Up"
              disabled={index === 0}
              onClick={() => move(label, -1)}
            />
            <IconButton
              icon="arrow-down"
              size="small"
              label={t('Move {name} down', { name: label.name })}
              shortcut="Alt Down"
              disabled={index === live.length - 1}
              onClick={() => move(label, 1)}
            />
            {tools !== undefined && (
              <IconButton
                icon="flow"
                size="small"
                label={t('Merge {name} into another label', { name: label.name })}
                disabled={live.length < 2}
                onClick={() => setLeaving({ how: 'merge', number: label.number })}
              />
            )}
            <IconButton
              icon="archive"
              size="small"
              label={t('Retire {name}', { name: label.name })}
              onClick={() => askRetire(label)}
            />
            {tools !== undefined && leaving?.number === label.number && (
              <LeavingLabel
                key={leaving.how}
                how={leaving.how}
                label={label}
                others={live.filter((other) => other !== label)}
                tools={tools}
                onRetire={() => retire(label)}
                onMerge={(into, templates) => {
                  setLeaving(null)
                  tools.merge([label.number], into, templates)
                }}
                onCancel={() => setLeaving(null)}
              />
            )}
          </li>
        ))}
      </ul>
      <div className="fc-label-add">
        <span className="fc-field">
          <Icon name="plus" size={14} />
          <input
            ref={field}
            aria-label={t('New label')}
            placeholder={t('New label')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || name.trim() === '') return
              event.preventDefault()
              event.stopPropagation()
              add()
            }}
          />
        </span>
        <Button size="small" disabled={name.trim() === ''} onClick={add}>
          {t('Add')}
        </Button>
      </div>
      {error !== null && (
        <p className="fc-wrong fc-note" role="alert">
          {error}
        </p>
      )}
      {retired.length > 0 && (
        <details className="fc-retired">
          <summary>{t('{count} retired', { count: retired.length })}</summary>
          <ul>
            {retired.map((label) => (
              <li key={label.number}>
                <span className="fc-retired-name" data-colour={label.colour}>
                  <span className="fu-truncate">{label.name}</span>
                </span>
                <Button
                  size="small"
                  variant="plain"
                  onClick={() => change((current) => restoreLabel(current, label.number))}
                >
                  {t('Bring back')}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {inEditor && (
        <div className="fc-foot">
          <span className="fc-quiet fu-grow">{t('Cells keep retired labels.')}</span>
          <Button size="small" variant="primary" onClick={onDone}>
            {t('Done')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Colour({ label, onPick }: { readonly label: Label; readonly onPick: (colour: Label['colour']) => void }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const name = t('Colour of {name}', { name: label.name })
  return (
    <>
      <button
        type="button"
        className="fc-label-colour"
        data-colour={label.colour}
        aria-label={`${name}: ${label.colour}`}
        title={name}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      <Popover open={anchor !== null} anchor={anchor} label={name} onClose={() => setAnchor(null)}>
        <ColourPalette label={name} value={label.colour} onChange={onPick} />
      </Popover>
    </>
  )
}

function moveByKey(event: KeyboardEvent, move: (step: 1 | -1) => void): void {
  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
  event.preventDefault()
  event.stopPropagation()
  move(event.key === 'ArrowDown' ? 1 : -1)
}
