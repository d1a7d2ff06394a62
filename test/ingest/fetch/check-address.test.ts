import { equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isAllowed, isReachable, literalAddress, readNetworks } from '../../../src/ingest/fetch/check-address.ts'

const reachable = ['8.8.8.8', '203.0.114.1', '2606:4700::1111', '2a00:1450::1', '::ffff:8.8.8.8', '64:ff9b::808:808']
for (const ip of reachable) test(`${ip} is of the public network`, () => equal(isReachable(ip, []), true))

const refused = {
  'of this machine, of an inside network or of nobody':
    '127.0.0.1 127.255.255.254 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.0.1 224.0.0.1 255.255.255.255 240.0.0.1 ' +
    '192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 :: ::1 fe80::1 fc00::1 fd12::1 fec0::1 ff02::1 2001:db8::1 ' +
    '3fff::1 100::1 4000::1',
  'of a carrier, or where clouds keep a machine’s secrets':
    '100.64.0.1 169.254.169.254 100.100.100.200 168.63.129.16 192.0.0.192 fd00:ec2::254',
  'one address inside another':
    '::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:169.254.169.254 ::7f00:1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe ' +
    '64:ff9b:1::808:808 2002:7f00:1:: 2002:808:808:: 2001:0:4136:e378::1',
  'not as a resolver or a parser of URLs writes it':
    'fe80::1%eth0 2606:4700::1111%eth0 127.1 0x7f.0.0.1 2130706433 0177.0.0.1 localhost',
}
for (const [because, ips] of Object.entries(refused)) {
  for (const ip of ips.split(' ')) test(`${ip} is not: ${because}`, () => equal(isReachable(ip, []), false))
}

const disguises = [
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '127.1',
  '127.0.0.1.',
  '１２７.０.０.１',
  '[::ffff:127.0.0.1]',
  '[0:0::1]',
]
for (const host of disguises) {
  test(`http://${host}/ holds a literal address that is not of the public network`, () => {
    const literal = literalAddress(new URL(`http://${host}/`).hostname)
    equal(isReachable(literal ?? '8.8.8.8', []), false)
  })
}

test('a name holds no literal address', () => {
  for (const name of ['example.org', '127.0.0.1.example.org', 'xn--bcher-kva.example'])
    equal(literalAddress(name), null)
})

const allowing = [
  [['127.0.0.0/8'], '127.0.0.1', true],
  [['127.0.0.0/8'], '10.0.0.1', false],
  [['127.0.0.0/8'], '::ffff:127.0.0.1', false], // a network is open as it is written, not on the ways round it
  [['127.0.0.1'], '127.0.0.1', true],
  [['127.0.0.1'], '127.0.0.2', false],
  [['::1'], '::1', true],
  [['fd00::/8'], 'fd12::1', true],
  [['fd00::/8'], 'fe80::1', false],
] as const
for (const [networks, ip, expected] of allowing) {
  test(`where ${networks.join()} is allowed, ${ip} is ${expected ? '' : 'not '}reachable`, () => {
    equal(isReachable(ip, readNetworks(networks)), expected)
    equal(isAllowed(ip, readNetworks(networks)), expected)
  })
}

test('what is no network cannot be allowed', () => {
  for (const text of ['', 'localhost', '10.0.0.0/33', '10.0/8/8']) throws(() => readNetworks([text]), RangeError)
})

test('no address of IPv4 is reachable in a mapped form and not in its own', () => {
  fc.assert(
    fc.property(fc.ipV4(), (ip) => {
      equal(isReachable(`::ffff:${ip}`, []), isReachable(ip, []))
    }),
  )
})

test('any text is judged, and none throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV4Extended(), fc.ipV6()), (text) => {
      equal(typeof isReachable(text, readNetworks(['10.0.0.0/8'])), 'boolean')
    }),
  )
})
