import type { ImportDocument, ImportField } from '@fulcrum/integration-kit'

/** What the preview of the import offers, as text: a line for each field, its labels below it, then the report. */
export function* previewLines(document: ImportDocument): Generator<string> {
  const { source, recordCount, historyCount, commentCount, people } = document
  yield `${source.name} (${source.id}): ${recordCount} records, ${historyCount} changes, ${commentCount} comments, ${people.length} people`
  for (const field of document.fields) {
    yield fieldLine(field)
    const { options } = field.guess.settings
    if (options === undefined) continue
    const shown = options.slice(0, 12).map(({ name, colour, stage, count }) => {
      return `${name} (${[colour, stage, count].filter((part) => part !== undefined).join(', ')})`
    })
    yield `      ${shown.join(' · ')}${options.length > 12 ? ` … ${options.length - 12} more` : ''}`
  }
  for (const { field, reason, count, samples } of document.fidelity) {
    yield `  ! ${count} × ${reason}${field === null ? '' : ` in ${field}`}: ${samples.join(' | ')}`
  }
}

function fieldLine({ title, guess, role, columnRole, filledCount, distinctCount, historyCount, samples }: ImportField) {
  const { options: _options, ...settings } = guess.settings
  const marks = [role, columnRole].filter((mark) => mark !== undefined).join(', ')
  const counts = `${filledCount} filled, ${distinctCount} different, ${historyCount} changes`
  const kind = `${guess.kind} ${Object.keys(settings).length === 0 ? '' : JSON.stringify(settings)}`
  return `  ${title.padEnd(18)} ${kind.trim()}${marks === '' ? '' : ` [${marks}]`}; ${counts}; ${samples.slice(0, 2).join(' | ').slice(0, 90)}`
}
