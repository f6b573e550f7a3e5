import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { PageError } from './routes/page-error.tsx'
import { PageNotFound } from './routes/page-not-found.tsx'
import { RootPage } from './routes/root-page.tsx'
import { readBoardSearch } from './routes/board-search.ts'
import type { Gate } from './shell/gate.ts'
import { safeNext } from './shell/safe-next.ts'

interface RouterContext {
  readonly gate: Gate
}

const rootRoute = createRootRouteWithContext<RouterContext>()({ component: RootPage, notFoundComponent: PageNotFound })

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => (typeof search['next'] === 'string' ? { next: search['next'] } : {}),
  beforeLoad: async ({ context, search }) => {
    const session = await context.gate.session().catch(() => null)
    if (session !== null) throw redirect({ href: safeNext(search.next, location.origin), replace: true })
  },
  component: lazyRouteComponent(() => import('./routes/sign-in-page.tsx'), 'SignInPage'),
})

/** Tokens come behind the #, so that no server and no log ever sees one in an address. */
const linkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/link',
  component: lazyRouteComponent(() => import('./routes/link-page.tsx'), 'LinkPage'),
})

/** Everything for which one must be signed in. */
const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    const session = await context.gate.session()
    if (session === null) throw redirect({ to: '/sign-in', search: nextOf(location.href) })
    return { session }
  },
  loader: ({ context }) => context.gate.world(context.session),
  component: lazyRouteComponent(() => import('./routes/app-layout.tsx'), 'AppLayout'),
})

const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./routes/home-page.tsx'), 'HomePage'),
})

const boardRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/b/$boardId',
  validateSearch: readBoardSearch,
  component: lazyRouteComponent(() => import('./routes/board-layout.tsx'), 'BoardLayout'),
})

/** The same page with an item open beside the board; the board's own route draws both. */
const itemRoute = createRoute({ getParentRoute: () => boardRoute, path: 'i/$row' })

const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./routes/settings-layout.tsx'), 'SettingsLayout'),
})

const settingsIndexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$page', params: { page: 'profile' }, replace: true })
  },
})

const settingsPageRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '$page',
  component: lazyRouteComponent(() => import('./routes/settings-page.tsx'), 'SettingsPage'),
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  linkRoute,
  appRoute.addChildren([
    homeRoute,
    boardRoute.addChildren([itemRoute]),
    settingsRoute.addChildren([settingsIndexRoute, settingsPageRoute]),
  ]),
])

/** The pages of the app and their addresses. */
export function createAppRouter(gate: Gate) {
  return createRouter({
    routeTree,
    context: { gate },
    defaultErrorComponent: PageError,
    defaultPendingMs: 300,
    defaultPreload: 'intent',
    scrollRestoration: false,
  })
}

/** Home needs no way back. */
function nextOf(href: string): { next?: string } {
  return href === '/' ? {} : { next: href }
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
