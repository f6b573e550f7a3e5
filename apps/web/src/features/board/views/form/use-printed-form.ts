import { t } from '@fulcrum/ui/messages'
import { useActions } from '../../../../shell/client-context.tsx'
import type { DrawnForm } from '../../../../shell/forms/draw-form.ts'
import { paperElement as element, usePaper } from '../../../../shell/paper.ts'

type PrintedForm = Omit<DrawnForm, 'people'>

/** Prints a form to be filled in by hand: its questions, each with room for the answer. */
export function usePrintedForm(form: PrintedForm): void {
  const { print } = usePaper({ make: () => sheetOf(form) })
  useActions([
    {
      id: 'board.print',
      title: t('Print this form'),
      section: t('Board'),
      icon: 'file',
      keywords: t('paper pdf'),
      shortcut: 'Mod P',
      run: print,
    },
  ])
}

function sheetOf({ title, description, questions }: PrintedForm): HTMLElement {
  const sheet = element('article', { className: 'print-sheet' })
  sheet.append(element('h1', { textContent: title }), element('p', { textContent: description }))
  for (const { label, help, required } of questions) {
    sheet.append(element('h2', { textContent: required ? `${label} *` : label }))
    if (help !== '') sheet.append(element('p', { textContent: help }))
    sheet.append(element('div', { className: 'print-line' }))
  }
  return sheet
}
