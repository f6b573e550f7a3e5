import '@fulcrum/ui/fonts.css'
import '@fulcrum/ui/tokens.css'
import '@fulcrum/ui/base.css'
import { RouterProvider } from '@tanstack/react-router'
import { must } from '@fulcrum/domain/errors'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createAppRouter } from './router.tsx'
import { reloadWhenUpdated } from './shell/fresh-app.ts'
import { createGate } from './shell/gate.ts'

reloadWhenUpdated()

const gate = createGate(async (session) => (await import('./compose.ts')).composeWorld(session))

createRoot(must(document.getElementById('root'), 'the page’s root')).render(
  <StrictMode>
    <RouterProvider router={createAppRouter(gate)} />
  </StrictMode>,
)
