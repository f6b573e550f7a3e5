import { useEffect } from 'react'

/** Names the page in the browser's tab and history, with how much was not read before it. */
export function useTitle(title: string, unread = 0): void {
  useEffect(() => {
    const count = unread > 0 ? `(${unread}) ` : ''
    document.title = `${count}${title === '' ? 'Fulcrum' : `${title} · Fulcrum`}`
  }, [title, unread])
}
