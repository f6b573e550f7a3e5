import './plain-page.css'
import type { ReactNode } from 'react'
import { useTitle } from './use-title.ts'

interface PlainPageProps {
  readonly title: string
  readonly children: ReactNode
}

/** A page without the sidebar, its content in the middle. */
export function PlainPage({ title, children }: PlainPageProps) {
  useTitle(title)
  return (
    <main className="plain-page" aria-label={title}>
      {children}
    </main>
  )
}
