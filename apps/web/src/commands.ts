// What people can do, with the code that checks it: fetched while the first screen is drawn.
export { commandNamed } from '@fulcrum/domain'
