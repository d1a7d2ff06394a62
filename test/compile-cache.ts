// Loaded before every file of tests, in its process and in its threads: what is compiled once is compiled for all of them.
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

/** Where compiled code is kept between tests, and for the programs that they start. */
export const COMPILED = join(import.meta.dirname, '..', 'node_modules', '.cache', 'standfirst')

enableCompileCache(COMPILED)
