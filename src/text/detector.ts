// A file of its own, so that it can be loaded when the first text is looked at: see language.ts.
export { eld } from 'eld/extrasmall'
