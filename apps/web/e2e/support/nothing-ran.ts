import { expect } from 'vitest'
import type { Window } from './browser.ts'

/** Parts that only markup makes, which nobody here writes. */
const made = `[...document.querySelectorAll('*')]
  .filter((part) => part.matches('iframe[srcdoc], a[href^="javascript" i], object, embed, base:not(head base), meta[http-equiv=refresh]')
    || part.matches('body script')
    || [...part.attributes].some(({ name }) => /^on/i.test(name)))
  .map((part) => part.outerHTML.slice(0, 200))`

/** Nothing of what was written ran, in whatever page or frame, and none of it became a part of a page. */
export async function expectNothingRan({ context }: Window): Promise<void> {
  for (const page of context.pages()) {
    for (const frame of page.frames()) {
      const ran = await frame.evaluate('window.ran')
      expect(ran, `what ran at ${frame.url()}`).toBeUndefined()
    }
    expect(await page.evaluate(made)).toEqual([])
  }
}
