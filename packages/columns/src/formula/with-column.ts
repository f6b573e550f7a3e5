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
