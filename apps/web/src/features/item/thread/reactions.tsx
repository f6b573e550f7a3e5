import { reactionSigns, type ReactionGroup } from '@fulcrum/domain'
import { IconButton, Popover, Tooltip } from '@fulcrum/ui'
import { language, t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useClient } from '../../../shell/client-context.tsx'
import { useItem } from '../use-item.ts'
import type { Message } from './messages.ts'

/** The signs under a message: each says who gave it, and a click gives it or takes it back. */
export function Reactions({ message }: { readonly message: Message }) {
  const { context, rights } = useItem()
  const { memberId } = useClient()
  const toggle = useToggle(message)
  if (message.reactions.length === 0) return null
  return (
    <div className="item-reactions" role="group" aria-label={t('Reactions')}>
      {message.reactions.map((group) => {
        const isMine = group.members.includes(memberId)
        const names = group.members.map((id) => (id === memberId ? 'you' : context.personName(id)))
        const words = `${group.members.length} ${group.name}: ${namesWords(names)}`
        return (
          <Tooltip key={group.sign} text={words}>
            <button
              type="button"
              className="item-reaction"
              aria-pressed={isMine}
              aria-label={words}
              disabled={!rights.discuss}
              onClick={() => toggle(group.sign, isMine)}
            >
              <span aria-hidden>{group.sign}</span>
              {group.members.length}
            </button>
          </Tooltip>
        )
      })}
      {rights.discuss && <AddReaction message={message} />}
    </div>
  )
}

/** A button that offers every sign. */
export function AddReaction({ message }: { readonly message: Message }) {
  const { memberId } = useClient()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const toggle = useToggle(message)
  const isMine = (sign: string): boolean =>
    message.reactions.some((group: ReactionGroup) => group.sign === sign && group.members.includes(memberId))
  return (
    <>
      <IconButton
        icon="smile"
        label={t('React')}
        size="small"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(anchor === null ? event.currentTarget : null)}
      />
      <Popover open={anchor !== null} anchor={anchor} label={t('React')} align="end" onClose={() => setAnchor(null)}>
        <div className="item-signs">
          {reactionSigns.map(({ sign, name }) => (
            <button
              key={sign}
              type="button"
              title={name}
              aria-label={name}
              aria-pressed={isMine(sign)}
              onClick={() => {
                setAnchor(null)
                toggle(sign, isMine(sign))
              }}
            >
              {sign}
            </button>
          ))}
        </div>
      </Popover>
    </>
  )
}

function useToggle(message: Message): (sign: string, isMine: boolean) => void {
  const { boardId, item } = useItem()
  const client = useClient()
  return (sign, isMine) => {
    const args = { board: boardId, item: item.id, update: message.id, sign }
    if (isMine) void client.run('update.unreact', args).done
    else void client.run('update.react', { ...args, id: client.newId() }).done
  }
}

/** `Ana, you and 3 others` */
function namesWords(names: readonly string[]): string {
  const shown = names.length > 6 ? [...names.slice(0, 5), t('{count} others', { count: names.length - 5 })] : [...names]
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(shown)
}
