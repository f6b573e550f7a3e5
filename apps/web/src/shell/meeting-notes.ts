import type { DocNode } from '@fulcrum/domain/doc-content'
import type { ToastStore } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { DocCommands } from './doc-commands.ts'
import { bringText } from './docs-to-come.ts'
import { docPath } from './paths.ts'

interface MeetingPorts {
  readonly commands: Pick<DocCommands, 'create'>
  readonly toasts: ToastStore
  readonly isOnline: () => boolean
  readonly go: (path: string) => void
}

/** Where the notes stand, and what is known of the meeting. */
export interface Meeting {
  readonly place: Omit<Parameters<DocCommands['create']>[0], 'name'>
  /** The day in words. */
  readonly day: string
  /** Who is there already. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

/** Makes a doc with the parts that notes of a meeting have, and opens it. */
export async function makeMeetingNotes({ commands, toasts, isOnline, go }: MeetingPorts, meeting: Meeting) {
  // The text waits in this page alone until the doc stands: with the page it would be lost.
  if (!isOnline()) {
    toasts.show({ text: t('You are offline: notes can be begun once the connection is back.'), icon: 'warning' })
    return
  }
  const id = await commands.create({ ...meeting.place, name: t('Meeting of {day}', { day: meeting.day }) })
  // The refusal has been said.
  if (id === null) return
  bringText(id, meetingNotes(meeting.people))
  go(docPath(id))
}

/** Who was there, what it is about, what was said and decided, and what follows: entries that become items. */
export function meetingNotes(people: Meeting['people']): DocNode {
  const list = (...lines: DocNode[]): DocNode => ({
    type: 'bulletList',
    content: lines.map((line) => ({ type: 'listItem', content: [line] })),
  })
  const task: DocNode = { type: 'taskItem', attrs: { checked: false }, content: [line()] }
  return {
    type: 'doc',
    content: [
      heading(t('Who is here')),
      line(...people.flatMap(({ id, name }) => [mention(id, name), words(' ')])),
      heading(t('Agenda')),
      list(line()),
      heading(t('Notes')),
      line(),
      heading(t('Decisions')),
      list(line()),
      heading(t('Actions')),
      { type: 'taskList', content: [task] },
    ],
  }
}

function heading(text: string): DocNode {
  return { type: 'heading', attrs: { level: 2 }, content: [words(text)] }
}

function line(...content: DocNode[]): DocNode {
  return { type: 'paragraph', ...(content.length > 0 && { content }) }
}

function words(text: string): DocNode {
  return { type: 'text', text }
}

function mention(id: string, name: string): DocNode {
  return { type: 'mention', attrs: { kind: 'member', id, label: name.slice(0, 255) } }
}
