import { Button, cx } from '@fulcrum/ui'
import { useRef } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { keepTab, moveInLines } from '../shared/keep-tab.web.ts'
import { useTypedDraft } from '../shared/typed-draft.web.ts'
import type { Draft } from '../shared/typed-draft.web.ts'
import { TypedField } from '../shared/typed-field.web.tsx'
import type { EditorProps } from '../view-contract.web.ts'
import { colourColumn } from './column.ts'
import { readColour } from './hex.ts'
import './colour.css'
import { t, told } from '@fulcrum/ui/messages'

type Settings = Record<string, never>

const perLine = 10
const hues = [0, 25, 45, 90, 150, 185, 215, 245, 280, 330]
const lightness = [88, 68, 52, 38]

/** Greys, then four shades of ten hues. */
const swatches: readonly string[] = [
  ...Array.from({ length: perLine }, (_, step) => hslToHex(0, 0, 100 - (step * 100) / (perLine - 1))),
  ...lightness.flatMap((light) => hues.map((hue) => hslToHex(hue, 72, light))),
]

/** A line that takes any way to write a colour, colours to pick from, and the browser's own picker for all others. */
export function ColourEditor(props: EditorProps<Settings, string>) {
  const { value, settings, context, label, initialText, onCommit, onCancel } = props
  const grid = useRef<HTMLDivElement>(null)
  const [draft, change] = useTypedDraft<string, Draft<string>>(props, () =>
    initialText === undefined ? { text: value ?? '', value, error: null } : typed(initialText),
  )

  function typed(text: string): Draft<string> {
    if (text.trim() === '') return { text, value: null, error: null }
    const read = readColour(text)
    if (read !== null) return { text, value: read, error: null }
    const result = colourColumn.parse(text, settings, context)
    return { text, value: null, error: result.ok ? null : told(result.message) }
  }
  const reached = Math.max(0, swatches.indexOf(draft.value ?? ''))

  return (
    <EditorBox commit={(then) => draft.error === null && onCommit(draft.value, then)} cancel={onCancel}>
      <div className="fc-picker fc-colours" onKeyDown={(event) => keepTab(event, true)}>
        <TypedField
          label={label}
          icon="hash"
          text={draft.text}
          placeholder={t('#2563eb, teal')}
          error={draft.error}
          hint={draft.value ?? t('No colour')}
          marked={initialText === undefined}
          onText={(text) => change(typed(text))}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
          }}
        />
        <div
          ref={grid}
          role="group"
          aria-label={t('Colours')}
          className="fc-swatches"
          onKeyDown={(event) => moveInLines(event, perLine)}
        >
          {swatches.map((swatch, index) => (
            <button
              key={swatch}
              type="button"
              title={swatch}
              aria-label={swatch}
              aria-pressed={swatch === draft.value}
              tabIndex={index === reached ? 0 : -1}
              className={cx('fc-swatch', swatch === draft.value && 'fc-swatch-on')}
              style={{ background: swatch }}
              onClick={() => onCommit(swatch, 'stay')}
            />
          ))}
        </div>
        <div className="fc-colour-foot">
          <label className="fc-row fc-hint">
            <input
              type="color"
              value={draft.value ?? '#808080'}
              onChange={(event) => change({ text: event.target.value, value: event.target.value, error: null })}
            />
            {t('Any other')}
          </label>
          <span className="fu-grow" />
          {value !== null && (
            <Button size="small" variant="plain" onClick={() => onCommit(null, 'stay')}>
              {t('Clear')}
            </Button>
          )}
        </div>
      </div>
    </EditorBox>
  )
}

function hslToHex(hue: number, saturation: number, light: number): string {
  const l = light / 100
  const a = (saturation / 100) * Math.min(l, 1 - l)
  const channel = (offset: number): string => {
    const k = (offset + hue / 30) % 12
    const part = l - a * Math.max(-1, Math.min(k - 3, 9 - k, 1))
    return Math.round(part * 255)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(0)}${channel(8)}${channel(4)}`
}
