import '../src/fonts.css'
import '@fontsource-variable/jetbrains-mono'
import '../src/tokens.css'
import '../src/base.css'
import './gallery.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BoardPage } from './board-page.tsx'
import { PartsPage } from './parts-page.tsx'

const query = new URLSearchParams(location.search)
document.documentElement.dataset['theme'] = query.get('theme') ?? 'light'
document.documentElement.dir = query.get('dir') ?? 'ltr'
const page = query.get('page') ?? 'board'
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(<StrictMode>{page === 'parts' ? <PartsPage /> : <BoardPage />}</StrictMode>)
}
