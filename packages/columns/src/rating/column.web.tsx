import './rating.css'
import { Select } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { numberFormat } from '../shared/intl.ts'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { Figure, PlainSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SettingsProps, SummaryProps } from '../view-contract.web.ts'
import { ratingIcons, ratingScales } from './column.ts'
import type { RatingSettings } from './column.ts'
import { Marks } from './marks.web.tsx'

function Cell({ value, settings }: CellProps<RatingSettings, number>) {
  return value === null ? null : <Marks rating={value} settings={settings} />
}

const { Editor, preload } = lazyEditor<RatingSettings, number>(() =>
  import('./editor.web.tsx').then((part) => part.RatingEditor),
)

const iconNames: Readonly<Record<RatingSettings['icon'], string>> = {
  star: t('Stars'),
  heart: t('Hearts'),
  flame: t('Flames'),
}

function Settings({ settings, onChange }: SettingsProps<RatingSettings>) {
  return (
    <div className="fc-form fc-form-pair">
      <Select
        label={t('Goes up to')}
        options={ratingScales.map((max) => ({ id: String(max), title: String(max) }))}
        value={String(settings.max)}
        onChange={(id) => onChange({ ...settings, max: ratingScales.find((max) => String(max) === id) ?? 5 })}
      />
      <Select
        label={t('Drawn as')}
        options={ratingIcons.map((icon) => ({ id: icon, title: iconNames[icon] }))}
        value={settings.icon}
        onChange={(id) => onChange({ ...settings, icon: ratingIcons.find((icon) => icon === id) ?? 'star' })}
      />
    </div>
  )
}

const words: Readonly<Record<string, string>> = { mean: '⌀ ', median: '~ ', min: '≥ ', max: '≤ ' }

function Summary(props: SummaryProps<RatingSettings>) {
  const { aggregate, result, context } = props
  const word = words[aggregate]
  if (word === undefined || typeof result !== 'number') return <PlainSummary {...props} />
  const shown = numberFormat(context.locale, { maximumFractionDigits: 1 }).format(result)
  return <Figure aggregate={aggregate} text={`${word}${shown}`} />
}

/** How a rating looks. */
export const ratingView = defineColumnView({
  id: 'rating',
  icon: 'star',
  width: 112,
  editor: 'popover',
  Cell,
  Editor,
  preload,
  Settings,
  Summary,
})
