export { PastFrame } from './past-frame.tsx'
