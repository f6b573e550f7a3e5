import type { Ask, AskedChoice, FormQuestion, Json } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { element, fill } from './element.ts'

/** A file that was sent: what an answer says for it. */
export interface SentFile {
  readonly value: Json
  readonly name: string
}

/** What fields need beside their question. */
export interface FieldWorld {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** Sends a file; rejects with a sentence. */
  readonly sendFile: (column: number, file: File) => Promise<SentFile>
  /** Hears that the answer is another now. */
  readonly changed: () => void
  /** Ids of elements begin with it, so that two forms on a page do not meet. */
  readonly prefix: string
}

/** What one answers a question with. */
export interface Field {
  readonly node: HTMLElement
  /** What its label names; undefined where the field is a group with a legend of its own. */
  readonly labelled?: string
  readonly answer: () => Json
  readonly focus: () => void
  /** What is still on its way, as a sentence; null where nothing is. */
  readonly waits?: () => string | null
}

interface FieldPlace {
  readonly id: string
  readonly describedBy: string
  readonly question: FormQuestion
  readonly world: FieldWorld
}

type Fields = { readonly [A in Ask['as']]: (ask: Extract<Ask, { readonly as: A }>, place: FieldPlace) => Field }

/** Choices that are all shown at once; of more, one is chosen from a list. */
const shownChoices = 12

const fields: Fields = {
  line: (ask, place) => {
    const { input = 'text' } = ask
    const decimal = input === 'decimal'
    // @NOTE browsers judge addresses by rules of their own: the column's are asked, and `inputmode` brings the right keys.
    const type = input === 'date' || input === 'datetime-local' || input === 'time' ? input : 'text'
    const mode = decimal ? 'decimal' : input === 'email' || input === 'tel' || input === 'url' ? input : undefined
    const complete = input === 'email' || input === 'tel' || input === 'url' ? input : 'off'
    return textField(element('input', { type, inputmode: mode, autocomplete: complete, maxlength: 2_000 }), place)
  },
  lines: (_ask, place) => textField(element('textarea', { rows: 4, maxlength: 20_000 }), place),
  tick: (_ask, { id, describedBy, question, world }) => {
    const box = element('input', { type: 'checkbox', id, 'aria-describedby': describedBy, onchange: world.changed })
    box.setAttribute('aria-required', String(question.required))
    const node = element('label', { class: 'ff-choice' }, box, element('span', {}, question.label))
    return { node, answer: () => box.checked, focus: () => box.focus() }
  },
  choices: (ask, place) => {
    if (!ask.several && ask.choices.length > shownChoices) {
      return listField(
        ask.choices.map(({ number, name }) => ({ id: String(number), name })),
        place,
        (id) => (id === '' ? null : [Number(id)]),
      )
    }
    return choiceField(ask.choices, ask.several, place)
  },
  persons: (ask, place) => {
    const { people } = place.world
    if (!ask.several) return listField(people, place, (id) => (id === '' ? null : [id]))
    const numbered = people.map(({ name }, number) => ({ number, name }))
    const field = choiceField(numbered, true, place)
    const named = (number: Json): Json => people[Number(number)]?.id ?? null
    return { ...field, answer: () => ((field.answer() as Json[] | null) ?? []).map(named) }
  },
  files: (ask, place) => fileField(ask, place),
}

/** The field of a question. */
export function makeField(place: FieldPlace): Field {
  const { ask } = place.question
  // @NOTE the entry of a name takes what has that name.
  return (fields[ask.as] as (ask: Ask, place: FieldPlace) => Field)(ask, place)
}

function textField(input: HTMLInputElement | HTMLTextAreaElement, place: FieldPlace): Field {
  const { id, describedBy, question, world } = place
  input.id = id
  input.className = 'ff-input'
  input.setAttribute('aria-describedby', describedBy)
  input.setAttribute('aria-required', String(question.required))
  input.addEventListener('input', world.changed)
  return { node: input, labelled: id, answer: () => input.value, focus: () => input.focus() }
}

function listField(
  options: readonly { readonly id: string; readonly name: string }[],
  { id, describedBy, question, world }: FieldPlace,
  answer: (id: string) => Json,
): Field {
  const select = element(
    'select',
    { id, class: 'ff-input', 'aria-describedby': describedBy, onchange: world.changed },
    element('option', { value: '' }, t('Choose')),
    ...options.map((option) => element('option', { value: option.id }, option.name)),
  )
  select.setAttribute('aria-required', String(question.required))
  return { node: select, labelled: id, answer: () => answer(select.value), focus: () => select.focus() }
}

function choiceField(choices: readonly AskedChoice[], several: boolean, place: FieldPlace): Field {
  const { id, describedBy, question, world } = place
  const boxes = choices.map(({ number }) =>
    element('input', { type: several ? 'checkbox' : 'radio', name: id, value: number, onchange: world.changed }),
  )
  const node = element(
    'div',
    { class: 'ff-choices', id, role: several ? 'group' : 'radiogroup' },
    ...choices.map(({ name, colour }, at) =>
      element(
        'label',
        { class: 'ff-choice' },
        boxes[at] ?? null,
        colour === undefined ? null : element('i', { class: 'ff-dot', 'data-colour': colour, 'aria-hidden': 'true' }),
        element('span', {}, name),
      ),
    ),
  )
  node.setAttribute('aria-labelledby', `${id}-label`)
  node.setAttribute('aria-describedby', describedBy)
  if (!several) node.setAttribute('aria-required', String(question.required))
  return {
    node,
    answer: () => {
      const chosen = choices.filter((_, at) => boxes[at]?.checked).map(({ number }) => number)
      return chosen.length === 0 ? null : chosen
    },
    focus: () => (boxes.find(({ checked }) => checked) ?? boxes[0])?.focus(),
  }
}

type AskedFiles = Extract<Ask, { as: 'files' }>

function fileField({ limits, accept, hint }: AskedFiles, { id, describedBy, question, world }: FieldPlace): Field {
  const sent: { readonly file: SentFile; readonly line: HTMLElement }[] = []
  let underWay = 0
  const list = element('ul', { class: 'ff-files' })
  const said = element('span', { class: 'ff-hidden', role: 'status' })
  const input = element('input', {
    type: 'file',
    multiple: true,
    id,
    class: 'ff-file',
    'aria-describedby': hint === undefined ? describedBy : `${describedBy} ${id}-takes`,
    ...(accept !== undefined && { accept }),
  })
  const takes = hint === undefined ? null : element('p', { class: 'ff-help', id: `${id}-takes` }, hint)
  input.setAttribute('aria-required', String(question.required))

  const send = async (file: File): Promise<void> => {
    const state = element('span', { class: 'ff-file-state' }, t('Sending …'))
    const line = element('li', {}, element('span', { class: 'ff-file-name' }, file.name), state)
    list.append(line)
    underWay += 1
    try {
      const { maxMegabytes } = limits
      if (maxMegabytes !== undefined && file.size > maxMegabytes * 1024 ** 2) {
        throw new Error(t('It is too large: at most {megabytes} MB.', { megabytes: maxMegabytes }))
      }
      const done = { file: await world.sendFile(Number(question.column), file), line }
      sent.push(done)
      const remove = element(
        'button',
        { type: 'button', class: 'ff-plain', 'aria-label': t('Remove {name}', { name: file.name }) },
        t('Remove'),
      )
      remove.addEventListener('click', () => {
        sent.splice(sent.indexOf(done), 1)
        line.remove()
        input.focus()
        world.changed()
      })
      state.replaceWith(remove)
      fill(said, t('{name} is attached.', { name: file.name }))
    } catch (error) {
      const why = error instanceof Error ? error.message : t('It could not be sent.')
      fill(state, why)
      state.className = 'ff-error'
      fill(said, `${file.name}: ${why}`)
    } finally {
      underWay -= 1
      world.changed()
    }
  }
  input.addEventListener('change', () => {
    for (const file of input.files ?? []) void send(file)
    input.value = ''
  })
  return {
    node: element('div', { class: 'ff-upload' }, input, takes, list, said),
    labelled: id,
    answer: () => (sent.length === 0 ? null : sent.map(({ file }) => file.value)),
    focus: () => input.focus(),
    waits: () => (underWay > 0 ? t('A file is still on its way: wait until it is there.') : null),
  }
}
