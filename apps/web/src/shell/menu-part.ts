export { Menu } from '@fulcrum/ui'
