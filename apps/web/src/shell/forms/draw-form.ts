import { shownQuestions } from '@fulcrum/domain/form-questions'
import type { Answers, FormQuestion, Json } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { drawing, element, fill } from './element.ts'
import { makeField, type Field, type FieldWorld, type SentFile } from './fields.ts'

/** A form as it is drawn: for those who have its link, for those on its board, and beside its editor. */
export interface DrawnForm {
  readonly title: string
  readonly description: string
  readonly questions: readonly FormQuestion[]
  readonly people: FieldWorld['people']
}

/** What is wrong with answers, as a sentence and by question. */
export class FormRefusal extends Error {
  readonly problems: readonly { readonly column: number | 'title'; readonly message: string }[]

  constructor(message: string, problems: FormRefusal['problems'] = []) {
    super(message)
    this.problems = problems
  }
}

/** What a form does. */
export interface FormWork {
  /** Sends answers and gives what is said then; rejects with a FormRefusal. `trap` is what only robots fill. */
  readonly send: (answers: Answers, trap: string) => Promise<string>
  readonly sendFile: (column: number, file: File) => Promise<SentFile>
  /** Shows the form without letting anything be sent. */
  readonly preview?: boolean
}

interface Line {
  readonly question: FormQuestion
  readonly node: HTMLElement
  readonly field: Field
  readonly error: HTMLElement
}

let drawn = 0

/**
 * Draws a form into an element: plain elements and a few lines of script, so that its page needs nothing of the app. Gives what
 * is drawn over it with the same form.
 */
export function drawForm(root: Element, form: DrawnForm, work: FormWork): void {
  const prefix = `ff${(drawn += 1)}`
  const lines: Line[] = []
  const answers = (): Answers =>
    Object.fromEntries(lines.map(({ question, field }): [string, Json] => [String(question.column), field.answer()]))
  const shown = (): readonly Line[] => {
    const asked = new Set(shownQuestions(form.questions, answers()).map(({ column }) => column))
    return lines.filter(({ question }) => asked.has(question.column))
  }
  const update = (): void => {
    const visible = new Set(shown())
    for (const line of lines) line.node.hidden = !visible.has(line)
  }
  const world: FieldWorld = { people: form.people, sendFile: work.sendFile, changed: update, prefix }
  for (const question of form.questions) lines.push(makeLine(question, world))

  const banner = element('p', { class: 'ff-banner', role: 'alert', hidden: true })
  const button = element('button', { type: 'submit', class: 'ff-send', disabled: work.preview }, t('Send'))
  const trap = element('input', {
    type: 'text',
    name: 'website',
    tabindex: -1,
    autocomplete: 'off',
    id: `${prefix}-website`,
  })
  const tell = (message: string, problems: FormRefusal['problems']): void => {
    fill(banner, message)
    banner.hidden = message === ''
    for (const line of lines) {
      const problem = problems.find(({ column }) => column === line.question.column)
      fill(line.error, problem?.message ?? '')
      line.node.classList.toggle('ff-wrong', problem !== undefined)
      markInvalid(line, problem !== undefined)
    }
    const first = shown().find(({ question }) => problems.some(({ column }) => column === question.column))
    first?.field.focus()
  }
  const submit = async (): Promise<void> => {
    const asked = shown()
    const missing = asked.flatMap(({ question, field }) =>
      question.required && isEmpty(field.answer()) ? [wanted(question)] : [],
    )
    const waiting = asked.flatMap(({ question, field }) => {
      const message = field.waits?.() ?? null
      return message === null ? [] : [{ column: question.column, message }]
    })
    const problems = [...missing, ...waiting]
    tell(problems.length === 0 ? '' : t('Some answers need another look.'), problems)
    if (problems.length > 0) return
    button.disabled = true
    fill(button, t('Sending …'))
    try {
      const given = Object.fromEntries(
        asked.flatMap(({ question, field }): [string, Json][] => {
          const answer = field.answer()
          return isEmpty(answer) ? [] : [[String(question.column), answer]]
        }),
      )
      drawThanks(root, await work.send(given, trap.value), () => drawForm(root, form, work))
    } catch (error) {
      const refusal =
        error instanceof FormRefusal ? error : new FormRefusal(t('It could not be sent. Try again in a moment.'))
      tell(refusal.message, refusal.problems)
    } finally {
      button.disabled = false
      fill(button, t('Send'))
    }
  }
  const node = element(
    'form',
    {
      class: 'ff',
      novalidate: true,
      autocomplete: 'on',
      onsubmit: (event) => {
        event.preventDefault()
        if (work.preview !== true) void submit()
      },
    },
    element('h1', { class: 'ff-title' }, form.title),
    form.description === '' ? null : element('p', { class: 'ff-text' }, form.description),
    banner,
    ...lines.map((line) => line.node),
    element(
      'div',
      { class: 'ff-hidden', 'aria-hidden': 'true' },
      element('label', { for: `${prefix}-website` }, t('Leave this empty')),
      trap,
    ),
    element('div', { class: 'ff-foot' }, button),
  )
  update()
  fill(root, node)
}

function makeLine(question: FormQuestion, world: FieldWorld): Line {
  const id = `${world.prefix}-${question.column}`
  const error = element('p', { class: 'ff-error', id: `${id}-error` })
  const help = question.help === '' ? null : element('p', { class: 'ff-help', id: `${id}-help` }, question.help)
  const describedBy = help === null ? `${id}-error` : `${id}-help ${id}-error`
  const field = makeField({ id, describedBy, question, world })
  const mark = question.required ? element('span', { class: 'ff-must' }, ` ${t('required')}`) : null
  // A tick has its label beside it.
  const isTick = question.ask.as === 'tick'
  const label = isTick
    ? null
    : field.labelled === undefined
      ? element('span', { class: 'ff-label', id: `${id}-label` }, question.label, mark)
      : element('label', { class: 'ff-label', for: field.labelled }, question.label, mark)
  if (isTick && mark !== null) field.node.append(mark)
  return { question, field, error, node: element('div', { class: 'ff-question' }, label, help, field.node, error) }
}

function markInvalid({ node }: Line, invalid: boolean): void {
  for (const input of node.querySelectorAll('input, select, textarea, [role=group], [role=radiogroup]')) {
    if (invalid) input.setAttribute('aria-invalid', 'true')
    else input.removeAttribute('aria-invalid')
  }
}

function wanted({ column, ask }: FormQuestion): { column: number | 'title'; message: string } {
  return { column, message: ask.as === 'tick' ? t('Tick this to go on.') : t('This needs an answer.') }
}

function isEmpty(answer: Json): boolean {
  if (typeof answer === 'string') return answer.trim() === ''
  return answer === null || answer === false || (Array.isArray(answer) && answer.length === 0)
}

function drawThanks(root: Element, text: string, again: () => void): void {
  const title = element('h1', { class: 'ff-title', tabindex: -1 }, t('Thank you'))
  const more = element('button', { type: 'button', class: 'ff-plain', onclick: again }, t('Send another answer'))
  const said = element('p', { class: 'ff-text' }, text === '' ? t('Your answer has come.') : text)
  fill(root, element('div', { class: 'ff ff-done' }, drawing('M3 8.5 6.5 12 13 4.5'), title, said, more))
  title.focus()
}
