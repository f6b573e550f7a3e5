export { CardsBody as Body } from './cards-body.tsx'
export { CardsTools as Tools } from './cards-tools.tsx'
