import type { TransferColumn, TransferPreview } from '@fulcrum/protocol'
import { Checkbox, Icon, Select } from '@fulcrum/ui'
import { inDigits, t } from '@fulcrum/ui/messages'
import { useKinds } from '../../shell/client-context.tsx'
import type { TransferAsk } from '../../shell/transfer-context.ts'
import { heldBack } from './transfer-words.ts'

interface TransferColumnsProps {
  readonly preview: TransferPreview
  readonly how: TransferAsk['how']
  readonly disabled: boolean
  readonly onChoose: (column: TransferColumn, to: number | null) => void
  readonly labels: boolean
  readonly onLabels: (add: boolean) => void
}

/** Which column takes which, with what fits. Empty columns are not spoken of. */
export function TransferColumns({ preview, how, disabled, onChoose, labels, onLabels }: TransferColumnsProps) {
  const { columnViews } = useKinds()
  const filled = preview.columns.filter((column) => column.filled > 0)
  const missing = filled.flatMap((column) => (column.completed === null ? [] : column.missing))
  const left = filled.reduce((sum, column) => sum + column.left, 0)
  const held = how === 'move' ? heldBack(filled, labels) : []
  if (filled.length === 0)
    return <p className="transfer-quiet">{t('Only the titles go: every cell of these items is empty.')}</p>
  return (
    <>
      <table className="transfer-columns">
        <thead>
          <tr>
            <th scope="col">{t('Column here')}</th>
            <th scope="col">{t('Column there')}</th>
            <th scope="col">{t('Cells')}</th>
          </tr>
        </thead>
        <tbody>
          {filled.map((column) => (
            <tr key={column.number}>
              <th scope="row">
                <span className="transfer-column">
                  <Icon name={columnViews.get(column.kind)?.icon ?? 'text'} size={14} />
                  <span className="fu-truncate">{column.title}</span>
                </span>
              </th>
              <td>
                <Select
                  label={t('Where {title} goes', { title: column.title })}
                  hideLabel
                  size="small"
                  value={column.to === null ? nowhere : String(column.to)}
                  disabled={disabled}
                  options={[
                    ...preview.open
                      .filter(({ number }) => column.fits.includes(number))
                      .map(({ number, title }) => ({ id: String(number), title })),
                    {
                      id: nowhere,
                      title:
                        how === 'copy' ? t('Leave out') : column.forSome ? t('Choose a column') : t('Keep as text'),
                    },
                  ]}
                  onChange={(id) => onChoose(column, id === nowhere ? null : Number(id))}
                />
              </td>
              <td>
                <Fit column={column} how={how} added={labels && column.completed !== null} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {missing.length > 0 && (
        <Checkbox
          checked={labels}
          disabled={disabled}
          onChange={onLabels}
          label={
            missing.length > 6
              ? t('Add {count, plural, one {the missing label} other {# missing labels}}: {missing} …', {
                  count: missing.length,
                  missing: missing.slice(0, 6).join(', '),
                })
              : t('Add {count, plural, one {the missing label} other {# missing labels}}: {missing}', {
                  count: missing.length,
                  missing: missing.slice(0, 6).join(', '),
                })
          }
        />
      )}
      {held.length > 0 && (
        <p role="alert" className="transfer-alert">
          {t('Only some may read {held}: choose a column there that takes all of its cells.', {
            held: held.map(({ title }) => `“${title}”`).join(', '),
          })}
        </p>
      )}
      {left > 0 && (
        <p className="transfer-quiet">
          {how === 'move'
            ? t('What no column takes is kept as text with the item, beside the key that it has now.')
            : t('What no column takes stays with the originals.')}
        </p>
      )}
      <p className="transfer-quiet">
        {how === 'move'
          ? t(
              'Sub-items, messages and history go along. The old keys go on finding the items, and one undo brings them back.',
            )
          : t('Sub-items are copied too; history and tracked time are not.')}
      </p>
    </>
  )
}

const nowhere = 'nowhere'

function Fit({
  column,
  how,
  added,
}: {
  readonly column: TransferColumn
  readonly how: string
  readonly added: boolean
}) {
  const { filled, converted, missing } = column
  const left = added && missing.length > 0 ? 0 : column.left
  return (
    <span className="transfer-fit">
      <span>
        {left < filled && t('{count, number} fit', { count: filled - left })}
        {converted > 0 && left < filled && t(', {converted, number} converted', { converted })}
      </span>
      {left > 0 && (
        <span className="transfer-left" title={column.examples.join('\n')}>
          <Icon name="warning" size={12} />
          <span className="fu-truncate">
            {inDigits(left)} {how === 'move' ? t('as text') : t('left out')}
            {column.examples.length > 0 && <span className="transfer-quiet">: {column.examples.join(', ')}</span>}
          </span>
        </span>
      )}
    </span>
  )
}
