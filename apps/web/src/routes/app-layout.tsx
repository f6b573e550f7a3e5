import '../shell/forms.css'
import { useDeferredValue, useEffect, useMemo, type ReactNode } from 'react'
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
import { useWorld, WorldProvider } from '../shell/world.tsx'
import {
  AppOverlays,
  InboxNews,
  LateLinkBanner,
  NotePlace,
  SessionEnd,
  ToastRegion,
  Tour,
  useOverlays,
} from './app-overlays.tsx'

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
  const overlays = useOverlays()
  const { actions } = useWorld()
  useEffect(() => actions.arrive(path), [actions, path])
  useActionKeys()
  useRefusals()
  return (
    <>
      <Frame
        sidebar={<LateSidebar place={path} />}
        banners={<SampleBanner place={path} />}
        news={<LateLinkBanner onLook={() => overlays.show('decisions')} />}
        place={path}
      >
        {children}
      </Frame>
      <SessionEnd />
      <NotePlace place={path} />
      <InboxNews />
      <Tour />
      <AppOverlays overlays={overlays} />
    </>
  )
}

/** Marks a moment later where one is: what is opened on the page does not wait for that. */
function LateSidebar({ place }: { readonly place: string }) {
  const marked = useDeferredValue(place)
  return useMemo(() => <TreeSidebar place={marked} footer={<UserMenu />} />, [marked])
}
