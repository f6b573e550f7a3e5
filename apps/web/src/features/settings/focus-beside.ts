/** A line goes when it is taken back: the focus goes on to the next one, so that several are taken back by keys. */
export function focusBeside(button: HTMLElement): void {
  const line = button.closest('li')
  const beside = [line?.nextElementSibling, line?.previousElementSibling].map((each) => each?.querySelector('button'))
  const next = beside.find((each) => each instanceof HTMLElement) ?? document.querySelector('main')
  next?.focus()
}
