// What lies over pages and beside them: it comes with what people work with, after the first screen.
export { Palette } from '../features/palette/palette.tsx'
export { LinkBanner } from '../features/queue/link-banner.tsx'
