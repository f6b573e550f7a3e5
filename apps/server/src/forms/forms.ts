import {
  BoardState,
  DomainError,
  accountTexts,
  boardResource,
  can,
  formView,
  isOnlyLinks,
  notFound,
  readAnswers,
  scopeOf,
  uuidV7,
} from '@fulcrum/domain'
import type { Answers, ErrorCode, FormAudience, JsonObject, MemberId, Principal } from '@fulcrum/domain'
import type { FormAnswer, FormFile, FormLimits, FormLink, FormShare, FormThanks, OpenForm } from '@fulcrum/protocol'
import type { Readable } from 'node:stream'
import { hashToken, newToken } from '../auth/secrets.ts'
import type { Files } from '../files/files.ts'
import { seal, unseal } from '../mail/seal.ts'
import type { SyncNode } from '../node.ts'
import { accountState } from '../scopes/principals.ts'
import { formLinks } from './form-links.ts'
import type { StoredLink } from './form-links.ts'
import { formPace } from './pace.ts'
import { formSeals } from './seals.ts'
import { answererOf, shownForm, takesAnswers } from './shown-form.ts'
import type { ShownForm } from './shown-form.ts'

/** A file of an answer is at most this large, and never larger than files may be here. */
const maxFileBytes = 25 * 1024 ** 2
/** Files of one answer to one question. */
const maxFiles = 10

export interface FormsOptions {
  readonly files: Files
  readonly secret: string
  /** Where browsers reach us, without a closing slash. */
  readonly publicUrl: () => string
}

/** Who is at the other end, and the link that they have. */
export interface Answerer {
  readonly token: string
  readonly address: string
  /** Who is signed in; asked only where the form is for members. */
  readonly member: () => Promise<MemberId | null>
}

/** Forms that are shared: how, and what comes by them. */
export class Forms {
  private readonly node: SyncNode
  private readonly options: FormsOptions
  private readonly links: ReturnType<typeof formLinks>
  private readonly seals: ReturnType<typeof formSeals>
  private readonly pace = formPace()

  constructor(node: SyncNode, options: FormsOptions) {
    this.node = node
    this.options = options
    this.links = formLinks(node.store.pool, node.store.accountId)
    this.seals = formSeals(options.secret)
  }

  /** How a form is shared; null where it is not. */
  async shared(principal: Principal, board: string, view: string): Promise<FormLink | null> {
    await this.requireSharer(principal, { board, view })
    const link = await this.links.ofView(board, view)
    return link === null ? null : this.shownLink(link)
  }

  /** Makes the link of a form; the one before it ends. */
  async share(principal: Principal, { board, view, audience, closesAt, maxAnswers }: FormShare): Promise<FormLink> {
    await this.requireSharer(principal, { board, view, audience })
    const now = this.node.executor.now()
    const token = newToken()
    const id = uuidV7(now, (bytes) => crypto.getRandomValues(bytes))
    const sealed = seal(token, this.seals.linkKey, id)
    const plan = { id, board, view, sealed, audience, createdAt: now, closesAt, maxAnswers }
    await this.links.replace({ ...plan, hash: hashToken(token), createdBy: principal.memberId })
    return this.shownLink({ ...plan, answers: 0 })
  }

  /** Changes until when a form takes answers, and how many. */
  async limit(principal: Principal, { board, view, ...limits }: FormLimits): Promise<FormLink> {
    await this.requireSharer(principal, { board, view })
    await this.links.limit(board, view, limits)
    const link = await this.links.ofView(board, view)
    if (link === null) throw notFound('link')
    return this.shownLink(link)
  }

  /** Ends the link of a form at once. */
  async unshare(principal: Principal, board: string, view: string): Promise<void> {
    await this.requireSharer(principal, { board, view })
    if (!(await this.links.revoke(board, view, this.node.executor.now()))) throw notFound('link')
  }

  /** What a form asks whoever has its link. */
  async open(answerer: Answerer): Promise<OpenForm> {
    const { link, form } = await this.find(answerer, { network: 'open' })
    const { settings, questions } = form
    const asksPeople = questions.some(({ ask }) => ask.as === 'persons')
    return {
      title: settings.title?.trim() || form.name,
      description: settings.description?.trim() ?? '',
      questions,
      people: asksPeople ? await this.people() : [],
      maxFileBytes: this.maxFileBytes,
      stamp: this.seals.stamp(link.id, this.node.executor.now()),
    }
  }

  /** Makes an item of an answer. A repeat of one that came is thanked for again, and makes nothing. */
  async answer(answerer: Answerer, { id, stamp, answers, website }: FormAnswer): Promise<FormThanks> {
    const { link, form, member } = await this.find(answerer, { network: 'answer', form: 'formAnswer' })
    const { settings, board } = form
    const thanks = { thanks: settings.thanks?.trim() ?? '' }
    // Who filled what nobody sees is told the same, so that they learn nothing from it.
    if (website !== undefined && website !== '') return thanks
    const { executor, store } = this.node
    const now = executor.now()
    this.seals.checkStamp(link.id, stamp, now)
    const item = this.seals.itemId(link.id, id)
    if (board.rowOf(item) !== undefined) return thanks
    if (settings.refuseLinks === true && isOnlyLinks(answers)) {
      throw new DomainError('invalid', 'Say a little more than an address.', { reason: 'only-links' })
    }
    const texts = accountTexts(await accountState(store))
    const read = readAnswers(board, form.questions, this.withFiles(link, form, answers), texts)
    if ('problems' in read) throw badAnswers(read.problems)
    if (!(await this.links.take(link.id, now))) throw isOver(await this.links.byHash(hashToken(answerer.token)), now)
    const cause = { kind: 'form', view: form.view, name: form.name.slice(0, 200) } as const
    const args = {
      board: board.boardId,
      id: item,
      title: read.title,
      group: form.group,
      cells: [...read.cells, ...form.fixed],
    }
    let isTaken = false
    try {
      const done = await executor.run({ principal: () => answererOf(form, member), cause }, 'item.create', 1, args)
      isTaken = done.ok
      if (done.ok || board.rowOf(item) !== undefined) return thanks
      throw refusalFor(form, done)
    } finally {
      if (!isTaken) await this.links.giveBack(link.id)
    }
  }

  /** Takes a file for an answer. It is let go where no answer comes that names its ticket. */
  async takeFile(
    answerer: Answerer,
    {
      column,
      name,
      body,
      announcedBytes,
    }: { column: number; name: string; body: Readable; announcedBytes: number | undefined },
  ): Promise<FormFile> {
    const { link, form, member } = await this.find(answerer, { network: 'file', form: 'formFile' })
    const question = form.questions.find((each) => each.column === column)
    if (question?.ask.as !== 'files') throw new DomainError('invalid', 'This form asks for no file here.')
    const order = { board: form.board.boardId, column, name, body, announcedBytes, maxBytes: this.maxFileBytes }
    const file = await this.options.files.take(() => answererOf(form, member), order)
    const ticket = this.seals.ticket(link.id, column, file, this.node.executor.now())
    return { ticket, name: file.name, sizeBytes: file.sizeBytes }
  }

  private get maxFileBytes(): number {
    return Math.min(maxFileBytes, this.options.files.maxBytes)
  }

  /** The form of a link that is in force, for somebody who may answer it. */
  private async find(
    { token, address, member: findMember }: Answerer,
    pace: Parameters<ReturnType<typeof formPace>['admit']>[0],
  ): Promise<{ link: StoredLink; form: ShownForm; member: MemberId | null }> {
    const hash = hashToken(token)
    this.pace.admit(pace, address, hash)
    const link = token.length > 100 ? null : await this.links.byHash(hash)
    if (link === null) throw unknownForm()
    const member = link.audience === 'members' ? await findMember() : null
    if (link.audience === 'members' && member === null) {
      throw new DomainError('signed-out', 'This form is for members: sign in first.', { reason: 'members' })
    }
    const form = await shownForm(this.node, link)
    if (form === null || !takesAnswers(form)) throw unknownForm()
    const over = endOf(link, this.node.executor.now())
    if (over !== null) throw over
    return { link, form, member }
  }

  private async requireSharer(
    principal: Principal,
    { board, view, audience }: { board: string; view: string; audience?: FormAudience },
  ): Promise<void> {
    const { state } = await this.node.store.get(scopeOf('board', board))
    const resource = state instanceof BoardState ? boardResource(state, board) : null
    if (resource === null || !can(principal, 'board.read', resource)) throw notFound('board')
    const right = audience === 'anybody' ? 'board.manage' : 'board.structure'
    if (!can(principal, right, resource)) {
      throw new DomainError(
        'forbidden',
        audience === 'anybody'
          ? 'Only an owner of the board can open its forms to anybody.'
          : 'You have no right to share the forms of this board.',
      )
    }
    const fields = state.record('view', view)
    if (fields?.['kind'] !== formView.id || fields['deletedAt'] !== undefined) throw notFound('form')
    if (typeof fields['ownerId'] === 'string') {
      throw new DomainError(
        'conflict',
        'A form of your own cannot be shared: make one that everybody on the board sees.',
      )
    }
  }

  private shownLink(link: StoredLink): FormLink {
    const { audience, closesAt, maxAnswers, answers, createdAt } = link
    const token = unseal(link.sealed, this.seals.linkKey, link.id)
    const url = token === null ? null : `${this.options.publicUrl()}/f/${token}`
    return { url, audience, closesAt, maxAnswers, answers, createdAt }
  }

  private async people(): Promise<OpenForm['people']> {
    const account = await accountState(this.node.store)
    return [...account.records('member')]
      .filter(([, { removedAt, placeholder, service }]) => removedAt === undefined && !placeholder && !service)
      .map(([id, { name }]) => ({ id, name: String(name ?? '') }))
      .sort((left, right) => left.name.localeCompare(right.name))
  }

  /** The answers with files in the place of their tickets. */
  private withFiles(link: StoredLink, { questions }: ShownForm, answers: Answers): Answers {
    const now = this.node.executor.now()
    const files = questions.flatMap(({ column, ask }) => {
      const given = answers[column]
      if (ask.as !== 'files' || typeof column !== 'number' || given === undefined) return []
      if (!Array.isArray(given) || given.length > maxFiles) {
        throw badAnswers([{ column, message: `Attach at most ${maxFiles} files.` }])
      }
      // @NOTE a file of the store is JSON.
      return [
        [column, given.map((ticket) => ({ ...this.seals.fileOf(link.id, column, String(ticket), now) }))] as const,
      ]
    })
    return { ...answers, ...Object.fromEntries(files) }
  }
}

/** The one answer for a link that never was, one that ended, and a form that is not there any more. */
function unknownForm(): DomainError {
  return new DomainError(
    'not-found',
    'There is no form at this address. Its link may have been taken back: ask for a new one.',
  )
}

/** Why a link takes no answers any more; null where it does. */
function endOf({ closesAt, maxAnswers, answers }: StoredLink, now: number): DomainError | null {
  if (closesAt !== null && closesAt <= now) {
    return new DomainError('conflict', 'This form is closed: it takes no answers any more.', { reason: 'closed' })
  }
  if (maxAnswers !== null && answers >= maxAnswers) {
    return new DomainError('conflict', 'This form has all the answers it asked for.', { reason: 'full' })
  }
  return null
}

function isOver(link: StoredLink | null, now: number): DomainError {
  const over = link === null ? unknownForm() : endOf(link, now)
  return over ?? new DomainError('conflict', 'This form has all the answers it asked for.', { reason: 'full' })
}

function badAnswers(problems: readonly { readonly column: number | 'title'; readonly message: string }[]): DomainError {
  return new DomainError('invalid', 'Some answers need another look.', {
    problems: problems.map((each) => ({ ...each })),
  })
}

/** A refusal of the board in terms of the form: of a column that is asked for in its owner's words, of all else with none. */
function refusalFor(
  { questions }: ShownForm,
  { code, message, details }: { readonly code: ErrorCode; readonly message: string; readonly details: JsonObject },
): DomainError {
  const { column } = details
  const isAsked = typeof column === 'number' && questions.some((question) => question.column === column)
  if (isAsked) return badAnswers([{ column, message }])
  if (code === 'unavailable')
    return new DomainError(code, 'This cannot be stored at the moment: send it again in a while.')
  return new DomainError('conflict', 'The board does not take this answer: tell whoever sent you the form.', {
    reason: 'board',
  })
}
