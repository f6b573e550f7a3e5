import './sharing.css'
import { BoardState, boardResource, can, columnsOfView, openingView, scopeOf, whoSees } from '@fulcrum/domain'
import type { ScopeReader, Seer } from '@fulcrum/domain'
import type { ShareLink } from '@fulcrum/protocol'
import { appHref, Avatar, Button, Icon, Skeleton, TextField } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useCallback, useEffect, useState } from 'react'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import type { AccountView, Member } from '../../shell/account.ts'
import { Failure } from '../../shell/failure.tsx'
import { get } from '../../shell/http.ts'
import { viewAsPath } from '../../shell/paths.ts'
import { usePlace } from '../../shell/router/router-context.tsx'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'
import { useScope } from '../../shell/use-scope.ts'
import type { SeenAsk } from '../../shell/who-sees-context.ts'
import { ColumnRights } from './column-rights.tsx'
import { grantWords } from './items-words.ts'
import { useWords } from './link-words.ts'
import { becauseWords, principalsOf, roleWords, seenTitle } from './seen-words.ts'

interface WhoSeesDialogProps {
  readonly ask: SeenAsk
  readonly onClose: () => void
}

/** People beside whom the list can be searched. */
const MANY = 12

/** Everybody who sees a board, or something of it, with the reason; owners can look at it as each of them. */
export function WhoSeesDialog({ ask, onClose }: WhoSeesDialogProps) {
  const principal = usePrincipal()
  const account = useAccount()
  const words = useWords()
  const state = useScope(scopeOf('board', ask.board))?.state ?? null
  const board = state instanceof BoardState ? state : null
  const itemId = board === null || ask.item === undefined ? null : String(board.system(ask.item, 'id'))
  const thread = useScope(itemId === null ? null : scopeOf('item', itemId))?.state ?? null
  const resource = board && boardResource(board, ask.board)
  const mayManage = resource !== null && can(principal, 'board.manage', resource)
  const { links, error, retry } = useLinksTo(ask.board, mayManage)
  const [find, setFind] = useState('')
  const addressed = new URLSearchParams(usePlace().search).get('view')
  if (board === null || resource === null) {
    return (
      <Dialog open title={t('Who can see this?')} onClose={onClose}>
        <Skeleton lines={5} label={t('Loading who sees it')} />
      </Dialog>
    )
  }
  const column = ask.column === undefined ? undefined : board.record('column', ask.column)
  const view = ask.view === undefined ? undefined : board.record('view', ask.view)
  // What is asked about, else what stands behind the dialog.
  const shownView = ask.view ?? addressed ?? openingView(board, principal.memberId)
  const seers = whoSees(board, resource, watching(principalsOf(account), itemId, thread), {
    ...(ask.item !== undefined && { row: ask.item }),
    ...(column !== undefined && { column }),
    ...(view !== undefined && { view }),
  })
  const shown = links.filter((link) => !words.isOver(link) && shows(board, link, ask))
  const text = find.trim().toLocaleLowerCase()
  const people = seers.flatMap((seer) => {
    const member = account.members.find(({ id }) => id === seer.memberId)
    return member !== undefined && member.name.toLocaleLowerCase().includes(text) ? [{ seer, member }] : []
  })
  return (
    <Dialog
      open
      title={seenTitle(board, ask)}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('Done')}
        </Button>
      }
    >
      <div className="form-stack">
        <p className="form-note" role="status">
          {t(
            '{seers, plural, one {One person sees} other {# people see}} this{links, plural, =0 {} one {, and whoever has a link} other {, and whoever has one of # links}}.',
            { seers: seers.length, links: shown.length },
          )}
        </p>
        {mayManage && ask.column !== undefined && column !== undefined && (
          <ColumnRights board={ask.board} id={ask.column} column={column} />
        )}
        {seers.length > MANY && (
          <TextField
            label={t('Find a person')}
            hideLabel
            icon="search"
            placeholder={t('Find a person')}
            value={find}
            onChange={(event) => setFind(event.target.value)}
          />
        )}
        {error !== null && (
          <Failure
            compact
            trouble={error}
            say={(reason) => t('Whether anybody sees it by a link could not be asked: {error}', { error: reason })}
            refused={t('Whether anybody sees it by a link is for the owners of the board. Ask one of them.')}
            onRetry={retry}
          />
        )}
        {shown.length > 0 && (
          <ul aria-label={t('Links')}>
            {shown.map((link) => (
              <li key={link.id} className="sharing-line sharing-link-line">
                <Icon name={link.hasPassword ? 'lock' : 'link'} />
                <span className="fu-grow sharing-link-text">
                  <span>
                    {link.hasPassword
                      ? t('Anybody with the link to {linkName} and its password', { linkName: linkName(board, link) })
                      : t('Anybody with the link to {linkName}', { linkName: linkName(board, link) })}
                  </span>
                  <span className="form-note">{words.about(link)}</span>
                </span>
                <span className="form-note">{t('Reads')}</span>
              </li>
            ))}
          </ul>
        )}
        <ul aria-label={t('People')} className="sharing-people">
          {people.map(({ seer, member }) => (
            <li key={member.id} className="sharing-line sharing-link-line">
              <Avatar person={member} size="small" decorative />
              <span className="fu-grow sharing-link-text">
                <span className="fu-truncate">
                  {member.name}
                  {member.id === principal.memberId && <span className="form-note"> {t('You')}</span>}
                </span>
                <span className="form-note">{because(seer, member, account)}</span>
                {seer.rule !== undefined && <span className="form-note">{grantWords(board, seer.rule)}</span>}
              </span>
              <span className="form-note">{roleWords(seer.role)}</span>
              {mayManage && member.id !== principal.memberId && (
                <a
                  className="sharing-as"
                  href={appHref(viewAsPath(ask.board, member.id, { view: shownView, item: ask.item }))}
                  aria-label={t('View as {name}', { name: member.name })}
                  onClick={onClose}
                >
                  {t('View as')}
                </a>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

/** People with whether they watch an item: some see no other. */
function watching(
  people: ReturnType<typeof principalsOf>,
  item: string | null,
  thread: ScopeReader | null,
): ReturnType<typeof principalsOf> {
  if (item === null) return people
  return people.map((person) =>
    thread?.record('watcher', person.memberId)?.['watching'] === true
      ? { ...person, watches: new Set([item]) }
      : person,
  )
}

function because(seer: Seer, member: Member, account: AccountView): string {
  return seer.because.map((each) => becauseWords(each, member, account)).join(' · ')
}

function linkName(board: BoardState, { view }: ShareLink): string {
  return view === null ? t('the whole board') : `“${String(board.record('view', view)?.['name'] ?? '')}”`
}

interface LinksTo {
  readonly links: readonly ShareLink[]
  /** Where they could not be asked for: nobody knows whether there are any. */
  readonly error: Trouble | null
  readonly retry: () => unknown
}

/** The links of a board, for those who may have them. */
function useLinksTo(board: string, mayManage: boolean): LinksTo {
  const [links, setLinks] = useState<readonly ShareLink[]>([])
  const [error, setError] = useState<Trouble | null>(null)
  const ask = useCallback(() => {
    if (!mayManage) return undefined
    let wanted = true
    get<{ readonly links: readonly ShareLink[] }>(`/shares/${board}`).then(
      (answer) => {
        if (!wanted) return
        setLinks(answer.links)
        setError(null)
      },
      // The people are told all the same.
      (problem: unknown) => wanted && setError(troubleOf(problem)),
    )
    return () => {
      wanted = false
    }
  }, [board, mayManage])
  useEffect(ask, [ask])
  return { links, error, retry: ask }
}

/** Whether a link shows what is asked about. Of an item that depends on filters, which the server alone follows. */
function shows(board: BoardState, link: ShareLink, { column, view }: SeenAsk): boolean {
  if (link.idle !== null) return false
  if (view !== undefined) return link.view === view
  if (column === undefined) return true
  const number = Number(board.record('column', column)?.['number'])
  if (link.leftOut.some((left) => left.number === number)) return false
  const fields = link.view === null ? {} : (board.record('view', link.view) ?? {})
  // @NOTE a view is stored as its command checked it.
  const spec = (fields['spec'] ?? {}) as Parameters<typeof columnsOfView>[1]['spec']
  return columnsOfView(board, { kind: String(fields['kind'] ?? 'table'), spec }).includes(number)
}
