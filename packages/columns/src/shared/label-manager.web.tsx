import './label-manager.css'
import { DomainError, stages } from '@fulcrum/domain'
import { Button, Icon, IconButton, Popover } from '@fulcrum/ui'
import { ColourPalette } from '@fulcrum/ui/colour-palette'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
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
import { stageNames } from './stage-names.ts'

/** What the manager is given; the labels are those of a status or tags column. */
export interface LabelManagerProps {
  readonly labels: readonly Label[]
  /** Whether labels say how far work is. */
  readonly staged: boolean
  readonly onChange: (labels: readonly Label[]) => void
  /** With it there is a way back to choosing. */
  readonly onDone?: () => void
}

/**
 * Renames, recolours, orders, stages, retires and brings back labels; each change counts at once. Cells keep the number of
 * their label, so nothing in them changes but what it is called.
 */
export function LabelManager({ labels, staged, onChange, onDone }: LabelManagerProps) {
  const [error, setError] = useState<string | null>(null)
  const [name, setName] = useState('')
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
      setError(refusal.message)
      return false
    }
  }
  const move = (label: Label, step: 1 | -1): void => {
    const at = live.indexOf(label)
    const before = live[step === 1 ? at + 2 : at - 1]
    if (at + step < 0 || at + step >= live.length) return
    change((current) => reorderLabel(current, label.number, before?.number ?? null))
  }
  const add = (): void => {
    if (name.trim() === '') return
    if (change((current) => addLabel(current, { name }).settings)) setName('')
  }
  return (
    <div className="fc-labels">
      <ul className="fc-label-rows" aria-label="Labels">
        {live.map((label, index) => (
          <li
            key={label.number}
            className="fc-label-row"
            onKeyDown={(event) => moveByKey(event, (step) => move(label, step))}
          >
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
                aria-label={`Stage of ${label.name}`}
                value={label.stage ?? ''}
                onChange={(event) => {
                  const stage = stages.find((candidate) => candidate === event.target.value) ?? null
                  change((current) => setStage(current, label.number, stage))
                }}
              >
                <option value="">No stage</option>
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
              label={`Move ${label.name} up`}
              shortcut="Alt Up"
              disabled={index === 0}
              onClick={() => move(label, -1)}
            />
            <IconButton
              icon="arrow-down"
              size="small"
              label={`Move ${label.name} down`}
              shortcut="Alt Down"
              disabled={index === live.length - 1}
              onClick={() => move(label, 1)}
            />
            <IconButton
              icon="archive"
              size="small"
              label={`Retire ${label.name}`}
              onClick={() => change((current) => retireLabel(current, label.number))}
            />
          </li>
        ))}
      </ul>
      <div className="fc-label-add">
        <span className="fc-field">
          <Icon name="plus" size={14} />
          <input
            ref={field}
            aria-label="New label"
            placeholder="New label"
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
          Add
        </Button>
      </div>
      {error !== null && (
        <p className="fc-wrong fc-note" role="alert">
          {error}
        </p>
      )}
      {retired.length > 0 && (
        <details className="fc-retired">
          <summary>{retired.length} retired</summary>
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
                  Bring back
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {inEditor && (
        <div className="fc-foot">
          <span className="fc-quiet fu-grow">Cells keep retired labels.</span>
          <Button size="small" variant="primary" onClick={onDone}>
            Done
          </Button>
        </div>
      )}
    </div>
  )
}

function Colour({ label, onPick }: { readonly label: Label; readonly onPick: (colour: Label['colour']) => void }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const name = `Colour of ${label.name}`
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
