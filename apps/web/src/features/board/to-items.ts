import type { BoardScene } from './scene.tsx'

/** Gives the keyboard to the items: to the table where it was last, else to what arrows walk in the view that is shown. */
export function toItems({ grid }: Pick<BoardScene, 'grid'>): void {
  if (grid.current !== null) {
    grid.current.focus()
    return
  }
  const stop = document.querySelector<HTMLElement>('[data-items] [tabindex="0"]')
  const place = stop ?? document.querySelector<HTMLElement>('main')
  place?.focus({ preventScroll: true })
}
