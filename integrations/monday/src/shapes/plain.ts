import { guessField } from '@fulcrum/integration-kit'
import type { Shape } from './shape.ts'

/** Whatever tells by its values and its title what it is, as in any table. */
export const plainShape: Shape = {
  guess: ({ title, profile }, { dayFirst }) => guessField(title, profile, dayFirst === undefined ? {} : { dayFirst }),
  read: (cell) => (typeof cell === 'string' ? cell.replace(/\r\n?/g, '\n') : cell),
}
