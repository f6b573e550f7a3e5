/** Frames that a new view has to come to the tabs. */
const PATIENCE = 120

/** Gives the keyboard to the tab of a view once that is shown: the menu that made it is gone. A tab that was left meanwhile is let be. */
export function focusTab(view: string): void {
  let left = PATIENCE
  const look = (): void => {
    const tab = document.querySelector<HTMLElement>(
      `[role="tab"][aria-selected="true"][data-tab="${CSS.escape(view)}"]`,
    )
    left -= 1
    if (tab !== null) tab.focus({ preventScroll: true })
    else if (left > 0) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
