import type { ImportPreview, ImportReading } from '@fulcrum/protocol'
import { Checkbox, Select, TextField } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useAccount } from '../../shell/client-context.tsx'
import { FieldRow } from './field-row.tsx'
import { leftOutWords, readingWithRole, withChoice, type Choices } from './mapping.ts'
import { Problems } from './problems.tsx'
import { SampleRows } from './sample-rows.tsx'
import type { TargetChoice } from './target.ts'

interface MapStepProps {
  readonly preview: ImportPreview
  readonly busy: boolean
  readonly error: string | null
  readonly choices: Choices
  readonly onChoices: (choices: Choices) => void
  readonly target: TargetChoice
  readonly onTarget: (target: TargetChoice) => void
  readonly onRead: (reading: ImportReading) => void
}

const NEW_BOARD = 'new'
const NEW_WORKSPACE = 'new'

/** What the file seems to be, every guess of which can be corrected before anything is written. */
export function MapStep(props: MapStepProps) {
  const { preview, busy, error, choices, onChoices, target, onTarget, onRead } = props
  const { fields, reading } = preview
  const uncertain = fields.some(({ dayOrderUncertain }) => dayOrderUncertain)
  const leftOut = leftOutWords(fields, choices)
  return (
    <div className="import-map" aria-busy={busy}>
      {error !== null && (
        <p className="import-error" role="alert">
          {error}
        </p>
      )}
      <p className="import-summary">
        <b className="fu-truncate">{preview.file.name}</b>
        <span>{told(preview.source.label)}</span>
        <span>{t('{recordCount, plural, one {# item} other {# items}}', { recordCount: preview.recordCount })}</span>
        {preview.historyCount > 0 && (
          <span>
            {t('{historyCount, plural, one {# change} other {# changes}} of history', {
              historyCount: preview.historyCount,
            })}
          </span>
        )}
        {preview.commentCount > 0 && (
          <span>
            {t('{commentCount, plural, one {# comment} other {# comments}}', { commentCount: preview.commentCount })}
          </span>
        )}
        {preview.peopleCount > 0 && (
          <span>
            {t('{peopleCount, plural, one {# person} other {# people}}', { peopleCount: preview.peopleCount })}
          </span>
        )}
      </p>
      <Target preview={preview} target={target} onTarget={onTarget} />
      <Reading reading={reading} preview={preview} uncertain={uncertain} onRead={onRead} />
      <div className="import-table" role="region" aria-label={t('Fields')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('In the file')}</th>
              <th scope="col">{t('Becomes')}</th>
              <th scope="col">{t('Kind')}</th>
              <th scope="col">{t('Also is')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => {
              const choice = choices.get(field.field)
              if (choice === undefined) return null
              return (
                <FieldRow
                  key={field.field}
                  field={field}
                  choice={choice}
                  kinds={preview.kinds}
                  onChange={(change) => {
                    onChoices(withChoice(choices, field.field, change))
                    if (change.role === undefined) return
                    const next = readingWithRole(reading, field.field, change.role)
                    if (next !== null) onRead(next)
                  }}
                />
              )
            })}
          </tbody>
        </table>
      </div>
      {leftOut !== null && <p className="import-quiet">{leftOut}.</p>}
      <SampleRows preview={preview} choices={choices} />
      <Problems problems={preview.problems} title={t('What has no place')} />
    </div>
  )
}

function Target({ preview, target, onTarget }: Pick<MapStepProps, 'preview' | 'target' | 'onTarget'>) {
  const { workspaces } = useAccount()
  const known = preview.knownBoards.map(({ board, name }) => ({ id: board, title: t('Update {name}', { name }) }))
  return (
    <div className="import-target">
      {known.length > 0 && (
        <Select
          label={t('Where to')}
          options={[...known, { id: NEW_BOARD, title: t('A new board') }]}
          value={target.board ?? NEW_BOARD}
          onChange={(id) => onTarget({ ...target, board: id === NEW_BOARD ? null : id })}
        />
      )}
      {target.board === null && (
        <>
          <TextField
            label={t('Name of the board')}
            value={target.name}
            maxLength={255}
            onChange={(event) => onTarget({ ...target, name: event.target.value })}
          />
          {workspaces.length > 0 && (
            <Select
              label={t('Workspace')}
              options={[
                ...workspaces.map(({ id, name }) => ({ id, title: name })),
                { id: NEW_WORKSPACE, title: t('A new workspace') },
              ]}
              value={target.workspace ?? NEW_WORKSPACE}
              onChange={(id) => onTarget({ ...target, workspace: id === NEW_WORKSPACE ? null : id })}
            />
          )}
        </>
      )}
      {target.board !== null && (
        <p className="import-quiet">
          {t('Items that came from this source before are updated; one undo takes all of it back.')}
        </p>
      )}
    </div>
  )
}

interface ReadingProps {
  readonly reading: ImportReading
  readonly preview: ImportPreview
  readonly uncertain: boolean
  readonly onRead: (reading: ImportReading) => void
}

/** How the file is read: only what can be a question for this file. */
function Reading({ reading, preview, uncertain, onRead }: ReadingProps) {
  const { sheets } = preview
  const asksDays = uncertain || reading.dayFirst !== undefined
  const asksLinks =
    reading.linksApart !== undefined || preview.problems.some(({ reason }) => reason === 'link-types-alike')
  if (sheets.length < 2 && !asksDays && !asksLinks && reading.hasHeader === undefined) return null
  return (
    <div className="import-reading">
      {sheets.length > 1 && (
        <Select
          label={t('Sheet')}
          options={sheets.map((name) => ({ id: name, title: name }))}
          value={reading.sheet ?? sheets[0]}
          onChange={(sheet) => onRead({ ...reading, sheet })}
        />
      )}
      {asksDays && (
        <Select
          label={t('03/04/2024 is')}
          options={[
            { id: 'day', title: t('3 April') },
            { id: 'month', title: t('4 March') },
          ]}
          value={reading.dayFirst === false ? 'month' : 'day'}
          onChange={(id) => onRead({ ...reading, dayFirst: id === 'day' })}
        />
      )}
      {reading.hasHeader !== undefined && (
        <Checkbox
          label={t('The first row has the titles')}
          checked={reading.hasHeader}
          onChange={(hasHeader) => onRead({ ...reading, hasHeader })}
        />
      )}
      {asksLinks && (
        <Checkbox
          label={t('Kinds of links with the same words share a column')}
          checked={reading.linksApart !== true}
          onChange={(isJoined) => onRead({ ...reading, linksApart: !isJoined })}
        />
      )}
    </div>
  )
}
