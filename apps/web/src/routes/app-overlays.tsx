import { t } from '@fulcrum/ui/messages'
import { lazy, Suspense, useEffect, useState } from 'react'
import { treeDialogs } from '../features/tree/late-dialogs.ts'
import { menuPart } from '../shell/late-menu.ts'
import { words } from '../shell/late-words.ts'
import { later, laterPart, loadUntilHere, quietPart } from '../shell/later.ts'
import { useMayAddItems } from '../shell/may-add-items.ts'
import { noServer } from '../shell/not-here-yet.tsx'
import { boardPath } from '../shell/paths.ts'
import { useActions, useAllActions } from '../shell/use-actions.ts'
import { useGo, usePlace } from '../shell/router/router-context.tsx'

const ShortcutSheet = lazy(async () => ({ default: (await import('./all-shortcuts.tsx')).AllShortcuts }))
const DecisionsDialog = lazy(async () => ({
  default: (await import('../features/queue/decisions-dialog.tsx')).DecisionsDialog,
}))

const NewItemDialog = lazy(async () => ({
  default: (await import('../features/new-item/new-item-dialog.tsx')).NewItemDialog,
}))

const ImportDialog = lazy(async () => ({ default: (await import('../features/import/index.ts')).ImportDialog }))

const lateParts = later(() => import('./late-parts.ts'))
const Palette = laterPart(lateParts, (parts) => parts.Palette)
const FocusKeeper = quietPart(lateParts, (parts) => parts.FocusKeeper)
const GoActions = quietPart(lateParts, (parts) => parts.GoActions)

/** Says what comes into the inbox. */
export const InboxNews = quietPart(lateParts, (parts) => parts.InboxNews)

/** Remembers what is opened. */
export const NotePlace = quietPart(lateParts, (parts) => parts.NotePlace)

/** The first steps, for who is on the way. */
export const Tour = quietPart(lateParts, (parts) => parts.Tour)

type Overlay = 'palette' | 'shortcuts' | 'decisions' | 'import' | 'new-item'

interface Overlays {
  readonly shown: Overlay | null
  readonly show: (overlay: Overlay | null) => void
}

/** What can lie over every page, and the keys that ask for it. */
export function useOverlays(): Overlays {
  // A board has its own way to a new item, by the same key.
  const { path, search } = usePlace()
  const onBoard = path.startsWith('/b/')
  const mayAdd = useMayAddItems()
  const go = useGo()
  // The installed app offers this address. It asks once, and not again when the page is loaded anew.
  const isAsked = mayAdd && path === '/' && new URLSearchParams(search).get('new') === 'item'
  const [shown, show] = useState<Overlay | null>(isAsked ? 'new-item' : null)
  useEffect(() => {
    if (isAsked) go('/', { replace: true })
  }, [isAsked, go])
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

/** The overlay that is asked for; none is loaded before. */
export function AppOverlays({ overlays: { shown, show } }: { readonly overlays: Overlays }) {
  const actions = useAllActions()
  const go = useGo()
  const close = (): void => show(null)
  return (
    <Suspense>
      <FocusKeeper />
      <GoActions onImport={() => show('import')} />
      {shown === 'palette' && <Palette actions={actions} onClose={close} />}
      {shown === 'new-item' && <NewItemDialog onClose={close} />}
      {shown === 'shortcuts' && <ShortcutSheet actions={actions} onClose={close} />}
      {shown === 'import' && (
        <ImportDialog
          workspace={null}
          onClose={close}
          onOpenBoard={(board) => {
            close()
            go(boardPath(board))
          }}
        />
      )}
      {shown === 'decisions' && <DecisionsDialog onClose={close} />}
    </Suspense>
  )
}
