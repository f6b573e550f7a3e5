import './colour-rules.css'
import { readSettings, tableView, viewField } from '@fulcrum/domain'
import type { ColourRule, FilterSpec, JsonObject } from '@fulcrum/domain'
import { Button, IconButton, Popover, Select } from '@fulcrum/ui'
import { ColourPalette } from '@fulcrum/ui/colour-palette'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { filterWords } from '../model/filter-words.ts'
import { useScene } from '../scene.tsx'
import { FilterBuilder } from './filter-builder.tsx'

const mostRules = 20

interface ColourRulesProps {
  /** What a new rule colours: a column of whose head it was asked. */
  readonly of?: ColourRule['of']
}

/** The rules by which a table colours rows and cells: what each asks, and what it colours how. All of it shows at once behind them. */
export function ColourRules({ of = 'row' }: ColourRulesProps) {
  const { spec, setSpec } = useScene()
  const rules = readSettings(tableView, spec.settings).colours ?? []
  const [asking, setAsking] = useState<number | null>(null)
  const change = (next: readonly ColourRule[]): void => {
    const { colours: _, ...others } = spec.settings ?? {}
    // @NOTE a rule is JSON, as its schema says.
    const kept = next.length === 0 ? {} : { colours: next as unknown as JsonObject[] }
    setSpec({ ...spec, settings: { ...others, ...kept } })
  }
  const set = (at: number, part: Partial<ColourRule>): void =>
    change(rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)))
  const asked = asking === null ? undefined : rules[asking]
  if (asking !== null && asked !== undefined) {
    return (
      <div className="fb-colours">
        <div className="fb-colours-back">
          <Button variant="plain" size="small" icon="chevron-left" onClick={() => setAsking(null)}>
            {t('All rules')}
          </Button>
        </div>
        <FilterBuilder
          title={t('Colour where')}
          none={t('Nothing is asked yet, so nothing has its colour.')}
          filter={asked.when}
          onChange={(when) => set(asking, { when: when ?? nothing })}
        />
      </div>
    )
  }
  const add = (): void => {
    change([...rules, { when: nothing, colour: 'red', of }])
    setAsking(rules.length)
  }
  return (
    <div className="fb-colours">
      {rules.length === 0 && (
        <p className="fb-quiet fb-colours-none">
          {t('Rows, or cells of a column, get a colour where what you ask holds.')}
        </p>
      )}
      <ul className="fb-colours-list" aria-label={t('Rules')}>
        {rules.map((rule, at) => (
          <RuleLine
            key={at}
            rule={rule}
            onChange={(part) => set(at, part)}
            onAsk={() => setAsking(at)}
            onRemove={() => change(rules.filter((_, index) => index !== at))}
            {...(at > 0 && { onUp: () => change(swapped(rules, at)) })}
          />
        ))}
      </ul>
      <div className="fb-colours-foot">
        <Button variant="plain" size="small" icon="plus" disabled={rules.length >= mostRules} onClick={add}>
          {t('Rule')}
        </Button>
        {rules.length > 1 && (
          <span className="fb-quiet">{t('The first that holds counts; cells come before rows.')}</span>
        )}
      </div>
    </div>
  )
}

/** Asks nothing. */
const nothing: FilterSpec = { and: [] }

interface RuleLineProps {
  readonly rule: ColourRule
  readonly onChange: (part: Partial<ColourRule>) => void
  readonly onAsk: () => void
  readonly onRemove: () => void
  readonly onUp?: () => void
}

/** A rule: its colour, what gets it, and when. */
function RuleLine({ rule, onChange, onAsk, onRemove, onUp }: RuleLineProps) {
  const { state, records, context } = useScene()
  const [swatch, setSwatch] = useState<HTMLElement | null>(null)
  const words = filterWords(rule.when, (column) => viewField(state, column), { ...context, groups: records.groups })
  const places = [
    { id: 'row', title: t('The row') },
    { id: 'title', title: t('Item') },
    ...records.columns.map(({ number, title }) => ({ id: String(number), title })),
  ]
  return (
    <li className="fb-colour-rule">
      <button
        type="button"
        className="fb-colour-swatch"
        data-colour={rule.colour}
        aria-label={t('Colour: {colour}', { colour: rule.colour })}
        title={t('Colour')}
        aria-haspopup="dialog"
        onClick={(event) => setSwatch(event.currentTarget)}
      />
      {swatch !== null && (
        <Popover open anchor={swatch} label={t('Colour')} onClose={() => setSwatch(null)}>
          <ColourPalette
            label={t('Colour')}
            value={rule.colour}
            onChange={(colour) => {
              onChange({ colour })
              setSwatch(null)
            }}
          />
        </Popover>
      )}
      <Select
        label={t('What is coloured')}
        hideLabel
        size="small"
        options={places}
        value={String(rule.of)}
        onChange={(id) => onChange({ of: id === 'row' || id === 'title' ? id : Number(id) })}
      />
      <span className="fb-quiet">{t('where')}</span>
      <Button size="small" className="fb-colour-when" title={words} onClick={onAsk}>
        {words === '' ? t('Choose what is asked') : words}
      </Button>
      <IconButton size="small" icon="arrow-up" label={t('Ask earlier')} disabled={onUp === undefined} onClick={onUp} />
      <IconButton size="small" icon="trash" label={t('Delete the rule')} onClick={onRemove} />
    </li>
  )
}

/** A rule before the one above it. */
function swapped(rules: readonly ColourRule[], at: number): readonly ColourRule[] {
  return rules.toSpliced(at - 1, 2, ...rules.slice(at - 1, at + 1).toReversed())
}
