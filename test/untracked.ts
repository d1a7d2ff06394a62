// Loaded before every file of tests. Node's test runner follows every promise back to the test that made it, to say in which test
// a fault was that nobody caught: a quarter of the time of tests that ask a store. Here such a fault ends its file at once, which
// has failed so, and is shown with its stack.
import hooks, { type AsyncHook, type HookCallbacks } from 'node:async_hooks'
import { isMainThread } from 'node:worker_threads'

const follow = hooks.createHook
const nothing: AsyncHook = { enable: () => nothing, disable: () => nothing }

/** The runner's own is the one that hears when things begin and when they are gone. */
const isRunners = ({ init, destroy }: HookCallbacks) => init !== undefined && destroy !== undefined

hooks.createHook = (heard) => (isRunners(heard) ? nothing : follow(heard))

// A thread's faults are its maker's matter.
if (isMainThread) {
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.on(event, (fault) => {
      console.error('A fault that nobody caught:', fault)
      process.exit(1)
    })
}
