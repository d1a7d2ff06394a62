import { deepEqual, match } from 'node:assert/strict'
import { test } from 'node:test'
import { faultsOf, folderWith } from '../fakes/config-folder.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { FETCH_LIMITS, PACE_LIMITS } from '../../src/ingest/fetch/fetch-limits.ts'
import { PAGE_LIMITS } from '../../src/ingest/limits.ts'

test('what is not set of fetching is what the fetcher says is its default', async () => {
  const { fetch } = await loadConfig(await folderWith(), {})
  deepEqual(fetch, {
    contact: 'https://standfirst.example/bot',
    ...FETCH_LIMITS,
    ...PACE_LIMITS,
    domNodes: PAGE_LIMITS.tags,
    domDepth: PAGE_LIMITS.depth,
  })
})

test('the settings of fetching that are shipped are the defaults they say they are', async () => {
  const shipped = await loadConfig('config', {})
  const empty = await loadConfig(await folderWith({ 'standfirst.yaml': '# nothing\n' }), {})
  deepEqual(shipped.fetch, empty.fetch)
})

const sound = [
  ['a mailbox as contact', 'contact: news@example.org'],
  ['a page as contact', 'contact: https://example.org/bot'],
  ['networks of both families, and one address', "allow: [10.0.0.0/8, 'fd00::/8', 127.0.0.1]"],
  ['a port', 'ports: [8080]'],
  ['no pace at all', 'hostEvery: 0s'],
] as const
for (const [name, line] of sound) {
  test(`${name} is understood`, async () => {
    await loadConfig(await folderWith({ 'standfirst.yaml': `fetch:\n  ${line}\n` }), {})
  })
}

const faults = [
  [
    'a contact that would break out of its header',
    'contact: "a@example.org) evil"',
    /fetch\.contact: .* is not a contact/,
  ],
  ['a contact that is nobody', 'contact: me', /fetch\.contact: "me" is not a contact; write the address/],
  ['a network that is none', "allow: ['10.0.0.0/33']", /fetch\.allow\[0\]: "10\.0\.0\.0\/33" is not a network/],
  ['a network by name', 'allow: [localhost]', /fetch\.allow\[0\]: "localhost" is not a network/],
  ['a zone in a network', "allow: ['fe80::1%eth0']", /is not a network/],
  ['a port that is none', 'ports: [70000]', /fetch\.ports\[0\]: 70000 is too large/],
  ['a connection that may last longer than the whole', 'connect: 30s', /fetch\.connect: longer than timeout/],
  ['more for a host than for all', 'hostAtOnce: 16, atOnce: 8', /fetch\.hostAtOnce: more than atOnce/],
] as const
for (const [name, line, expected] of faults) {
  test(`${name} is refused`, async () => {
    const [fault = ''] = await faultsOf({ 'standfirst.yaml': `fetch: { ${line} }\n` })
    match(fault, expected)
  })
}
