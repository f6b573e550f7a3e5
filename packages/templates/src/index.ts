export { instantiate, type Use } from './instantiate.ts'
export { purposes, type Purpose, type Template, type TemplateWay } from './template.ts'
export { templates } from './all.ts'
