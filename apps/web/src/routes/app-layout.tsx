import '../shell/forms.css'
import { getRouteApi, Outlet, useLocation } from '@tanstack/react-router'
import { ToastRegion } from '@fulcrum/ui'
import { LinkBanner } from '../features/queue/link-banner.tsx'
import { TreeSidebar } from '../features/tree/tree-sidebar.tsx'
import { UserMenu } from '../features/tree/user-menu.tsx'
import { AccountProvider } from '../shell/account-context.tsx'
import { Frame } from '../shell/frame.tsx'
import type { Gate } from '../shell/gate.ts'
import { TreeProvider } from '../shell/tree-context.tsx'
import { useActionKeys } from '../shell/use-actions.ts'
import { useRefusals } from '../shell/use-refusals.ts'
import { useSignOut } from '../shell/use-sign-out.ts'
import { WorldProvider } from '../shell/world.tsx'
import { AppOverlays, useOverlays } from './app-overlays.tsx'

const route = getRouteApi('/app')

/** Around every page of those who are signed in. */
export function AppLayout() {
  const world = route.useLoaderData()
  const { gate } = route.useRouteContext()
  return (
    // Another session is another world: nothing of the old one stays on the page.
    <WorldProvider key={world.session.sessionId} value={world}>
      <AccountProvider>
        <TreeProvider>
          <AppFrame gate={gate} />
          <ToastRegion toasts={world.toasts} />
        </TreeProvider>
      </AccountProvider>
    </WorldProvider>
  )
}

function AppFrame({ gate }: { readonly gate: Gate }) {
  const { pathname } = useLocation()
  const signOut = useSignOut(gate)
  const overlays = useOverlays()
  useActionKeys()
  useRefusals()
  return (
    <>
      <Frame
        sidebar={<TreeSidebar place={pathname} footer={<UserMenu onSignOut={signOut} />} />}
        banners={<LinkBanner onLook={() => overlays.show('decisions')} />}
        place={pathname}
      >
        <Outlet />
      </Frame>
      <AppOverlays overlays={overlays} />
    </>
  )
}
