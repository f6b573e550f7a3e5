import type { ComponentType } from 'react'
import type { Gate } from './shell/gate.ts'
import type { Loaded, Place, Route } from './shell/router/router.ts'
import { safeNext } from './shell/safe-next.ts'
import type { World } from './shell/world.tsx'

/** A page that is ready: within the frame and the world of who is signed in, or by itself before the door. */
export type ReadyPage =
  | { readonly Page: ComponentType }
  | { readonly Page: ComponentType; readonly Layout: ComponentType<LayoutProps>; readonly world: World }

export interface LayoutProps {
  readonly world: World
  readonly children: React.ReactNode
}

/** Every page of the app and its address, with its code in a file of its own where it is not needed by all. */
export function appRoutes(gate: Gate): readonly Route<ReadyPage>[] {
  const layout = once(async () => (await import('./routes/app-layout.tsx')).AppLayout)

  /** A page for those who are signed in; others are led to signing in, and back. */
  const inside = (pattern: string, load: () => Promise<ComponentType>): Route<ReadyPage> => {
    const page = once(load)
    // A page that was ready once is shown at once, so that typing into an address (search, filter) does not lag.
    let ready: { readonly session: string; readonly loaded: Loaded<ReadyPage> } | null = null
    return {
      pattern,
      load: (place) => {
        const known = gate.known()
        if (ready !== null && known !== null && ready.session === known.sessionId) return ready.loaded
        return prepare(place)
      },
    }
    async function prepare(place: Place): Promise<Loaded<ReadyPage>> {
      const code = Promise.all([page(), layout()])
      code.catch(() => undefined)
      const session = await gate.session()
      if (session === null) return { redirect: signInPath(place) }
      const [[Page, Layout], world] = await Promise.all([code, gate.world(session)])
      const loaded = { page: { Page, Layout, world } }
      ready = { session: session.sessionId, loaded }
      return loaded
    }
  }

  const board = async (): Promise<ComponentType> => (await import('./routes/board-layout.tsx')).BoardLayout
  const viewAs = async (): Promise<ComponentType> => (await import('./routes/view-as-page.tsx')).ViewAsPage
  const inbox = async (): Promise<ComponentType> => (await import('./routes/inbox-page.tsx')).InboxPage
  const templates = async (): Promise<ComponentType> => (await import('./routes/templates-page.tsx')).TemplatesPage
  return [
    inside('/', async () => (await import('./routes/home-page.tsx')).HomePage),
    inside('/my-work', async () => (await import('./routes/my-work-page.tsx')).MyWorkPage),
    inside('/inbox', inbox),
    inside('/inbox/$entry', inbox),
    inside('/b/$board', board),
    inside('/b/$board/i/$row', board),
    inside('/b/$board/as/$member', viewAs),
    inside('/b/$board/as/$member/i/$row', viewAs),
    inside('/templates', templates),
    inside('/templates/$template', templates),
    inside('/help/coming-from', async () => (await import('./routes/coming-from-page.tsx')).ComingFromPage),
    inside('/d/$doc', async () => (await import('./routes/doc-layout.tsx')).DocLayout),
    inside('/i/$key', async () => (await import('./routes/key-page.tsx')).KeyPage),
    { pattern: '/settings', load: () => ({ redirect: '/settings/profile' }) },
    { pattern: '/api/docs', load: () => ({ redirect: '/settings/api' }) },
    inside('/settings/$page', async () => (await import('./routes/settings-page.tsx')).SettingsPage),
    {
      pattern: '/sign-in',
      load: async ({ search }) => {
        const next = new URLSearchParams(search).get('next') ?? undefined
        const session = await gate.session().catch(() => null)
        if (session !== null) return { redirect: safeNext(next, location.origin) }
        return { page: { Page: (await import('./routes/sign-in-page.tsx')).SignInPage } }
      },
    },
    // Whoever has the link of a board has no account.
    {
      pattern: '/s/$token',
      load: async () => ({ page: { Page: (await import('./shared-page/shared-page.tsx')).SharedPage } }),
    },
    // Tokens come behind the #, so that no server and no log ever sees one in an address.
    {
      pattern: '/link',
      load: async () => ({ page: { Page: (await import('./routes/link-page.tsx')).LinkPage } }),
    },
  ]
}

/** Where one signs in to come back to a place; home needs no way back. */
function signInPath({ path, search }: Pick<Place, 'path' | 'search'>): string {
  const next = `${path}${search}`
  return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
}

/** Loads once; what failed is tried again. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }
}
