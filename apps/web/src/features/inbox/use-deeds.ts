import { scopeOf } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useClient, useToasts, useWorld } from '../../shell/client-context.tsx'
import type { Mute } from './abouts.ts'
import type { InboxDeeds } from './inbox-line.tsx'
import type { InboxEntry } from '../../shell/use-inbox.ts'

interface Deeds extends Omit<InboxDeeds, 'mute'> {
  readonly read: (entry: InboxEntry) => void
  readonly mute: (what: Mute) => void
  readonly allDone: () => void
}

/** What one does with entries. All of it is undone by Mod Z. */
export function useDeeds(): Deeds {
  const client = useClient()
  const toasts = useToasts()
  const { actions } = useWorld()
  const member = client.memberId
  const key = scopeOf('user', member)
  const undo = { title: t('Undo'), shortcut: 'Mod Z', onSelect: () => void actions.run('undo') }
  const read = ({ id, at }: InboxEntry): void => {
    client.run('notification.read', { member, ids: [id], seen: at })
  }
  return {
    read,
    toggleRead: (entry) => {
      if (entry.unread > 0) read(entry)
      else client.run('notification.unread', { member, ids: [entry.id] })
    },
    done: ({ id, at }) => {
      client.run('notification.done', { member, ids: [id], seen: at })
      toasts.show({ key, icon: 'check', text: t('Done'), action: undo })
    },
    mute: ({ kind, id, name }) => {
      client.run(`${kind}.mute`, { member, [kind]: id })
      toasts.show({ key, icon: 'eye-off', text: t('{muted} is muted', { muted: name }), action: undo })
    },
    allDone: () => {
      client.run('notification.allDone', { member, seen: client.now() })
      toasts.show({ key, icon: 'check', text: t('All are done'), action: undo })
    },
  }
}
