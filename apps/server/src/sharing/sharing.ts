import {
  BoardState,
  boardResource,
  boardRules,
  can,
  columnsOfView,
  DomainError,
  formView,
  notFound,
  linkColumns,
  scopeOf,
  sharedSight,
  sharedSpec,
  uuidV7,
  visibleMember,
} from '@fulcrum/domain'
import type { BoardRules, Fields, Json, MemberId, Principal } from '@fulcrum/domain'
import type {
  ShareChange,
  SharedBoard,
  ShareIdle,
  ShareLink,
  ShareMake,
  SharedOpen,
  ShownBoard,
} from '@fulcrum/protocol'
import { hkdfSync } from 'node:crypto'
import { countTry, forgive, sharedLimits } from '../auth/attempts.ts'
import { hashPassword, verifyPassword } from '../auth/password-hash.ts'
import { hashToken, isSigned, newToken, sign } from '../auth/secrets.ts'
import { seal, unseal } from '../mail/seal.ts'
import type { SyncNode } from '../node.ts'
import { accountState } from '../scopes/principals.ts'
import { deriveAll } from '../storage/derive.ts'
import { shareLinks } from './share-links.ts'
import type { StoredShare } from './share-links.ts'
import { linksRefused, passwordWanted, refusePast, unknownLink } from './refusals.ts'
import { emptyBecause, leftOutOf, mayShare, targetOf, viewOf } from './target.ts'
import type { Target } from './target.ts'
import { linkedFor } from './linked-for.ts'
import { shownBoard } from './shown-board.ts'
import type { Showing } from './shown-board.ts'

/** A board has at most so many links at a time. */
const maxLinks = 50

const dayMs = 24 * 60 * 60 * 1_000

/** Boards as links show them that are kept for whoever asks next. */
const maxMade = 20

export interface SharingOptions {
  readonly secret: string
  /** Where browsers reach us, without a closing slash. */
  readonly publicUrl: () => string
}

/** Who is at the other end, and the link that they have. */
export interface LinkReader {
  readonly token: string
  readonly address: string
}

/** Links to boards: who has which, and what comes out by them. */
export class Sharing {
  private readonly node: SyncNode
  private readonly options: SharingOptions
  private readonly links: ReturnType<typeof shareLinks>
  private readonly linkKey: Buffer
  private readonly passKey: string
  private readonly listeners = new Set<(id: string) => void>()
  /** What was shown last, by link; the one that was made last stands last. */
  private readonly made = new Map<
    string,
    { readonly key: string; readonly board: BoardState; readonly shown: ShownBoard }
  >()

  constructor(node: SyncNode, options: SharingOptions) {
    this.node = node
    this.options = options
    this.links = shareLinks(node.store.pool, node.store.accountId)
    const key = (use: string): Buffer => Buffer.from(hkdfSync('sha256', options.secret, '', use, 32))
    this.linkKey = key('links to boards')
    this.passKey = key('who got in by a link to a board').toString('hex')
  }

  /** The links of a board, the newest first. */
  async list(principal: Principal, board: string): Promise<readonly ShareLink[]> {
    await this.boardOf(principal, board)
    const stored = await this.links.ofBoard(board)
    return Promise.all(stored.map((link) => this.told(link)))
  }

  /** Makes a link to a board or to a view that everybody on it sees. */
  async make(principal: Principal, { board: boardId, view, expiresAt, password }: ShareMake): Promise<ShareLink> {
    const board = await this.boardOf(principal, boardId)
    const createdBy = principal.memberId
    if (createdBy === null) throw new DomainError('invalid', 'Only a person can share a board.')
    const shared = viewOf(board, view)
    if (shared === null) throw notFound('view')
    if (shared.kind === formView.id) {
      throw new DomainError('conflict', 'A form has a link of its own, by which it is answered.')
    }
    const now = this.node.executor.now()
    const rules = await this.rulesOf(board)
    if (!rules.links) throw linksRefused()
    const ends = expiresAt === undefined ? endBy(rules, now) : expiresAt
    refusePast(ends, now)
    if ((await this.links.ofBoard(boardId)).length >= maxLinks) {
      throw new DomainError('conflict', `A board has at most ${maxLinks} links. Revoke one that nobody uses.`)
    }
    const token = newToken()
    const id = uuidV7(now, (bytes) => crypto.getRandomValues(bytes))
    const plan = {
      id,
      board: boardId,
      view,
      sealed: seal(token, this.linkKey, id),
      columns: linkColumns(board, columnsOfView(board, shared)),
      passwordHash: password === null ? null : await hashPassword(password),
      createdBy,
      createdAt: now,
      expiresAt: ends,
    }
    await this.links.add({ ...plan, hash: hashToken(token) })
    return this.told({ ...plan, lastUsedAt: null, uses: 0 })
  }

  /** Changes until when, and by which password a link lets people in, or which columns it shows. Pages that are open ask again. */
  async change(principal: Principal, { board: boardId, id, ...wanted }: ShareChange): Promise<ShareLink> {
    const board = await this.boardOf(principal, boardId)
    const link = await this.links.byId(boardId, id)
    if (link === null) throw notFound('link')
    const { expiresAt, password, withNewColumns } = wanted
    if (expiresAt !== undefined) refusePast(expiresAt, this.node.executor.now())
    const view = viewOf(board, link.view)
    await this.links.edit(id, {
      ...(expiresAt !== undefined && { expiresAt }),
      ...(password !== undefined && { passwordHash: password === null ? null : await hashPassword(password) }),
      ...(withNewColumns && view !== null && { columns: linkColumns(board, columnsOfView(board, view)) }),
    })
    this.tell(id)
    const changed = await this.links.byId(boardId, id)
    if (changed === null) throw notFound('link')
    return this.told(changed)
  }

  /** Ends a link, and every page that is open by it. */
  async revoke(principal: Principal, board: string, id: string): Promise<void> {
    await this.boardOf(principal, board)
    if (!(await this.links.revoke(board, id, this.node.executor.now()))) throw notFound('link')
    this.tell(id)
  }

  /** The board of a link, for whoever has it and knows its password. `isNew` says that somebody came, not that a page asks again. */
  async open(
    reader: LinkReader,
    { password, pass }: SharedOpen,
  ): Promise<{ readonly shared: SharedBoard; readonly link: StoredShare; readonly isNew: boolean }> {
    const known = await this.find(reader.token)
    const isNew = pass === undefined || !this.isPass(pass, known)
    if (isNew) await this.letIn(known, password, reader)
    const shown = await this.shownBy(known)
    // What took time may have ended the link, or given it another password.
    const link = await this.find(reader.token)
    if (link.passwordHash !== known.passwordHash) throw passwordWanted()
    const target = await this.target(link)
    if (shown === null || target === null) throw unknownLink()
    if (isNew) await this.links.used(link.id, this.node.executor.now())
    return {
      shared: {
        title: String(target.board.board['name'] ?? ''),
        viewTitle: target.view.name,
        pass: this.passOf(link),
        expiresAt: link.expiresAt,
        shown,
      },
      link,
      isNew,
    }
  }

  /**
   * A board as one of its people sees it, for an owner of it: what that person reads elsewhere, and views of their own, are not
   * theirs to give away.
   */
  async viewAs(principal: Principal, boardId: string, member: MemberId): Promise<ShownBoard> {
    const whole = await this.boardOf(principal, boardId, 'Only an owner of the board can see it as somebody else does.')
    if (whole.derived.hasToDerive) await deriveAll(whole)
    const person = this.node.hub.principal(member)
    const seen = person && (await this.node.hub.boardFor(person, boardId))
    if (!person) throw notFound('member')
    if (!seen) {
      throw new DomainError('conflict', 'This person does not see the board at all.', { reason: 'sees-nothing' })
    }
    const { board, sight } = seen
    const linked = await linkedFor(board, sight, { asker: principal, person, hub: this.node.hub })
    const rows = Array.from({ length: board.rowCount }, (_, row) => row).filter((row) => board.isLive(row))
    const account = await this.account()
    const told = (id: string): Fields | undefined => {
      const fields = account.member(id)
      return fields && visibleMember(id, visibleMember(id, fields, person), principal)
    }
    const shown = shownBoard(board, { account: { ...account, member: told }, sight, viewerId: member, rows })
    return linked === null ? shown : { ...shown, linked }
  }

  /** The link of a page that got in already, for following it; refuses like `open`. */
  async follow(token: string, pass: string): Promise<StoredShare> {
    const link = await this.find(token)
    if (!this.isPass(pass, link)) throw passwordWanted()
    return link
  }

  /** Which of these links still let their pages see what they show, by passes that their pages have. */
  async stillOpen(passes: ReadonlyMap<string, string>): Promise<ReadonlySet<string>> {
    const now = this.node.executor.now()
    const open = new Set<string>()
    for (const link of await this.links.among([...new Set(passes.values())])) {
      if ((link.expiresAt !== null && link.expiresAt <= now) || (await this.target(link)) === null) continue
      const pass = this.passOf(link)
      if (passes.get(pass) === link.id) open.add(pass)
    }
    return open
  }

  /** Calls back with the id of each link that is changed or ends by this node. */
  onChanged(listener: (id: string) => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  private tell(id: string): void {
    for (const listener of this.listeners) listener(id)
  }

  private async find(token: string): Promise<StoredShare> {
    const link = token.length > 100 ? null : await this.links.byHash(hashToken(token))
    if (link === null) throw unknownLink()
    if (link.expiresAt !== null && link.expiresAt <= this.node.executor.now()) {
      throw new DomainError('conflict', 'This link has expired. Ask whoever sent it for a new one.', {
        reason: 'expired',
      })
    }
    return link
  }

  private async letIn(link: StoredShare, password: string | undefined, { address }: LinkReader): Promise<void> {
    if (link.passwordHash === null) return
    if (password === undefined) throw passwordWanted()
    const context = { pool: this.node.store.pool, now: this.node.executor.now }
    const limits = sharedLimits(link.id, address)
    await countTry(context, limits)
    if (!(await verifyPassword(link.passwordHash, password))) {
      throw new DomainError('forbidden', 'That is not the password of this link.', { reason: 'wrong' })
    }
    await forgive(context, limits)
  }

  /** What a link leads to; null where nothing is there, or whoever made it could not make it now. */
  private async target(link: StoredShare): Promise<Target | null> {
    const reached = await this.reach(link)
    return typeof reached === 'string' ? null : reached
  }

  private async reach(link: StoredShare): Promise<Target | ShareIdle> {
    const { state } = await this.node.store.get(scopeOf('board', link.board))
    const account = await accountState(this.node.store)
    return targetOf(link, state instanceof BoardState ? state : null, {
      // @NOTE it was a member's id when the link was made.
      maker: this.node.hub.principal(link.createdBy as MemberId),
      workspace: (id) => account.record('workspace', id),
    })
  }

  private async rulesOf({ board }: BoardState): Promise<BoardRules> {
    const account = await accountState(this.node.store)
    return boardRules(board, account.record('workspace', String(board['workspaceId'])))
  }

  /** What a link shows at this moment: the same for all of its pages, who all ask when the board moves. */
  private async shownBy(link: StoredShare): Promise<ShownBoard | null> {
    const account = await this.account()
    let target = await this.target(link)
    while (target?.board.derived.hasToDerive) {
      await deriveAll(target.board)
      // What took time may have changed what there is to show.
      target = await this.target(link)
    }
    if (target === null) return null
    const { board, view, principal } = target
    const { today, timeZone, weekStart } = this.node.store.day()
    const key = JSON.stringify([board.version, account.version, today, view, principal.columns])
    const made = this.made.get(link.id)
    if (made?.key === key && made.board === board) return made.shown
    const sight = sharedSight(principal, board, view, { today, timeZone, weekStart })
    if (sight === null) return null
    const { id, kind, name } = view
    const spec = sharedSpec(view, sight.hiddenColumns)
    const shown = shownBoard(board, {
      account,
      sight,
      viewerId: null,
      rows: sight.rows,
      onlyFilledGroups: (view.spec.filter ?? null) !== null,
      // @NOTE a view spec is JSON.
      views: id === null ? [] : [['view', id, { kind, name, rank: 'V', spec: spec as Json }]],
    })
    this.made.delete(link.id)
    this.made.set(link.id, { key, board, shown })
    for (const oldest of this.made.keys()) {
      if (this.made.size <= maxMade) break
      this.made.delete(oldest)
    }
    return shown
  }

  private async account(): Promise<Showing['account'] & { readonly version: number }> {
    const account = await accountState(this.node.store)
    const { accountId } = this.node.store
    return {
      id: accountId,
      version: account.version,
      fields: account.record('account', accountId) ?? {},
      member: (member) => account.record('member', member),
    }
  }

  private async boardOf(
    principal: Principal,
    boardId: string,
    refusal = 'Only an owner of the board can share it by links.',
  ): Promise<BoardState> {
    const { state } = await this.node.store.get(scopeOf('board', boardId))
    const resource = state instanceof BoardState ? boardResource(state, boardId) : null
    if (!(state instanceof BoardState) || resource === null || !can(principal, 'board.read', resource))
      throw notFound('board')
    if (!mayShare(principal, state)) {
      throw new DomainError('forbidden', refusal)
    }
    return state
  }

  private async told(link: StoredShare): Promise<ShareLink> {
    const { id, view, expiresAt, createdAt, createdBy, lastUsedAt, uses } = link
    const token = unseal(link.sealed, this.linkKey, id)
    let reached = await this.reach(link)
    while (typeof reached !== 'string' && reached.board.derived.hasToDerive) {
      await deriveAll(reached.board)
      reached = await this.reach(link)
    }
    const target = typeof reached === 'string' ? null : reached
    return {
      id,
      url: token === null ? null : `${this.options.publicUrl()}/s/${token}`,
      view,
      expiresAt,
      hasPassword: link.passwordHash !== null,
      createdAt,
      createdBy,
      lastUsedAt,
      uses,
      leftOut: target === null ? [] : leftOutOf(target, link.columns),
      idle: typeof reached === 'string' ? reached : null,
      empty: target === null ? null : emptyBecause(target, this.node.store.day()),
    }
  }

  /** Says that somebody got in by a link with the password that it has. */
  private passOf(link: StoredShare): string {
    return sign(`${link.id} ${link.passwordHash ?? ''}`, this.passKey)
  }

  private isPass(pass: string, link: StoredShare): boolean {
    return isSigned(`${link.id} ${link.passwordHash ?? ''}`, pass, this.passKey)
  }
}

/** When a new link ends of which nobody says it. */
function endBy({ linkDays }: BoardRules, now: number): number | null {
  return linkDays === 'never' ? null : now + linkDays * dayMs
}
