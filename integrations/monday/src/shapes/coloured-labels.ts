import { labelOptions, type LabelTheme, type TitleHint } from '@fulcrum/integration-kit'
import type { Shape } from './shape.ts'

const maxLabels = 100
const maxLabelChars = 100

/** One label of few, of which the export shows the colours. */
export const colouredLabelsShape: Shape = {
  guess(stock) {
    const { distinct } = stock.profile
    const isColoured = stock.colouredCount >= Math.max(1, stock.filledCount * 0.6)
    if (!isColoured || distinct === null || distinct.size > maxLabels) return null
    if ([...distinct.keys()].some((label) => label.length > maxLabelChars)) return null
    // Rows that are striped have as many colours behind a label as there are stripes.
    const steady = [...stock.fills.values()].filter((counts) => counts.size === 1).length
    if (steady < stock.fills.size * 0.9) return null
    const options = labelOptions(distinct, themeOf(stock.hint, stock.title))
    return {
      kind: 'status',
      confidence: 0.97,
      settings: {
        options: options.map((option) => ({ ...option, colour: stock.colourBehind(option.name) ?? option.colour })),
      },
    }
  },
  read: (cell) => cell,
}

const themes: ReadonlySet<TitleHint | null> = new Set<TitleHint | null>(['status', 'priority', 'type'])

function themeOf(hint: TitleHint | null, title: string): LabelTheme {
  if (/resolution/i.test(title)) return 'resolution'
  // @NOTE the set holds themes alone.
  return themes.has(hint) ? (hint as LabelTheme) : 'other'
}
