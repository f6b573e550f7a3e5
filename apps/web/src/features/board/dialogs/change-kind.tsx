import './change-kind.css'
import { unchangeable } from '@fulcrum/domain'
import type { BoardColumn, ColumnKind } from '@fulcrum/domain'
import type { KindPreview } from '@fulcrum/protocol'
import { Button, Icon, OptionList } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { useEffect, useState } from 'react'
import { useKinds } from '../../../shell/client-context.tsx'
import { sayError } from '../../../shell/http.ts'
import { useClient } from '../../../shell/world.tsx'
import { counted } from '../actions/runner.ts'
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
    <Dialog open title={`Change the kind of ${column.title}`} onClose={onClose}>
      <OptionList
        label="New kind"
        placeholder="Find a kind"
        searchable
        selected={[]}
        options={others.map(({ id, label, description }) => ({ id, title: label, keywords: description }))}
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
  const { structure } = useScene()
  const { preview, error } = usePreview(column.id, kind.id)
  const change = (): void => {
    if (preview === undefined) return
    structure.changeKind(column, kind, preview.settings)
    onClose()
  }
  return (
    <Dialog
      open
      title={`${column.title}: ${column.kind.label} to ${kind.label}`}
      onClose={onClose}
      onSubmit={change}
      footer={
        <>
          <Button data-autofocus="" onClick={onBack}>
            Another kind
          </Button>
          <Button variant="primary" type="submit" disabled={preview === undefined}>
            {preview !== undefined && preview.lost > 0
              ? `Change, and empty ${counted(preview.lost, 'cell')}`
              : 'Change'}
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
            Looking at every cell…
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
        <p>Every cell of this column is empty: nothing is converted.</p>
      ) : (
        <ul className="fb-change-counts" aria-label="What becomes of the cells">
          <Count icon="check" count={converted - rewritten} words="keep what they say" />
          <Count icon="edit" count={rewritten} words="are written otherwise" />
          <Count icon="warning" count={lost} words="would be lost" danger />
        </ul>
      )}
      {lost > 0 && <Examples title="Would be lost" examples={lostExamples} open />}
      {rewritten > 0 && <Examples title="Written otherwise" examples={rewrittenExamples} open={lost === 0} />}
      <p className="fb-quiet">
        The column as it is now goes to the trash with all of its cells, for as long as the trash keeps things. One undo
        brings it back.
      </p>
    </>
  )
}

interface CountProps {
  readonly icon: 'check' | 'edit' | 'warning'
  readonly count: number
  readonly words: string
  readonly danger?: true
}

function Count({ icon, count, words, danger }: CountProps) {
  if (count <= 0) return null
  return (
    <li className={danger === true ? 'fb-change-lost' : undefined}>
      <Icon name={icon} size={14} />
      <span>
        <b>{counted(count, 'cell')}</b> {count === 1 ? singular[words] : words}
      </span>
    </li>
  )
}

const singular: Readonly<Record<string, string>> = {
  'keep what they say': 'keeps what it says',
  'are written otherwise': 'is written otherwise',
  'would be lost': 'would be lost',
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
              {why === null ? <>becomes {becomes === '' ? 'empty' : <b>{becomes}</b>}</> : why}
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
