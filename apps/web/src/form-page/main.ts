import './page.css'
import type { FormFile, FormThanks, OpenForm } from '@fulcrum/protocol'
import { t, told } from '@fulcrum/ui/messages'
import { applyTheme } from '@fulcrum/ui/theme'
import { drawForm, FormRefusal } from '../shell/forms/draw-form.ts'
import { drawing, element, fill } from '../shell/forms/element.ts'
import { readThemeChoice } from '../shell/theme-choice.ts'
import { ask, Refused } from './ask.ts'

// The page of a form's link: for whoever has it, without an account, and without anything of the app.

const root = document.querySelector('#root')
const token = location.pathname.split('/').at(-1) ?? ''
const path = `forms/open/${encodeURIComponent(token)}`
const titles: Readonly<Record<string, string>> = {
  closed: t('This form is closed'),
  full: t('This form is full'),
  members: t('This form is for members'),
  'not-found': t('No form here'),
  'too-many': t('Wait a moment'),
}
const clock = 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 4.5V8l2.5 1.5'
const marks: Readonly<Record<string, string>> = {
  closed: clock,
  'too-many': clock,
  full: 'M3 8.5 6.5 12 13 4.5',
  members: 'M4 7h8v6H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
}
/** What is not there, or not reached. */
const gap = 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M3.8 3.8l8.4 8.4'

/** A little more than what the server asks for between opening a form and its answer. */
const leastMs = 1_800

// The head has set it; this follows the system when it changes.
applyTheme(readThemeChoice())
if (root !== null) void start(root)

async function start(root: Element): Promise<void> {
  fill(root, element('p', { class: 'ff ff-text', role: 'status' }, t('Opening the form …')))
  try {
    const form = await ask<OpenForm>(path)
    document.title = form.title
    draw(root, form)
  } catch (error) {
    drawClosed(root, error)
  }
}

function draw(root: Element, form: OpenForm): void {
  let { stamp } = form
  const openedAt = performance.now()
  let id = crypto.getRandomValues(new Uint8Array(16))
  const sendOnce = async (answers: object, website: string): Promise<FormThanks> =>
    ask<FormThanks>(`${path}/answers`, { body: JSON.stringify({ id: uuid(id), stamp, answers, website }) })
  drawForm(root, form, {
    async send(answers, website) {
      // Whoever is quicker than the server takes people to be waits that long, and notices little of it.
      if (performance.now() - openedAt < leastMs) await wait(openedAt + leastMs - performance.now())
      for (let tries = 0; ; tries += 1) {
        try {
          const { thanks } = await sendOnce(answers, website)
          id = crypto.getRandomValues(new Uint8Array(16))
          return thanks
        } catch (error) {
          if (!(error instanceof Refused) || tries > 2) throw refusalOf(error)
          // What the server asks for here no person has to know of.
          if (error.reason === 'stamp') stamp = (await ask<OpenForm>(path)).stamp
          else if (error.reason !== 'fast') throw refusalOf(error)
          await wait(error.reason === 'stamp' ? 2_000 : error.retryAfterMs)
        }
      }
    },
    async sendFile(column, file) {
      if (file.size > form.maxFileBytes) {
        const megabytes = Math.floor(form.maxFileBytes / 1024 ** 2)
        throw new Error(t('It is too large: at most {megabytes} MB.', { megabytes }))
      }
      const query = new URLSearchParams({ column: String(column), name: file.name.slice(0, 255) || 'file' })
      const { ticket, name } = await ask<FormFile>(`${path}/files?${query}`, { body: file })
      return { value: ticket, name }
    },
  })
}

function refusalOf(error: unknown): FormRefusal {
  if (!(error instanceof Refused)) return new FormRefusal(t('It could not be sent. Try again in a moment.'))
  return new FormRefusal(told(error.message), error.problems)
}

function drawClosed(root: Element, error: unknown): void {
  const refused = error instanceof Refused ? error : null
  const why = refused?.reason ?? refused?.code ?? ''
  const title = titles[why] ?? t('This form cannot be opened')
  document.title = title
  const text = refused?.message ?? t('The server cannot be reached. Check the connection and try again.')
  const again = element(
    'button',
    { type: 'button', class: 'ff-plain', onclick: () => void start(root) },
    t('Try again'),
  )
  const signIn = element('a', { class: 'ff-plain', href: './sign-in' }, t('Sign in, then open this link again'))
  const mayTry = refused === null || refused.code === 'too-many' || refused.code === 'unavailable'
  const more = refused?.reason === 'members' ? signIn : mayTry ? again : null
  fill(
    root,
    element(
      'div',
      { class: 'ff ff-done' },
      drawing(marks[why] ?? gap),
      element('h1', { class: 'ff-title' }, title),
      element('p', { class: 'ff-text' }, text),
      more,
    ),
  )
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(10_000, Math.max(200, ms))))
}

/** @NOTE `crypto.randomUUID` is missing where a page is not served securely. */
function uuid(bytes: Uint8Array): string {
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
