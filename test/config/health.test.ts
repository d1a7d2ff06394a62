import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { loadConfig } from '../../src/config/load-config.ts'
import { faultsOf, folderWith } from '../fakes/config-folder.ts'

const HERE = '127.0.0.1'
const cases = [
  // the file             the environment   where health and metrics are told
  ['', '', { host: HERE, port: 9464 }],
  ['health: { port: 9900 }', '', { host: HERE, port: 9900 }],
  ['health: { port: 9900 }', '9901', { host: HERE, port: 9901 }],
  ['health: { host: 0.0.0.0 }', '0', { host: '0.0.0.0', port: 0 }],
  ['health: { port: off }', '', null],
  ['health: { port: off }', '9464', { host: HERE, port: 9464 }],
  ['', 'off', null],
] as const
for (const [file, port, expected] of cases) {
  test(`health with ${file === '' ? 'nothing' : file} in the file and ${port === '' ? 'nothing' : port} in the environment: ${JSON.stringify(expected)}`, async () => {
    const { health } = await loadConfig(await folderWith({ 'standfirst.yaml': `${file}\n` }), {
      STANDFIRST_HEALTH_PORT: port,
    })
    deepEqual(health, expected)
  })
}

const faulty = [
  ['health: { port: 65536 }', {}],
  ['health: { port: on }', {}],
  ['health: { host: "http://a b" }', {}],
  ['health: { path: /x }', {}],
  ['', { STANDFIRST_HEALTH_PORT: '99999' }],
  ['', { STANDFIRST_HEALTH_PORT: 'none' }],
] as const
for (const [file, environment] of faulty) {
  test(`${file} ${JSON.stringify(environment)} is refused in one line`, async () => {
    const faults = await faultsOf({ 'standfirst.yaml': `${file}\n` }, environment)
    equal(faults.length, 1)
    // The schema's own words name nothing that would be right.
    equal(/Invalid input/.test(faults.join()), false)
  })
}
