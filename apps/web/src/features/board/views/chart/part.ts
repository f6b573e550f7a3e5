export { ChartBody } from './chart-body.tsx'
export { ChartTools } from './chart-tools.tsx'
