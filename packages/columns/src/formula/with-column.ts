import type { FarLabel, FarReplacement, LabelMerge } from '@fulcrum/domain'

/**
 * A kept formula with another column of its board in the place of one; what stands in quotes, and columns of other boards,
 * stay. `withColumn('{#3} * 2', 3, 9) // '{#9} * 2'`
 */
export function withColumn(text: string, from: number, to: number): string {
  return text.replace(parts, (part, below: string | undefined, number: string | undefined) =>
    Number(number) === from ? `{#${below ?? ''}${to}}` : part,
  )
}

/** A reference by number, any other one, or a text in quotes. A doubled quote in a text makes two texts of it, which is as good. */
const parts = /\{#((?:children|below)\.)?(\d+)\}|\{(?:\\.|[^}\\])*\}|"[^"]*"|'[^']*'/g

/** The same with the label that others of a column became: `withLabels('{#3} = {#3:2}', 3, { from: [2], into: 1 }) // '{#3} = {#3:1}'` */
export function withLabels(text: string, column: number, { from, into }: LabelMerge): string {
  return text.replace(labelParts, (part, of: string | undefined, label: string | undefined) =>
    Number(of) === column && from.includes(Number(label)) ? `{#${column}:${into}}` : part,
  )
}

/** A label by number, any other reference, or a text in quotes. */
const labelParts = /\{#(\d+):(\d+)\}|\{(?:\\.|[^}\\])*\}|"[^"]*"|'[^']*'/g

/**
 * The same with a column of another board: `{#5.<board>:3}`, of one board or of several. Its labels are named in words then: the
 * other column has labels of its own. One that it lacks stays.
 */
export function withFarColumn(text: string, { board, from, to, labelName }: FarReplacement): string {
  return text.replace(farParts, (part, through: string | undefined, sources: string | undefined) => {
    if (through === undefined || sources === undefined) return part
    const [of, column, label] = sources.split(':')
    if (label !== undefined && !sources.includes(',')) {
      const name = of === board && Number(column) === from ? labelName(Number(label)) : undefined
      return name === undefined ? part : `"${name.replaceAll('"', '""')}"`
    }
    const named = sources.split(',').map((source) => (source === `${board}:${from}` ? `${board}:${to}` : source))
    return `{#${through}.${named.join(',')}}`
  })
}

/** The columns of other boards that a kept formula names by number. */
export function farColumnsOf(text: string): { readonly board: string; readonly column: number }[] {
  return [...text.matchAll(farParts)].flatMap(([, , sources = '']) =>
    sources.split(',').flatMap((source) => {
      const [board = '', column = ''] = source.split(':')
      return /^\d+$/.test(column) ? [{ board, column: Number(column) }] : []
    }),
  )
}

/** The labels of columns of other boards that a kept formula names by number: `{#5.<board>:3:2}`. */
export function farLabelsOf(text: string): FarLabel[] {
  return [...text.matchAll(farParts)].flatMap(([, , source = '']) => {
    const [board = '', column, label] = source.split(':')
    return label === undefined || source.includes(',') ? [] : [{ board, column: Number(column), label: Number(label) }]
  })
}

/** A reference through a connection, to a label there too; any other one, or a text in quotes. */
const farParts = /\{#(\d+)\.([0-9a-f-]+:\w+(?::\d+|(?:,[0-9a-f-]+:\w+)*))\}|\{(?:\\.|[^}\\])*\}|"[^"]*"|'[^']*'/g
