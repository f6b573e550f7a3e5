import { t } from '@fulcrum/ui/messages'
import { useEffect, useState } from 'react'
import { treeDialogs } from '../features/tree/late-dialogs.ts'
import { menuPart } from '../shell/late-menu.ts'
import { words } from '../shell/late-words.ts'
import { later, laterPart, loadUntilHere, quietPart } from '../shell/later.ts'
import { useMayAddItems } from '../shell/may-add-items.ts'
import { noServer } from '../shell/not-here-yet.tsx'
import { useActions, useAllActions } from '../shell/use-actions.ts'
import { usePlace } from '../shell/router/router-context.tsx'

const lateParts = later(() => import('./late-parts.ts'))
const Palette = laterPart(lateParts, (parts) => parts.Palette)
const PageDialogs = quietPart(lateParts, (parts) => parts.PageDialogs)

/** Says what comes into the inbox. */
export const InboxNews = quietPart(lateParts, (parts) => parts.InboxNews)

/** Remembers what is opened. */
export const NotePlace = quietPart(lateParts, (parts) => parts.NotePlace)

/** Leads to signing in once the session is over. */
export const SessionEnd = quietPart(lateParts, (parts) => parts.SessionEnd)

/** Says in passing what happened. */
export const ToastRegion = quietPart(lateParts, (parts) => parts.ToastRegion)

/** The first steps, for who is on the way. */
export const Tour = quietPart(lateParts, (parts) => parts.Tour)

export type Overlay = 'palette' | 'shortcuts' | 'decisions' | 'import' | 'new-item'

interface Overlays {
  readonly shown: Overlay | null
  readonly show: (overlay: Overlay | null) => void
}

/** What can lie over every page, and the keys that ask for it. */
export function useOverlays(): Overlays {
  const [shown, show] = useState<Overlay | null>(null)
  // A board has its own way to a new item, by the same key.
  const onBoard = usePlace().path.startsWith('/b/')
  const mayAdd = useMayAddItems()
  useActions([
    ...(mayAdd
      ? [
          {
            id: 'item.new',
            title: onBoard ? t('New item on another board') : t('New item'),
            section: t('Create'),
            icon: 'plus' as const,
            ...(!onBoard && { shortcut: 'C' }),
            run: () => show('new-item'),
          },
        ]
      : []),
    {
      id: 'palette',
      title: t('Find anything'),
      section: t('Everywhere'),
      shortcut: 'Mod K',
      keysOnly: true,
      inFields: true,
      run: () => show('palette'),
    },
    {
      id: 'shortcuts',
      title: t('Shortcuts'),
      section: t('Everywhere'),
      icon: 'key',
      shortcut: '?',
      run: () => show('shortcuts'),
    },
  ])
  return { shown, show }
}

/** Whether the connection is worth a word, once what says it is here: nobody waits for that. */
export function LateLinkBanner({ onLook }: { readonly onLook: () => void }) {
  const [parts, setParts] = useState(() => lateParts.here())
  useEffect(() => {
    void loadUntilHere(menuPart)
    void loadUntilHere(words)
    void loadUntilHere(treeDialogs)
    void loadUntilHere(lateParts).then((here) => {
      setParts(here)
      return loadUntilHere(noServer)
    })
  }, [])
  return parts === undefined ? null : <parts.LinkBanner onLook={onLook} />
}

/** What lies over every page. */
export function AppOverlays({ overlays: { shown, show } }: { readonly overlays: Overlays }) {
  const actions = useAllActions()
  return (
    <>
      <PageDialogs shown={shown} show={show} actions={actions} />
      {shown === 'palette' && <Palette actions={actions} onClose={() => show(null)} />}
    </>
  )
}
