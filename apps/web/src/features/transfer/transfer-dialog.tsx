import './transfer.css'
import type { TransferColumn, TransferPreview } from '@fulcrum/protocol'
import { Button, Checkbox, Icon, OptionList, ProgressBar, Select, Skeleton } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { useState } from 'react'
import { useAccount, useClient, useKinds, useToasts, useTree } from '../../shell/client-context.tsx'
import { sayError } from '../../shell/http.ts'
import { boardPath, itemPath } from '../../shell/paths.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import type { TransferAsk } from '../../shell/transfer-context.ts'
import { runTransfer } from './run-transfer.ts'
import { useAsked } from './use-asked.ts'

interface TransferDialogProps {
  readonly ask: TransferAsk
  /** Called with the rows that left, where they did. */
  readonly onClose: (left: readonly number[]) => void
}

/** Asks to which board items go, and says what becomes of their cells before anything is done. */
export function TransferDialog({ ask, onClose }: TransferDialogProps) {
  const [to, setTo] = useState<string>()
  if (to === undefined) return <ChooseBoard ask={ask} onPick={setTo} onClose={() => onClose([])} />
  return <Consequences key={to} ask={ask} to={to} onBack={() => setTo(undefined)} onClose={onClose} />
}

interface ChooseBoardProps {
  readonly ask: TransferAsk
  readonly onPick: (board: string) => void
  readonly onClose: () => void
}

function ChooseBoard({ ask, onPick, onClose }: ChooseBoardProps) {
  const tree = useTree()
  const { workspaces } = useAccount()
  const nameOf = (id: string): string => workspaces.find((workspace) => workspace.id === id)?.name ?? ''
  const boards = tree.boards.filter(
    ({ id, archived, hidden }) => !archived && !hidden && (ask.how === 'copy' || id !== ask.board),
  )
  return (
    <Dialog open title={`${verb(ask)} ${counted(ask.rows.length)} to board`} onClose={onClose}>
      <OptionList
        label="Board"
        placeholder="Find a board"
        searchable
        selected={[]}
        emptyText="There is no other board."
        options={boards.map(({ id, name, workspaceId }) => ({ id, title: name, keywords: nameOf(workspaceId) }))}
        renderOption={({ id, title, keywords }) => (
          <>
            <Icon name="board" />
            <span className="fu-grow fu-truncate">{title}</span>
            <span className="transfer-quiet fu-truncate">{id === ask.board ? 'this board' : keywords}</span>
          </>
        )}
        onPick={onPick}
      />
    </Dialog>
  )
}

interface ConsequencesProps {
  readonly ask: TransferAsk
  readonly to: string
  readonly onBack: () => void
  readonly onClose: (left: readonly number[]) => void
}

interface BoardParts {
  readonly name: string
  readonly prefix: string
  readonly groups: readonly { readonly number: number; readonly title: string }[]
}

function Consequences({ ask, to, onBack, onClose }: ConsequencesProps) {
  const client = useClient()
  const toasts = useToasts()
  const go = useGo()
  const [group, setGroup] = useState<number>()
  const [chosen, setChosen] = useState<readonly { readonly from: number; readonly to: number | null }[]>([])
  const [withLabels, setWithLabels] = useState(true)
  const [done, setDone] = useState<number>()
  const [refusal, setRefusal] = useState<string>()
  const board = useAsked<BoardParts>('board.get', { board: to })
  const {
    answer: preview,
    error,
    stale,
  } = useAsked<TransferPreview>('item.previewTransfer', {
    board: ask.board,
    rows: ask.rows,
    to,
    copy: ask.how === 'copy',
    columns: chosen,
  })
  const name = board.answer?.name ?? 'the board'
  const inGroup = group ?? board.answer?.groups[0]?.number
  const blocked = preview?.hidden === true && ask.how === 'move'
  const running = done !== undefined
  const ready = preview !== null && !stale && inGroup !== undefined && !running && !blocked

  const choose = (column: TransferColumn, next: number | null): void =>
    setChosen([
      // Another column may have had it: then it goes where it fits, or nowhere.
      ...chosen.filter((each) => each.from !== column.number && (next === null || each.to !== next)),
      ...(preview?.columns ?? [])
        .filter((each) => next !== null && each.to === next && each.number !== column.number)
        .map((each) => ({ from: each.number, to: null })),
      { from: column.number, to: next },
    ])

  const takeBack = (batch: string): void => {
    client
      .query('change.undoBatch', { batch })
      .catch((problem: unknown) => toasts.show({ icon: 'warning', tone: 'danger', text: sayError(problem) }))
  }
  const submit = (): void => {
    if (!ready) return
    setDone(0)
    setRefusal(undefined)
    const labels = withLabels ? preview.columns.flatMap(({ completed }) => completed ?? []) : []
    const columns = preview.columns.map(({ number, to: into }) => ({ from: number, to: into }))
    runTransfer(client, { board: ask.board, to, group: inGroup, how: ask.how, preview, columns, labels }, setDone).then(
      (outcome) => {
        setDone(undefined)
        if (!outcome.ok) return setRefusal(outcome.message)
        const [row] = outcome.rows
        toasts.show({
          text: `${ask.how === 'move' ? 'Moved' : 'Copied'} ${counted(preview.items)} to ${name}`,
          icon: ask.how === 'move' ? 'arrow-right' : 'copy',
          tone: 'success',
          durationMs: 12_000,
          action: { title: 'Undo', onSelect: () => takeBack(outcome.batch) },
          ...(row !== undefined && {
            link: {
              title: preview.roots.length === 1 ? `Open ${board.answer?.prefix ?? ''}-${row + 1}` : `Open ${name}`,
              onSelect: () => go(preview.roots.length === 1 ? itemPath(to, row) : boardPath(to)),
            },
          }),
        })
        onClose(ask.how === 'move' ? preview.roots.map((root) => root.row) : [])
      },
      (problem: unknown) => {
        setDone(undefined)
        setRefusal(sayError(problem))
      },
    )
  }
  const items = preview?.items ?? ask.rows.length
  return (
    <Dialog
      open
      size="large"
      title={`${verb(ask)} ${counted(items)} to ${name}`}
      keepOnOutsideClick
      onClose={() => {
        if (!running) onClose([])
      }}
      onSubmit={submit}
      footer={
        <>
          <Button data-autofocus="" onClick={onBack} disabled={running}>
            Another board
          </Button>
          <Button variant="primary" type="submit" disabled={!ready}>
            {verb(ask)} {counted(items)}
          </Button>
        </>
      }
    >
      <div className="transfer">
        {(refusal ?? error ?? board.error) !== null && (refusal ?? error ?? board.error) !== undefined && (
          <p role="alert" className="transfer-alert">
            {refusal !== undefined && (ask.how === 'move' ? 'Nothing was moved. ' : 'Nothing was copied. ')}
            {refusal ?? error ?? board.error}
          </p>
        )}
        {blocked && (
          <p role="alert" className="transfer-alert">
            These items have cells that you may not see. Ask an owner of the board to move them.
          </p>
        )}
        {running && (
          <div className="transfer-progress" role="status">
            <ProgressBar label="Progress" value={items === 0 ? 0 : done / items} />
            <span>
              {done.toLocaleString('en')} of {counted(items)}
            </span>
          </div>
        )}
        {board.answer !== null && (
          <Select
            label="Group"
            value={inGroup === undefined ? undefined : String(inGroup)}
            options={board.answer.groups.map(({ number, title }) => ({ id: String(number), title }))}
            placeholder="This board has no group"
            disabled={running}
            onChange={(id) => setGroup(Number(id))}
          />
        )}
        {preview === null && error === null && <Skeleton lines={5} label="Looking at the cells" />}
        {preview !== null && (
          <Columns
            preview={preview}
            how={ask.how}
            disabled={running || stale}
            onChoose={choose}
            labels={withLabels}
            onLabels={setWithLabels}
          />
        )}
      </div>
    </Dialog>
  )
}

interface ColumnsProps {
  readonly preview: TransferPreview
  readonly how: TransferAsk['how']
  readonly disabled: boolean
  readonly onChoose: (column: TransferColumn, to: number | null) => void
  readonly labels: boolean
  readonly onLabels: (add: boolean) => void
}

/** Which column takes which, with what fits. Empty columns are not spoken of. */
function Columns({ preview, how, disabled, onChoose, labels, onLabels }: ColumnsProps) {
  const { columnViews } = useKinds()
  const filled = preview.columns.filter((column) => column.filled > 0)
  const missing = filled.flatMap((column) => (column.completed === null ? [] : column.missing))
  const left = filled.reduce((sum, column) => sum + column.left, 0)
  if (filled.length === 0)
    return <p className="transfer-quiet">Only the titles go: every cell of these items is empty.</p>
  return (
    <>
      <table className="transfer-columns">
        <thead>
          <tr>
            <th scope="col">Column here</th>
            <th scope="col">Column there</th>
            <th scope="col">Cells</th>
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
                  label={`Where ${column.title} goes`}
                  hideLabel
                  size="small"
                  value={column.to === null ? nowhere : String(column.to)}
                  disabled={disabled}
                  options={[
                    ...preview.open
                      .filter(({ number }) => column.fits.includes(number))
                      .map(({ number, title }) => ({ id: String(number), title })),
                    { id: nowhere, title: how === 'move' ? 'Keep as text' : 'Leave out' },
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
          label={`Add ${missing.length === 1 ? 'the missing label' : `${missing.length} missing labels`}: ${missing
            .slice(0, 6)
            .join(', ')}${missing.length > 6 ? ' …' : ''}`}
        />
      )}
      {left > 0 && (
        <p className="transfer-quiet">
          {how === 'move'
            ? 'What no column takes is kept as text with the item, beside the key that it has now.'
            : 'What no column takes stays with the originals.'}
        </p>
      )}
      <p className="transfer-quiet">
        {how === 'move'
          ? 'Sub-items, messages and history go along. The old keys go on finding the items, and one undo brings them back.'
          : 'Sub-items are copied too; messages, history and tracked time are not.'}
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
        {left < filled && `${(filled - left).toLocaleString('en')} fit`}
        {converted > 0 && left < filled && `, ${converted.toLocaleString('en')} converted`}
      </span>
      {left > 0 && (
        <span className="transfer-left" title={column.examples.join('\n')}>
          <Icon name="warning" size={12} />
          <span className="fu-truncate">
            {left.toLocaleString('en')} {how === 'move' ? 'as text' : 'left out'}
            {column.examples.length > 0 && <span className="transfer-quiet">: {column.examples.join(', ')}</span>}
          </span>
        </span>
      )}
    </span>
  )
}

function verb({ how }: TransferAsk): string {
  return how === 'move' ? 'Move' : 'Copy'
}

function counted(items: number): string {
  return items === 1 ? '1 item' : `${items.toLocaleString('en')} items`
}
