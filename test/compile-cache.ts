// Loaded before every file of tests, in its process and in its threads: what is compiled once is compiled for all of them.
import { enableCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

enableCompileCache(join(tmpdir(), 'standfirst-compiled'))
