import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { lookAtInstalls, watchInstalls } from '../../../src/adapters/slack/watch-installs.ts'
import { startFakeSlack, type FakeSlack } from '../../e2e/fake-slack.ts'

const NEVER = new AbortController().signal
const kept = (token: string) => JSON.stringify({ team: { id: 'T' }, bot: { token, scopes: [], id: 'B', userId: 'U' } })
const [ONE, TWO] = [
  { id: 'T0FAKE011', name: 'one', token: 'xoxb-0011-fake-token' },
  { id: 'T0FAKE012', name: 'two', token: 'xoxb-0012-fake-token' },
]

/** Two workspaces that installed the app, and what is heard of them. */
async function start() {
  const slack = await startFakeSlack()
  const workspaces = [ONE, TWO].map((each) => slack.addWorkspace(each))
  const tokens = new Map([ONE, TWO].map(({ id, token }) => [id, kept(token)]))
  const gone: unknown[] = []
  const notes: string[] = []
  const parts = {
    installs: { list: async () => [...tokens.keys()], find: async (id: string) => tokens.get(id) ?? null },
    apiUrl: slack.apiUrl,
    handlers: {
      onGone: async (workspace: string, known: object) => {
        tokens.delete(workspace)
        gone.push({ workspace, ...known })
      },
      onNote: (level: string, text: string) => void notes.push(`${level} ${text}`),
    },
  }
  const refuse = (index: 0 | 1, code: string) => {
    workspaces[index]!.tokenFault = code
  }
  return { slack, parts, gone, notes, tokens, refuse }
}

type World = Awaited<ReturnType<typeof start>>

const cases: readonly (readonly [what: string, arrange: (world: World) => void, gone: readonly string[]])[] = [
  ['two that are well', () => {}, []],
  ['one whose account is inactive', ({ refuse }) => refuse(0, 'account_inactive'), [ONE.id]],
  ['one whose token was revoked', ({ refuse }) => refuse(1, 'token_revoked'), [TWO.id]],
  ['one whose token is unknown', ({ refuse }) => refuse(0, 'invalid_auth'), [ONE.id]],
  [
    'two that are gone',
    ({ refuse }) => {
      refuse(0, 'token_revoked')
      refuse(1, 'invalid_auth')
    },
    [ONE.id, TWO.id],
  ],
  [
    'all, whose tokens are refused to this address',
    ({ refuse }) => {
      refuse(0, 'invalid_auth')
      refuse(1, 'invalid_auth')
    },
    [],
  ],
  ...[
    'org_login_required',
    'team_access_not_granted',
    'token_expired',
    'ekm_access_denied',
    'fatal_error',
    'invalid_auths',
  ].map(
    (code) =>
      [
        `one refused with ${code}, and one that is gone`,
        ({ refuse }: World) => {
          refuse(0, code)
          refuse(1, 'account_inactive')
        },
        [TWO.id],
      ] as const,
  ),
  [
    'one installed again meanwhile',
    ({ refuse, tokens, parts }) => {
      refuse(0, 'token_revoked')
      const { find } = parts.installs
      let asked = 0
      parts.installs.find = async (id) => {
        asked += 1
        if (asked === 2) tokens.set(ONE.id, kept('xoxb-new'))
        return find(id)
      }
    },
    [],
  ],
  [
    'one whose token cannot be read, and one that is gone',
    ({ refuse, tokens }) => {
      tokens.set(ONE.id, 'not json')
      refuse(1, 'token_revoked')
    },
    [TWO.id],
  ],
]
for (const [what, arrange, expected] of cases) {
  test(`of ${what}: ${expected.length === 0 ? 'none' : expected.join(', ')} told to be gone`, async (context) => {
    const world = await start()
    context.after(() => world.slack.close())
    arrange(world)
    await lookAtInstalls(world.parts, NEVER)
    deepEqual(
      world.gone,
      expected.map((workspace) => ({ workspace, channels: [], unnamed: false })),
    )
    deepEqual(world.slack.violations, [])
    ok(!world.notes.join().includes('xoxb-'))
  })
}

const faults: readonly Parameters<FakeSlack['injectFor']>[1][] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 403 },
  { kind: 'rate-limited', retryAfterS: 60 },
  { kind: 'reset' },
]
for (const fault of faults) {
  test(`a Slack that cannot be asked (${JSON.stringify(fault)}) tells nothing, and the look ends with a note`, async (context) => {
    const world = await start()
    context.after(() => world.slack.close())
    world.refuse(0, 'token_revoked')
    world.slack.injectFor('auth.test', fault)
    const stop = new AbortController()
    const watch = watchInstalls(world.parts, stop.signal)
    while (world.notes.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    stop.abort()
    await watch
    deepEqual([world.gone, world.notes.length], [[], 1])
  })
}

test('it is looked at once, and again after a while', async (context) => {
  const world = await start()
  context.after(() => world.slack.close())
  const stop = new AbortController()
  const alive = setInterval(() => undefined, 1_000)
  const watch = watchInstalls({ ...world.parts, everyMs: 50 }, stop.signal)
  world.refuse(1, 'account_inactive')
  while (world.gone.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  world.refuse(0, 'account_inactive')
  while (world.gone.length === 1) await new Promise((resolve) => setTimeout(resolve, 5))
  stop.abort()
  await watch
  clearInterval(alive)
  deepEqual(world.notes.length, 2)
})
