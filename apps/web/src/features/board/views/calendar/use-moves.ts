import { maxItemTitleLength } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'
import { dayWords, rangeWords } from './pages.ts'
import { cellsFor, type Spans } from './spans.ts'
import type { DaySpan } from './week-lanes.ts'

/** What is done to items of a calendar, and what was last done, for who hears it. */
export interface Moves {
  readonly move: (row: number, to: DaySpan | null) => void
  /** Asks for the titles of new items of a day. */
  readonly add: (day: number, anchor: HTMLElement) => void
  readonly said: string
}

/** Puts items on days: by the cells of their columns, as one piece of work each. */
export function useMoves(spans: Spans): Moves {
  const { model, reader, items, runner, context, records } = useScene()
  const overlays = useOverlays()
  const [said, setSaid] = useState('')
  const { locale } = context
  return {
    said,
    move: (row, to) => {
      const cells = reader === null ? null : cellsFor(spans, reader, row, to)
      if (model === null) return
      if (cells === null) runner.refuse(t('{title} has no value for that day.', { title: spans.date.title }))
      if (cells === null || cells.length === 0) return
      items.setCells(model.ids.idOf(row), cells)
      setSaid(to === null ? t('Its date was taken away') : t('Moved to {day}', { day: wordsOf(to, locale) }))
    },
    add: (day, anchor) => {
      if (records.groups.length === 0) {
        runner.refuse(t('Items stand in groups: add the first group in a table.'))
        return
      }
      const on = dayWords(day, locale)
      overlays.ask(anchor, {
        label: t('New item on {on}', { on }),
        placeholder: t('Title, then Enter'),
        maxLength: maxItemTitleLength,
        repeats: true,
        onAnswer: (title) => {
          const cells = reader === null ? null : cellsFor(spans, reader, null, { start: day, end: day })
          items.addWith(title, cells ?? [])
          setSaid(t('Added on {on}', { on }))
        },
      })
    },
  }
}

function wordsOf(span: DaySpan, locale: string): string {
  return span.start === span.end ? dayWords(span.start, locale) : rangeWords(span, locale)
}
