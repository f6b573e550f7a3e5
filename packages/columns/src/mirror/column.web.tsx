import type { BoardColumn } from '@fulcrum/domain'
import { Battery, Icon, PendingMark, Select } from '@fulcrum/ui'
import type { IconName } from '@fulcrum/ui'
import { useEffect, useState } from 'react'
import '../shared/item-chips.css'
import './mirror.css'
import { t } from '@fulcrum/ui/messages'
import { Fitting, mostChips } from '../shared/fitting.web.tsx'
import { Lazy, lazyPart } from '../shared/lazy-part.web.tsx'
import { columnChoices } from '../shared/column-choices.web.ts'
import { ProblemText } from '../shared/problem.web.tsx'
import { DaySummary } from '../shared/summary.web.tsx'
import { shownDay } from '../shared/days.ts'
import { numberFormat } from '../shared/intl.ts'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, EditorProps, SettingsProps, ViewContext } from '../view-contract.web.ts'
import { problemDetails, problemWords, rollUpWords, rollUps } from './column.ts'
import type { MirroredCell, MirrorProblem, MirrorSettings, MirrorValue } from './column.ts'
import { mirrorSources } from './sources.web.ts'

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
    if (value.problem === 'loading') return <PendingMark label={problemWords.loading} />
    return <Problem problem={value.problem} />
  }
  if ('text' in value) return <MirroredCells cells={value.cells} context={context} />
  if ('number' in value) {
    const shown = numberFormat(context.locale, { maximumFractionDigits: 2 }).format(value.number)
    return <span className="fc-num">{shown}</span>
  }
  if ('day' in value) return <span>{shownDay(value.day, context.locale, context.today)}</span>
  if ('done' in value) {
    return (
      <span className="fc-row">
        {value.done && <Icon name="check" size={14} />}
        {value.done ? t('All done') : t('Not all done')}
      </span>
    )
  }
  return (
    <Battery parts={value.stages.map(([stage, count]) => ({ label: stage, colour: stageColours[stage], count }))} />
  )
}

/** What may not be known and what is gone look as they do in the connection; mistakes are something to be mended. */
function Problem({ problem }: { readonly problem: MirrorProblem }) {
  const icon = problemIcons[problem]
  if (icon === undefined) return <ProblemText text={problemWords[problem]} detail={problemDetails[problem]} />
  return (
    <span className="fc-item" data-sight={problem} title={problemDetails[problem]}>
      <Icon name={icon} size={11} />
      <span className="fu-truncate">{problemWords[problem]}</span>
    </span>
  )
}

const problemIcons: { readonly [problem in MirrorProblem]?: IconName } = {
  'no-access': 'lock',
  gone: 'trash',
  'no-column': 'trash',
  'not-set-up': 'settings',
}

/** Each cell as its own column draws it: a status as a label, people as faces. */
function MirroredCells({ cells, context }: { readonly cells: readonly MirroredCell[]; readonly context: ViewContext }) {
  return (
    <Fitting names={cells.map(({ text }) => text)}>
      {cells.slice(0, mostChips).map(({ board, item, column: number, value, text }, index) => {
        const source = context.items?.source(board, number)
        const sight = context.item?.(item)
        return (
          <span
            key={`${item} ${index}`}
            className="fc-mirrored-cell"
            data-kind={source?.view.padding}
            data-only={cells.length === 1 || undefined}
            title={sight?.is === 'item' ? `${sight.key} ${sight.title}: ${text}` : text}
          >
            {source ? (
              <source.view.Cell value={value} settings={source.column.settings} context={context} />
            ) : (
              <span className="fu-truncate">{text}</span>
            )}
          </span>
        )
      })}
    </Fitting>
  )
}

const editor = lazyPart(() => import('./editor.web.tsx').then((part) => part.MirrorEditor))

function Editor(props: EditorProps<MirrorSettings, MirrorValue>) {
  return <Lazy part={editor} props={props} />
}

function Settings({ settings, board, context, onChange }: SettingsProps<MirrorSettings>) {
  const links = columnChoices(board, ({ kind }) => kind.connections !== undefined)
  const link = settings.through === null ? undefined : board?.schema.column(settings.through)
  const boards = link?.kind.connections?.of(link.settings).boards.map((each) => each.board) ?? []
  return (
    <div className="fc-form">
      {links.length === 0 ? (
        <p className="fc-hint">{t('Add a connection to the board first: a mirror shows a column of its items.')}</p>
      ) : (
        <Select
          label={t('Items of')}
          options={links}
          value={settings.through === null ? undefined : String(settings.through)}
          placeholder={t('Choose a connection')}
          onChange={(through) => onChange({ ...settings, through: Number(through), sources: [] })}
        />
      )}
      {boards.map((id) => (
        <SourceColumn
          key={id}
          board={id}
          name={context.items?.boards.find((each) => each.id === id)?.name ?? t('a board that you may not see')}
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
        label={t('Shows')}
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
  readonly columns: ((board: string) => Promise<readonly BoardColumn[]>) | undefined
  readonly value: number | undefined
  readonly onChange: (column: number) => void
}

function SourceColumn({ board, name, columns, value, onChange }: SourceColumnProps) {
  const [known, setKnown] = useState<readonly BoardColumn[]>([])
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
      label={t('Column of {name}', { name })}
      options={known.map(({ number, title }) => ({ id: String(number), title }))}
      value={value === undefined ? undefined : String(value)}
      onChange={(column) => onChange(Number(column))}
    />
  )
}

/** How mirrors look: as their sources do, and why there are none. */
export const mirrorView = defineColumnView({
  id: 'mirror',
  icon: 'eye',
  width: 160,
  editor: 'popover',
  Cell,
  Editor,
  preload: editor.load,
  sources: mirrorSources,
  Settings,
  setUpFirst: true,
  Summary: DaySummary,
})
