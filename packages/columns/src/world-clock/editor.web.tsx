import { OptionList } from '@fulcrum/ui'
import type { Option } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { dateFormat } from '../shared/intl.ts'
import { readerOf } from '../shared/kind-texts.web.ts'
import { useNow } from '../shared/use-now.web.ts'
import type { EditorProps } from '../view-contract.web.ts'
import { worldClockColumn } from './column.ts'
import { timeZones, zoneCity, zoneOffset } from './zones.ts'

/** Zones to search by city, continent or distance from UTC; each says what time it is there. */
export function WorldClockEditor(props: EditorProps<Record<string, never>, string>) {
  const { value, settings, context, label, initialText, onCommit, onCancel } = props
  const { locale, timeZone } = context
  const now = useNow()
  const options = useMemo(() => zoneOptions(now, locale, [value, timeZone]), [now, locale, value, timeZone])
  return (
    <EditorBox commit={(then) => onCommit(value, then)} cancel={onCancel} className="fc-zones">
      <OptionList
        label={label}
        options={options}
        selected={value === null ? [] : [value]}
        placeholder={t('City or zone')}
        emptyText={t('No such time zone.')}
        searchable
        {...(initialText !== undefined && { initialText })}
        actions={
          value === null ? [] : [{ id: 'clear', title: t('Clear'), icon: 'x', onPick: () => onCommit(null, 'stay') }]
        }
        onRead={(text) => {
          const result = readerOf<string>(worldClockColumn, settings, context)(text)
          if (result.ok) onCommit(result.value, 'stay')
          return result.ok
        }}
        onPick={(zone) => onCommit(zone, 'stay')}
      />
    </EditorBox>
  )
}

/** By city; the zone of the cell and that of the account stand first. */
function zoneOptions(now: number, locale: string, first: readonly (string | null)[]): readonly Option[] {
  const zones = timeZones()
  const leading = [...new Set(first)].filter((zone) => zone !== null)
  const others = zones
    .filter((zone) => !leading.includes(zone))
    .toSorted((left, right) => zoneCity(left).localeCompare(zoneCity(right), locale))
  return [...leading, ...others].map((zone) => ({
    id: zone,
    title: zoneCity(zone),
    hint: `${dateFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(now)} ${zoneOffset(zone, now)}`,
    keywords: `${zone} ${zoneOffset(zone, now)}`,
  }))
}
