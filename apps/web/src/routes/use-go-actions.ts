import type { Action } from '../shell/actions.ts'
import { useAccount } from '../shell/account-context.tsx'
import { useSidebar } from '../shell/frame.tsx'
import { boardPath } from '../shell/paths.ts'
import { useTheme } from '../shell/theme.ts'
import { useTree } from '../shell/tree-context.tsx'
import { useActions } from '../shell/use-actions.ts'
import { useGo } from '../shell/router/router-context.tsx'
import { settingsPages } from './settings-pages.ts'

/** Offers every place of the app, and how it looks. */
export function useGoActions(): void {
  const go = useGo()
  const { workspaces } = useAccount()
  const { boards } = useTree()
  const [theme, setTheme] = useTheme()
  const sidebar = useSidebar()
  const boardActions = boards
    .filter(({ archived, hidden }) => !archived && !hidden)
    .map((board): Action => ({
      id: `go:${board.id}`,
      title: board.name,
      section: 'Go to',
      icon: board.access === 'private' ? 'lock' : 'board',
      hint: workspaces.find(({ id }) => id === board.workspaceId)?.name ?? '',
      run: () => go(boardPath(board.id)),
    }))
  const themes = (['light', 'dark', 'system'] as const)
    .filter((choice) => choice !== theme)
    .map((choice): Action => ({
      id: `theme:${choice}`,
      title: { light: 'Light theme', dark: 'Dark theme', system: 'Theme as the system' }[choice],
      section: 'Look',
      icon: ({ light: 'sun', dark: 'moon', system: 'screen' } as const)[choice],
      keywords: 'theme mode appearance',
      run: () => setTheme(choice),
    }))
  useActions([
    ...boardActions,
    { id: 'go:home', title: 'Home', section: 'Go to', icon: 'home', run: () => go('/') },
    ...settingsPages.map(({ id, title, icon }): Action => ({
      id: `go:settings:${id}`,
      title,
      section: 'Settings',
      icon,
      keywords: 'settings',
      run: () => go(`/settings/${id}`),
    })),
    ...themes,
    {
      id: 'sidebar',
      title: 'Show or hide the sidebar',
      section: 'Look',
      icon: 'sidebar',
      shortcut: '[',
      run: sidebar.toggle,
    },
  ])
}
