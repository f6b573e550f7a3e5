export type { FilterLanguage, FilterProblem, Named } from './language.ts'
export { maxFilterText, readFilterText, type ReadFilter } from './parser.ts'
export { printFilter } from './printer.ts'
export { filterOffers, type FilterOffer } from './offers.ts'
