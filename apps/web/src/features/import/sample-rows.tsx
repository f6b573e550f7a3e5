import type { ImportPreview } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import type { Choices } from './mapping.ts'

const ROWS = 5

/** The first rows as they stand in the file, under the titles that their columns get. */
export function SampleRows({ preview, choices }: { readonly preview: ImportPreview; readonly choices: Choices }) {
  const shown = preview.fields.filter(({ field }) => {
    const choice = choices.get(field)
    return choice?.take === true && choice.role !== 'title'
  })
  if (preview.rows.length === 0) return null
  return (
    <section>
      <h3 className="import-heading">{t('The first items')}</h3>
      <div className="import-table import-rows" role="region" aria-label={t('The first items')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('Title')}</th>
              {shown.map(({ field }) => (
                <th scope="col" key={field}>
                  {choices.get(field)?.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.slice(0, ROWS).map((row) => (
              <tr key={row.key}>
                <td className="import-row-title">{row.title}</td>
                {shown.map(({ field }) => (
                  <td key={field}>
                    <span className="fu-truncate" title={row.cells[field]}>
                      {row.cells[field] ?? ''}
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
