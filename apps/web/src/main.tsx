import '@fontsource-variable/jetbrains-mono'
import '@fulcrum/ui/fonts.css'
import '@fulcrum/ui/tokens.css'
import '@fulcrum/ui/base.css'
import { must } from '@fulcrum/domain/errors'
import { appBase } from '@fulcrum/ui/app-href'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { appRoutes } from './pages.ts'
import { reloadWhenUpdated } from './shell/fresh-app.ts'
import { keepForOffline } from './shell/keep-for-offline.ts'
import { createGate } from './shell/gate.ts'
// Every page follows the system's theme, those before signing in too.
import './shell/theme.ts'
import { createRouter } from './shell/router/router.ts'

reloadWhenUpdated()
keepForOffline()

const gate = createGate(async (session) => (await import('./compose.ts')).composeWorld(session))
const router = createRouter(appRoutes(gate), window, appBase())

createRoot(must(document.getElementById('root'), 'the page’s root')).render(
  <StrictMode>
    <App router={router} gate={gate} />
  </StrictMode>,
)
