import { aboutBoard } from '../about.ts'
import { membersOf } from '../mentioned.ts'
import { defineReason } from '../reason.ts'

/** A board is opened to me, or to a team of mine. */
export const access = defineReason({
  id: 'access',
  label: 'Boards shared with you',
  says: 'gave you access',
  why: 'You, or a team that you are in, were added to this board.',
  find: (change, { account, board, thread }) => {
    if (thread || change.command === 'board.create') return []
    const about = aboutBoard(board.boardId)
    return change.patches.flatMap((patch) => {
      if (patch.op !== 'put' || patch.table !== 'boardMember') return []
      const isNew = change.inverse.some(
        (each) => each.op === 'drop' && each.table === 'boardMember' && each.id === patch.id,
      )
      const now = isNew ? board.record('boardMember', patch.id) : undefined
      if (!now) return []
      if (now['subject'] !== 'team') return [{ member: patch.id, about }]
      return membersOf(account, patch.id).map((member) => ({ member, about, team: patch.id }))
    })
  },
})
