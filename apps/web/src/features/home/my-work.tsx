import './home.css'
import './my-work.css'
import { scopeOf } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import type { HomeColumn, HomeItem } from '@fulcrum/protocol'
import { Button, EmptyState, Skeleton, Switch, Tabs, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { useMayAddItems } from '../../shell/may-add-items.ts'
import { NotHereYet } from '../../shell/not-here-yet.tsx'
import { useActions } from '../../shell/use-actions.ts'
import { useStored } from '../../shell/use-stored.ts'
import { useUndo } from '../../shell/use-undo.ts'
import { useViewContext } from '../../shell/view-context.tsx'
import { useWorld } from '../../shell/world.tsx'
import { BoardChoice } from './board-choice.tsx'
import { partOfLine, useHomeKeys } from './home-keys.ts'
import { useHome } from './use-home.ts'
import { WorkList } from './work-list.tsx'
import { WorkRow } from './work-row.tsx'
import { filteredItems, isFinishedItem, workLines, type WorkOrder } from './work-lines.ts'

const orders = [
  { id: 'date', title: t('By date') },
  { id: 'board', title: t('By board') },
  { id: 'stage', title: t('By stage') },
] as const

/** All of the reader's items over all boards, parted and filtered as they like, changed where they stand. */
export function MyWork() {
  const { answer, error, retry, set } = useHome({ all: true })
  const { client, toasts, actions } = useWorld()
  const mayAdd = useMayAddItems()
  const { weekStart } = useViewContext()
  const [stored, setOrder] = useStored<string>('fulcrum.work.by', 'date')
  const [hideDone, setHideDone] = useStored('fulcrum.work.hide-done', true)
  const [chosen, setChosen] = useStored<readonly string[]>('fulcrum.work.boards', [])
  const [find, setFind] = useState('')
  const found = useDeferredValue(find)
  const order: WorkOrder = orders.find(({ id }) => id === stored)?.id ?? 'date'
  useHomeKeys()
  useUndo(scopeOf('account', client.accountId), retry)
  useActions([
    {
      id: 'work.done',
      title: t('Done, or open again'),
      section: t('My work'),
      shortcut: 'E',
      keysOnly: true,
      run: () => partOfLine('[data-done]')?.click(),
    },
  ])
  const boards = useMemo(() => new Map(answer?.boards.map((board) => [board.id, board])), [answer])
  const withItems = answer?.boards.filter(({ id }) => answer.items.some(({ board }) => board === id)) ?? []
  // A board that was chosen and has nothing of the reader's any more leaves nothing out.
  const there = useMemo(() => chosen.filter((id) => boards.has(id)), [chosen, boards])
  const items = useMemo(
    () => filteredItems(answer?.items ?? [], { find: found, boards: there, hideDone }),
    [answer, found, there, hideDone],
  )
  const lines = useMemo(
    () =>
      answer === null
        ? []
        : workLines(items, order, { boards: answer.boards, days: { today: answer.today, weekStart } }),
    [answer, items, order, weekStart],
  )
  if (answer === null) {
    return error === null ? (
      <div className="work">
        <NotHereYet />
        <Skeleton lines={10} heightPx={38} label={t('Looking for your items')} />
      </div>
    ) : (
      <Failure
        trouble={error}
        say={(reason) => t('Your items could not be asked for: {error}', { error: reason })}
        refused={t('Your items over all boards cannot be shown to you. Ask an owner of the account.')}
        onRetry={retry}
      />
    )
  }
  const finish = (item: HomeItem, column: HomeColumn, value: Json): void => {
    set(item, column, value)
    const text = isFinishedItem(item)
      ? t('{key} is open again', { key: item.key })
      : t('{key} is done', { key: item.key })
    toasts.show({
      key: scopeOf('account', client.accountId),
      icon: 'check',
      text,
      action: { title: t('Undo'), onSelect: () => actions.run('undo') },
    })
  }
  const draw = (item: HomeItem): ReactNode => (
    <WorkRow
      item={item}
      board={boards.get(item.board)}
      today={answer.today}
      underBoard={order === 'board'}
      onSet={set}
      onFinish={finish}
    />
  )
  const late = items.filter((item) => item.day !== null && item.day < answer.today && !isFinishedItem(item)).length
  return (
    <div className="work">
      <Tabs label={t('My work')} tabs={orders} active={order} onChange={setOrder} />
      <div className="work-tools">
        <TextField
          label={t('Find in my work')}
          hideLabel
          icon="search"
          placeholder={t('Find in my work')}
          value={find}
          onChange={({ currentTarget }) => setFind(currentTarget.value)}
        />
        <BoardChoice boards={withItems} chosen={there} onChoose={setChosen} />
        <Switch label={t('Hide done')} checked={hideDone} onChange={setHideDone} />
        <span className="work-count fu-tabular" role="status">
          {counted(items.length, late)}
        </span>
      </div>
      {lines.length === 0 ? (
        <Nothing
          any={answer.items.length > 0}
          isFiltered={found !== '' || there.length > 0}
          onClear={() => {
            setFind('')
            setChosen([])
          }}
          onShowDone={() => setHideDone(false)}
          onNew={mayAdd ? () => actions.runSoon('item.new') : undefined}
        />
      ) : (
        <WorkList lines={lines} draw={draw} />
      )}
    </div>
  )
}

function counted(count: number, late: number): string {
  const items = t('{count, plural, one {# item} other {# items}}', { count })
  return late === 0 ? items : t('{items}, {late, number} late', { items, late })
}

interface NothingProps {
  /** There is work, which is left out. */
  readonly any: boolean
  readonly isFiltered: boolean
  readonly onClear: () => void
  readonly onShowDone: () => void
  /** Absent for whoever makes no items. */
  readonly onNew: (() => void) | undefined
}

/** Why nothing is shown, and what to do about it. */
function Nothing({ any, isFiltered, onClear, onShowDone, onNew }: NothingProps): ReactNode {
  if (any && isFiltered) {
    const action = <Button onClick={onClear}>{t('Clear the filter')}</Button>
    return <EmptyState icon="search" text={t('None of your items passes the filter.')} action={action} />
  }
  if (any) {
    const action = <Button onClick={onShowDone}>{t('Show what is done')}</Button>
    return <EmptyState icon="check" text={t('All done: nothing is waiting for you.')} action={action} />
  }
  return (
    <EmptyState
      icon="me"
      text={t('Items of which you are an owner, on any board, stand here by when they are due.')}
      {...(onNew !== undefined && {
        action: (
          <Button variant="primary" icon="plus" shortcut="C" onClick={onNew}>
            {t('New item')}
          </Button>
        ),
      })}
    />
  )
}
