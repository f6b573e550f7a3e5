import { formView, type BoardRules, type BoardState } from '@fulcrum/domain'
import type { ShareLink } from '@fulcrum/protocol'
import { Button, Icon, IconButton, Select, Skeleton, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { useClient } from '../../shell/world.tsx'
import {
  emptyWords,
  endOptions,
  endOptionsOf,
  endsAt,
  isOfFormerDays,
  leftOutWords,
  useWords,
  wholeBoard,
} from './link-words.ts'
import { useShareLinks, type ShareLinks } from './use-share-links.ts'

interface ShareLinksProps {
  readonly boardId: string
  readonly board: BoardState
  readonly rules: BoardRules
}

/** The links by which the board is read without an account: what each shows, who used it, and its end. */
export function ShareLinkList({ boardId, board, rules }: ShareLinksProps) {
  const shares = useShareLinks(boardId, rules.links)
  const [making, setMaking] = useState(false)
  const { links, error } = shares
  return (
    <section aria-label={t('Public links')} className="sharing-links">
      <div className="sharing-caption">
        <span className="fu-grow">{t('Public links')}</span>
        {!making && rules.links && (
          <Button size="small" icon="link" onClick={() => setMaking(true)}>
            {t('New link')}
          </Button>
        )}
      </div>
      {making && rules.links && (
        <NewLink board={board} rules={rules} shares={shares} onClose={() => setMaking(false)} />
      )}
      {error !== undefined && (
        <Failure
          compact
          trouble={error}
          refused={t('The links to this board are for its owners. Ask one of them.')}
          onRetry={shares.load}
        />
      )}
      {links === undefined && error === undefined && <Skeleton lines={2} label={t('Loading the links')} />}
      {links?.length === 0 && !making && (
        <p className="form-note">
          {rules.links
            ? t('Nobody reads this board by a link. One shows a view of it, read-only, to whoever has the link.')
            : t('Public links are not allowed on this board.')}
        </p>
      )}
      <ul>
        {links?.map((link) => (
          <OneLink
            key={link.id}
            link={link}
            name={nameOf(board, link.view)}
            formerDays={link.view !== null && isOfFormerDays(board, link.view)}
            shares={shares}
          />
        ))}
      </ul>
    </section>
  )
}

interface NewLinkProps {
  readonly board: BoardState
  readonly rules: BoardRules
  readonly shares: ShareLinks
  readonly onClose: () => void
}

function NewLink({ board, rules, shares, onClose }: NewLinkProps) {
  const { now } = useClient()
  const views = viewsOf(board)
  const [view, setView] = useState(views[0]?.id ?? wholeBoard)
  const [end, setEnd] = useState(String(rules.linkDays))
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const make = async (): Promise<void> => {
    setBusy(true)
    const order = {
      view: view === wholeBoard ? null : view,
      expiresAt: endsAt(end, now()),
      password: password === '' ? null : password,
    }
    // @NOTE the view's id came with the board.
    const made = await shares.make(order as Parameters<ShareLinks['make']>[0])
    setBusy(false)
    if (made) onClose()
  }
  return (
    <form
      className="sharing-form"
      aria-label={t('New link')}
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (!busy) void make()
      }}
    >
      <Select
        label={t('Shows')}
        options={[...views.map(({ id, title }) => ({ id, title })), { id: wholeBoard, title: t('The whole board') }]}
        value={view}
        onChange={setView}
      />
      <Select label={t('Ends')} options={endOptionsOf(rules)} value={end} onChange={setEnd} />
      <TextField
        label={t('Password')}
        placeholder={t('None')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {isOfFormerDays(board, view) && (
        <p className="sharing-warning sharing-wide" role="status">
          <Icon name="warning" size={14} />
          {t(
            'How the board was day by day, which this view draws, is not shown by a link: nothing of the past goes out. Choose a view of how things are.',
          )}
        </p>
      )}
      <p className="form-note sharing-wide">
        {t(
          'It shows the columns and items of the view as it is saved. Columns for some people only, filters, updates and mail addresses stay here.',
        )}
      </p>
      <div className="form-row sharing-wide sharing-end">
        <Button variant="plain" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button type="submit" variant="primary" icon="link" busy={busy}>
          {t('Make and copy')}
        </Button>
      </div>
    </form>
  )
}

interface OneLinkProps {
  readonly link: ShareLink
  readonly name: string
  /** Its view draws what no link shows. */
  readonly formerDays: boolean
  readonly shares: ShareLinks
}

function OneLink({ link, name, formerDays, shares }: OneLinkProps) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const fresh = link.leftOut.filter(({ why }) => why === 'new')
  const others = link.leftOut.filter(({ why }) => why !== 'new')
  return (
    <li className="sharing-link">
      <div className="sharing-line sharing-link-line">
        <Icon name={link.hasPassword ? 'lock' : 'link'} />
        <span className="fu-grow sharing-link-text">
          <span className="fu-truncate">{name}</span>
          <span className="form-note">{words.about(link)}</span>
        </span>
        <IconButton
          icon="copy"
          size="small"
          label={
            link.url === null
              ? t('This link cannot be shown any more: make a new one')
              : t('Copy the link to {name}', { name })
          }
          disabled={link.url === null}
          onClick={() => shares.copy(link)}
        />
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('Change')}
        </Button>
        <Button size="small" variant="danger" onClick={() => void shares.revoke(link.id)}>
          {t('Revoke')}
        </Button>
      </div>
      {formerDays && (
        <p className="form-note sharing-link-note">
          {t('It does not show how the board was day by day, which its view draws.')}
        </p>
      )}
      {link.empty !== null && <p className="form-note sharing-link-note">{emptyWords[link.empty]}</p>}
      {fresh.length > 0 && (
        <p className="form-note sharing-link-note">
          {t('{leftOut} came later and {count, plural, one {is} other {are}} not shown by it.', {
            leftOut: leftOutWords(fresh),
            count: fresh.length,
          })}{' '}
          <Button size="small" variant="plain" onClick={() => void shares.change(link.id, { withNewColumns: true })}>
            {t('Show {count, plural, one {it} other {them}}', { count: fresh.length })}
          </Button>
        </p>
      )}
      {others.length > 0 && (
        <p className="form-note sharing-link-note">
          {t('Not shown: {leftOut}, which only some may read, or which follows from what is not shown.', {
            leftOut: leftOutWords(others),
          })}
        </p>
      )}
      {open && <ChangeLink link={link} shares={shares} onClose={() => setOpen(false)} />}
    </li>
  )
}

interface ChangeLinkProps {
  readonly link: ShareLink
  readonly shares: ShareLinks
  readonly onClose: () => void
}

function ChangeLink({ link, shares, onClose }: ChangeLinkProps) {
  const { now } = useClient()
  const [end, setEnd] = useState('same')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const save = async (change: Parameters<ShareLinks['change']>[1]): Promise<void> => {
    setBusy(true)
    const saved = await shares.change(link.id, change)
    setBusy(false)
    if (saved) onClose()
  }
  return (
    <form
      className="sharing-form"
      aria-label={t('Change the link')}
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (busy) return
        void save({
          ...(end !== 'same' && { expiresAt: endsAt(end, now()) }),
          ...(password !== '' && { password }),
        })
      }}
    >
      <Select
        label={t('Ends')}
        options={[{ id: 'same', title: t('As it is') }, ...endOptions]}
        value={end}
        onChange={setEnd}
      />
      <TextField
        label={link.hasPassword ? t('Another password') : t('Password')}
        placeholder={link.hasPassword ? t('As it is') : t('None')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className="form-row sharing-wide sharing-end">
        {link.hasPassword && (
          <Button variant="plain" disabled={busy} onClick={() => void save({ password: null })}>
            {t('Take the password away')}
          </Button>
        )}
        <Button variant="plain" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t('Save')}
        </Button>
      </div>
    </form>
  )
}

function viewsOf(board: BoardState): readonly { readonly id: string; readonly title: string }[] {
  return [...board.records('view')]
    .filter(([, { kind, ownerId, deletedAt }]) => {
      return kind !== formView.id && typeof ownerId !== 'string' && deletedAt === undefined
    })
    .sort(([, left], [, right]) => (String(left['rank']) < String(right['rank']) ? -1 : 1))
    .map(([id, { name }]) => ({ id, title: String(name ?? '') }))
}

function nameOf(board: BoardState, view: string | null): string {
  if (view === null) return t('The whole board')
  return String(board.record('view', view)?.['name'] ?? t('A view that is gone'))
}
