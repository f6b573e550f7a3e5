import type { ImportProblem, ImportReport } from '@fulcrum/server/operations'

/** A step on the way, on one line. */
export function stepText({ phase, done, total }: { phase: string; done: number; total: number }): string {
  if (total === 0 || done === 0) return `${phase} ...`
  return `${phase}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} (${Math.floor((done / total) * 100)} %)`
}

/** What an import has come to, for a terminal. */
export function reportText(report: ImportReport): string {
  const { items, people, durationMs } = report
  const lines = [
    `Imported into the board "${report.boardName}"${report.isNewBoard ? ', which is new' : ''}, in ${(durationMs / 1_000).toFixed(1)} s.`,
    '',
    row(
      'items',
      `${count(items.created)} created, ${count(items.updated)} updated, ${count(items.unchanged)} unchanged`,
    ),
    row('columns', `${count(report.columns)} created`),
    row('groups', `${count(report.groups)} created`),
    row('history', `${count(report.history)} entries`),
    row('updates', count(report.updates)),
    row('links', count(report.links)),
    row('people', `${count(people.known)} known, ${count(people.placeholders)} placeholders made`),
  ]
  if (report.problems.length === 0) return [...lines, '', 'Everything fitted.'].join('\n')
  return [...lines, '', 'What did not fit, or not whole:', ...report.problems.flatMap(problemLines)].join('\n')
}

function problemLines({ field, message, count: times, samples }: ImportProblem): string[] {
  const where = field === null ? '' : `${field}: `
  const examples = samples.length === 0 ? [] : [`           e.g. ${samples.map((sample) => `"${sample}"`).join(', ')}`]
  return [`  ${count(times).padStart(7)}  ${where}${message}`, ...examples]
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(8)} ${text}`
}

function count(number: number): string {
  return number.toLocaleString('en')
}
