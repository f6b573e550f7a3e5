import { Outlet } from '@tanstack/react-router'
import { useInternalLinks } from '../shell/use-internal-links.ts'

/** Around every page. Plain links within it are followed without loading the page anew. */
export function RootPage() {
  const onClick = useInternalLinks()
  return (
    <div className="app-root" onClick={onClick}>
      <Outlet />
    </div>
  )
}
