import type { GroupKey } from '@fulcrum/columnar'
import type { ChartFigures, FormatContext } from '@fulcrum/domain'
import type { LabelColour } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { BoardRecords } from '../../model/records.ts'
import { figureWords, partNamer, shortStep } from './chart-words.ts'
import { colourAt, type Mark } from './marks.ts'

/** One coloured piece. */
export interface Piece extends Mark {
  readonly value: number
  readonly colour: LabelColour
}

/** One bar, with everything said of it. */
export interface Bar {
  readonly key: GroupKey
  readonly title: string
  /** As short as an axis of days has room for. */
  readonly short: string
  readonly value: number | null
  readonly count: number
  readonly figure: string
  readonly pieces: readonly Piece[]
}

/** A colour and what it stands for. */
export interface Legend {
  readonly key: GroupKey
  readonly title: string
  readonly colour: LabelColour
}

/** A chart in words and colours, whatever draws it. */
export interface ChartModel {
  readonly bars: readonly Bar[]
  readonly legend: readonly Legend[]
  /** The bars stand along the calendar. */
  readonly overTime: boolean
  readonly figure: (value: number | null) => string
  readonly whole: boolean
}

/** Puts figures into words and colours: those of labels where values have them; where `various`, each other one gets one of its own. */
export function chartModel(
  figures: ChartFigures,
  records: BoardRecords,
  context: FormatContext,
  various: boolean,
): ChartModel {
  const { plan, parts, splits } = figures
  const nameOf = partNamer(plan.by, plan.step, records, context)
  const splitName = partNamer(plan.split, plan.splitStep, records, context)
  const figure = figureWords(plan, context)
  const said = (title: string, value: number | null, count: number): string =>
    plan.measure === 'count'
      ? t('{title}: {figure} {count, plural, one {item} other {items}}', { title, figure: figure(value), count: value })
      : t('{title}: {figure} ({count, plural, one {# item} other {# items}})', { title, figure: figure(value), count })
  const legend =
    plan.split === null
      ? []
      : splits.map((key, at): Legend => ({ key, colour: key === null ? 'grey' : colourAt(at), ...splitName(key) }))
  const bars = parts.map((part, at): Bar => {
    const { title, colour } = nameOf(part.key)
    const own: Piece = {
      key: part.key,
      value: part.value ?? 0,
      colour: colour ?? (part.key === null ? 'grey' : various ? colourAt(at) : 'blue'),
      text: said(title, part.value, part.count),
    }
    const pieces = part.cells.flatMap((cell, place): Piece[] => {
      const kind = legend[place]
      return cell === undefined || cell.value === null || kind === undefined
        ? []
        : [
            {
              key: part.key,
              split: kind.key,
              value: cell.value,
              colour: kind.colour,
              text: said(`${title}, ${kind.title}`, cell.value, cell.count),
            },
          ]
    })
    return {
      key: part.key,
      title,
      short:
        typeof part.key === 'number' && plan.step !== null ? shortStep(part.key, plan.step, context.locale) : title,
      value: part.value,
      count: part.count,
      figure: figure(part.value),
      pieces: plan.split === null ? (part.value === null ? [] : [own]) : pieces,
    }
  })
  return { bars, legend, overTime: plan.step !== null, figure, whole: plan.measure === 'count' }
}
