export { CardsBody } from './cards-body.tsx'
export { CardsTools } from './cards-tools.tsx'
