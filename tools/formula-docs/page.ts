import { errorMeanings, families, formulaFunctions, formulaLimits, signature } from '@fulcrum/domain/formula'
import type { FormulaFunction } from '@fulcrum/domain/formula'
import { rules } from './rules.ts'

/** `docs/formulas.md`, from the table of functions and the rules. */
export function formulaPage(): string {
  return [
    rules,
    '## Errors\n',
    'An error is a value: whatever reads it becomes the same error, until `IFERROR` puts something else in its place.',
    'Of two errors the left one is kept. `LIMIT` cannot be caught.\n',
    'An error that a formula reads says where it came about: a column `Twice` of `{Cost} * 2` shows `#DIV0: “Cost” divides by zero.`, and so does',
    "whatever reads `Twice`. The cell has the code, and the sentence in its tooltip; the item's panel, the live preview and every exported file have both.\n",
    'A cell with an error is not an empty one. Grouped by a formula, items with an error are in groups of their own, one for each error, behind those of',
    'values and before the empty ones. Sorted, in either direction, they stand in the same place: values, errors by their codes, empty cells.',
    'The filters “has an error” and “has no error” find them.\n',
    table(
      ['Error', 'What it says'],
      Object.entries(errorMeanings).map(([code, meaning]) => [`\`${code}\``, meaning]),
    ),
    '## Limits\n',
    table(
      ['What', 'At most'],
      [
        ['Characters of a formula', grouped(formulaLimits.textLength)],
        ['Operators, calls, names and values of a formula', grouped(formulaLimits.nodes)],
        ['Parts nested in each other', grouped(formulaLimits.depth)],
        ['Entries of lists and characters of texts that one cell goes through', grouped(formulaLimits.steps)],
        ['Characters of a text that a formula makes', grouped(formulaLimits.resultLength)],
        ['Entries of a list that a function makes', grouped(formulaLimits.listLength)],
      ],
    ),
    `## ${formulaFunctions.length} functions\n`,
    'Arguments in brackets may be left out; `…` says that the last ones may come again. Each example is run as a test.\n',
    ...families.map(family),
  ].join('\n')
}

function family(name: string): string {
  const functions = formulaFunctions.filter((each) => each.family === name)
  return `### ${name}\n\n${table(['Function', 'What it does', 'Examples'], functions.map(row))}`
}

function row(definition: FormulaFunction): string[] {
  const examples = definition.examples.map(([formula, result]) => `\`${formula}\` → \`${result}\``)
  return [`\`${signature(definition)}\``, definition.description, examples.join('<br>')]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`
}

function grouped(number: number): string {
  return number.toLocaleString('en')
}
