import './change-kind.css'
import { unchangeable } from '@fulcrum/domain'
import type { BoardColumn, ColumnKind } from '@fulcrum/domain'
import type { KindPreview } from '@fulcrum/protocol'
import { Button, Icon, OptionList } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { rich, t, told } from '@fulcrum/ui/messages'
import { useEffect, useState } from 'react'
import { useKinds } from '../../../shell/client-context.tsx'
import { sayError } from '../../../shell/http.ts'
import { useClient } from '../../../shell/world.tsx'
import { changeKind } from '../actions/change-kind.ts'
import { useScene } from '../scene.tsx'

/** Asks what a column is to become, and says what would become of its cells before anything is changed. */
export function ChangeKind({ columnId, onClose }: { readonly columnId: string; readonly onClose: () => void }) {
  const { records } = useScene()
  const [kind, setKind] = useState<ColumnKind>()
  const column = records.columns.find(({ id }) => id === columnId)
  if (column === undefined) return null
  if (kind === undefined) return <ChooseKind column={column} onPick={setKind} onClose={onClose} />
  return <Consequences column={column} kind={kind} onBack={() => setKind(undefined)} onClose={onClose} />
}

interface ChooseKindProps {
  readonly column: BoardColumn
  readonly onPick: (kind: ColumnKind) => void
  readonly onClose: () => void
}

function ChooseKind({ column, onPick, onClose }: ChooseKindProps) {
  const { kinds, columnViews } = useKinds()
  const others = kinds.all().filter((kind) => kind.id !== column.kind.id && unchangeable(kind) === null)
  return (
    <Dialog open title={t('Change the kind of {title}', { title: column.title })} onClose={onClose}>
      <OptionList
        label={t('New kind')}
        placeholder={t('Find a kind')}
        searchable
        selected={[]}
        options={others.map(({ id, label, description }) => ({ id, title: told(label), keywords: told(description) }))}
        renderOption={({ id, title, keywords }) => (
          <>
            <Icon name={columnViews.get(id)?.icon ?? 'text'} />
            <span className="fb-kind">
              <span>{title}</span>
              <span className="fb-quiet">{keywords}</span>
            </span>
          </>
        )}
        onPick={(id) => {
          const picked = others.find((kind) => kind.id === id)
          if (picked !== undefined) onPick(picked)
        }}
      />
    </Dialog>
  )
}

interface ConsequencesProps {
  readonly column: BoardColumn
  readonly kind: ColumnKind
  readonly onBack: () => void
  readonly onClose: () => void
}

function Consequences({ column, kind, onBack, onClose }: ConsequencesProps) {
  const { runner } = useScene()
  const { preview, error } = usePreview(column.id, kind.id)
  const change = (): void => {
    if (preview === undefined) return
    changeKind(runner, column, { kind, settings: preview.settings })
    onClose()
  }
  return (
    <Dialog
      open
      title={t('{title}: {from} to {to}', {
        title: column.title,
        from: told(column.kind.label),
        to: told(kind.label),
      })}
      onClose={onClose}
      onSubmit={change}
      footer={
        <>
          <Button data-autofocus="" onClick={onBack}>
            {t('Another kind')}
          </Button>
          <Button variant="primary" type="submit" disabled={preview === undefined}>
            {preview !== undefined && preview.lost > 0
              ? t('Change, and empty {lost, plural, one {# cell} other {# cells}}', { lost: preview.lost })
              : t('Change')}
          </Button>
        </>
      }
    >
      <div className="fb-form">
        {error !== undefined && (
          <p role="alert" className="fb-change-lost">
            {error}
          </p>
        )}
        {preview === undefined && error === undefined && (
          <p className="fb-quiet" role="status" aria-busy="true">
            {t('Looking at every cell…')}
          </p>
        )}
        {preview !== undefined && <Preview preview={preview} />}
      </div>
    </Dialog>
  )
}

function Preview({ preview }: { readonly preview: KindPreview }) {
  const { filled, converted, rewritten, lost, rewrittenExamples, lostExamples } = preview
  return (
    <>
      {filled === 0 ? (
        <p>{t('Every cell of this column is empty: nothing is converted.')}</p>
      ) : (
        <ul className="fb-change-counts" aria-label={t('What becomes of the cells')}>
          <Count
            icon="check"
            count={converted - rewritten}
            message="{count, plural, one {<b># cell</b> keeps what it says} other {<b># cells</b> keep what they say}}"
          />
          <Count
            icon="edit"
            count={rewritten}
            message="{count, plural, one {<b># cell</b> is written otherwise} other {<b># cells</b> are written otherwise}}"
          />
          <Count
            icon="warning"
            count={lost}
            message="{count, plural, one {<b># cell</b> would be lost} other {<b># cells</b> would be lost}}"
            danger
          />
        </ul>
      )}
      {lost > 0 && <Examples title={t('Would be lost')} examples={lostExamples} open />}
      {rewritten > 0 && <Examples title={t('Written otherwise')} examples={rewrittenExamples} open={lost === 0} />}
      <p className="fb-quiet">
        {t(
          'The column as it is now goes to the trash with all of its cells, for as long as the trash keeps things. One undo brings it back.',
        )}
      </p>
    </>
  )
}

interface CountProps {
  readonly icon: 'check' | 'edit' | 'warning'
  readonly count: number
  readonly message: string
  readonly danger?: true
}

function Count({ icon, count, message, danger }: CountProps) {
  if (count <= 0) return null
  return (
    <li className={danger === true ? 'fb-change-lost' : undefined}>
      <Icon name={icon} size={14} />
      <span>{rich(message, { count })}</span>
    </li>
  )
}

interface ExamplesProps {
  readonly title: string
  readonly examples: KindPreview['lostExamples']
  readonly open: boolean
}

function Examples({ title, examples, open }: ExamplesProps) {
  return (
    <details open={open}>
      <summary className="fb-change-title">{title}</summary>
      <ul className="fb-change-examples">
        {examples.map(({ text, becomes, why }) => (
          <li key={text}>
            <span className="fb-change-text">{text}</span>
            <span className="fb-quiet">
              {why === null ? (
                <>{rich('becomes {text}', { text: becomes === '' ? t('empty') : <b>{becomes}</b> })}</>
              ) : (
                why
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What the server says of it; asked again for another kind. */
function usePreview(id: string, kind: string): { readonly preview?: KindPreview; readonly error?: string } {
  const { boardId } = useScene()
  const client = useClient()
  const [state, setState] = useState<{ readonly preview?: KindPreview; readonly error?: string }>({})
  useEffect(() => {
    let wanted = true
    client.query<KindPreview>('column.previewKind', { board: boardId, id, kind }).then(
      (preview) => wanted && setState({ preview }),
      (error: unknown) => wanted && setState({ error: sayError(error) }),
    )
    return () => {
      wanted = false
    }
  }, [client, boardId, id, kind])
  return state
}
