import type { Json } from '../../json.ts'
import { formView } from '../../view/kinds/form.ts'
import { readSettings } from '../../view/kinds/kind.ts'
import { aboutItem } from '../about.ts'
import { membersOf } from '../mentioned.ts'
import { defineReason } from '../reason.ts'
import type { ReasonContext } from '../reason.ts'

/** A form that I hear of was answered, and the item that the answer made still stands. */
export const answer = defineReason({
  id: 'answer',
  label: 'Form answers',
  says: 'answered a form',
  alone: 'Somebody answered a form',
  why: 'An answer to a form made this item, and you hear of its answers: as an owner of the board, or because the form says so.',
  find: (change, context) => {
    const { cause } = change
    if (cause.kind !== 'form' || context.thread) return []
    const made = change.patches.flatMap((patch) =>
      patch.op === 'cells' && patch.column === 'createdAt' ? patch.rows.filter((row) => context.board.isLive(row)) : [],
    )
    const hear = hearersOf(cause.view, context)
    return made.flatMap((row) => {
      const about = aboutItem(String(context.board.system(row, 'id')))
      return hear.map((each) => ({ ...each, about }))
    })
  },
})

/** Who hears of the answers to a form: whom it names, else the owners of its board. */
function hearersOf(view: string, { board, account }: ReasonContext): readonly { member: string; team?: string }[] {
  const spec = board.record('view', view)?.['spec']
  // @NOTE a view is stored as its command checked it.
  const { hear } = readSettings(formView, (spec as { settings?: Json } | undefined)?.settings)
  if (hear !== undefined) return hear.map((member) => ({ member }))
  return [...board.records('boardMember')].flatMap(([id, { subject, role }]) => {
    if (role !== 'owner') return []
    return subject === 'team' ? membersOf(account, id).map((member) => ({ member, team: id })) : [{ member: id }]
  })
}
