import { askedBy, fixedCells, maxQuestions, missingFromForm } from '@fulcrum/domain'
import type { FormQuestionSettings, FormSettings, Json } from '@fulcrum/domain'
import { Button, followPointer, IconButton, Select, Switch, TextArea, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useRef, useState } from 'react'
import { FormRefusal, type DrawnForm } from '../../../../shell/forms/draw-form.ts'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'
import { FormPicture } from './form-picture.tsx'
import { Hearers } from './hearers.tsx'
import { QuestionCard } from './question-card.tsx'
import { movedQuestion, placeAt } from './question-order.ts'
import { ValueField } from './value-field.tsx'

interface FormEditorProps {
  readonly settings: FormSettings
  readonly change: (settings: FormSettings) => void
  readonly form: Omit<DrawnForm, 'people'>
}

/** Builds a form, with the form itself beside it. */
export function FormEditor({ settings, change, form }: FormEditorProps) {
  const { records, saved, context } = useScene()
  const groups = records.groups
  const set = (part: Partial<FormSettings>): void => change({ ...settings, ...part })
  return (
    <div className="fv-build">
      <div className="fv-editor">
        <section className="fv-part" aria-label={t('What it says')}>
          <TextField
            label={t('Title')}
            maxLength={200}
            placeholder={saved.name}
            value={settings.title ?? ''}
            onChange={(event) => set({ title: event.currentTarget.value })}
          />
          <TextArea
            label={t('Description')}
            maxLength={2_000}
            placeholder={t('What it is for, and what happens with an answer')}
            value={settings.description ?? ''}
            onChange={(event) => set({ description: event.currentTarget.value })}
          />
        </section>
        <Questions settings={settings} set={set} form={form} />
        <FixedValues settings={settings} set={set} form={form} />
        <section className="fv-part" aria-label={t('What happens with an answer')}>
          <h3 className="fv-head">{t('Afterwards')}</h3>
          <Select
            label={t('Items go into')}
            options={groups.map(({ number, title }) => ({ id: String(number), title }))}
            value={String(settings.group ?? groups[0]?.number ?? '')}
            onChange={(id) => set({ group: Number(id) })}
          />
          <TextArea
            label={t('What is said then')}
            maxLength={1_000}
            placeholder={t('Your answer has come.')}
            value={settings.thanks ?? ''}
            onChange={(event) => set({ thanks: event.currentTarget.value })}
          />
          <Switch
            label={t('Refuse answers that are nothing but addresses')}
            checked={settings.refuseLinks === true}
            onChange={(refuseLinks) => set({ refuseLinks })}
          />
        </section>
        <Hearers settings={settings} change={change} />
      </div>
      <div className="fv-preview" role="group" aria-label={t('Preview')}>
        <FormPicture
          form={{ ...form, people: context.people.map(({ id, name }) => ({ id, name })) }}
          work={{
            preview: true,
            send: () => Promise.reject(new FormRefusal(t('This is a preview.'))),
            sendFile: () => Promise.reject(new Error('This is a preview: nothing is sent.')),
          }}
        />
      </div>
    </div>
  )
}

interface PartProps {
  readonly settings: FormSettings
  readonly set: (part: Partial<FormSettings>) => void
  readonly form: FormEditorProps['form']
}

function Questions({ settings, set, form }: PartProps) {
  const { records, state } = useScene()
  const overlays = useOverlays()
  const [open, setOpen] = useState<FormQuestionSettings['column'] | null>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const given = settings.questions ?? []
  const questions = given.some(({ column }) => column === 'title')
    ? given
    : [{ column: 'title', required: true } as const, ...given]
  const save = (next: readonly FormQuestionSettings[]): void => set({ questions: [...next] })
  const focusGrip = (column: FormQuestionSettings['column']): void => {
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-column="${column}"] .fv-grip`)?.focus())
  }
  const move = (from: number, to: number): void => {
    const next = movedQuestion(questions, from, to)
    const moved = questions[from]
    if (next === questions || moved === undefined) return
    save(next)
    setSaid(t('Question {place} of {count}', { place: to + 1, count: questions.length }))
    focusGrip(moved.column)
  }
  const grab = (from: number, down: PointerEvent): void => {
    const cards = [...(list.current?.children ?? [])]
    const middles = cards.map((card) => {
      const { top, height } = card.getBoundingClientRect()
      return top + height / 2
    })
    let to = from
    followPointer(down, {
      start: () => setDragged(from),
      move: ({ clientY }) => {
        to = placeAt(middles, from, clientY)
        list.current?.style.setProperty('--fv-drop', String(to))
        for (const [at, card] of cards.entries()) {
          const place = to > from ? at === to : at === to
          card.toggleAttribute('data-drop', place && to !== from)
          card.toggleAttribute('data-below', to > from)
        }
      },
      drop: () => move(from, to),
      end: () => {
        setDragged(null)
        for (const card of cards) card.removeAttribute('data-drop')
      },
    })
  }
  const addable = records.columns.filter(
    (column) => askedBy(column, 'members') !== null && !questions.some((each) => each.column === column.number),
  )
  const missing = missingFromForm(state, settings, form.questions)
  const add = (column: number): void => {
    save([...questions, { column }])
    setOpen(column)
  }
  return (
    <section className="fv-part" aria-label={t('Questions')}>
      <h3 className="fv-head">{t('Questions')}</h3>
      <ul className="fv-cards" ref={list}>
        {questions.map((question, at) => (
          <QuestionCard
            key={question.column}
            question={question}
            asked={form.questions.find(({ column }) => column === question.column)}
            before={form.questions.filter(({ column }) => questions.findIndex((each) => each.column === column) < at)}
            open={open === question.column}
            dragged={dragged === at}
            onOpen={() => setOpen(open === question.column ? null : question.column)}
            onChange={(next) => save(questions.map((each, place) => (place === at ? next : each)))}
            onRemove={() => save(questions.filter((_, place) => place !== at))}
            onStep={(by) => move(at, at + by)}
            isFirst={at === 0}
            isLast={at === questions.length - 1}
            onGrab={({ nativeEvent }) => {
              if (nativeEvent.button === 0) grab(at, nativeEvent)
            }}
          />
        ))}
      </ul>
      <Button
        icon="plus"
        size="small"
        aria-haspopup="menu"
        disabled={addable.length === 0 || questions.length >= maxQuestions}
        onClick={(event) =>
          overlays.menu(event.currentTarget, t('Ask for'), [
            { items: addable.map(({ number, title }) => ({ id: String(number), title, onSelect: () => add(number) })) },
          ])
        }
      >
        {t('Add question')}
      </Button>
      {missing.map((column) => (
        <div className="fv-missing" role="note" key={column.number}>
          <p className="fv-warning">
            {t(
              'The board takes no item without “{title}”: answers are refused until the form asks for it or sets it.',
              { title: column.title },
            )}
          </p>
          {addable.some(({ number }) => number === column.number) ? (
            <Button size="small" onClick={() => add(column.number)}>
              {t('Ask for it')}
            </Button>
          ) : (
            <p className="fv-hint">
              {t('A form cannot ask for it: give the column a default, or take the rule away.')}
            </p>
          )}
        </div>
      ))}
      <div className="fu-hidden" role="status">
        {said}
      </div>
    </section>
  )
}

function FixedValues({ settings, set, form }: PartProps) {
  const { state, records } = useScene()
  const overlays = useOverlays()
  const fixed = settings.fixed ?? []
  const inForce = new Set(fixedCells(state, settings, form.questions).map(({ column }) => column))
  const asked = (number: number) => {
    const column = state.column(number)
    const ask = column === undefined ? null : askedBy(column, 'members')
    return column === undefined || ask === null || ask.as === 'files' ? null : { column, ask }
  }
  const addable = records.columns.filter(
    ({ number }) =>
      asked(number) !== null &&
      !fixed.some(({ column }) => column === number) &&
      !form.questions.some(({ column }) => column === number),
  )
  const change = (number: number, value: Json): void =>
    set({ fixed: fixed.map((each) => (each.column === number ? { column: number, value } : each)) })
  return (
    <section className="fv-part" aria-label={t('Set beside the answers')}>
      <h3 className="fv-head">{t('Set beside the answers')}</h3>
      <p className="fv-hint">{t('What each item gets without being asked for: a status, who looks at it first.')}</p>
      {fixed.map(({ column: number, value }) => {
        const found = asked(number)
        const title = found?.column.title ?? t('A column that is gone')
        return (
          <div className="fv-fixed" key={number}>
            {found === null ? (
              <p className="fv-warning">{t('This column cannot be set by a form.')}</p>
            ) : (
              <ValueField label={title} {...found} value={value} onChange={(next) => change(number, next)} />
            )}
            {found !== null && !inForce.has(number) && value !== null && (
              <p className="fv-warning">{t('The form asks for this already: the answer counts.')}</p>
            )}
            <IconButton
              icon="x"
              size="small"
              label={t('Set {title} no more', { title })}
              onClick={() => set({ fixed: fixed.filter(({ column }) => column !== number) })}
            />
          </div>
        )
      })}
      <Button
        icon="plus"
        size="small"
        aria-haspopup="menu"
        disabled={addable.length === 0 || fixed.length >= 20}
        onClick={(event) =>
          overlays.menu(event.currentTarget, t('Set'), [
            {
              items: addable.map(({ number, title }) => ({
                id: String(number),
                title,
                onSelect: () => set({ fixed: [...fixed, { column: number, value: null }] }),
              })),
            },
          ])
        }
      >
        {t('Set a value')}
      </Button>
    </section>
  )
}
