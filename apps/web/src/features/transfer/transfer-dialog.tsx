import './transfer.css'
import type { TransferColumn, TransferPreview, TransferStart, TransferStatus } from '@fulcrum/protocol'
import { Button, Checkbox, ProgressBar, Select, Skeleton } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t, told } from '@fulcrum/ui/messages'
import { useRef, useState } from 'react'
import { useClient, useToasts } from '../../shell/client-context.tsx'
import { sayError } from '../../shell/http.ts'
import { boardPath, itemPath } from '../../shell/paths.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import type { TransferAsk } from '../../shell/transfer-context.ts'
import { ChooseBoard } from './choose-board.tsx'
import { runTransfer } from './run-transfer.ts'
import { TransferColumns } from './transfer-columns.tsx'
import { counted, doing, heldBack } from './transfer-words.ts'
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
  const [withMessages, setWithMessages] = useState(false)
  const [status, setStatus] = useState<Pick<TransferStatus, 'state' | 'done'>>()
  const abort = useRef(new AbortController())
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
  const name = board.answer?.name ?? t('the board')
  const inGroup = group ?? board.answer?.groups[0]?.number
  const blocked =
    preview !== null && ask.how === 'move' && (preview.hidden || heldBack(preview.columns, withLabels).length > 0)
  const running = status !== undefined
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
    abort.current = new AbortController()
    setStatus({ state: 'running', done: 0 })
    setRefusal(undefined)
    const labels = withLabels ? preview.columns.flatMap(({ completed }) => completed ?? []) : []
    const columns = preview.columns.map(({ number, to: into }) => ({ from: number, to: into }))
    const roots = preview.roots.map((root) => root.row)
    const { board: from, how } = ask
    const messages = how === 'copy' && withMessages
    const start = { board: from, rows: roots, to, group: inGroup, how, columns, labels, messages }
    // @NOTE ids on this side are those that the server gave.
    runTransfer(start as TransferStart, abort.current.signal, setStatus).then(
      (ended) => {
        setStatus(undefined)
        if (ended.state !== 'done') return setRefusal(told(ended.message ?? ''))
        toasts.show({
          text:
            how === 'move'
              ? t('Moved {counted} to {name}', { counted: counted(preview.items), name })
              : t('Copied {counted} to {name}', { counted: counted(preview.items), name }),
          icon: how === 'move' ? 'arrow-right' : 'copy',
          tone: 'success',
          durationMs: 12_000,
          action: { title: t('Undo'), onSelect: () => takeBack(ended.id) },
          link: {
            title:
              ended.row === null
                ? t('Open {name}', { name })
                : t('Open {prefix}-{count}', { prefix: board.answer?.prefix ?? '', count: ended.row + 1 }),
            onSelect: () => go(ended.row === null ? boardPath(to) : itemPath(to, ended.row)),
          },
        })
        onClose(how === 'move' ? roots : [])
      },
      (problem: unknown) => {
        setStatus(undefined)
        setRefusal(sayError(problem))
      },
    )
  }
  const items = preview?.items ?? ask.rows.length
  const problem = refusal ?? error ?? board.error
  return (
    <Dialog
      open
      size="large"
      title={t('{doing} to {name}', { doing: doing(ask, items), name })}
      keepOnOutsideClick
      onClose={() => {
        if (!running) onClose([])
      }}
      onSubmit={submit}
      footer={
        <>
          {running ? (
            <Button onClick={() => abort.current.abort()} busy={status.state === 'taking-back'}>
              {t('Cancel')}
            </Button>
          ) : (
            <Button data-autofocus="" onClick={onBack}>
              {t('Another board')}
            </Button>
          )}
          <Button variant="primary" type="submit" busy={running} disabled={!ready && !running}>
            {doing(ask, items)}
          </Button>
        </>
      }
    >
      <div className="transfer">
        {problem !== null && (
          <p role="alert" className="transfer-alert">
            {refusal !== undefined && <>{ask.how === 'move' ? t('Nothing was moved.') : t('Nothing was copied.')} </>}
            {problem}
          </p>
        )}
        {blocked && (
          <p role="alert" className="transfer-alert">
            {t('These items have cells that you may not see. Ask an owner of the board to move them.')}
          </p>
        )}
        {running && (
          <div className="transfer-progress" role="status">
            <ProgressBar label={t('Progress')} value={items === 0 ? 0 : status.done / items} />
            <span>
              {status.state === 'taking-back'
                ? t('Taking it back …')
                : t('{done, number} of {counted}', { done: status.done, counted: counted(items) })}
            </span>
          </div>
        )}
        {board.answer !== null && (
          <Select
            label={t('Group')}
            value={inGroup === undefined ? undefined : String(inGroup)}
            options={board.answer.groups.map(({ number, title }) => ({ id: String(number), title }))}
            placeholder={t('This board has no group')}
            disabled={running}
            onChange={(id) => setGroup(Number(id))}
          />
        )}
        {ask.how === 'copy' && (
          <Checkbox
            label={t('Copy their messages too, with authors and times')}
            checked={withMessages}
            disabled={running}
            onChange={setWithMessages}
          />
        )}
        {preview === null && error === null && <Skeleton lines={5} label={t('Looking at the cells')} />}
        {preview !== null && (
          <TransferColumns
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
