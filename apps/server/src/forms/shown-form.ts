import {
  BoardState,
  boardResource,
  can,
  fixedCells,
  formQuestions,
  formView,
  groupOfAnswers,
  readSettings,
  scopeOf,
} from '@fulcrum/domain'
import type {
  BoardViewSpec,
  FormAudience,
  FormPrincipal,
  FormQuestion,
  FormSettings,
  Json,
  MemberId,
} from '@fulcrum/domain'
import type { SyncNode } from '../node.ts'

/** A form as it is saved, for those who answer it. */
export interface ShownForm {
  readonly board: BoardState
  readonly view: string
  readonly name: string
  readonly settings: FormSettings
  readonly questions: readonly FormQuestion[]
  readonly fixed: readonly { readonly column: number; readonly value: Json }[]
  readonly group: number
}

/** The form of a view; null where it is none any more, is one person's own, or its board takes no items. */
export async function shownForm(
  { store }: Pick<SyncNode, 'store'>,
  { board: boardId, view: viewId, audience }: { board: string; view: string; audience: FormAudience },
): Promise<ShownForm | null> {
  const { state: board } = await store.get(scopeOf('board', boardId))
  if (!(board instanceof BoardState) || board.board['name'] === undefined) return null
  if (board.board['deletedAt'] !== undefined || board.board['archivedAt'] !== undefined) return null
  const view = board.record('view', viewId)
  if (view?.['kind'] !== formView.id || view['deletedAt'] !== undefined || typeof view['ownerId'] === 'string')
    return null
  // @NOTE a view is stored as its command checked it.
  const spec = (view['spec'] ?? {}) as BoardViewSpec
  const settings = readSettings(formView, spec.settings)
  const group = groupOfAnswers(board, settings)
  if (group === undefined) return null
  const questions = formQuestions(board, settings, audience)
  const fixed = fixedCells(board, settings, questions)
  return { board, view: viewId, name: String(view['name']), settings, questions, fixed, group }
}

/** Whoever answers: they may make items on this board, with what is asked and what is set beside it. */
export function answererOf({ board, questions, fixed }: ShownForm, memberId: MemberId | null): FormPrincipal {
  const asked = questions.flatMap(({ column }) => (column === 'title' ? [] : [column]))
  return { kind: 'form', memberId, board: board.boardId, columns: [...asked, ...fixed.map(({ column }) => column)] }
}

/** Whether the board takes items of this form at all. */
export function takesAnswers(form: ShownForm): boolean {
  const { board } = form
  return can(answererOf(form, null), 'item.create', boardResource(board, board.boardId))
}
