import './paper.css'
import { useEffect, useRef } from 'react'

/** What a page puts on paper in its own place. */
export interface Paper {
  /** The sheet; null where the page is printed as it is drawn. Asked for when printing begins. */
  readonly make: () => HTMLElement | null
  /** It is on paper no more. */
  readonly onEnd?: () => void
  /** It lies over the page: it is printed, and not what is below. */
  readonly over?: boolean
}

/**
 * Puts a sheet in the place of the page while that is printed, however somebody asked for it. Of several the one that lies over the
 * others is printed, but what `print` was called for before all.
 */
export function usePaper(paper: Paper): { readonly print: () => void } {
  const latest = useRef(paper)
  const asked = useRef(false)
  useEffect(() => {
    latest.current = paper
  })
  useEffect(() => {
    let sheet: HTMLElement | null = null
    let theme: string | undefined
    const page = document.documentElement
    const end = (): void => {
      if (theme !== undefined) page.dataset['theme'] = theme
      theme = undefined
      if (sheet === null) return
      sheet.remove()
      sheet = null
      latest.current.onEnd?.()
    }
    const begin = (): void => {
      end()
      const there = document.querySelector<HTMLElement>('body > .print-sheet')
      const { over = false, make } = latest.current
      // Ink is dark, whatever the screen looks like.
      if (page.dataset['theme'] !== 'light') {
        theme = page.dataset['theme']
        page.dataset['theme'] = 'light'
      }
      if (there !== null && !asked.current && (!over || there.dataset['asked'] !== undefined)) return
      there?.remove()
      sheet = make()
      if (sheet === null) return
      if (asked.current) sheet.dataset['asked'] = ''
      document.body.append(sheet)
    }
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      end()
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  return {
    print: () => {
      asked.current = true
      window.print()
      asked.current = false
    },
  }
}

/** An element of a sheet. */
export function paperElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties)
}
