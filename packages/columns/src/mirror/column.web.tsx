import { Battery, Icon, Select } from '@fulcrum/ui'
import { useEffect, useState } from 'react'
import { columnChoices } from '../shared/column-choices.web.ts'
import type { ItemBoardColumn } from '../shared/items.web.ts'
import { ProblemText } from '../shared/problem.web.tsx'
import { DaySummary } from '../shared/summary.web.tsx'
import { shownDay } from '../shared/days.ts'
import { numberFormat } from '../shared/intl.ts'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SettingsProps } from '../view-contract.web.ts'
import { problemWords, rollUpWords, rollUps } from './column.ts'
import type { MirrorSettings, MirrorValue } from './column.ts'

const stageColours = {
  backlog: 'grey',
  todo: 'slate',
  doing: 'blue',
  review: 'violet',
  done: 'green',
  canceled: 'grey',
} as const

function Cell({ value, context }: CellProps<MirrorSettings, MirrorValue>) {
  if (value === null) return null
  if ('problem' in value) {
    if (value.problem === 'loading') return <span className="fc-quiet">{problemWords.loading}</span>
    return <ProblemText text={problemWords[value.problem]} />
  }
  if ('text' in value) {
    return (
      <span className="fu-truncate" title={value.text}>
        {value.text}
      </span>
    )
  }
  if ('number' in value) {
    const shown = numberFormat(context.locale, { maximumFractionDigits: 2 }).format(value.number)
    return <span className="fc-num">{shown}</span>
  }
  if ('day' in value) return <span>{shownDay(value.day, context.locale, context.today)}</span>
  if ('done' in value) {
    return (
      <span className="fc-row">
        {value.done && <Icon name="check" size={14} />}
        {value.done ? 'All done' : 'Not all done'}
      </span>
    )
  }
  return (
    <Battery parts={value.stages.map(([stage, count]) => ({ label: stage, colour: stageColours[stage], count }))} />
  )
}

function Settings({ settings, board, context, onChange }: SettingsProps<MirrorSettings>) {
  const links = columnChoices(board, ({ kind }) => kind.connections !== undefined)
  const link = settings.through === null ? undefined : board?.schema.column(settings.through)
  const boards = link?.kind.connections?.of(link.settings).boards.map((each) => each.board) ?? []
  return (
    <div className="fc-form">
      {links.length === 0 ? (
        <p className="fc-hint">Add a connection to the board first: a mirror shows a column of its items.</p>
      ) : (
        <Select
          label="Items of"
          options={links}
          value={settings.through === null ? undefined : String(settings.through)}
          placeholder="Choose a connection"
          onChange={(through) => onChange({ ...settings, through: Number(through), sources: [] })}
        />
      )}
      {boards.map((id) => (
        <SourceColumn
          key={id}
          board={id}
          name={context.items?.boards.find((each) => each.id === id)?.name ?? 'a board that you may not see'}
          columns={context.items?.columns}
          value={settings.sources.find((source) => source.board === id)?.column}
          onChange={(column) =>
            onChange({
              ...settings,
              sources: [...settings.sources.filter((source) => source.board !== id), { board: id, column }],
            })
          }
        />
      ))}
      <Select
        label="Shows"
        options={rollUps.map((id) => ({ id, title: rollUpWords[id] }))}
        value={settings.rollUp}
        onChange={(id) => onChange({ ...settings, rollUp: rollUps.find((each) => each === id) ?? settings.rollUp })}
      />
    </div>
  )
}

interface SourceColumnProps {
  readonly board: string
  readonly name: string
  readonly columns: ((board: string) => Promise<readonly ItemBoardColumn[]>) | undefined
  readonly value: number | undefined
  readonly onChange: (column: number) => void
}

function SourceColumn({ board, name, columns, value, onChange }: SourceColumnProps) {
  const [known, setKnown] = useState<readonly ItemBoardColumn[]>([])
  useEffect(() => {
    let wanted = true
    columns?.(board).then(
      (found) => wanted && setKnown(found),
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [columns, board])
  return (
    <Select
      label={`Column of ${name}`}
      options={known.map(({ number, title }) => ({ id: String(number), title }))}
      value={value === undefined ? undefined : String(value)}
      onChange={(column) => onChange(Number(column))}
    />
  )
}

/** How mirrors look: as plain words and figures, and why there are none. */
export const mirrorView = defineColumnView({
  id: 'mirror',
  icon: 'eye',
  width: 160,
  editor: 'none',
  Cell,
  Settings,
  setUpFirst: true,
  Summary: DaySummary,
})
