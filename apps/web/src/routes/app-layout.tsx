import { getRouteApi, Outlet, useLocation } from '@tanstack/react-router'
import { ToastRegion } from '@fulcrum/ui'
import { AccountProvider } from '../shell/account-context.tsx'
import { Frame } from '../shell/frame.tsx'
import { TreeProvider } from '../shell/tree-context.tsx'
import { WorldProvider } from '../shell/world.tsx'

const route = getRouteApi('/app')

/** Around every page of those who are signed in. */
export function AppLayout() {
  const world = route.useLoaderData()
  return (
    <WorldProvider value={world}>
      <AccountProvider>
        <TreeProvider>
          <AppFrame />
          <ToastRegion toasts={world.toasts} />
        </TreeProvider>
      </AccountProvider>
    </WorldProvider>
  )
}

function AppFrame() {
  const { pathname } = useLocation()
  return (
    <Frame sidebar={null} place={pathname}>
      <Outlet />
    </Frame>
  )
}
