#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// Node strips and compiles every file at every start; kept, the second start takes two thirds of the time.
enableCompileCache()
const { serveCommandLine } = await import('./main.ts')
await serveCommandLine()
