import './page-header.css'
import { Breadcrumb } from '@fulcrum/ui'
import type { ReactNode } from 'react'
import { SidebarButton } from './frame.tsx'
import { useUnread } from './inbox.ts'
import { useTitle } from './use-title.ts'

interface PageHeaderProps {
  readonly path?: readonly { readonly title: string; readonly href?: string }[]
  readonly title: string
  /** Beside the title, e.g. the star. */
  readonly beside?: ReactNode
  /** At the end of the line. */
  readonly children?: ReactNode
}

/** The first line of every page: where it is, what it is, and what can be done with the whole of it. */
export function PageHeader({ path = [], title, beside, children }: PageHeaderProps) {
  useTitle(title, useUnread())
  return (
    <header className="page-header">
      <SidebarButton />
      <div className="fu-grow">
        <Breadcrumb path={path} title={title}>
          {beside}
        </Breadcrumb>
      </div>
      {children}
    </header>
  )
}
