import { Button, Icon, TextField } from '@fulcrum/ui'
import { useState } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { keepTab } from '../shared/keep-tab.web.ts'
import { checkedBy } from '../shared/parse.ts'
import { TypedField } from '../shared/typed-field.web.tsx'
import { ok } from '@fulcrum/domain'
import type { Result } from '@fulcrum/domain'
import type * as z from 'zod/mini'
import type { EditorProps } from '../view-contract.web.ts'
import { locationColumn } from './column.ts'
import type { LocationValue } from './column.ts'
import { mapUrl, pointText, readPlace } from './places.ts'
import './editor.css'
import { t, told } from '@fulcrum/ui/messages'

interface Draft {
  readonly address: string
  readonly latitude: string
  readonly longitude: string
}

/** The address, with its coordinates apart; coordinates that are pasted with it go where they belong. */
export function LocationEditor(props: EditorProps<Record<string, never>, LocationValue>) {
  const { value, label, initialText, onCommit, onCancel, onDraft } = props
  const [draft, setDraft] = useState<Draft>(() =>
    initialText === undefined ? draftOf(value) : { address: initialText, latitude: '', longitude: '' },
  )
  const result = valueOf(draft)
  const [asked, setAsked] = useState(false)
  const change = (next: Draft): void => {
    setDraft(next)
    setAsked(false)
    const read = valueOf(next)
    onDraft?.(read.ok ? read.value : value)
  }
  const place = result.ok ? result.value : null

  return (
    <EditorBox
      className="fc-place"
      commit={(then) => {
        if (result.ok) onCommit(result.value, then)
        else setAsked(true)
      }}
      cancel={onCancel}
    >
      <div onKeyDown={(event) => keepTab(event, true)}>
        <TypedField
          label={label}
          icon="pin"
          text={draft.address}
          placeholder={t('Street, town')}
          error={asked && !result.ok ? told(result.message) : null}
          hint={place === null ? t('An address, or 52.52, 13.41') : hintOf(place)}
          marked={initialText === undefined}
          onText={(address) => change({ ...draft, address })}
        />
        <div className="fc-place-more">
          <div className="fc-form-pair">
            <TextField
              label={t('Latitude')}
              inputMode="decimal"
              value={draft.latitude}
              placeholder="52.5219"
              onChange={(event) => change({ ...draft, latitude: event.target.value })}
            />
            <TextField
              label={t('Longitude')}
              inputMode="decimal"
              value={draft.longitude}
              placeholder="13.4132"
              onChange={(event) => change({ ...draft, longitude: event.target.value })}
            />
          </div>
          <div className="fc-row">
            {place !== null && (
              <a
                className="fc-place-open"
                href={mapUrl(place.address, pointOf(place))}
                target="_blank"
                rel="noopener noreferrer"
              >
                <Icon name="globe" size={14} /> {t('Show on OpenStreetMap')}
              </a>
            )}
            <span className="fu-grow" />
            {value !== null && (
              <Button size="small" variant="plain" onClick={() => onCommit(null, 'stay')}>
                {t('Clear')}
              </Button>
            )}
          </div>
        </div>
      </div>
    </EditorBox>
  )
}

function draftOf(value: LocationValue | null): Draft {
  return {
    address: value?.address ?? '',
    latitude: value?.latitude == null ? '' : String(value.latitude),
    longitude: value?.longitude == null ? '' : String(value.longitude),
  }
}

function valueOf({ address, latitude, longitude }: Draft): Result<LocationValue | null> {
  const apart = latitude.trim() !== '' || longitude.trim() !== ''
  if (address.trim() === '' && !apart) return ok(null)
  const read = readPlace(address)
  const point = apart ? { latitude: degreesOf(latitude), longitude: degreesOf(longitude) } : (read.point ?? {})
  const name = read.address === '' ? `${latitude.trim()}, ${longitude.trim()}` : read.address
  // @NOTE the kind forgets the type of its values; its schema makes them.
  return checkedBy(locationColumn.value as z.ZodMiniType<LocationValue>, { address: name, ...point })
}

/** What is no number is left to the kind to refuse. */
function degreesOf(text: string): number | null | string {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return null
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : plain
}

function pointOf({ latitude, longitude }: LocationValue) {
  return latitude === null || longitude === null ? null : { latitude, longitude }
}

function hintOf(place: LocationValue): string {
  const point = pointOf(place)
  return point === null ? t('No coordinates') : pointText(point)
}
