import { BoardState, DomainError, boardResource, can, scopeOf, uuidV7 } from '@fulcrum/domain'
import type { BoardColumn, Cause, MemberId, Principal, Scope, ScopeReader } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import type { SyncNode } from '../../node.ts'

/** Who imports: a member, judged anew at each step, or whoever holds the machine. */
export interface Importer {
  readonly memberId: MemberId | null
  /** Null once the person is no member any more. */
  principal(): Principal | null
}

export interface DoorOptions {
  readonly node: Pick<SyncNode, 'store' | 'executor'>
  readonly importer: Importer
  readonly cause: Cause
  /** All changes of one import share it. */
  readonly batch: string
}

/**
 * The one way in which an import writes: commands, in the name of the importer. Those that only the server may run are run by
 * it, each after asking whether the importer still may.
 */
export class ImportDoor {
  readonly node: DoorOptions['node']
  readonly importer: Importer
  readonly cause: Cause
  readonly batch: string

  constructor({ node, importer, cause, batch }: DoorOptions) {
    this.node = node
    this.importer = importer
    this.cause = cause
    this.batch = batch
  }

  /** Runs a command as the importer. Steps outside the batch are not part of what undo takes back. */
  async run(command: string, args: object, { inBatch = true } = {}): Promise<Extract<Answer, { ok: true }>> {
    const principal = () => this.importer.principal()
    return this.answered(
      await this.node.executor.run(
        { principal, cause: this.cause, ...(inBatch && { batch: this.batch }) },
        command,
        1,
        args,
      ),
    )
  }

  /** Runs a command of the server's own on a board that the importer may fill. */
  async fill(boardId: string, command: string, args: object): Promise<Extract<Answer, { ok: true }>> {
    const principal = (): Principal | null => (this.mayFill(boardId) ? this.system() : null)
    // A text of the source may name a file by its hash: it must be one that the importer has.
    const holder = () => this.importer.principal()
    const asker = { principal, holder, cause: this.cause, batch: this.batch }
    return this.answered(await this.node.executor.run(asker, command, 1, args))
  }

  /** Runs a command of the server's own on the account's people. */
  async people(command: string, args: object): Promise<void> {
    const principal = (): Principal | null => {
      const person = this.importer.principal()
      return person && can(person, 'member.invite', { role: 'guest' }) ? this.system() : null
    }
    this.answered(await this.node.executor.run({ principal, cause: this.cause }, command, 1, args))
  }

  /** Whoever imports, with all that decides what they see. */
  async reader(): Promise<Principal | null> {
    const principal = this.importer.principal()
    return principal && this.node.store.knowing(principal)
  }

  /** The board as this node has it in memory. */
  async board(boardId: string): Promise<BoardState> {
    const { state } = await this.node.store.get(scopeOf('board', boardId))
    // @NOTE the scope's kind says that its state is a board's.
    return state as BoardState
  }

  async account(): Promise<ScopeReader> {
    return (await this.node.store.get(scopeOf('account', this.node.store.accountId))).state
  }

  newId(): string {
    return uuidV7(Date.now(), fillRandom)
  }

  /** Whether the importer may edit the cells of a column. */
  mayEdit(board: BoardState, { fields }: BoardColumn): boolean {
    const principal = this.importer.principal()
    const resource = { ...boardResource(board, board.boardId), column: fields }
    return principal !== null && can(principal, 'column.edit', resource)
  }

  private mayFill(boardId: string): boolean {
    const principal = this.importer.principal()
    const state = this.node.store.peek(scopeOf('board', boardId) as Scope)?.state
    if (!principal || !(state instanceof BoardState) || state.board['deletedAt'] !== undefined) return false
    const resource = boardResource(state, boardId)
    // The server knows of all items: nothing is filled for somebody who may know of some only.
    return can(principal, 'item.edit', resource) && can(principal, 'board.structure', resource)
  }

  private system(): Principal {
    return { kind: 'system', memberId: this.importer.memberId }
  }

  private answered(answer: Answer): Extract<Answer, { ok: true }> {
    if (answer.ok) return answer
    if (answer.code === 'signed-out') {
      throw new DomainError('forbidden', 'You may not import here any more.', answer.details)
    }
    throw new DomainError(answer.code, answer.message, answer.details)
  }
}

const pool = new Uint8Array(4_096)
let poolAt = pool.length

/** Randomness by the page: an import makes ids by the hundred thousand, and asking for each costs more than making it. */
function fillRandom(bytes: Uint8Array): void {
  if (poolAt + bytes.length > pool.length) {
    crypto.getRandomValues(pool)
    poolAt = 0
  }
  bytes.set(pool.subarray(poolAt, poolAt + bytes.length))
  poolAt += bytes.length
}
