import { can } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useEffectEvent } from 'react'
import type { Action } from '../shell/actions.ts'
import { useAccount, usePrincipal } from '../shell/account-context.tsx'
import { useSidebar } from '../shell/frame.tsx'
import { inboxPath } from '../shell/inbox.ts'
import { mayAddItems } from '../shell/may-add-items.ts'
import { boardPath } from '../shell/paths.ts'
import { useTheme } from '../shell/theme.ts'
import { useTree } from '../shell/tree-context.tsx'
import { useActions } from '../shell/use-actions.ts'
import { useSignOut } from '../shell/use-sign-out.ts'
import { useGo, usePlace } from '../shell/router/router-context.tsx'
import { settingsActionsOf } from './settings-pages.ts'

interface GoActionsProps {
  readonly onImport: () => void
  readonly onNewItem: () => void
}

/** Offers every place of the app, what is brought into it, and how it looks. Nobody waits for that: it comes after the first screen. */
export function GoActions({ onImport, onNewItem }: GoActionsProps): null {
  const go = useGo()
  useAskedItem(onNewItem)
  const { workspaces } = useAccount()
  const { boards } = useTree()
  const [theme, setTheme] = useTheme()
  const sidebar = useSidebar()
  const signOut = useSignOut()
  const principal = usePrincipal()
  const mayInvite = can(principal, 'member.invite', { role: 'guest' })
  const invite: Action = {
    id: 'invite',
    title: t('Invite people'),
    section: t('Create'),
    icon: 'user-plus',
    keywords: t('add member person guest team colleague'),
    run: () => go('/settings/members'),
  }
  const mayImport = mayAddItems(principal, boards)
  const importing: Action = {
    id: 'import',
    title: t('Import a file'),
    section: t('Everywhere'),
    icon: 'upload',
    keywords: t('csv excel xlsx issues tracker'),
    run: onImport,
  }
  const boardActions = boards
    .filter(({ archived, hidden }) => !archived && !hidden)
    .map((board): Action => ({
      id: `go:${board.id}`,
      title: board.name,
      section: t('Go to'),
      icon: board.access === 'private' ? 'lock' : 'board',
      hint: workspaces.find(({ id }) => id === board.workspaceId)?.name ?? '',
      run: () => go(boardPath(board.id)),
    }))
  const themes = (['light', 'dark', 'system'] as const)
    .filter((choice) => choice !== theme)
    .map((choice): Action => ({
      id: `theme:${choice}`,
      title: { light: t('Light theme'), dark: t('Dark theme'), system: t('Theme as the system') }[choice],
      section: t('Look'),
      icon: ({ light: 'sun', dark: 'moon', system: 'screen' } as const)[choice],
      keywords: t('theme mode appearance'),
      run: () => setTheme(choice),
    }))
  useActions([
    ...boardActions,
    ...(mayInvite ? [invite] : []),
    { id: 'go:inbox', title: t('Inbox'), section: t('Go to'), icon: 'inbox', run: () => go(inboxPath()) },
    {
      id: 'go:home',
      title: t('Home'),
      section: t('Go to'),
      icon: 'home',
      shortcut: 'G H',
      run: () => go('/'),
    },
    {
      id: 'go:my-work',
      title: t('My work'),
      section: t('Go to'),
      icon: 'me',
      shortcut: 'G W',
      keywords: t('mine assigned late today week items'),
      run: () => go('/my-work'),
    },
    {
      id: 'go:templates',
      title: t('Templates'),
      section: t('Go to'),
      icon: 'copy',
      keywords: t('gallery sets'),
      run: () => go('/templates'),
    },
    {
      id: 'go:coming-from',
      title: t('Coming from another tool'),
      section: t('Go to'),
      icon: 'info',
      keywords: t('help words switch'),
      run: () => go('/help/coming-from'),
    },
    ...settingsActionsOf(principal).map(({ id, title, icon }): Action => ({
      id: `go:settings:${id}`,
      title,
      section: t('Settings'),
      icon,
      keywords: t('settings'),
      run: () => go(`/settings/${id}`),
    })),
    ...(mayImport ? [importing] : []),
    {
      id: 'sign-out',
      title: t('Sign out'),
      section: t('Everywhere'),
      icon: 'logout',
      keywords: t('log out leave'),
      run: signOut,
    },
    ...themes,
    {
      id: 'sidebar',
      title: t('Show or hide the sidebar'),
      section: t('Look'),
      icon: 'sidebar',
      shortcut: '[',
      run: sidebar.toggle,
    },
  ])
  return null
}

/** Asks for a new item where the address does, which the installed app offers; once, and not again when the page is loaded anew. */
function useAskedItem(onNewItem: () => void): void {
  const { path, search } = usePlace()
  const go = useGo()
  const isAsked = path === '/' && new URLSearchParams(search).get('new') === 'item'
  const ask = useEffectEvent(() => {
    onNewItem()
    go('/', { replace: true })
  })
  useEffect(() => {
    if (isAsked) ask()
  }, [isAsked])
}
