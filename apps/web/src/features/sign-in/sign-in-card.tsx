import './sign-in.css'
import { WorkspaceMark } from '@fulcrum/ui'
import type { ReactNode } from 'react'

interface SignInCardProps {
  /** Above the heading: whose place this is. */
  readonly place: string
  readonly title: string
  readonly lead?: ReactNode
  readonly children: ReactNode
  readonly foot?: ReactNode
}

/** The one card of the pages before the door. */
export function SignInCard({ place, title, lead, children, foot }: SignInCardProps) {
  return (
    <div className="sign-in">
      <WorkspaceMark name={place} />
      <h1>{title}</h1>
      {lead !== undefined && <p className="sign-in-lead">{lead}</p>}
      {children}
      {foot !== undefined && <p className="sign-in-foot">{foot}</p>}
    </div>
  )
}
