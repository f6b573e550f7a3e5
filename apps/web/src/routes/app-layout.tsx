import '../shell/forms.css'
import { useDeferredValue, useMemo, type ReactNode } from 'react'
import { SampleBanner } from '../features/tree/sample-banner.tsx'
import { TreeSidebar } from '../features/tree/tree-sidebar.tsx'
import { UserMenu } from '../features/tree/user-menu.tsx'
import type { LayoutProps } from '../pages.ts'
import { AccountProvider } from '../shell/account-context.tsx'
import { Frame } from '../shell/frame.tsx'
import { usePlace } from '../shell/router/router-context.tsx'
import { TreeProvider } from '../shell/tree-context.tsx'
import { useActionKeys } from '../shell/use-actions.ts'
import { useRefusals } from '../shell/use-refusals.ts'
import { useSignOut } from '../shell/use-sign-out.ts'
import { WorldProvider } from '../shell/world.tsx'
import { AppOverlays, InboxNews, LateLinkBanner, NotePlace, ToastRegion, Tour, useOverlays } from './app-overlays.tsx'

/** Around every page of those who are signed in. */
export function AppLayout({ world, children }: LayoutProps) {
  return (
    <WorldProvider value={world}>
      <AccountProvider>
        <TreeProvider>
          <AppFrame>{children}</AppFrame>
          <ToastRegion toasts={world.toasts} />
        </TreeProvider>
      </AccountProvider>
    </WorldProvider>
  )
}

function AppFrame({ children }: { readonly children: ReactNode }) {
  const { path } = usePlace()
  const signOut = useSignOut()
  const overlays = useOverlays()
  useActionKeys()
  useRefusals()
  return (
    <>
      <Frame
        sidebar={<LateSidebar place={path} onSignOut={signOut} />}
        banners={<SampleBanner place={path} />}
        news={<LateLinkBanner onLook={() => overlays.show('decisions')} />}
        place={path}
      >
        {children}
      </Frame>
      <NotePlace place={path} />
      <InboxNews />
      <Tour />
      <AppOverlays overlays={overlays} />
    </>
  )
}

interface LateSidebarProps {
  readonly place: string
  readonly onSignOut: () => void
}

/** Marks a moment later where one is: what is opened on the page does not wait for that. */
function LateSidebar({ place, onSignOut }: LateSidebarProps) {
  const marked = useDeferredValue(place)
  return useMemo(() => <TreeSidebar place={marked} footer={<UserMenu onSignOut={onSignOut} />} />, [marked, onSignOut])
}
