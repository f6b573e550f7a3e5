import './past.css'
import { dayAt, scopeOf } from '@fulcrum/domain'
import { BoardState } from '@fulcrum/domain'
import type { BoardLife } from '@fulcrum/protocol'
import { appHref, Button, EmptyState, Skeleton } from '@fulcrum/ui'
import { useMemo, useState, type ReactNode } from 'react'
import { AccountThen } from '../../shell/account-then.tsx'
import { useAccount, useActions, useScope, useWorld } from '../../shell/client-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { WorldProvider } from '../../shell/world.tsx'
import { ComparePanel } from './compare-panel.tsx'
import { DifferenceMarks } from './difference-marks.tsx'
import { PastItem } from './past-item.tsx'
import { PastProvider } from './past-context.ts'
import { pastWorld } from './past-world.ts'
import { TimeBar } from './time-bar.tsx'
import { useAsked } from './use-asked.ts'
import { usePast, type PastAsked } from './use-past.ts'
import { dayWords } from './words.ts'
import type { BoardComparison } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'

export interface PastFrameProps {
  readonly boardId: string
  readonly at: number
  /** Goes to another moment; null is now. */
  readonly onAt: (at: number | null) => void
  /** The moment with which it is compared; null: with none. */
  readonly to: number | 'now' | null
  readonly onTo: (to: number | 'now' | null) => void
  /** The row whose item is open. */
  readonly row: number | null
  readonly onOpenRow: (row: number | null) => void
  /** The board's page. */
  readonly children: ReactNode
}

/** The board as it was at a moment: the time bar, and below it the same views over what was. */
export function PastFrame({ boardId, at, onAt, to, onTo, row, onOpenRow, children }: PastFrameProps) {
  const today = useWorld()
  const { client } = today
  const { timeZone, locale } = useAccount()
  const live = useScope(scopeOf('board', boardId))
  const account = useScope(scopeOf('account', client.accountId))
  const life = useAsked<BoardLife>('board.life', { board: boardId })
  const asked = usePast(boardId, at)
  const comparing = to !== null
  const [difference, setDifference] = useState<BoardComparison | null>(null)
  const moments = `${at} ${to ?? ''}`
  const [told, setTold] = useState(moments)
  // What was told of other moments marks nothing of these.
  if (told !== moments) {
    setTold(moments)
    setDifference(null)
  }
  useActions([
    { id: 'past.now', title: t('Back to now'), section: t('Board'), icon: 'clock', run: () => onAt(null) },
    {
      id: 'past.compare',
      title: t('Compare this moment with another'),
      section: t('Board'),
      icon: 'flow',
      run: () => onTo(to ?? 'now'),
    },
  ])
  const { past } = asked
  const record = account?.state?.record('account', client.accountId)
  const shown = useMemo(
    () => (past === null || live === null ? null : pastWorld(today, past, { account: record ?? { timeZone }, live })),
    [today, past, live, record, timeZone],
  )
  const now = live?.state instanceof BoardState ? live.state : null
  return (
    <div className="past-frame">
      <TimeBar
        boardId={boardId}
        at={at}
        life={life.answer}
        waits={asked.waits}
        comparing={comparing}
        onAt={onAt}
        onCompare={() => onTo(comparing ? null : 'now')}
      />
      {past === null || shown === null ? (
        <Nothing asked={asked} />
      ) : asked.failed !== null ? (
        <Nothing asked={asked} />
      ) : !past.isThere ? (
        <EmptyState
          icon="history"
          text={
            life.answer === null
              ? t('The board was not there yet.')
              : t('The board was not there yet: it begins on {day}.', {
                  day: dayWords(life.answer.since, locale, timeZone),
                })
          }
          {...(life.answer !== null && {
            action: <Button onClick={() => onAt(life.answer?.since ?? null)}>{t('Go to its beginning')}</Button>,
          })}
        />
      ) : (
        <PastProvider value={{ boardId, at: past.at, past, now, today }}>
          <WorldProvider value={shown}>
            <AccountThen day={dayAt(past.at, timeZone)}>
              {comparing && difference !== null && <DifferenceMarks difference={difference} />}
              <div className="past-board" aria-busy={asked.waits || undefined}>
                {children}
              </div>
              {row !== null && <PastItem row={row} onOpenRow={onOpenRow} onClose={() => onOpenRow(null)} />}
            </AccountThen>
          </WorldProvider>
          {comparing && (
            <ComparePanel
              from={at}
              other={to === 'now' ? null : to}
              onOther={(other) => onTo(other ?? 'now')}
              onTold={setDifference}
              onOpenRow={onOpenRow}
              onClose={() => onTo(null)}
            />
          )}
        </PastProvider>
      )}
    </div>
  )
}

function Nothing({ asked: { failed, again } }: { readonly asked: PastAsked }) {
  if (failed === null) {
    return (
      <div className="past-waits">
        <Skeleton lines={9} heightPx={34} label={t('Reading the board as it was')} />
      </div>
    )
  }
  const offline = t('The past is read from the server: this moment comes once there is a connection again.')
  return (
    <Failure
      trouble={failed.kind === 'offline' ? { ...failed, text: offline } : failed}
      refused={t('This board is not there, or is not shared with you. Ask one of its owners.')}
      onRetry={again}
      wayOn={<a href={appHref('/')}>{t('Go home')}</a>}
    />
  )
}
