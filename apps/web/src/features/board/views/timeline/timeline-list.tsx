import { must } from '@fulcrum/domain'
import { shiftPlan } from '@fulcrum/domain/schedule'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import { useScene } from '../../scene.tsx'
import { barLook } from './bar-look.ts'
import type { TimelineColumns } from './chosen-columns.ts'
import { spanWords } from './day-words.ts'
import { layOutLines } from './lines.ts'
import { isFarBroken, type BoardPlan } from './read-plan.ts'
import { SectionHead } from './section-head.tsx'
import type { ViewBox } from './use-view-box.ts'

interface TimelineListProps {
  readonly view: ViewBox
  readonly board: BoardPlan
  readonly columns: TimelineColumns
}

const SIZES = { head: 36, row: 56 }

/** The same items on a screen too narrow for bars: title, days, how far it is, and whether that is late. */
export function TimelineList({ view, board, columns }: TimelineListProps) {
  const { state, reader, records, context, onOpenRow, model: given } = useScene()
  const model = must(given, 'the items')
  const layout = layOutLines(model, SIZES)
  const words = useMemo(() => spanWords(context.locale), [context.locale])
  const broken = useMemo(() => new Set(shiftPlan(board.plan, new Map(), 'leave').broken), [board.plan])
  if (reader === null) return null
  return (
    <div className="ft-sheet" style={{ height: layout.height }}>
      {layout.between(view.top - 200, view.top + view.height + 200).map((line) => {
        const section = must(model.sections[line.section], 'a section')
        if (line.kind === 'head') return <SectionHead key={section.id} section={section} top={line.top} />
        const row = must(model.ids.rowOf(line.row.id), 'a row')
        const span = board.plan.items.get(row)
        const look =
          span && barLook({ state, reader, columns: records.columns, today: context.today }, row, span, columns)
        const title = String(reader.lane(row, 'title') ?? '') || t('Untitled')
        const percent = look?.progress === null || look === undefined ? null : Math.round(look.progress * 100)
        const isBroken = isFarBroken(broken, row)
        const conflicts = (board.far.get(row) ?? []).flatMap((wait) =>
          isBroken(wait) ? (wait.found?.title ?? []) : [],
        )
        return (
          <button
            type="button"
            key={line.row.id}
            className="ft-item"
            style={{ top: line.top, paddingInlineStart: 12 + (line.row.depth ?? 0) * 16 }}
            data-line={line.row.id}
            data-colour={look?.late === true ? 'red' : (look?.colour ?? 'grey')}
            onClick={() => onOpenRow(row)}
          >
            <span className="ft-item-title fu-truncate" dir="auto">
              {title}
            </span>
            <span className="ft-item-days fu-truncate">
              {span === undefined ? t('No dates') : words(span)}
              {percent !== null && ` · ${percent} %`}
              {look?.late === true && <b className="ft-item-late"> {t('· late')}</b>}
              {conflicts.length > 0 && (
                <b className="ft-item-late"> {t('· too early for {titles}', { titles: conflicts.join(', ') })}</b>
              )}
            </span>
            {look !== undefined && percent !== null && (
              <i className="ft-item-bar" aria-hidden="true">
                <i style={{ width: `${percent}%` }} />
              </i>
            )}
          </button>
        )
      })}
    </div>
  )
}
