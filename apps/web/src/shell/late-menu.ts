import { later, laterPart } from './later.ts'

/** The menus of the app: nobody waits for them to see a board. */
export const menuPart = later(() => import('./menu-part.ts'))

/** A menu that is open. */
export const Menu = laterPart(menuPart, (part) => part.Menu)
