import '@fulcrum/ui/fonts.css'
import '@fulcrum/ui/tokens.css'
import '@fulcrum/ui/base.css'
import './gallery.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { KindsPage } from './kinds-page.web.tsx'
import { SettingsPage } from './settings-page.web.tsx'

const query = new URLSearchParams(location.search)
document.documentElement.dataset['theme'] = query.get('theme') ?? 'light'
document.documentElement.dir = query.get('dir') ?? 'ltr'
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      {query.get('page') === 'settings' ? <SettingsPage /> : <KindsPage edit={query.get('edit')} />}
    </StrictMode>,
  )
}
