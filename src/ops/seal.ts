import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { NewsError } from '../news/errors.ts'

/** Encrypts what must not lie open in the store. `about` says whose it is, and is bound to it: it opens for that alone. */
export type Sealer = {
  seal(text: string, about: string): string
  /** Throws NewsError: 'config-invalid' for another key than it was sealed with, 'store-corrupt' where it was changed. */
  open(sealed: string, about: string): string
  /** A secret for one purpose, made from the key: the same each time, and telling nothing of it. */
  derive(purpose: string): string
}

const VERSION = 'v1'
const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
/** What GCM is specified for (NIST SP 800-38D); drawn anew for each sealing. */
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Enough to tell a person's few keys apart, too little to learn anything of one. */
const KEY_ID_DIGITS = 8
const MAKE_KEY = 'make one with: openssl rand -base64 32'

/** True for 32 bytes in base64. */
export function isSealKey(text: string): boolean {
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) && Buffer.from(text, 'base64').length === KEY_BYTES
}

/**
 * AES-256-GCM with `key`, 32 bytes in base64, from the variable `variable`: messages name that and never the key. A sealed text is
 * `v1.KEYID.NONCE.TAG.TEXT`, the last three in base64url. Throws NewsError 'config-invalid' for what is no key.
 */
export function createSealer(key: string, variable: string): Sealer {
  if (!isSealKey(key)) {
    throw new NewsError('config-invalid', `${variable} is not 32 bytes in base64; ${MAKE_KEY}`)
  }
  const bytes = Buffer.from(key, 'base64')
  const keyId = createHash('sha256').update('key id').update(bytes).digest('hex').slice(0, KEY_ID_DIGITS)

  return {
    seal: (text, about) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, bytes, nonce, { authTagLength: TAG_BYTES })
      cipher.setAAD(Buffer.from(`${VERSION}.${keyId}.${about}`))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const parts = [nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))
      return [VERSION, keyId, ...parts].join('.')
    },
    open: (sealed, about) => {
      const [version, usedKey, ...parts] = sealed.split('.')
      const [nonce, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'))
      if (version !== VERSION || parts.length !== 3 || nonce?.length !== NONCE_BYTES || tag?.length !== TAG_BYTES) {
        throw changed(about)
      }
      if (usedKey !== keyId) throw otherKey(about, variable)
      const decipher = createDecipheriv(CIPHER, bytes, nonce, { authTagLength: TAG_BYTES })
      decipher.setAAD(Buffer.from(`${VERSION}.${keyId}.${about}`))
      decipher.setAuthTag(tag)
      try {
        return Buffer.concat([decipher.update(body ?? Buffer.alloc(0)), decipher.final()]).toString('utf8')
      } catch {
        throw changed(about)
      }
    },
    derive: (purpose) => createHmac('sha256', bytes).update(purpose).digest('base64url'),
  }
}

function otherKey(about: string, variable: string): NewsError {
  return new NewsError(
    'config-invalid',
    `What is kept of ${about} was sealed with another key than that of ${variable}. Set the former key again, or install the app there once more.`,
  )
}

function changed(about: string): NewsError {
  return new NewsError(
    'store-corrupt',
    `What is kept of ${about} was changed since it was sealed, or is cut short. Install the app there once more.`,
  )
}
