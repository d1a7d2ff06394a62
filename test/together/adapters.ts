import { runTogether } from '../together.ts'

await runTogether('adapters')
