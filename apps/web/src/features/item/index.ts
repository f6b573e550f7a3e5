export { ItemPanel } from './item-panel.tsx'
