import { inDigits, rich, t } from '@fulcrum/ui/messages'
import type { ArchiveLook } from './read-manifest.ts'

const SHOWN = 100

/** What an archive says it holds, before any of it is sent. */
export function ArchiveLookStep({
  look,
  fileName,
  error,
}: {
  readonly look: ArchiveLook
  readonly fileName: string
  readonly error: string | null
}) {
  const { workspace, boards, counts, files, exportedAt } = look
  const at = new Date(exportedAt)
  const figures: readonly (readonly [string, number])[] = [
    [t('{boards, plural, one {board} other {boards}}', { boards: boards.length }), boards.length],
    [t('items'), boards.reduce((sum, { items }) => sum + items, 0)],
    [t('updates'), counts['updates'] ?? 0],
    [t('changes of history'), changesIn(counts)],
    [t('{files, plural, one {file} other {files}}', { files }), files],
  ]
  return (
    <div className="import-map">
      {error !== null && (
        <p className="import-error" role="alert">
          {error}
        </p>
      )}
      <p className="import-summary">
        <b className="fu-truncate">{fileName}</b>
        <span>{t('Archive of Fulcrum')}</span>
        {!Number.isNaN(at.getTime()) && (
          <span>
            {t('written on {at}', { at: at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }) })}
          </span>
        )}
      </p>
      <p>
        {rich(
          'It becomes a new workspace <b>{workspace}</b>, with its folders, views, trash and history. What is here already stays as it is.',
          { workspace },
        )}
      </p>
      <dl className="import-figures">
        {figures
          .filter(([words, count]) => count > 0 || words === 'boards')
          .map(([words, count]) => (
            <div key={words}>
              <dd>{inDigits(count)}</dd>
              <dt>{words}</dt>
            </div>
          ))}
      </dl>
      {boards.length === 0 ? (
        <p className="import-quiet">{t('It has no boards: the workspace will be empty.')}</p>
      ) : (
        <div className="import-table" role="region" aria-label={t('Boards')} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('Board')}</th>
                <th scope="col" className="import-number">
                  {t('Items')}
                </th>
              </tr>
            </thead>
            <tbody>
              {boards.slice(0, SHOWN).map(({ name, items }, at_) => (
                // Boards may share a name; their place tells them apart.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={at_}>
                  <td>{name}</td>
                  <td className="import-number">{inDigits(items)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {boards.length > SHOWN && (
        <p className="import-quiet">{t('and {count} more', { count: inDigits(boards.length - SHOWN) })}</p>
      )}
      <p className="import-quiet">
        {t(
          'People are found by their e-mail address; others become placeholders, who can be invited and cannot sign in. All of the archive is checked before the first line is written: it comes whole or not at all.',
        )}
      </p>
    </div>
  )
}

/** Each board, its messages and the workspace itself have logs of their own. */
function changesIn(counts: ArchiveLook['counts']): number {
  return Object.entries(counts).reduce((sum, [what, count]) => (/(?:^|-)changes$/.test(what) ? sum + count : sum), 0)
}
