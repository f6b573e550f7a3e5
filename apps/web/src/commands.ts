// What people can do, with the code that checks it: fetched while the first screen is drawn.
export { createLinking } from '@fulcrum/client/linking'
export { commandNamed } from '@fulcrum/domain'
