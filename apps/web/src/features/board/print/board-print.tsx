import { t } from '@fulcrum/ui/messages'
import { useActions } from '../../../shell/client-context.tsx'
import { useAccount } from '../../../shell/account-context.tsx'
import { usePaper } from '../../../shell/paper.ts'
import { useScene } from '../scene.tsx'
import { viewBody } from '../views/all.ts'
import { printSheet } from './print-sheet.ts'

/** Prints a board: its items as a document, or the picture that some views are. */
export function BoardPrint(): null {
  const scene = useScene()
  const { locale } = useAccount()
  const { print } = usePaper({
    make: () => {
      const { saved } = scene
      if ('printsAsDrawn' in viewBody(saved.kind)) return null
      const when = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(Date.now())
      return printSheet(scene, { view: saved.name, when })
    },
  })
  useActions([
    {
      id: 'board.print',
      title: t('Print this board'),
      section: t('Board'),
      icon: 'file',
      keywords: t('paper pdf'),
      shortcut: 'Mod P',
      run: print,
    },
  ])
  return null
}
