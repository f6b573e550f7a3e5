export { ChartBody as Body } from './chart-body.tsx'
export { ChartTools as Tools } from './chart-tools.tsx'
