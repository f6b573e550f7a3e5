import { useMe } from './account-context.tsx'
import { useDocCommands, type DocCommands } from './doc-commands.ts'
import { timeFormat } from './reader-times.ts'
import { useGo } from './router/router-context.tsx'
import { useWorld } from './world.tsx'

/** Begins notes of a meeting of today, at which the reader is. */
export function useMeetingNotes(): (place: Omit<Parameters<DocCommands['create']>[0], 'name'>) => void {
  const { client, toasts } = useWorld()
  const commands = useDocCommands()
  const { id, name } = useMe()
  const go = useGo()
  return (place) =>
    void import('./meeting-notes.ts').then(({ makeMeetingNotes }) =>
      makeMeetingNotes(
        { commands, toasts, go, isOnline: () => client.status.link.state === 'online' },
        { place, day: timeFormat({ dateStyle: 'medium' }).format(client.now()), people: [{ id, name }] },
      ),
    )
}
